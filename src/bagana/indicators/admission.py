"""Which figure may be kept: the checks shared by imports and single entries."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bagana.engines.mongolian import format_number
from bagana.indicators.calendar import Span
from bagana.indicators.models import Indicator
from bagana.indicators.problems import Problem
from bagana.indicators.rules import Reach
from bagana.territory.models import UnitVersion

# Above this a float no longer holds every whole number; nothing counted is so large.
LARGEST = 2.0**53


@dataclass(frozen=True, slots=True)
class Existence:
    """That a unit was of a level from one day to another, not included."""

    start: date
    end: date | None
    level: int


class Admission:
    """Tells why a figure is refused; reads the register once for all of them."""

    def __init__(self, reach: Reach, unit_ids: Iterable[int] | None = None) -> None:
        self.reach = reach
        self._codes: dict[int, str] = {}
        self._places: dict[int, list[Existence]] = {}
        versions = UnitVersion.objects.order_by("valid_from")
        if unit_ids is not None:
            versions = versions.filter(unit__in=unit_ids)
        for unit, code, start, end, level in versions.values_list(
            "unit_id", "unit__code", "valid_from", "valid_to", "kind__level"
        ):
            self._codes[unit] = code
            self._places.setdefault(unit, []).append(Existence(start, end, level))

    def place(
        self, indicator: Indicator, unit_id: int, period: Span
    ) -> tuple[Problem, str] | None:
        """Why the figure has no place, and in which part: "unit" or "indicator"."""
        if not self.reach.covers(unit_id):
            return Problem("no_permission"), "unit"
        there = [p for p in self._places.get(unit_id, []) if _overlaps(p, period)]
        if not there:
            return self._not_there(unit_id, period), "unit"
        if min(place.level for place in there) > indicator.lowest_level:
            return Problem("below_level"), "unit"
        return None

    def _not_there(self, unit_id: int, period: Span) -> Problem:
        existed = ", ".join(
            f"{place.start} – {place.end or ''}".strip()
            for place in self._places.get(unit_id, [])
        )
        return Problem(
            "unit_not_in_period",
            args={
                "unit": self._codes.get(unit_id, ""),
                "period": period.code,
                "existed": existed,
            },
        )


def _overlaps(place: Existence, period: Span) -> bool:
    if place.start > period.end:
        return False
    return place.end is None or place.end > period.start


def value_problem(
    indicator: Indicator,
    value: float,
    numerator: float | None,
    denominator: float | None,
) -> Problem | None:
    """Why the number itself cannot be a value of the indicator."""
    numbers = (value, numerator or 0.0, denominator or 0.0)
    if not all(math.isfinite(number) for number in numbers):
        return Problem("not_a_number")
    if max(map(abs, numbers)) > LARGEST:
        return Problem("too_large")
    if value < 0 and not indicator.allows_negative:
        return Problem("negative")
    if (numerator is None) != (denominator is None):
        return Problem("parts_incomplete")
    if numerator is None or denominator is None:
        return None
    return _parts_problem(indicator, value, numerator, denominator)


def _parts_problem(
    indicator: Indicator, value: float, numerator: float, denominator: float
) -> Problem | None:
    if denominator == 0:
        return Problem("zero_denominator")
    computed = indicator.factor * numerator / denominator
    # A published ratio is rounded: it may be off by one in its last place.
    allowed = 10.0**-indicator.decimals + 1e-9 * abs(computed)
    if abs(computed - value) > allowed:
        shown = format_number(computed, indicator.decimals + 1)
        return Problem("parts_disagree", args={"computed": shown})
    return None
