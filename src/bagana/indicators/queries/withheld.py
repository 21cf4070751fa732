"""Which figures are withheld: that they are, and nothing more.

A row counts once anything of its indicator and period is published; before that nobody
outside the office knows that there is a figure at all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bagana.indicators.models import Observation, Status, Withheld


class Cells:
    """Withheld cells of a page: nothing is asked twice, little where there are none."""

    def __init__(self) -> None:
        self._indicators: set[int] | None = None

    @property
    def indicators(self) -> set[int]:
        """Keys of indicators of which anything is withheld; one query a page."""
        if self._indicators is None:
            found = Withheld.objects.values_list("indicator", flat=True).distinct()
            self._indicators = set(found)
        return self._indicators

    def among(
        self,
        indicators: Collection[int] | None,
        codes: Collection[str],
        periods: Collection[int] | None = None,
    ) -> list[tuple[int, int, str]]:
        """(indicator, period, code of the unit) of each; None means all."""
        wanted = self.indicators
        if indicators is not None:
            wanted = wanted & {*indicators}
        if not wanted:
            return []
        rows = told().filter(indicator__in=wanted, unit__code__in=codes)
        if periods is not None:
            rows = rows.filter(period__in=periods)
        return list(rows.values_list("indicator", "period", "unit__code"))


def told() -> QuerySet[Withheld]:
    """Withheld rows that everybody may know of, in a fixed order."""
    beside = Observation.objects.filter(
        status=Status.PUBLISHED,
        indicator=OuterRef("indicator"),
        period=OuterRef("period"),
    )
    rows = Withheld.objects.filter(Exists(beside))
    return rows.order_by("indicator", "period", "unit")


def row_of(row: Withheld) -> dict[str, Any]:
    return {
        "indicator": row.indicator.code,
        "unit": row.unit.code,
        "period": row.period.code,
        "status": "withheld",
    }
