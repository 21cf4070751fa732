"""What an enactment did, what is still to hand over, and who sees which of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from bagana.accounts.visibility import under_roles
from bagana.redistricting import rules
from bagana.redistricting.models import (
    Enactment,
    HandoverItem,
    Plan,
    PlanKind,
    Proposal,
)
from bagana.territory.actions import Description
from bagana.territory.consequences import BalanceRow, ConsequenceLine
from bagana.territory.handover import registered
from bagana.territory.models import UnitChange, UnitVersion

WAITING, DONE = "waiting", "done"


def standing_enactment(proposal: Proposal) -> Enactment | None:
    """The one that is not undone; the action lets there be one at most."""
    rows = proposal.enactments.filter(undone_at__isnull=True)
    return rows.select_related("change__act__body", "made_by").first()


def handovers_for(
    user: Any, enactment: Enactment, *, kind: str = "", state: str = "", unit: str = ""
) -> QuerySet[HandoverItem]:
    """Lines of bags under the user's roles, in the order in which they were found."""
    rows = enactment.handovers.select_related("source", "target", "done_by")
    mine = under_roles(user, "source", "target")
    if mine is None:
        return rows.none()
    rows = rows.filter(mine)
    if kind:
        rows = rows.filter(kind=kind)
    if state in (WAITING, DONE):
        rows = rows.filter(done_on__isnull=state == WAITING)
    if unit:
        rows = rows.filter(Q(source__code=unit) | Q(target__code=unit))
    return rows.order_by("pk")


def kinds() -> dict[str, str]:
    """Every kind of thing that some application looks for, with its heading."""
    return {source.kind: source.title() for source in registered()}


def names_of(enactment: Enactment) -> dict[str, str]:
    """Code → name of the units of the change: as they last were, or are from it on."""
    units = enactment.change.units.all()
    rows = UnitVersion.objects.filter(unit__in=units).select_related("unit")
    return {row.unit.code: row.name for row in rows.order_by("valid_from")}


def counts_of(enactment: Enactment) -> dict[str, int]:
    found = enactment.handovers.aggregate(
        total=Count("pk"), left=Count("pk", filter=Q(done_on__isnull=True))
    )
    return {"total": found["total"], "left": found["left"]}


@dataclass(frozen=True, slots=True)
class Left:
    """An enacted proposal of which something is still to hand over."""

    proposal: Proposal
    count: int


def waiting_handovers(user: Any) -> list[Left]:
    """For the worklist of the officers who may mark it done."""
    mine = under_roles(user, "proposal__scenario__unit")
    if mine is None:
        return []
    rows = Enactment.objects.filter(mine, undone_at__isnull=True)
    open_ = rows.annotate(
        left=Count("handovers", filter=Q(handovers__done_on__isnull=True))
    ).filter(left__gt=0)
    found = [
        Left(row.proposal, row.left)
        for row in open_.select_related("proposal__scenario__unit").order_by("pk")
    ]
    return [one for one in found if rules.can_decide(user, one.proposal)]


def enactment_of(change: UnitChange) -> Enactment | None:
    """The published re-drawing behind a change, undone or not; for everybody."""
    rows = Enactment.objects.filter(change=change).exclude(
        proposal__published_at__isnull=True
    )
    found = rows.select_related("proposal__plan__scenario__block_set", "change")
    return found.first()


def plan_before(plan: Plan) -> Plan | None:
    """Today's plan of the scenario: the bags before."""
    return plan.scenario.plans.filter(kind=PlanKind.TODAY).order_by("number").first()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A unit with its cells, one for each line of the sheet."""

    name: str
    code: str
    cells: tuple[tuple[BalanceRow, int], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Measured things of all units side by side: before and after, with their sums."""

    lines: tuple[ConsequenceLine, ...]
    rows: tuple[SheetRow, ...]


def sheet_of(described: Description) -> Sheet:
    """The lines that measure units; a unit that is not on a side has a dash there."""
    lines = tuple(line for line in described.lines if line.nature)
    cells = [{row.code: row for row in line.rows} for line in lines]
    codes = sorted({code for column in cells for code in column})
    names = described.names
    rows = tuple(
        SheetRow(
            names.get(code, ""),
            code,
            tuple(
                (
                    column.get(code, BalanceRow(code, None, None, False, False)),
                    line.decimals,
                )
                for column, line in zip(cells, lines, strict=True)
            ),
        )
        for code in codes
    )
    return Sheet(lines, rows)


def unmeasured(described: Description) -> list[ConsequenceLine]:
    """What is under way in offices: measures, money, rounds, awards."""
    return [line for line in described.lines if not line.nature]
