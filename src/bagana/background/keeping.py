"""Keeps the book of work in order: what has died, what is old."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.tasks import TaskResultStatus
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from bagana.background.models import FINISHED, Work, WorkState

DEAD_AFTER: Final = timedelta(minutes=3)
"""Six beats of the worker: a machine that only sleeps for a moment is not dead."""

TASKS_KEPT: Final = timedelta(days=30)
WORK_KEPT: Final = timedelta(days=365)
LOOK: Final = 60.0
CLEAN: Final = 24 * 3600.0

_last: dict[str, float] = {}


def keep() -> None:
    """Once a minute look for the dead, once a day sweep; else nothing."""
    now = time.monotonic()
    if now - _last.get("look", float("-inf")) >= LOOK:
        _last["look"] = now
        settle()
    if now - _last.get("clean", float("-inf")) >= CLEAN:
        _last["clean"] = now
        prune()


def settle() -> int:
    """Tell as failed what nobody does any more; how many there were."""
    silent = timezone.now() - DEAD_AFTER
    gone = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.FAILED)
        | Q(status=TaskResultStatus.RUNNING, started_at__lt=silent)
    )
    dead = Work.objects.filter(
        Q(state=WorkState.RUNNING, beat_at__lt=silent)
        | Q(state=WorkState.WAITING, task_id__in=gone.values("pk"))
    )
    return sum(_bury(pk) for pk in list(dead.values_list("pk", flat=True)))


@transaction.atomic
def _bury(pk: int) -> bool:
    """Read anew under the lock: it may have ended between the look and this."""
    work = Work.objects.select_for_update().get(pk=pk)
    if work.state in FINISHED:
        return False
    now = timezone.now()
    with translation.override(work.language):
        work.error = _reason(work)
    work.state, work.finished_at = WorkState.FAILED, now
    work.save(update_fields=["state", "error", "finished_at"])
    task = DBTaskResult.objects.filter(id__in=[work.task_id])
    task.filter(status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.FAILED, finished_at=now
    )
    return True


def _reason(work: Work) -> str:
    if work.state == WorkState.WAITING:
        return _("Ажлыг эхлүүлж чадсангүй: серверийн бүртгэлийг үзнэ үү.")
    return interrupted()


def interrupted() -> str:
    return _(
        "Ажлыг хийж байсан програм зогссон тул дуусаагүй: компьютер унтарсан эсвэл "
        "дахин ассан байж болно. Дахин эхлүүлнэ үү."
    )


def prune() -> None:
    """Forget tasks that ended a month ago, and work that ended a year ago."""
    now = timezone.now()
    tasks = DBTaskResult.objects.finished()
    tasks.filter(finished_at__lt=now - TASKS_KEPT).delete()
    Work.objects.filter(state__in=FINISHED, finished_at__lt=now - WORK_KEPT).delete()
