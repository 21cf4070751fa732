"""The baseline of a target that the table leaves empty: the newest published value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bagana.indicators.models import AcrossUnits, Indicator, Observation


@dataclass(frozen=True, slots=True)
class Baseline:
    """A value with the period, source and observations that it came from."""

    value: float | None
    period: int | None = None
    source: int | None = None
    observations: tuple[int, ...] = ()


def newest_baseline(
    indicator: Indicator, units: Sequence[int], before: date
) -> Baseline | None:
    """The newest published value of a period that ended before the measure begins.

    Of a group it is the sum, where the indicator adds up and every unit has a figure.
    None where nothing is published: then the target has no baseline.
    """
    rows = Observation.objects.published().filter(
        indicator=indicator, unit__in=units, period__end__lt=before
    )
    last = rows.order_by("-period__end", "period__start").values("period").first()
    if last is None:
        return None
    found = list(rows.filter(period=last["period"]).order_by("pk"))
    adds_up = indicator.across_units == AcrossUnits.SUM
    if len(found) < len(units) or (len(found) > 1 and not adds_up):
        return None
    return Baseline(
        value=sum(row.value for row in found),
        period=last["period"],
        source=found[0].source_id,
        observations=tuple(row.pk for row in found),
    )
