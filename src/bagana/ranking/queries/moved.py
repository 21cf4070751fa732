"""What moved the score of a unit since the year before, indicator by indicator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bagana.engines.index import IndexRefused, Result
from bagana.engines.index.data import Floats
from bagana.engines.index.diagnostics import decompose


@dataclass(frozen=True, slots=True)
class Part:
    """What an indicator brought to a difference of two scores.

    `before` and `after` are its points; `points` its exact part of the difference.
    """

    indicator: str
    before: float
    after: float
    points: float


@dataclass(frozen=True, slots=True)
class Difference:
    """From one score to another; the parts sum to the difference."""

    start: float
    end: float
    parts: tuple[Part, ...]

    @property
    def change(self) -> float:
        return self.end - self.start

    @property
    def by_size(self) -> list[Part]:
        """Parts that are not nought, the largest first."""
        seen = [part for part in self.parts if abs(part.points) > 1e-9]
        return sorted(seen, key=lambda part: (-abs(part.points), part.indicator))


@dataclass(frozen=True, slots=True)
class Moved:
    year: int
    difference: Difference


def difference(result: Result, start: Floats, end: Floats) -> Difference | None:
    """The way between two vectors of points (K,).

    None where one is not known whole, and for Copeland's rule, which has no parts.
    """
    if np.isnan(start).any() or np.isnan(end).any():
        return None
    try:
        parts = decompose(result.framework, start, end)
    except IndexRefused:
        return None
    scores = [score_of(result, points) for points in (start, end)]
    return Difference(
        scores[0],
        scores[1],
        tuple(
            Part(code, float(a), float(b), float(part))
            for code, a, b, part in zip(
                result.indicators, start, end, parts, strict=True
            )
        ),
    )


def score_of(result: Result, points: Floats) -> float:
    """The index of one vector of points (K,)."""
    from bagana.engines.index import aggregate
    from bagana.engines.index.weights import of_panels

    tree = result.framework.tree
    return float(aggregate(tree, points, of_panels(tree))[tree.code])


def moved(result: Result, v: int, t: int) -> Moved | None:
    """Since the year before, by the same method and the same limits of points.

    None in the first year, without a score in both, and where limits are found anew in
    each year, so that years do not compare.
    """
    yearly = result.framework.scale.goalposts == "year"
    if t == 0 or yearly or np.isnan(result.scores[t - 1 : t + 1, v]).any():
        return None
    found = difference(result, result.normalised[t - 1, v], result.normalised[t, v])
    return Moved(result.years[t - 1], found) if found is not None else None
