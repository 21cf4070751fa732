"""The thread of the server: it wakes, works, survives errors and ends."""

import threading

import pytest
from django.db import DatabaseError, connections, transaction

from bagana.background import waking, worker
from bagana.background.models import Work, WorkState
from bagana.background.worker import Doer, is_waiting, run_waiting
from tests.background.factories import ask


@pytest.fixture
def idle(monkeypatch):
    """Set whenever the thread has nothing to do.

    The tests' SQLite is in memory and shared, where two threads that write at once do
    not wait for each other: this one writes only while the other sleeps.
    """
    found = threading.Event()

    def wait(seconds):
        found.set()
        waking.wait(seconds)

    monkeypatch.setattr(worker, "wait", wait)
    return found


@pytest.fixture
def doer(idle):
    """It would look again only in an hour: what it does, it does because it woke."""
    found = Doer(look=3600, beat=0.05)
    thread = threading.Thread(target=found.run, daemon=True)
    thread.start()
    assert idle.wait(20)
    yield found
    found.end()
    thread.join(timeout=20)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_the_thread_does_at_once_what_this_process_asks_for(doer, idle):
    idle.clear()
    with transaction.atomic():
        works = [ask(user=None) for _ in range(3)]
    assert idle.wait(20)
    done = Work.objects.filter(state=WorkState.DONE).values_list("pk", flat=True)
    assert set(done) == {work.pk for work in works}


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
