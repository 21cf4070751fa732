"""From a figure that is told too well to the figures of which one must go too.

Each end of a reader's interval has a proof by linear duality. Added up, the proofs of
both ends say how much each figure would widen the interval if it were withheld as well:
a linear condition on the choice ("capacity constraint" of Fischetti and Salazar, 2001,
with sliding protection levels).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bagana.engines.disclosure.attack import Group, corner
from bagana.engines.disclosure.auditing import Lack
from bagana.engines.disclosure.problem import Bools, Floats, Linked

SMALLEST = 1e-7


@dataclass(frozen=True)
class Demand:
    """The chosen cells' gains must add up to `least`; `cell` is whom it protects."""

    cell: int
    gains: dict[int, float]
    least: float

    def is_met(self, chosen: Bools) -> bool:
        got = sum(gain for c, gain in self.gains.items() if chosen[c])
        return got >= self.least - SMALLEST

    @property
    def can_be_met(self) -> bool:
        return sum(self.gains.values()) >= self.least - SMALLEST


def demand_of(problem: Linked, withheld: Bools, lack: Lack) -> Demand | None:
    """What must be withheld besides, so that enough values of the cell stay possible.

    None when the linear proof does not show the lack (only whole numbers do).
    """
    cell, group = lack.cell, lack.group
    high, low = lack.ends or (
        corner(problem, group, cell, 1),
        corner(problem, group, cell, -1),
    )
    width = high.value + low.value
    gains = _gains(problem, group, cell, high.prices, -1.0)
    gains += _gains(problem, group, cell, low.prices, 1.0)
    if lack.knows >= 0:
        gains[lack.knows] = 0.0
    free = problem.candidates
    settled = width - sum(gains[free & withheld])
    least = float(problem.needs[cell]) - 1 - settled
    if width >= problem.needs[cell] - 1 - SMALLEST:
        return None
    kept = {
        int(c): float(min(gains[c], least))
        for c in np.flatnonzero(free & (gains > SMALLEST))
    }
    return Demand(cell, kept, least)


def _gains(
    problem: Linked, group: Group, cell: int, prices: Floats, goal: float
) -> Floats:
    """(n,) by how much each cell, withheld, would push out one end of the interval."""
    reduced = np.zeros(problem.size)
    reduced[cell] = goal
    for number, price in zip(group.numbers, prices, strict=True):
        if price:
            for c, factor in problem.equations[number]:
                reduced[c] -= price * factor
    known = np.nan_to_num(problem.values)
    up, down = problem.most - known, np.maximum(known - problem.least, 0)
    return np.where(reduced < 0, -reduced * up, reduced * down)


def beyond(problem: Linked, withheld: Bools, cell: int) -> Demand:
    """At least one more cell must go: true of whatever is not yet enough."""
    free = np.flatnonzero(problem.candidates & ~withheld)
    return Demand(cell, {int(c): 1.0 for c in free}, 1.0)
