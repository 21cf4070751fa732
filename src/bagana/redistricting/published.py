"""The newest published figures of bags that blocks are compared with or made from.

Official figures first; where a bag has none, modelled ones, and that is said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bagana.indicators.models import Indicator, Period
from bagana.indicators.queries.reader import Reader
from bagana.redistricting.models import SPECIES

ALL_KINDS: Final = "livestock"
"""The five kinds together: published on its own, and no column of a block."""

BASES: Final[Mapping[str, tuple[str, ...]]] = {
    "households": ("households",),
    "population": ("population_census", "population_resident"),
    **{kind: (f"livestock_{kind}", f"livestock_modelled_{kind}") for kind in SPECIES},
    ALL_KINDS: ("livestock_total", "livestock_modelled_total"),
}
"""Count to the indicators that may give it, the first that knows the bags."""


@dataclass(frozen=True)
class Basis:
    """What is published of one count: whose figure, of when, by bag."""

    count: str
    indicator: Indicator | None
    period: Period | None
    values: Mapping[str, int | None]

    @property
    def is_known(self) -> bool:
        return self.indicator is not None


def published(user: Any, bags: Collection[str], on: date) -> dict[str, Basis]:
    """Each count in the bags of the day, from the newest period that has figures."""
    names = {code for codes in BASES.values() for code in codes}
    known = {one.code: one for one in Indicator.objects.filter(code__in=names)}
    reader = Reader(user, on)
    periods = reader.latest_of(bags, [one.pk for one in known.values()])
    return {
        count: _basis(count, reader, bags, [known[c] for c in codes if c in known],
                      periods)
        for count, codes in BASES.items()
    }  # fmt: skip


def _basis(
    count: str,
    reader: Reader,
    bags: Collection[str],
    indicators: list[Indicator],
    periods: Mapping[int, list[Period]],
) -> Basis:
    for indicator in indicators:
        for period in periods.get(indicator.pk, []):
            found = reader.of_period(indicator, period, bags)
            values = {code: _whole(found.get(code)) for code in bags}
            if any(value is not None for value in values.values()):
                return Basis(count, indicator, period, values)
    return Basis(count, None, None, dict.fromkeys(bags))


def _whole(figure: Any) -> int | None:
    """Figures recast into today's units may have a fraction; people have none."""
    if figure is None or figure.value is None:
        return None
    value: float = figure.value
    return round(value)
