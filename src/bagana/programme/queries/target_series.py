"""The published series of what a target would measure, to choose a baseline from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bagana.indicators.models import Indicator, Period
from bagana.indicators.queries import Reader
from bagana.programme.queries.target_values import GroupValue, group_value, parts_of
from bagana.territory.models import Unit


@dataclass(frozen=True)
class Published:
    """One period of the series."""

    period: Period
    found: GroupValue


def series_of(
    indicator: Indicator, units: Sequence[Unit], *, on: date, user: Any
) -> list[Published]:
    """Every period in which a unit has a figure, oldest first: a few queries."""
    reader = Reader(user, on, tell_withheld=True)
    codes = [unit.code for unit in units]
    wanted = parts_of([indicator])
    newest = reader.latest_of(codes, wanted)
    periods = {p.pk: p for found in newest.values() for p in found}
    ordered = sorted(periods.values(), key=lambda p: (p.end, p.start))
    figures = reader.values(wanted, ordered, codes)
    series = [
        Published(period, group_value(indicator, period.pk, codes, figures))
        for period in ordered
    ]
    return [one for one in series if one.found.known or one.found.withheld]


def baseline_offered(
    series: Sequence[Published], starts_on: date, ends_on: date
) -> Period | None:
    """The newest whole period before the programme began, else its first one that
    leaves room for a target."""
    whole = [one.period for one in series if one.found.value is not None]
    before = [period for period in whole if period.end < starts_on]
    if before:
        return before[-1]
    return next((period for period in whole if period.end < ends_on), None)
