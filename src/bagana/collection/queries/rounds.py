"""Rounds: which there are, how far each is, who is late by how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from bagana.collection.models import Return, ReturnState, Round
from bagana.collection.rows import WRITING
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import below

BAG: Final = 3
SUM: Final = 2
TURNS: Final[Mapping[str, str]] = {
    ReturnState.DRAFT: "bag",
    ReturnState.RETURNED: "bag",
    ReturnState.SUBMITTED: "sum",
    ReturnState.SUM_APPROVED: "aimag",
    ReturnState.APPROVED: "",
}


def bags_of(unit: Unit, on: date) -> list[Unit]:
    """Bags under the unit on the day, by code."""
    versions = below(unit, on, BAG).order_by("unit__code")
    return [version.unit for version in versions]


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of returns, whole numbers only.

    `due`: owed · `handed_in`: submitted at least once and not waiting in the bag since
    · `in_time`: first submitted by the bag's last day · `sum_approved`: at least by the
    sum · `approved`: locked by the aimag.
    """

    due: int = 0
    handed_in: int = 0
    in_time: int = 0
    sum_approved: int = 0
    approved: int = 0

    def __add__(self, other: Standing) -> Standing:
        return Standing(
            self.due + other.due,
            self.handed_in + other.handed_in,
            self.in_time + other.in_time,
            self.sum_approved + other.sum_approved,
            self.approved + other.approved,
        )


def _standing(state: str, submitted_on: date | None, due_on: date) -> Standing:
    return Standing(
        due=1,
        handed_in=int(state not in WRITING),
        in_time=int(submitted_on is not None and submitted_on <= due_on),
        sum_approved=int(state in (ReturnState.SUM_APPROVED, ReturnState.APPROVED)),
        approved=int(state == ReturnState.APPROVED),
    )


def standings_of(round: Round) -> dict[int, Standing]:
    """By the key of each bag that owes a return; one query."""
    rows = round.returns.values_list("unit", "state", "submitted_at")
    return {
        unit: _standing(state, _day(submitted), round.due_on)
        for unit, state, submitted in rows
    }


def standing_of(round: Round, units: Iterable[Unit | int] | None = None) -> Standing:
    """Over the bags given, or all of the round."""
    each = standings_of(round)
    if units is not None:
        keys = {one.pk if isinstance(one, Unit) else one for one in units}
        each = {key: one for key, one in each.items() if key in keys}
    return sum(each.values(), Standing())


def _day(moment: Any) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def rounds_for(user: Any) -> QuerySet[Round]:
    found = Round.objects.visible_to(user).select_related("unit", "period", "census")
    return found.order_by("-opens_on", "-id")


def returns_for(user: Any, round: Round) -> QuerySet[Return]:
    return round.returns.visible_to(user).select_related("unit").order_by("unit__code")


@dataclass(frozen=True, slots=True)
class Line:
    """One bag's return on the page of a round."""

    returned: Return
    name: str
    sum_code: str
    sum_name: str
    turn: str
    due_on: date | None
    days_late: int

    @property
    def state(self) -> str:
        return str(self.returned.get_state_display())

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


@dataclass(frozen=True, slots=True)
class SumLine:
    code: str
    name: str
    standing: Standing


def lines_of(user: Any, round: Round, today: date) -> list[Line]:
    """Returns that the user reads, in the order of codes, with names of the period."""
    returns = list(returns_for(user, round))
    names = names_of([one.unit_id for one in returns], round.period.end)
    above = _sums(names, round.period.end)
    found = []
    for one in returns:
        turn, due, late = turn_of(one, round, today)
        code, name = above.get(one.unit_id, ("", ""))
        found.append(Line(one, names.get(one.unit_id, ""), code, name, turn, due, late))
    return found


def turn_of(
    returned: Return, round: Round, today: date
) -> tuple[str, date | None, int]:
    """Whose turn it is, until when, and by how many days it is late."""
    turn = TURNS[returned.state]
    days = {
        "bag": round.due_on,
        "sum": round.sum_due_on,
        "aimag": round.aimag_due_on,
    }
    due = days.get(turn)
    open_ = round.closed_at is None and due is not None
    return turn, due, max(0, (today - due).days) if due and open_ else 0


def names_of(units: Iterable[int], on: date) -> dict[int, str]:
    """Names on the day, else those nearest to it; one query."""
    versions = UnitVersion.objects.filter(unit__in=set(units)).order_by("valid_from")
    names: dict[int, str] = {}
    for version in versions:
        if version.valid_from <= on or version.unit_id not in names:
            names[version.unit_id] = version.name
    return names


def _sums(bags: Iterable[int], on: date) -> dict[int, tuple[str, str]]:
    places = UnitAncestry.objects.on(on).filter(unit__in=set(bags), depth=1)
    parents = dict(places.values_list("unit", "ancestor"))
    names = names_of(parents.values(), on)
    codes = dict(Unit.objects.filter(pk__in=names).values_list("pk", "code"))
    return {
        bag: (codes.get(parent, ""), names.get(parent, ""))
        for bag, parent in parents.items()
    }


def sum_lines(lines: Iterable[Line], round: Round) -> list[SumLine]:
    """How far each sum is; the bags of `lines` only."""
    found: dict[str, SumLine] = {}
    for line in lines:
        one = line.returned
        mine = _standing(one.state, _day(one.submitted_at), round.due_on)
        before = found.get(line.sum_code)
        standing = before.standing + mine if before else mine
        found[line.sum_code] = SumLine(line.sum_code, line.sum_name, standing)
    return [found[code] for code in sorted(found)]


def open_rounds(user: Any, today: date) -> QuerySet[Round]:
    """Begun and not closed, of units that the user has to do with."""
    running = Q(closed_at__isnull=True, opens_on__lte=today)
    return Round.objects.visible_to(user).filter(running).select_related("period")
