"""How a task tells how far it is, and hears that it should stop."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bagana.background import keeping
from bagana.background.models import UNFINISHED, Work, WorkState
from bagana.web.errors import PermissionDenied, Refused

EVERY: Final = 1.0
"""Seconds between two writes of the progress: each takes the one lock of SQLite."""

logger = logging.getLogger(__name__)
held: Final[set[int]] = set()
"""Work that this process does now; the worker tells that they are alive."""


class Stopped(Exception):  # noqa: N818  an answer, no fault of the program
    """Raised by a task that has heard that it should stop."""


class Progress:
    """Given to a task: `report` how far it is, ask `wants_stop` between two steps.

    Report outside a transaction: inside one nobody sees it before the end, and on
    SQLite everybody else who writes would wait as long.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self.has_heard = False
        self._written = self._asked = float("-inf")

    def report(self, done: int, total: int, note: str = "") -> None:
        now = time.monotonic()
        if now - self._written < EVERY and done < total:
            return
        self._written = now
        Work.objects.filter(pk=self.work.pk).update(
            done=max(done, 0), total=max(total, 0), note=note, beat_at=timezone.now()
        )

    def wants_stop(self) -> bool:
        """Whether somebody has asked to stop; asks the database once a second."""
        now = time.monotonic()
        if not self.has_heard and now - self._asked >= EVERY:
            self._asked = now
            asked = Work.objects.filter(pk=self.work.pk, wants_stop=True)
            self.has_heard = asked.exists()
        return self.has_heard

    def stop_if_wanted(self) -> None:
        if self.wants_stop():
            raise Stopped


@contextmanager
def working(work_id: int) -> Iterator[Progress]:
    """The frame of every task: running, then done, failed or stopped.

    What an action refuses becomes the words of the failure. Any other error is told as
    one of the program and goes on to the worker, which keeps its trace. Whatever ends a
    task that has heard the wish to stop counts as stopped. All in the language of who
    asked for the work.
    """
    work = Work.objects.select_related("made_by", "unit").get(pk=work_id)
    progress = Progress(work)
    with translation.override(work.language):
        _begin(work)
        held.add(work.pk)
        try:
            yield progress
        except Exception as error:
            _fail(progress, error)
            if not (progress.has_heard or isinstance(error, _EXPECTED)):
                raise
        except BaseException:
            # Ctrl-C, or the end of the process: it can be started again.
            _end(work, WorkState.FAILED, keeping.interrupted())
            raise
        else:
            _end(work, WorkState.STOPPED if progress.has_heard else WorkState.DONE)
        finally:
            held.discard(work.pk)


_EXPECTED = (Refused, PermissionDenied, Stopped)


def _begin(work: Work) -> None:
    now = timezone.now()
    Work.objects.filter(pk=work.pk).update(
        state=WorkState.RUNNING, started_at=now, beat_at=now, error=""
    )


def _fail(progress: Progress, error: Exception) -> None:
    if progress.has_heard or isinstance(error, Stopped):
        _end(progress.work, WorkState.STOPPED)
        return
    if not isinstance(error, _EXPECTED):
        logger.error("work %s failed", progress.work.pk, exc_info=error)
    _end(progress.work, WorkState.FAILED, words(error))


def words(error: Exception) -> str:
    """What the page says of a failure: never the inside of the program."""
    if isinstance(error, Refused):
        return " ".join(filter(None, (error.reason, error.fix)))
    if isinstance(error, PermissionDenied):
        return _("Ажлыг эхлүүлсэн хүнд одоо ийм эрх байхгүй.")
    if isinstance(error, MemoryError):
        return _("Санах ой хүрэлцсэнгүй. Давталтын тоог цөөлж, дахин эхлүүлнэ үү.")
    return _(
        "Програмын алдаа гарлаа. Дахин эхлүүлээд мөн гарвал системийн админд "
        "хэлнэ үү: дэлгэрэнгүй нь серверийн бүртгэлд бий."
    )


def _end(work: Work, state: WorkState, error: str = "") -> None:
    now = timezone.now()
    unfinished = Work.objects.filter(pk=work.pk, state__in=UNFINISHED)
    unfinished.update(state=state, error=error, finished_at=now, beat_at=now)
