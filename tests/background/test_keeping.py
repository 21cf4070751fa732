"""What has died is told as failed; what is old is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bagana.background import actions, keeping
from bagana.background.models import Work, WorkState
from bagana.background.progress import held, working
from bagana.background.worker import sign_of_life
from tests.background.factories import ask
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=10)


@pytest.fixture
def officer():
    return make_user("aimag_officer", make_tree()["1"])


@pytest.fixture
def interrupted(officer):
    """Taken by a worker that the machine took down with it."""
    work = ask(user=officer)
    before = timezone.now() - LONG_AGO
    DBTaskResult.objects.update(status="RUNNING", started_at=before)
    Work.objects.update(state="running", started_at=before, beat_at=before)
    return work


def test_work_of_a_process_that_died_is_told_as_failed_with_a_reason(interrupted):
    assert keeping.settle() == 1
    interrupted.refresh_from_db()
    assert interrupted.state == WorkState.FAILED
    assert "зогссон" in interrupted.error
    assert DBTaskResult.objects.get().status == "FAILED"


def test_and_can_be_started_anew(interrupted, officer, finish_works):
    keeping.settle()
    actions.repeat(user=officer, work=interrupted)
    finish_works()
    interrupted.refresh_from_db()
    assert interrupted.state == WorkState.DONE


def test_work_that_gives_signs_of_life_is_left_alone(interrupted):
    held.add(interrupted.pk)
    try:
        sign_of_life()
    finally:
        held.discard(interrupted.pk)
    assert keeping.settle() == 0


def test_what_was_taken_and_never_begun_is_told_too(interrupted):
    Work.objects.update(state="waiting", beat_at=None)
    assert keeping.settle() == 1


def test_work_that_waits_in_a_long_queue_is_not_dead(officer):
    work = ask(user=officer)
    Work.objects.filter(pk=work.pk).update(made_at=timezone.now() - timedelta(days=2))
    assert keeping.settle() == 0


def test_a_worker_thought_dead_cannot_bring_its_work_back(interrupted):
    with working(interrupted.pk):
        keeping.settle()
        Work.objects.update(state="failed", error="зогссон")
    interrupted.refresh_from_db()
    assert interrupted.state == WorkState.FAILED


def test_only_what_is_held_is_said_to_be_alive(interrupted):
    before = Work.objects.get().beat_at
    sign_of_life()
    assert Work.objects.get().beat_at == before


def test_old_tasks_and_old_work_are_forgotten(officer, finish_works):
    old, young, waiting = ask(user=officer), ask(user=officer), None
    finish_works()
    waiting = ask(user=officer)
    before = timezone.now() - timedelta(days=400)
    Work.objects.filter(pk=old.pk).update(finished_at=before)
    DBTaskResult.objects.filter(pk=old.task_id).update(finished_at=before)
    keeping.prune()
    assert set(Work.objects.values_list("pk", flat=True)) == {young.pk, waiting.pk}
    assert DBTaskResult.objects.count() == 2


def test_the_book_is_looked_at_once_a_minute_and_swept_once_a_day(monkeypatch):
    looked, swept = [], []
    clock = iter([0, 5, 61, 62, 90_000])
    monkeypatch.setattr(keeping, "_last", {})
    monkeypatch.setattr(keeping, "settle", lambda: looked.append(1))
    monkeypatch.setattr(keeping, "prune", lambda: swept.append(1))
    monkeypatch.setattr(keeping.time, "monotonic", lambda: next(clock))
    for _ in range(5):
        keeping.keep()
    assert (len(looked), len(swept)) == (3, 2)
