"""Which indicators there are, how they hang together, which lead a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from bagana.indicators.models import Dimension, Indicator
from bagana.territory.models import Measure

KEY_FIGURES: Final = (
    "population_census",
    "households",
    "area_km2",
    "livestock_total",
    "livestock_modelled_total",
    "population_density",
)
"""What a unit is first asked about, in this order; others follow by position."""

AGES: Final = ("0_14", "15_18", "19_22", "23_35", "36_45", "46_64", "65_plus")
MEN: Final = "population_census_male_"
WOMEN: Final = "population_census_female_"
DETAILED: Final = (
    MEN,
    WOMEN,
    "population_census_",
    "population_resident_",
    "reg_population_",
    "requests_answered_",
    "requests_in_term_",
    "requests_within_term_",
)
"""Parts of a whole: listed after it, and left out of short choices."""


def all_indicators() -> list[Indicator]:
    return list(
        Indicator.objects.select_related(
            "source", "numerator", "denominator", "weight"
        ).order_by("position", "code")
    )


def find_indicator(code: str) -> Indicator | None:
    own = Indicator.objects.select_related(
        "source", "numerator", "denominator", "weight"
    )
    return own.filter(code=code).first()


@lru_cache(maxsize=1024)
def is_detail(code: str) -> bool:
    return code.startswith(DETAILED)


def is_telling(indicator: Indicator) -> bool:
    """Whether its series is worth showing first: a whole that moves, not an area."""
    return not is_detail(indicator.code) and indicator.apportion_by != Measure.AREA


def main_first(indicators: Iterable[Indicator]) -> list[Indicator]:
    """Key figures in their order, then wholes, then parts of wholes."""

    def order(indicator: Indicator) -> tuple[int, int, int, str]:
        code = indicator.code
        lead = KEY_FIGURES.index(code) if code in KEY_FIGURES else len(KEY_FIGURES)
        return (is_detail(code), lead, indicator.position, code)

    return sorted(indicators, key=order)


def by_dimension(
    indicators: Iterable[Indicator],
) -> list[tuple[str, list[Indicator]]]:
    """Indicators under the names of their groups, in the order of the groups."""
    groups: dict[str, list[Indicator]] = {str(key): [] for key in Dimension.values}
    for indicator in main_first(indicators):
        groups[indicator.dimension].append(indicator)
    return [(str(Dimension(key).label), own) for key, own in groups.items() if own]
