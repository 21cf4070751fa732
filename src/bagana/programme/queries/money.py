"""What the book of money says: sums by whatever one asks, and money per head."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractMonth
from django.utils import timezone

from bagana.engines.progress import Execution, execution
from bagana.indicators.queries import newest_measured
from bagana.programme.models import (
    Measure,
    MeasureStanding,
    MoneyEntry,
    MoneyKind,
    Objective,
    Phase,
    Programme,
)
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import versions_on

NOUGHT: Final = Decimal(0)
MONGO: Final = Decimal("0.01")
DECEMBER: Final = 12
KEYS: Final[Mapping[str, str]] = {
    "objective": "measure__objective",
    "measure": "measure",
    "unit": "unit",
    "source": "source",
    "year": "year",
    "phase": "measure__phase",
    "spender": "spender",
    "programme": "measure__programme",
}


@dataclass(frozen=True, slots=True)
class MoneySum:
    """Tugriks planned, planned after adjustments, committed and paid.

    `december` is what of the payments was made in December, None where it was not
    asked for; `is_over` whether the time of the plan has run out.
    """

    planned: Decimal = NOUGHT
    adjusted: Decimal = NOUGHT
    committed: Decimal = NOUGHT
    paid: Decimal = NOUGHT
    december: Decimal | None = None
    is_over: bool = True

    @property
    def execution(self) -> Execution:
        return execution(
            self.paid,
            self.adjusted,
            self.planned,
            is_over=self.is_over,
            december=self.december,
        )

    @property
    def unpaid(self) -> Decimal:
        """What of the adjusted plan is left; negative where more was paid."""
        return self.adjusted - self.paid

    def __bool__(self) -> bool:
        """Whether anything was planned, committed or paid."""
        return any((self.planned, self.adjusted, self.committed, self.paid))

    def __add__(self, other: MoneySum) -> MoneySum:
        return MoneySum(
            self.planned + other.planned,
            self.adjusted + other.adjusted,
            self.committed + other.committed,
            self.paid + other.paid,
            _sum_of_known(self.december, other.december),
            self.is_over and other.is_over,
        )


def _sum_of_known(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def entries_of(
    programme: Programme | None,
    *,
    phase: Phase | None = None,
    objective: Objective | None = None,
    measure: Measure | None = None,
    unit: Unit | None = None,
    until: date | None = None,
) -> QuerySet[MoneyEntry]:
    """The entries asked for; `unit` takes in what was spent for units below it."""
    found = MoneyEntry.objects.order_by()
    if programme is not None:
        found = found.filter(measure__programme=programme)
    if phase is not None:
        found = found.filter(measure__phase=phase)
    if objective is not None:
        found = found.filter(measure__objective=objective)
    if measure is not None:
        found = found.filter(measure=measure)
    if unit is not None:
        places = UnitAncestry.objects.in_force(timezone.localdate())
        found = found.filter(unit__in=places.filter(ancestor=unit).values("unit"))
    return found if until is None else found.filter(booked_on__lte=until)


def sums(
    entries: QuerySet[MoneyEntry], *keys: str, today: date | None = None
) -> dict[Any, MoneySum]:
    """Sums of entries by one key or by a tuple of keys: one grouped query.

    By year, a sum is over when its year has ended by `today`.
    """
    fields = [KEYS[key] for key in keys]
    day = today or timezone.localdate()
    # A reversal belongs to the month of what it cancels.
    month = ExtractMonth(Coalesce(F("reverses__booked_on"), F("booked_on")))
    rows = (
        entries.order_by()
        .annotate(month=month)
        .values(*fields, "kind", "month")
        .annotate(total=Sum("amount"))
    )
    found: dict[Any, dict[str, Decimal]] = {}
    for row in rows:
        key = tuple(row[field] for field in fields)
        _add(found.setdefault(key, {}), row["kind"], row["month"], row["total"])
    position = keys.index("year") if "year" in keys else None
    return {
        key[0] if len(keys) == 1 else key: _of(
            parts, is_over=position is None or key[position] < day.year
        )
        for key, parts in found.items()
    }


def _add(parts: dict[str, Decimal], kind: str, month: int, total: Decimal) -> None:
    # SQLite adds up in floating point: the sum of amounts in möngö is rounded to möngö.
    amount = total.quantize(MONGO)
    parts[kind] = parts.get(kind, NOUGHT) + amount
    if kind == MoneyKind.PAYMENT and month == DECEMBER:
        parts["december"] = parts.get("december", NOUGHT) + amount


def _of(parts: Mapping[str, Decimal], *, is_over: bool) -> MoneySum:
    planned = parts.get(MoneyKind.PLAN, NOUGHT)
    return MoneySum(
        planned,
        planned + parts.get(MoneyKind.ADJUSTMENT, NOUGHT),
        parts.get(MoneyKind.COMMITMENT, NOUGHT),
        parts.get(MoneyKind.PAYMENT, NOUGHT),
        parts.get("december", NOUGHT),
        is_over,
    )


def money_by(
    programme: Programme | None,
    key: str,
    *,
    phase: Phase | None = None,
    objective: Objective | None = None,
    unit: Unit | None = None,
    until: date | None = None,
) -> dict[Any, MoneySum]:
    """Sums by `key`: objective, measure, unit, source, year, phase or spender.

    Keys are primary keys or the code of the source; what was booked for no unit has
    the key None.
    """
    entries = entries_of(
        programme, phase=phase, objective=objective, unit=unit, until=until
    )
    return _dated(sums(entries, key, today=until), key, programme, phase, until)


def _dated(
    found: dict[Any, MoneySum],
    key: str,
    programme: Programme | None,
    phase: Phase | None,
    until: date | None,
) -> dict[Any, MoneySum]:
    """Whether the time of each plan has run out: a year judges itself, a phase too."""
    if key == "year":
        return found
    day = until or timezone.localdate()
    ends: dict[Any, date] = {}
    if key == "phase":
        ends = dict(Phase.objects.filter(pk__in=found).values_list("pk", "ends_on"))
    whole = phase.ends_on if phase else programme.ends_on if programme else day
    return {
        name: _replaced(money, is_over=ends.get(name, whole) <= day)
        for name, money in found.items()
    }


def _replaced(money: MoneySum, *, is_over: bool) -> MoneySum:
    return MoneySum(
        money.planned,
        money.adjusted,
        money.committed,
        money.paid,
        money.december,
        is_over,
    )


def money_total(
    programme: Programme | None,
    *,
    phase: Phase | None = None,
    objective: Objective | None = None,
    unit: Unit | None = None,
    until: date | None = None,
) -> MoneySum:
    """The whole. Without a unit and a day it comes from the standings of measures."""
    day = until or timezone.localdate()
    whole = phase.ends_on if phase else programme.ends_on if programme else day
    if unit is None and until is None:
        total = _of_standings(programme, phase, objective)
    else:
        entries = entries_of(
            programme, phase=phase, objective=objective, unit=unit, until=until
        )
        total = sum(sums(entries, "source").values(), MoneySum(december=NOUGHT))
    return _replaced(total, is_over=whole <= day)


def _of_standings(
    programme: Programme | None, phase: Phase | None, objective: Objective | None
) -> MoneySum:
    found = MeasureStanding.objects.all()
    if programme is not None:
        found = found.filter(measure__programme=programme)
    if phase is not None:
        found = found.filter(measure__phase=phase)
    if objective is not None:
        found = found.filter(measure__objective=objective)
    names = ("planned", "adjusted", "committed", "paid")
    total = found.aggregate(**{n: Sum(n, default=NOUGHT) for n in names})
    return MoneySum(*(total[name].quantize(MONGO) for name in names))


@dataclass(frozen=True, slots=True)
class PerHead:
    """Money for a unit and its people; `per_head` is paid tugriks, or missing."""

    unit: Unit
    money: MoneySum
    population: float | None
    per_head: Decimal | None


def per_head(
    programme: Programme, *, on: date, user: Any, phase: Phase | None = None
) -> list[PerHead]:
    """What was paid for each unit of the book, by the newest published population.

    Units for which nothing was booked are left out. Population is public, so `user`
    changes nothing today; it is asked for because figures are read for somebody.
    """
    by_unit = money_by(programme, "unit", phase=phase, until=on)
    units = Unit.objects.in_bulk([pk for pk in by_unit if pk is not None])
    people = _population(list(units.values()), on)
    return [
        PerHead(
            unit,
            by_unit[pk],
            people.get(unit.code),
            _each(by_unit[pk].paid, people.get(unit.code)),
        )
        for pk, unit in sorted(units.items(), key=lambda pair: pair[1].code)
    ]


def _population(units: Collection[Unit], on: date) -> dict[str, float]:
    """Bags and sums are asked for apart: they have series of their own."""
    levels = dict(
        versions_on(on).filter(unit__in=units).values_list("unit_id", "kind__level")
    )
    by_level: dict[int | None, list[str]] = {}
    for unit in units:
        by_level.setdefault(levels.get(unit.pk), []).append(unit.code)
    found: dict[str, float] = {}
    for codes in by_level.values():
        measured = newest_measured("population", codes, on)
        found |= measured.values if measured else {}
    return found


def _each(paid: Decimal, people: float | None) -> Decimal | None:
    if not people:
        return None
    return (paid / Decimal(str(people))).quantize(MONGO)


def unit_money(unit: Unit, on: date) -> MoneySum:
    """What all programmes planned and paid for a unit and those below it."""
    return money_total(None, unit=unit, until=on)
