"""Figures of an import that a decision holds: refused one by one, the rest goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bagana.indicators.holding import holds_against
from bagana.indicators.models import Indicator
from bagana.indicators.problems import Problem
from bagana.indicators.versions import Figure, Key, is_same, read_standings
from bagana.indicators.withholding import Hidden
from bagana.territory.models import Unit


class Place(NamedTuple):
    """Where a figure stood in its file; no file, no row."""

    row: int
    column: str


@dataclass(slots=True)
class Sorted:
    """Figures that may be written, and why the others may not."""

    free: list[Figure]
    problems: list[Problem] = field(default_factory=list)


def sort_held(
    figures: Sequence[Figure], places: Mapping[Key, Place] | None = None
) -> Sorted:
    """Leave out what would change a held figure; the same figure again changes none.

    One query tells whether anything is held at all.
    """
    holds = holds_against({figure.key for figure in figures}, "draft")
    if not holds:
        return Sorted(list(figures))
    standings = read_standings([one for one in figures if one.key in holds])
    found = Sorted([])
    refused: list[Figure] = []
    for figure in figures:
        standing = standings.get(figure.key)
        current = standing.current if standing else None
        same = current is not None and is_same(figure, current)
        (found.free if same or figure.key not in holds else refused).append(figure)
    names = _Names([one.key for one in refused]) if places is None else None
    for figure in refused:
        place = places[figure.key] if places else names.at(figure.key)  # type: ignore[union-attr]
        found.problems.append(
            replace(
                holds[figure.key].problem,
                row=place.row,
                column=place.column,
                value=f"{figure.value:.15g}",
            )
        )
    return found


def withheld_problems(
    hidden: Sequence[Hidden], places: Mapping[Key, Place]
) -> list[Problem]:
    """Where figures stood that are withheld; a problem is kept, so it has no value.

    They are no refusals: each has no cell of its own among what was refused.
    """
    names = _Names([one.key for one in hidden if one.key not in places])
    found = []
    for one in hidden:
        place = places.get(one.key) or names.at(one.key)
        code = "withheld" if one.is_primary else "withheld_beside"
        found.append(Problem(code, row=place.row, column=place.column, cells=0))
    return found


class _Names:
    """What a figure without a file is called: its indicator, unit and period."""

    def __init__(self, keys: Sequence[Key]) -> None:
        indicators = {key[0] for key in keys}
        units = {key[1] for key in keys}
        codes = Indicator.objects.filter(pk__in=indicators)
        self.indicators = dict(codes.values_list("pk", "code"))
        self.units = dict(Unit.objects.filter(pk__in=units).values_list("pk", "code"))

    def at(self, key: Key) -> Place:
        indicator, unit, period = key
        return Place(0, f"{self.indicators[indicator]}, {self.units[unit]}, {period}")
