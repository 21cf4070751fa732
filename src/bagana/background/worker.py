"""Does the work that waits: a thread of the server, or `bagana work` on its own."""

from __future__ import annotations

import logging
import os
import socket
import threading
from typing import Any, Final

from django.db import close_old_connections, connection
from django.db.utils import DatabaseError
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from bagana.background import keeping
from bagana.background.models import Work
from bagana.background.progress import held
from bagana.background.waking import wait, wake

LOOK: Final = 5.0
"""Seconds between two looks for what another process has asked for."""

BEAT: Final = 30.0
"""Seconds between two signs of life of what is being done."""

logger = logging.getLogger(__name__)


def is_waiting() -> bool:
    """Whether any task can be taken: a read, which takes no lock."""
    return DBTaskResult.objects.ready().exists()


def new_worker() -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()[:32]}-{os.getpid()}-{os.urandom(4).hex()}",
        excluded_queue_names=[],
    )


def run_waiting(worker: Worker | None = None) -> int:
    """Do everything that waits, one after the other; how many there were.

    Its own loop and not the worker's `run`, which closes the connection between two
    tasks: whoever calls this may be inside a transaction.
    """
    worker = worker or new_worker()
    done = 0
    while worker.running and (task := _claimed(worker.worker_id)) is not None:
        worker.run_task(task)
        done += 1
    keeping.settle()
    return done


def _claimed(worker_id: str) -> DBTaskResult[Any, Any] | None:
    """The next task, which nobody else takes from here on."""
    with exclusive_transaction():
        task = DBTaskResult.objects.ready().get_locked()
        if task is not None:
            task.claim(worker_id)
    return task


class Doer:
    """Looks for work until told to end; `beat` says from aside that it is alive."""

    def __init__(self, look: float = LOOK, beat: float = BEAT) -> None:
        self.look = look
        self.beat = beat
        self.ended = threading.Event()
        self._worker: Worker | None = None

    def start(self) -> None:
        """Both as daemon threads: the server never waits for them when it ends."""
        for name, target in (("work", self.run), ("work-beat", self.keep_beating)):
            threading.Thread(target=target, name=name, daemon=True).start()

    def end(self) -> None:
        """After what is being done now; what waits is left to others."""
        self.ended.set()
        if self._worker is not None:
            self._worker.running = False
        wake()

    def run(self) -> None:
        while not self.ended.is_set():
            self.turn()
            wait(self.look)
        connection.close()

    def turn(self) -> int:
        """One look, and what waits; how many pieces of work were done."""
        # A full disk or a restart of PostgreSQL passes; whatever it was, the thread
        # must still be there afterwards.
        try:
            keeping.keep()
            if is_waiting():
                self._worker = new_worker()
                return run_waiting(self._worker)
        except Exception:
            logger.exception("the queue of work cannot be read")
        finally:
            close_old_connections()
        return 0

    def keep_beating(self) -> None:
        while not self.ended.wait(self.beat):
            try:
                sign_of_life()
            except DatabaseError:
                logger.warning("no sign of life could be written", exc_info=True)
            finally:
                close_old_connections()
        connection.close()


def sign_of_life() -> None:
    """Tell that what this process has begun is still being done."""
    alive = list(held)
    if alive:
        Work.objects.filter(pk__in=alive).update(beat_at=timezone.now())
