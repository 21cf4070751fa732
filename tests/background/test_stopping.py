"""Who may stop work, when it stops, and how it starts again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bagana.background import actions
from bagana.background.models import Work, WorkState
from bagana.background.progress import Progress, Stopped, working
from bagana.web.errors import Conflict
from tests.background import factories
from tests.background.factories import ask
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("sum_officer", units["11"])


def taken(officer):
    """By a worker, which is about to begin."""
    work = ask(user=officer)
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    return work


def state(work):
    return Work.objects.get(pk=work.pk).state


def test_waiting_work_is_taken_out_of_the_queue(officer, finish_works):
    work = ask(user=officer)
    actions.stop(user=officer, work=work)
    assert state(work) == WorkState.STOPPED
    assert finish_works() == 0


def test_running_work_stops_at_its_next_step(officer):
    work = taken(officer)
    with working(work.pk) as progress:
        actions.stop(user=officer, work=Work.objects.get(pk=work.pk))
        progress.stop_if_wanted()
        pytest.fail("it went on")
    assert state(work) == WorkState.STOPPED


def test_a_task_that_hears_the_wish_and_returns_has_stopped(officer):
    work = ask(user=officer)
    Work.objects.filter(pk=work.pk).update(wants_stop=True)
    with working(work.pk) as progress:
        assert progress.wants_stop()
    assert state(work) == WorkState.STOPPED


def test_whatever_ends_a_task_that_has_heard_it_counts_as_stopped(officer):
    work = ask(user=officer)
    Work.objects.filter(pk=work.pk).update(wants_stop=True)
    with working(work.pk) as progress:
        progress.wants_stop()
        raise ValueError("the engine broke off")
    assert state(work) == WorkState.STOPPED
    assert Work.objects.get(pk=work.pk).error == ""


def test_a_task_that_came_to_its_end_first_is_done(officer):
    work = taken(officer)
    with working(work.pk):
        actions.stop(user=officer, work=Work.objects.get(pk=work.pk))
    assert state(work) == WorkState.DONE


def test_the_database_is_asked_once_a_second_at_most(
    officer, django_assert_num_queries
):
    progress = Progress(ask(user=officer))
    with django_assert_num_queries(1):
        for _ in range(100):
            assert not progress.wants_stop()
    Work.objects.update(wants_stop=True)
    progress._asked = float("-inf")
    with pytest.raises(Stopped):
        progress.stop_if_wanted()


def test_progress_is_written_once_a_second_and_at_the_end(
    officer, django_assert_num_queries
):
    progress = Progress(ask(user=officer))
    with django_assert_num_queries(2):
        for step in range(1, 1001):
            progress.report(step, 1000)


def test_finished_work_cannot_be_stopped(officer, finish_works):
    work = ask(user=officer)
    finish_works()
    with pytest.raises(Conflict):
        actions.stop(user=officer, work=work)


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        ("sum_officer", "11", False),
        ("bag_governor", "1101", False),
        ("aimag_officer", "1", True),
        ("administrator", "MN", True),
    ],
)
def test_who_else_may_stop_it(units, officer, role, unit, may):
    work = ask(user=officer, unit=units["11"])
    other = make_user(role, units[unit])
    if may:
        assert actions.stop(user=other, work=work).wants_stop
    else:
        with pytest.raises(PermissionDenied):
            actions.stop(user=other, work=work)


def test_who_has_lost_every_role_cannot_stop_her_own(officer):
    work = ask(user=officer)
    officer.roles.all().delete()
    del officer._assignments_today
    with pytest.raises(PermissionDenied):
        actions.stop(user=officer, work=work)


def test_stopped_work_starts_anew_with_the_same_arguments(officer, finish_works):
    work = ask(user=officer, arguments={"number": 7})
    actions.stop(user=officer, work=work)
    again = actions.repeat(user=officer, work=work)
    assert (again.pk, again.state, again.wants_stop) == (work.pk, "waiting", False)
    factories.DONE.clear()
    assert finish_works() == 1
    assert factories.DONE == [7]
    assert state(work) == WorkState.DONE


def test_failed_work_starts_anew_without_its_old_error(officer, finish_works):
    work = ask(factories.refuse, officer)
    finish_works()
    assert actions.repeat(user=officer, work=work).error == ""


def test_work_that_is_done_or_waits_is_not_started_twice(officer, finish_works):
    work = ask(user=officer)
    with pytest.raises(Conflict):
        actions.repeat(user=officer, work=work)
    finish_works()
    with pytest.raises(Conflict):
        actions.repeat(user=officer, work=work)


def test_another_sum_cannot_start_it_anew(units, officer, finish_works):
    work = ask(factories.refuse, officer, unit=units["11"])
    finish_works()
    other = make_user("sum_officer", units["12"])
    with pytest.raises(PermissionDenied):
        actions.repeat(user=other, work=work)
