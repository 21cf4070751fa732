"""A plan table taken in: check, apply, undo. The rules: docs/rules/plan-table.md."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.indicators.models import BatchState
from bagana.programme.actions.keeping import planner_only
from bagana.programme.models import PlanBatch, Programme
from bagana.programme.table.applying import Writer
from bagana.programme.table.checking import Checked, check_lines, stored
from bagana.programme.table.lines import Wanted
from bagana.programme.table.reading import PASTE, read_plan
from bagana.programme.table.recording import Record
from bagana.programme.table.telling import told
from bagana.programme.table.undoing import undo
from bagana.web.errors import Conflict, PermissionDenied, Refused

KEPT_PROBLEMS = 2000
KEPT_CHANGES = 500


@transaction.atomic
def check_table(
    *,
    programme: Programme,
    content: bytes,
    name: str,
    user: Any,
    origin: str = "file",
    phase: int = 0,
) -> PlanBatch:
    """Say what taking the table in would do; nothing but the batch is written.

    `origin` is "file", "paste" (content is UTF-8 text) or "demo"; `phase` is the number
    of the phase of lines that name none. Raises Refused when the table as a whole is
    not understood.
    """
    planner_only(user, programme)
    read = read_plan(name, content, pasted=origin == PASTE)
    checked = check_lines(programme, read, user, phase)
    return PlanBatch.objects.create(
        programme=programme,
        title=name[:300],
        origin=origin,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        state=BatchState.CHECKED,
        counts=checked.counts,
        problems=stored(checked.problems, KEPT_PROBLEMS),
        record={"phase": phase, **_said(checked)},
        made_by=user,
    )


def _said(checked: Checked) -> dict[str, Any]:
    """What the page tells of the check beside the counts."""
    new = checked.plan.new_objectives
    changes = [_change(checked, *one) for one in checked.changed[:KEPT_CHANGES]]
    return {
        "unread": checked.unread,
        "objectives": [f"{n}. {new[n].name_mn}" for n in sorted(new)],
        "changes": changes,
    }


def _change(checked: Checked, wanted: Wanted, parts: list[str]) -> dict[str, Any]:
    present = checked.plan.present[wanted.measure or 0]
    return {
        "row": wanted.row,
        "number": present.measure.number,
        "parts": parts,
        "cells": [list(cell) for cell in told(checked.plan, present, wanted, parts)],
    }


@transaction.atomic
def apply_batch(*, batch: PlanBatch, user: Any, on: date | None = None) -> PlanBatch:
    """Write a checked table, all in one transaction.

    It is checked again against what stands now. `on` is the day on which its money is
    booked and its revised targets come into force; today unless given.
    """
    batch = _locked(batch)
    planner_only(user, batch.programme)
    if batch.made_by_id != user.pk:
        raise PermissionDenied(_("Импортыг зөвхөн оруулсан хүн нь хэрэгжүүлнэ."))
    if batch.state != BatchState.CHECKED:
        raise Conflict(
            _("Энэ импортыг аль хэдийн хэрэгжүүлсэн эсвэл буцаасан байна."),
            _("Файлыг дахин оруулж шалгана уу."),
        )
    content, pasted = bytes(batch.content), batch.origin == PASTE
    phase = batch.record.get("phase", 0)
    read = read_plan(batch.title, content, pasted=pasted)
    checked = check_lines(batch.programme, read, user, phase)
    reason = f"plan table {batch.pk}"
    day = on or timezone.localdate()
    said = _said(checked)  # before what it tells of is changed
    record = Writer(checked, user, day, reason).write()
    batch.state = BatchState.APPLIED
    batch.applied_at = timezone.now()
    batch.counts = checked.counts
    batch.problems = stored(checked.problems, KEPT_PROBLEMS)
    batch.record = {"phase": phase, **said, "done": record.stored()}
    batch.save()
    return batch


@transaction.atomic
def undo_batch(*, batch: PlanBatch, user: Any) -> PlanBatch:
    """Take an applied table back; everything is then as before.

    Raises Conflict when something was built upon it since.
    """
    batch = _locked(batch)
    planner_only(user, batch.programme)
    if batch.state != BatchState.APPLIED:
        raise Conflict(_("Энэ импортыг хэрэгжүүлээгүй эсвэл аль хэдийн буцаасан."))
    undo(
        Record.restored(batch.record["done"]),
        user=user,
        reason=f"plan table {batch.pk} undone",
    )
    batch.state = BatchState.UNDONE
    batch.undone_at = timezone.now()
    batch.undone_by = user
    batch.save()
    return batch


@transaction.atomic
def discard_batch(*, batch: PlanBatch, user: Any) -> None:
    """Drop a checked table that will not be applied."""
    batch = _locked(batch)
    planner_only(user, batch.programme)
    if batch.made_by_id != user.pk:
        raise PermissionDenied(_("Импортыг зөвхөн оруулсан хүн нь хэрэгжүүлнэ."))
    if batch.state != BatchState.CHECKED:
        raise Refused(_("Хэрэгжүүлсэн импортыг устгахгүй; буцаах боломжтой."))
    batch.delete()


def _locked(batch: PlanBatch) -> PlanBatch:
    """The batch, and its programme: two tables of one plan wait for each other."""
    Programme.objects.select_for_update().get(pk=batch.programme_id)
    return PlanBatch.objects.select_for_update().get(pk=batch.pk)
