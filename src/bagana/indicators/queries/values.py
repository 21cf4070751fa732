"""Published figures: the newest, a period's, a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from bagana.indicators.models import (
    Indicator,
    Observation,
    Period,
    Publication,
    Withdrawal,
)
from bagana.indicators.visibility import ObservationQuerySet
from bagana.territory.models import Unit, UnitAncestry

FIELDS = (
    "pk",
    "indicator_id",
    "unit_id",
    "unit__code",
    "period__code",
    "period__start",
    "value",
    "numerator",
    "denominator",
    "source_id",
)


@dataclass(frozen=True, slots=True)
class Value:
    """A published figure; `observation_id` opens the page that tells how it came."""

    observation_id: int
    indicator_id: int
    unit_id: int
    unit: str
    period: str
    start: date
    value: float
    numerator: float | None
    denominator: float | None
    source_id: int


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest figure and the one before it."""

    now: Value
    before: Value | None

    @property
    def change(self) -> float | None:
        return None if self.before is None else self.now.value - self.before.value


def published(user: Any) -> ObservationQuerySet:
    """What counts on public pages: published rows that the user may see."""
    return Observation.objects.visible_to(user).published()


def _values(rows: QuerySet[Observation]) -> list[Value]:
    ordered = rows.order_by("period__start", "-period__end")
    return [Value(*row) for row in ordered.values_list(*FIELDS)]


def series(indicator: Indicator, unit: Unit, *, user: Any) -> list[Value]:
    """Every published figure of one unit, oldest first."""
    return _values(published(user).filter(indicator=indicator, unit=unit))


def values_of(
    indicator: Indicator,
    period: Period,
    *,
    user: Any,
    units: Iterable[int] | None = None,
    within: Unit | None = None,
    on: date | None = None,
) -> dict[int, Value]:
    """Figures of one period by the key of their unit; a unit left out has none.

    Bounded by `units`, or by what lay `within` a unit on a date (default: the last
    day of the period).
    """
    rows = published(user).filter(indicator=indicator, period=period)
    if units is not None:
        rows = rows.filter(unit__in=list(units))
    if within is not None:
        rows = rows.within(within, on or period.end)
    return {value.unit_id: value for value in _values(rows)}


def latest(
    indicators: Sequence[Indicator], unit: Unit, *, user: Any, on: date | None = None
) -> dict[int, Latest]:
    """Newest figure of each indicator by its key, with the one before it.

    `on` leaves out periods that begin after the date.
    """
    rows = published(user).filter(
        unit=unit, indicator__in=[indicator.pk for indicator in indicators]
    )
    if on is not None:
        rows = rows.filter(period__start__lte=on)
    found: dict[int, Latest] = {}
    for value in _values(rows):
        older = found.get(value.indicator_id)
        found[value.indicator_id] = Latest(value, older.now if older else None)
    return found


def newest_of_units(
    indicator: Indicator,
    units: Iterable[int],
    *,
    user: Any,
    on: date | None = None,
) -> dict[int, Value]:
    """Newest figure of each unit, whatever its period; `on` as in `latest`."""
    rows = published(user).filter(indicator=indicator, unit__in=list(units))
    if on is not None:
        rows = rows.filter(period__start__lte=on)
    return {value.unit_id: value for value in _values(rows)}


def periods_of(
    indicator: Indicator,
    *,
    user: Any,
    within: Unit | None = None,
    level: int | None = None,
    on: date | None = None,
) -> list[Period]:
    """Periods that have a published figure, newest first.

    `within` and `on` bound them to what lay under a unit on a date; `level` to units
    that were of the level then.
    """
    rows = published(user).filter(indicator=indicator)
    if within is not None and on is not None:
        rows = rows.within(within, on)
    if level is not None and on is not None:
        rows = rows.filter(unit__in=_of_level(level, on, within))
    found = Period.objects.filter(pk__in=rows.values("period").distinct())
    return list(found.order_by("-start", "end"))


def _of_level(level: int, on: date, within: Unit | None) -> QuerySet[Unit, int]:
    units = Unit.objects.existing(on).filter(versions__kind__level=level)
    if within is not None:
        below = UnitAncestry.objects.on(on).filter(ancestor=within)
        units = units.filter(pk__in=below.values("unit"))
    return units.values_list("pk", flat=True)


def data_version() -> str:
    """Changes whenever what is published changes: a key for caches."""
    newest = Publication.objects.aggregate(newest=Max("pk"))["newest"] or 0
    withdrawn = Withdrawal.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return f"{newest}-{withdrawn}"
