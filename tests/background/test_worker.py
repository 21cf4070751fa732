"""The thread of the server: it wakes, works, survives errors and ends."""

import threading
import time

import pytest
from django.db import DatabaseError, connections

from bagana.background import worker
from bagana.background.models import Work, WorkState
from bagana.background.worker import Doer, is_waiting, run_waiting
from tests.background.factories import ask


def until(promise, seconds=10.0):
    end = time.monotonic() + seconds
    while not promise():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def doer():
    """It would look again only in an hour: what it does, it does because it woke."""
    found = Doer(look=3600, beat=0.05)
    thread = threading.Thread(target=found.run, daemon=True)
    thread.start()
    yield found
    found.end()
    thread.join(timeout=10)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_the_thread_does_at_once_what_this_process_asks_for(doer):
    works = [ask(user=None) for _ in range(3)]
    until(lambda: not Work.objects.exclude(state=WorkState.DONE).exists())
    assert {work.pk for work in works} == set(Work.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_an_idle_installation_is_only_read(django_assert_num_queries):
    with django_assert_num_queries(1) as made:
        assert not is_waiting()
    assert made[0]["sql"].startswith("SELECT")


@pytest.mark.django_db
def test_nothing_to_do_is_no_fault():
    assert run_waiting() == 0


@pytest.mark.django_db
def test_an_error_of_the_database_does_not_end_the_thread(monkeypatch, caplog):
    monkeypatch.setattr(worker, "is_waiting", lambda: (_ for _ in ()).throw(_broken()))
    assert Doer().turn() == 0
    assert "cannot be read" in caplog.text


def _broken():
    return DatabaseError("no such table")


@pytest.mark.django_db
def test_a_worker_that_ends_leaves_what_waits_to_others():
    ask(user=None)
    one = worker.new_worker()
    one.running = False
    assert run_waiting(one) == 0
    assert is_waiting()


@pytest.mark.django_db(transaction=True)
def test_the_beat_stops_with_the_thread():
    found = Doer(beat=0.01)
    thread = threading.Thread(target=found.keep_beating, daemon=True)
    thread.start()
    found.end()
    thread.join(timeout=5)
    assert not thread.is_alive()
    connections.close_all()
