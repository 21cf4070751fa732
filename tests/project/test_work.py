"""`bagana work` does what waits; `serve` does it itself unless told not to."""

import multiprocessing
import signal
import subprocess
import sys

import pytest

from bagana.project import serving
from tests.project.installation import bagana, environment

pytestmark = pytest.mark.own_home


def test_it_does_what_waits_and_ends(office):
    said = bagana(office, "work", "--once")
    assert said.returncode == 0, said.stderr
    assert "0" in said.stdout


def test_it_says_in_words_when_the_tables_are_not_there(tmp_path):
    said = bagana(tmp_path, "work", "--once")
    assert said.returncode == 1
    assert "bagana migrate" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_signal_ends_it_in_order(office):
    process = subprocess.Popen(
        [sys.executable, "-m", "bagana.cli", "work"],
        env=environment(office),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert "Ctrl-C" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    process.stdout.close()


@pytest.fixture
def started(monkeypatch):
    """The threads that would have been started."""
    from bagana.background.worker import Doer

    threads = []

    def start(doer):
        threads.append(doer)

    monkeypatch.setattr(Doer, "start", start)
    return threads


def test_the_server_starts_no_thread_when_others_do_the_work(monkeypatch, started):
    monkeypatch.setattr(multiprocessing, "parent_process", object)
    monkeypatch.setenv("BAGANA_WORK", "0")
    serving.do_work()
    assert not started
    monkeypatch.delenv("BAGANA_WORK")
    serving.do_work()
    assert len(started) == 1


def test_whoever_only_imports_the_application_gets_no_thread(monkeypatch, started):
    monkeypatch.delenv("BAGANA_WORK", raising=False)
    serving.do_work()
    assert not started
