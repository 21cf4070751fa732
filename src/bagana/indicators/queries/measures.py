"""Which indicator tells how much a unit has of a measure of apportionment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bagana.indicators.models import Indicator, Observation

# First the series that reaches down to bags. The first of a measure that knows any of
# the units is taken for all of them: two series are never mixed in one column.
MEASURES: Mapping[str, tuple[str, ...]] = {
    "population": ("population_census", "population_resident"),
    "households": ("households",),
    "livestock": ("livestock_total", "livestock_modelled_total"),
    "area": ("area_km2", "area_schematic_km2"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """The newest published figures of some units in one measure, by unit code."""

    indicator: Indicator
    values: dict[str, float]
    periods: list[str]


def newest_measured(
    measure: str, codes: Sequence[str], until: date | None = None
) -> Measured | None:
    """Newest public figures of the units in the measure; None when nobody knows.

    `until` leaves out periods that begin after the date.
    """
    indicators = Indicator.objects.in_bulk(MEASURES[measure], field_name="code")
    for code in MEASURES[measure]:
        indicator = indicators.get(code)
        found = indicator and _newest(indicator, codes, until)
        if found:
            return found
    return None


def _newest(
    indicator: Indicator, codes: Iterable[str], until: date | None
) -> Measured | None:
    rows = Observation.objects.published().filter(
        indicator=indicator, unit__code__in=list(codes)
    )
    if until is not None:
        rows = rows.filter(period__start__lte=until)
    values: dict[str, float] = {}
    periods: dict[str, str] = {}
    for code, value, period in rows.order_by("period__start").values_list(
        "unit__code", "value", "period__code"
    ):
        values[code], periods[code] = value, period
    if not values:
        return None
    return Measured(indicator, values, sorted(set(periods.values())))
