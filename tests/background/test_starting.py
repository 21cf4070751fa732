"""Work is asked for, waits, is done; the book says how far and how it ended."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from bagana.background.models import Work, WorkState
from tests.background import factories
from tests.background.factories import ask
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user("aimag_officer", make_tree()["1"])


def test_it_waits_until_a_worker_comes(officer):
    work = ask(user=officer)
    assert work.state == WorkState.WAITING
    assert DBTaskResult.objects.get(pk=work.task_id).status == "READY"


def test_it_is_done_and_tells_how_far_it_came(officer, finish_works):
    work = ask(user=officer)
    assert finish_works() == 1
    work.refresh_from_db()
    assert (work.state, work.done, work.total) == (WorkState.DONE, 3, 3)
    assert work.started_at <= work.finished_at
    assert work.percent == 100
    assert factories.DONE[-1] == 3


def test_work_is_done_in_the_order_in_which_it_was_asked_for(officer, finish_works):
    factories.DONE.clear()
    for number in (5, 2, 9):
        ask(user=officer, arguments={"number": number})
    assert finish_works() == 3
    assert factories.DONE == [5, 2, 9]


def test_what_is_rolled_back_leaves_no_task(officer):
    with transaction.atomic():
        ask(user=officer)
        transaction.set_rollback(True)
    assert not Work.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_who_has_no_role_cannot_start_any():
    with pytest.raises(PermissionDenied):
        ask(user=make_user())


def test_the_installation_itself_can(finish_works):
    work = ask(user=None)
    finish_works()
    work.refresh_from_db()
    assert work.state == WorkState.DONE


def test_a_refusal_is_told_in_its_own_words(officer, finish_works):
    work = ask(factories.refuse, officer)
    finish_works()
    work.refresh_from_db()
    assert work.state == WorkState.FAILED
    assert work.error == "Тоо алга. Тоогоо оруулна уу."


def test_an_error_of_the_program_shows_nothing_of_its_inside(officer, finish_works):
    work = ask(factories.break_down, officer)
    finish_works()
    work.refresh_from_db()
    assert work.state == WorkState.FAILED
    assert "Програмын алдаа" in work.error
    assert "inside" not in work.error
    trace = DBTaskResult.objects.get(pk=work.task_id).traceback
    assert "inside of the program" in trace


def test_a_failure_is_told_in_the_language_of_who_asked(officer, finish_works):
    with translation.override("en"):
        work = ask(factories.break_down, officer)
    finish_works()
    work.refresh_from_db()
    assert "program" in work.error.lower()
    assert "Програмын" not in work.error


def test_what_fails_before_it_begins_does_not_wait_for_ever(officer, finish_works):
    work = ask(factories.never_begins, officer)
    finish_works()
    work.refresh_from_db()
    assert work.state == WorkState.FAILED
    assert work.error


def test_one_failure_does_not_keep_the_next_from_being_done(officer, finish_works):
    ask(factories.break_down, officer)
    work = ask(user=officer)
    assert finish_works() == 2
    work.refresh_from_db()
    assert work.state == WorkState.DONE
