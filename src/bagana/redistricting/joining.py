"""Fronts of several sums made into plans of the scenario (docs/rules/redrawing-blocks).

One sum: every point is a plan. Several: a plan takes from each sum the point at the
same multiple of the tolerances, because sums do not trade with one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from bagana.engines.districting import Front, Point, Problem
from bagana.redistricting.arrays import Ints

MOST: Final = 40
"""Plans kept of one search: a person compares a few, a chart shows some dozens."""

LEVELS: Final = 12
"""Levels of imbalance at which the fronts of several sums are joined."""


@dataclass(frozen=True)
class Found:
    """A plan for all sums of the scenario."""

    labels: Ints
    is_chosen: bool
    is_alternative: bool


def joined(problem: Problem, fronts: Mapping[str, Front]) -> list[Found]:
    """Plans to keep, the chosen one first, each different from the others."""
    from bagana.engines.districting.parts import join, split

    parts = split(problem)
    told = [fronts[code] for code in problem.parents]

    def plan(row: list[Point], *, chosen: bool = False, other: bool = False) -> Found:
        labels = join(problem, parts, [point.labels for point in row])
        return Found(labels, chosen, other)

    found = [plan([front.points[front.chosen] for front in told], chosen=True)]
    if len(told) == 1:
        rows = [[point] for point in spread(told[0])]
    else:
        rows = [[_at(front, level) for front in told] for level in _levels(told)]
    found += [plan(row) for row in rows]
    found += [plan(row, other=True) for row in _alternatives(told)]
    return _once(found)


def _alternatives(fronts: list[Front]) -> list[list[Point]]:
    """The i-th alternative of each sum; where a sum has none, its chosen plan."""
    most = max((len(front.alternatives) for front in fronts), default=0)
    return [
        [
            front.alternatives[i]
            if i < len(front.alternatives)
            else front.points[front.chosen]
            for front in fronts
        ]
        for i in range(most)
    ]


def spread(front: Front, most: int = MOST) -> list[Point]:
    """All points, or the best of each measure and others evenly along imbalance."""
    points = list(front.points)
    if len(points) <= most:
        return points
    best = {
        min(range(len(points)), key=lambda i: points[i].value(measure))
        for measure in ("imbalance", *front.minimised)
    }
    even = np.linspace(0, len(points) - 1, most - len(best)).round().astype(int)
    return [points[i] for i in sorted(best | set(even.tolist()))]


def _levels(fronts: list[Front]) -> list[float]:
    """Imbalances from the tightest that every sum reaches to the loosest of any."""
    low = max(min(point.imbalance for point in front.points) for front in fronts)
    high = max(max(point.imbalance for point in front.points) for front in fronts)
    if high <= low:
        return [low]
    return [float(x) for x in np.geomspace(max(low, 1e-3), high, LEVELS)]


def _at(front: Front, level: float) -> Point:
    """Of the points within the level the one best in what is minimised first.

    Where none is within it, the tightest.
    """
    within = [point for point in front.points if point.imbalance <= level + 1e-12]
    if not within:
        return min(front.points, key=lambda point: point.imbalance)
    return min(within, key=lambda p: tuple(p.value(m) for m in front.minimised))


def _once(found: list[Found]) -> list[Found]:
    seen: set[bytes] = set()
    kept = []
    for plan in found:
        if plan.labels.tobytes() not in seen:
            seen.add(plan.labels.tobytes())
            kept.append(plan)
    return kept
