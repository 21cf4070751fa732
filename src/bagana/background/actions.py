"""Starting, stopping and repeating long work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.tasks import Task, TaskResultStatus
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from bagana.background import rules
from bagana.background.models import Work, WorkState
from bagana.background.waking import wake
from bagana.territory.models import Unit
from bagana.web.errors import Conflict


@transaction.atomic
def start(
    *,
    user: Any,
    kind: str,
    title_mn: str,
    title_en: str,
    task: Task[..., Any],
    arguments: Mapping[str, Any],
    unit: Unit | None = None,
    result_url: str = "",
) -> Work:
    """Ask for work; a worker takes it as soon as this transaction is committed.

    `task` is a function under `django.tasks.task` that takes `work_id` and the
    arguments, which must be what JSON can hold: numbers of rows, not the rows.
    """
    if not rules.can_start(user):
        raise PermissionDenied
    work = Work.objects.create(
        kind=kind,
        title_mn=title_mn,
        title_en=title_en,
        unit=unit,
        result_url=result_url,
        made_by=user,
        language=(get_language() or "mn")[:2],
    )
    _enqueue(work, task, arguments)
    return work


def _enqueue(work: Work, task: Task[..., Any], arguments: Mapping[str, Any]) -> None:
    # The row of the task belongs to this transaction: work and task stand or fall
    # together, and no worker sees either before both are there.
    result = task.enqueue(work_id=work.pk, **arguments)
    work.task_id = UUID(str(result.id))
    work.save(update_fields=["task_id"])
    transaction.on_commit(wake)


@transaction.atomic
def stop(*, user: Any, work: Work) -> Work:
    """Take waiting work out of the queue; ask running work to stop at its next step."""
    _check(user, work)
    current = Work.objects.select_for_update().get(pk=work.pk)
    if current.is_finished:
        raise Conflict(_("Энэ ажил аль хэдийн дууссан."))
    waiting = _task_rows(current).filter(status=TaskResultStatus.READY)
    now = timezone.now()
    if waiting.update(status=TaskResultStatus.FAILED, finished_at=now):
        current.state, current.finished_at = WorkState.STOPPED, now
    current.wants_stop = True
    current.save(update_fields=["state", "finished_at", "wants_stop"])
    return current


@transaction.atomic
def repeat(*, user: Any, work: Work) -> Work:
    """Start what failed or was stopped anew, with the same arguments."""
    _check(user, work)
    current = Work.objects.select_for_update().get(pk=work.pk)
    if current.state not in (WorkState.FAILED, WorkState.STOPPED):
        raise Conflict(_("Зөвхөн амжилтгүй болсон, зогсоосон ажлыг дахин эхлүүлнэ."))
    kept = _task_rows(current).first()
    if kept is None:
        raise Conflict(
            _("Энэ ажлын хүсэлт хадгалах хугацаа нь дуусаж, хасагдсан байна."),
            _("Анх эхлүүлсэн хуудаснаас нь шинээр эхлүүлнэ үү."),
        )
    Work.objects.filter(pk=current.pk).update(
        state=WorkState.WAITING,
        done=0,
        total=0,
        note="",
        error="",
        wants_stop=False,
        started_at=None,
        beat_at=None,
        finished_at=None,
    )
    current.refresh_from_db()
    arguments = dict(kept.args_kwargs["kwargs"])
    arguments.pop("work_id", None)
    _enqueue(current, kept.task, arguments)
    return current


def _task_rows(work: Work) -> QuerySet[DBTaskResult[Any, Any]]:
    return DBTaskResult.objects.filter(pk__in=[work.task_id])


def _check(user: Any, work: Work) -> None:
    if not rules.can_manage(user, work):
        raise PermissionDenied
