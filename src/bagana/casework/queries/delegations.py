"""Who decides what on a day: functions by level, with act, money and posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from bagana.casework.models import Delegation, Function
from bagana.territory.models import Unit, UnitAncestry


def over(unit: Unit, on: date) -> list[Delegation]:
    """In force on the day: to the unit, to units in it, and to all bags around it."""
    places = UnitAncestry.objects.in_force(on)
    inside = places.filter(ancestor=unit).values("unit")
    above = places.filter(unit=unit).values("ancestor")
    # To a unit above it counts only what all of that unit's bags received.
    to_all = Q(unit__in=above, giver=F("unit"))
    rows = Delegation.objects.on(on).select_related("function", "giver", "unit", "act")
    return list(rows.filter(Q(unit__in=inside) | to_all))


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """One function in a unit: by law of which level, and what was handed down."""

    function: Function
    delegations: tuple[Delegation, ...]
    money: Decimal | None
    posts: Decimal | None

    @property
    def is_delegated(self) -> bool:
        return bool(self.delegations)


def table(unit: Unit, on: date) -> list[FunctionLine]:
    """Every function with its delegations in the unit on the day."""
    found: dict[int, list[Delegation]] = defaultdict(list)
    for row in over(unit, on):
        found[row.function_id].append(row)
    lines = []
    for function in Function.objects.all():
        rows = tuple(found[function.pk])
        lines.append(
            FunctionLine(function, rows, _sum(rows, "money"), _sum(rows, "posts"))
        )
    return lines


def _sum(rows: Sequence[Delegation], name: str) -> Decimal | None:
    """None of any is None of all: a sum with a gap would look whole."""
    told = [getattr(row, name) for row in rows]
    if not told or any(one is None for one in told):
        return None
    return sum(told, Decimal(0))


def history_of(unit: Unit, on: date) -> list[Delegation]:
    """Every delegation of the unit and of units in it, ended ones as well."""
    inside = UnitAncestry.objects.in_force(on).filter(ancestor=unit).values("unit")
    rows = Delegation.objects.filter(Q(unit__in=inside) | Q(giver=unit))
    related = rows.select_related("function", "giver", "unit", "act")
    return list(related.order_by("-valid_from", "function__code", "unit__code"))
