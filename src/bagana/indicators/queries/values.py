"""Published figures of a period, and the version of what is published."""

from __future__ import annotations

from collections.abc import Iterable
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
from bagana.territory.models import Unit

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


def published(user: Any) -> ObservationQuerySet:
    """What counts on public pages: published rows that the user may see."""
    return Observation.objects.visible_to(user).published()


def _values(rows: QuerySet[Observation]) -> list[Value]:
    ordered = rows.order_by("period__start", "-period__end")
    return [Value(*row) for row in ordered.values_list(*FIELDS)]


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


def data_version() -> str:
    """Changes whenever what is published changes: a key for caches."""
    newest = Publication.objects.aggregate(newest=Max("pk"))["newest"] or 0
    withdrawn = Withdrawal.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return f"{newest}-{withdrawn}"
