"""How far a second, independent count agrees with the figures of a source.

The error rate is an indicator like any other (docs/rules/recount.md); here it is found
for the figures that it speaks of: pages show it beside them, the index beside ranks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from bagana.engines.sampling import wilson
from bagana.indicators.models import Indicator, Observation, Period
from bagana.indicators.queries.values import published

CHECKED: Final = {"bag_livestock": "census_error_rate"}
"""Code of a source, and the indicator that tells how far it was found wrong."""


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Of so many counted again so many differed; the interval is Wilson's at 95 %."""

    observation: int
    period: Period
    errors: int
    counted: int

    @property
    def rate(self) -> float:
        return 100 * self.errors / self.counted

    @property
    def low(self) -> float:
        return 100 * wilson(self.errors, self.counted)[0]

    @property
    def high(self) -> float:
        return 100 * wilson(self.errors, self.counted)[1]


def error_rate_of(
    indicator: Indicator, period: Period | None, unit: int, *, user: Any
) -> ErrorRate | None:
    """The published error rate of what the figure was counted from, if there is one."""
    code = CHECKED.get(indicator.source.code)
    if code is None or period is None:
        return None
    return error_rates(code, [unit], user=user, period=period).get(unit)


def error_rates(
    code: str, units: Iterable[int], *, user: Any, period: Period
) -> dict[int, ErrorRate]:
    """By key of the unit, of one period."""
    rows = published(user).filter(
        indicator__code=code, unit__in=list(units), period=period
    )
    return {row.unit_id: _rate(row) for row in rows.select_related("period")
            if row.denominator}  # fmt: skip


def newest_error_rates(
    codes: Iterable[str], units: Iterable[int], until: Period
) -> dict[int, ErrorRate]:
    """By key of the unit, the last one up to a period, of the sources of indicators."""
    sources = Indicator.objects.filter(code__in=list(codes)).values_list(
        "source__code", flat=True
    )
    checked = {CHECKED[one] for one in sources if one in CHECKED}
    rows = published(None).filter(
        indicator__code__in=checked, unit__in=list(units), period__end__lte=until.end
    )
    ordered = rows.select_related("period").order_by("period__end")
    return {row.unit_id: _rate(row) for row in ordered if row.denominator}


def _rate(row: Observation) -> ErrorRate:
    return ErrorRate(
        row.pk, row.period, int(row.numerator or 0), int(row.denominator or 0)
    )
