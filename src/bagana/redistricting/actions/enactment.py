"""A decided proposal becomes units, and can be taken back to the exact state before.

The rules in prose: docs/rules/redrawing-enactment.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.redistricting.actions.enactment_drawing import Drawing, drawing_of
from bagana.redistricting.actions.proposals_steps import (
    clean,
    decider_only,
    locked,
    move,
    needed,
    require_state,
    told_act,
    told_plan,
)
from bagana.redistricting.models import (
    BlockMove,
    Enactment,
    HandoverItem,
    Proposal,
    ProposalState,
)
from bagana.territory import actions as territory
from bagana.territory.actions import Description
from bagana.territory.handover import Handover, handovers_of
from bagana.territory.models import Unit, UnitChange
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import day, hash_of, keep


@dataclass(frozen=True)
class Preview:
    """What enacting would do: the change as described, and what is to hand over."""

    described: Description
    handovers: list[Handover]


def preview_enactment(*, user: Any, proposal: Proposal) -> Preview:
    """Enact, read, roll back: what the enactment refuses is refused here as well."""
    with transaction.atomic():
        change, _drawing = _make(user, proposal)
        shown = Preview(territory.describe(change), handovers_of(change))
        transaction.set_rollback(True)
    return shown


@transaction.atomic
def enact(*, user: Any, proposal: Proposal, now: datetime | None = None) -> Enactment:
    """Make the decided plan the units of the register from its effective day.

    Raises
    ------
    PermissionDenied
        For whoever is no officer over every touched bag and its sum.
    Conflict
        When the proposal is not decided, or the bags have changed since.
    Refused
        When the register refuses the change; nothing of it stands then.
    """
    change, drawing = _make(user, proposal)
    row = locked(proposal)
    enactment = Enactment.objects.create(proposal=row, change=change, made_by=user)
    list_handovers(enactment)
    content = {**_decided(row), "change": change.pk, "blocks": len(drawing.moved)}
    move(
        row,
        ProposalState.ENACTED,
        user=user,
        content=content,
        act=row.aimag_act,
        now=now,
    )
    return enactment


def _make(user: Any, proposal: Proposal) -> tuple[UnitChange, Drawing]:
    """The change of the register with its moves of blocks."""
    row = locked(proposal)
    decider_only(user, row)
    require_state(row, ProposalState.DECIDED)
    act, on = row.aimag_act, row.effective_on
    if act is None or on is None:
        raise Refused(_("Аймгийн Хурлын шийдвэр, хэрэгжих өдөр алга."))
    drawing = drawing_of(row, on)
    change = territory.redraw(
        units=drawing.units,
        parts=drawing.parts,
        shares=drawing.shares,
        user=user,
        act=act,
        effective_on=on,
        note=row.title_mn,
        is_assumption=row.is_illustrative,
    )
    _keep_moves(change, drawing)
    return change, drawing


def _keep_moves(change: UnitChange, drawing: Drawing) -> None:
    codes = {*map(str, drawing.before), *map(str, drawing.after)}
    units = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    BlockMove.objects.bulk_create(
        BlockMove(
            change=change,
            block_id=drawing.arrays.ids[i],
            source_id=units[str(drawing.before[i])],
            target_id=units[str(drawing.after[i])],
        )
        for i in drawing.moved
    )


def _decided(row: Proposal) -> dict[str, Any]:
    assert row.plan is not None  # the drawing has asked
    assert row.aimag_act is not None
    return {
        "plan": told_plan(row.plan),
        "act": told_act(row.aimag_act),
        "effective_on": row.effective_on.isoformat() if row.effective_on else None,
    }


def list_handovers(enactment: Enactment) -> None:
    """Write down what a person must still take over, in both languages."""
    found = handovers_of(enactment.change)
    codes = {code for one in found for code in (one.source, one.target) if code}
    units = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    for one in found:
        HandoverItem.objects.create(
            enactment=enactment,
            kind=one.kind,
            what_mn=one.what_mn[:300],
            what_en=one.what_en[:300],
            source_id=units[one.source],
            target_id=units[one.target] if one.target else None,
            href=one.href[:300],
        )


@transaction.atomic
def undo_enactment(
    *, user: Any, enactment: Enactment, reason: str, now: datetime | None = None
) -> Enactment:
    """Bring the register back to the exact state before, and say why.

    The consequence of this application (`consequences.py`) takes the moves of blocks
    back and returns the proposal, whichever way the change is undone.

    Raises
    ------
    Conflict
        Naming what depends on the new units by now.
    """
    row = Enactment.objects.select_for_update(of=("self",)).get(pk=enactment.pk)
    proposal = locked(row.proposal)
    decider_only(user, proposal)
    if row.undone_at is not None:
        raise Conflict(_("Энэ хэрэгжүүлэлтийг аль хэдийн буцаасан."))
    note = needed(reason, "reason", _("Буцаах шалтгаан хоосон байна."))
    territory.undo(user=user, change=row.change)
    row.refresh_from_db()
    step = proposal.steps.filter(state=ProposalState.DECIDED, is_return=True).last()
    assert step is not None  # the consequence has written it
    step.note, step.done_on, step.made_by = note, day(now), user
    step.content |= {"reason": note}
    step.sha256 = hash_of(step.content)
    step.save(update_fields=["note", "done_on", "made_by", "content", "sha256"])
    return row


@transaction.atomic
def hand_over(
    *, user: Any, item: HandoverItem, on: date, note: str = ""
) -> HandoverItem:
    """Say that somebody has taken a thing over."""
    row = HandoverItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    enactment = Enactment.objects.select_related("proposal__scenario__unit", "change")
    enacted = enactment.get(pk=row.enactment_id)
    decider_only(user, enacted.proposal)
    if row.done_on is not None:
        raise Conflict(_("Үүнийг хүлээлцсэн гэж аль хэдийн тэмдэглэсэн."))
    _sensible(on, enacted)
    row.done_on, row.done_by, row.note = on, user, clean(note)
    keep(row, user=user, reason="handed over")
    return row


def _sensible(on: date, enactment: Enactment) -> None:
    act = enactment.change.act.date
    if not act <= on <= day(None):
        raise Refused(
            _("Хүлээлцсэн өдөр шийдвэрийн огнооноос (%(act)s) өнөөдрийн хооронд байна.")
            % {"act": act},
            _("Өдрийг засна уу."),
            "on",
        )


@transaction.atomic
def take_back_handover(*, user: Any, item: HandoverItem) -> HandoverItem:
    """A mark that was set by mistake goes; the history keeps it."""
    row = HandoverItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    decider_only(user, row.enactment.proposal)
    if row.done_on is None:
        raise Conflict(_("Үүнийг хүлээлцээгүй байна."))
    row.done_on, row.done_by = None, None
    keep(row, user=user, reason="taken back")
    return row
