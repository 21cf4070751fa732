"""Money of a programme as citizens read it: by source and year, objective and unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bagana.programme.models import FundingSource, Objective, Phase, Programme
from bagana.programme.queries.money import (
    MoneySum,
    PerHead,
    entries_of,
    money_by,
    money_total,
    per_head,
    sums,
)
from bagana.programme.queries.standings import names_of
from bagana.territory.models import Unit
from bagana.territory.queries import versions_on

BAG = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of money; `kind` is "part", "group" or "total"."""

    key: Any
    name: str
    money: MoneySum
    kind: str = "part"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """Money for a unit and its people; `code` is empty for what no unit was named."""

    code: str
    name: str
    money: MoneySum
    population: float | None = None
    per_head: Decimal | None = None
    parent: str = ""


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """Every table adds up to `total`, to the möngö."""

    total: MoneySum
    years: list[Line]
    sources: list[tuple[Line, list[Line]]]
    objectives: list[Line]
    units: list[UnitLine]
    spenders: list[Line]
    is_illustrative: bool

    @property
    def decimals(self) -> int:
        """Möngö are written where there are any, and then everywhere."""
        cells = (line.money for line in (*self.years, *self.objectives))
        amounts = (
            amount
            for money in cells
            for amount in (money.planned, money.adjusted, money.committed, money.paid)
        )
        return 2 if any(a != a.to_integral_value() for a in amounts) else 0


def money_page(
    programme: Programme, *, phase: Phase | None, on: date, user: Any
) -> MoneyPage:
    total = money_total(programme, phase=phase, until=on)
    entries = entries_of(programme, phase=phase, until=on)
    crossed = sums(entries, "source", "year", today=on)
    return MoneyPage(
        total=total,
        years=_years(programme, phase, on),
        sources=_sources(crossed, total),
        objectives=_objectives(programme, phase, on),
        units=_units(programme, phase, on, user),
        spenders=_spenders(programme, phase, on),
        is_illustrative=entries.filter(is_illustrative=True).exists(),
    )


def _years(programme: Programme, phase: Phase | None, on: date) -> list[Line]:
    found = money_by(programme, "year", phase=phase, until=on)
    return [Line(year, str(year), found[year]) for year in sorted(found)]


def _sources(
    crossed: dict[Any, MoneySum], total: MoneySum
) -> list[tuple[Line, list[Line]]]:
    """Each source with its years, in the order in which sources are always named."""
    found = []
    for source in FundingSource:
        rows = [
            Line((source.value, year), str(year), crossed[code, year])
            for code, year in sorted(crossed)
            if code == source
        ]
        if rows:
            whole = _added(rows, is_over=total.is_over)
            found.append((Line(source.value, str(source.label), whole, "group"), rows))
    return found


def _added(lines: Iterable[Line], *, is_over: bool) -> MoneySum:
    nought = MoneySum(december=Decimal(0))
    return replace(sum((line.money for line in lines), nought), is_over=is_over)


def _objectives(programme: Programme, phase: Phase | None, on: date) -> list[Line]:
    found = money_by(programme, "objective", phase=phase, until=on)
    objectives = Objective.objects.filter(pk__in=found).order_by("number")
    return [Line(one.number, str(one), found[one.pk]) for one in objectives]


def _units(
    programme: Programme, phase: Phase | None, on: date, user: Any
) -> list[UnitLine]:
    rows = per_head(programme, on=on, user=user, phase=phase)
    names = names_of([row.unit for row in rows], on)
    sums_of = _parents(rows, on)
    lines = [
        _unit_line(row, names.get(row.unit.pk, ""), sums_of.get(row.unit.pk, ""))
        for row in rows
    ]
    nowhere = money_by(programme, "unit", phase=phase, until=on).get(None)
    return lines if nowhere is None else [*lines, UnitLine("", "", nowhere)]


def _parents(rows: list[PerHead], on: date) -> dict[int, str]:
    """Bags of the same name are told apart by their sum."""
    found = versions_on(on).filter(unit__in=[row.unit for row in rows])
    bags = found.filter(kind__level=BAG).values_list("unit_id", "parent_id")
    parents = dict(bags)
    names = names_of([pk for pk in parents.values() if pk is not None], on)
    return {bag: names.get(parent or 0, "") for bag, parent in parents.items()}


def _unit_line(row: PerHead, name: str, parent: str) -> UnitLine:
    return UnitLine(
        row.unit.code,
        name or row.unit.code,
        row.money,
        row.population,
        row.per_head,
        parent,
    )


def _spenders(programme: Programme, phase: Phase | None, on: date) -> list[Line]:
    found = money_by(programme, "spender", phase=phase, until=on)
    names = names_of(found, on)
    codes = dict(Unit.objects.filter(pk__in=found).values_list("pk", "code"))
    ordered = sorted(found, key=lambda pk: codes[pk])
    return [Line(codes[pk], names.get(pk, codes[pk]), found[pk]) for pk in ordered]
