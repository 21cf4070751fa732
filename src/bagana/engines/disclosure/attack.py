"""What a reader can work out of withheld figures from all that is published.

The reader solves for the least and the greatest value of a withheld cell that agree
with every published figure, every sum, and with what he knows beforehand. Where the
withheld cells hang together like a tree, bounds handed from sum to sum are exact;
elsewhere it is a linear programme, and one in whole numbers when its corner is not
whole. Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular
data with linear constraints", Management Science 47(7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bagana.engines.disclosure.problem import (
    Bools,
    DisclosureError,
    Floats,
    Linked,
    components,
)

NEAR = 1e-6


@dataclass(frozen=True)
class Group:
    """Withheld cells that hang together, as a system of sums in them alone.

    `cells` (m,), `numbers` the equations, `sides` what is known of each: the sum over
    the withheld cells with their coefficients equals the side.
    """

    cells: tuple[int, ...]
    numbers: tuple[int, ...]
    terms: tuple[tuple[tuple[int, int], ...], ...]
    sides: tuple[float, ...]

    @property
    def is_forest(self) -> bool:
        """No circle: in each cell's branches the others move independently."""
        edges = sum(map(len, self.terms))
        plain = all(abs(f) == 1 for term in self.terms for _cell, f in term)
        return plain and edges == len(self.cells) + len(self.numbers) - 1


def groups_of(problem: Linked, withheld: Bools) -> list[Group]:
    """The withheld cells in groups that share no sum with each other."""
    return [
        _group(problem, withheld, cells, numbers)
        for cells, numbers in components(problem, withheld)
    ]


def _group(
    problem: Linked, withheld: Bools, cells: list[int], numbers: list[int]
) -> Group:
    terms, sides = [], []
    for number in numbers:
        equation = problem.equations[number]
        terms.append(tuple((c, f) for c, f in equation if withheld[c]))
        known = sum(f * problem.values[c] for c, f in equation if not withheld[c])
        sides.append(-float(known))
    return Group(tuple(cells), tuple(numbers), tuple(terms), tuple(sides))


def intervals(problem: Linked, withheld: Bools) -> tuple[Floats, Floats]:
    """Least and greatest value of every cell that a reader cannot rule out.

    Returns
    -------
    low, high
        (n,) each; for a published cell both are its value.
    """
    low, high = problem.values.copy(), problem.values.copy()
    for group in groups_of(problem, withheld):
        lowest, highest = bounds_of(problem, group, group.cells)
        low[list(group.cells)], high[list(group.cells)] = lowest, highest
    return low, high


def bounds_of(
    problem: Linked, group: Group, wanted: Sequence[int]
) -> tuple[list[float], list[float]]:
    """Bounds of some cells of a group, exact."""
    if group.is_forest:
        lows, highs = handed_on(problem, group)
        return [lows[c] for c in wanted], [highs[c] for c in wanted]
    low = [-extreme(problem, group, c, -1) for c in wanted]
    return low, [extreme(problem, group, c, 1) for c in wanted]


def handed_on(
    problem: Linked, group: Group
) -> tuple[dict[int, float], dict[int, float]]:
    """Bounds by handing them from sum to sum until none gets narrower."""
    low = {c: float(problem.least[c]) for c in group.cells}
    high = dict.fromkeys(group.cells, problem.most)
    for _turn in range(2 * len(group.numbers) + 2):
        if not any(
            _narrow(term, side, low, high)
            for term, side in zip(group.terms, group.sides, strict=True)
        ):
            break
    return low, high


def _narrow(
    term: Sequence[tuple[int, int]],
    side: float,
    low: dict[int, float],
    high: dict[int, float],
) -> bool:
    """One sum's say about each of its cells; whether any bound moved."""
    least = sum(f * (low[c] if f > 0 else high[c]) for c, f in term)
    most = sum(f * (high[c] if f > 0 else low[c]) for c, f in term)
    moved = False
    for c, f in term:
        mine = (low[c], high[c]) if f > 0 else (-high[c], -low[c])
        # What is left for this cell when the others are at their extremes.
        left = (side - (most - mine[1]), side - (least - mine[0]))
        lowest, highest = left if f > 0 else (-left[1], -left[0])
        if lowest > low[c] + NEAR or highest < high[c] - NEAR:
            moved = True
        # The sums of this turn stay those of its start: still valid, only wider.
        low[c], high[c] = max(low[c], lowest), min(high[c], highest)
    return moved


@dataclass(frozen=True)
class Corner:
    """The end of an interval, with its proof: a price for each equation."""

    value: float
    point: Floats
    prices: Floats

    @property
    def is_whole(self) -> bool:
        return bool(np.all(np.abs(self.point - self.point.round()) < 1e-5))


def corner(problem: Linked, group: Group, cell: int, sign: int) -> Corner:
    """The greatest value of `sign` times the cell, by a linear programme.

    Raises DisclosureError when what is published contradicts itself.
    """
    from scipy.optimize import linprog

    matrix, sides = _matrix(group)
    goal = np.zeros(len(group.cells))
    goal[group.cells.index(cell)] = -sign
    found = linprog(
        goal,
        A_eq=matrix if len(sides) else None,
        b_eq=sides if len(sides) else None,
        bounds=[(problem.least[c], problem.most) for c in group.cells],
        method="highs-ds",
    )
    if found.status != 0:
        raise DisclosureError("what is published contradicts itself")
    prices = found.eqlin.marginals if len(sides) else np.zeros(0)
    return Corner(-float(found.fun), found.x, np.asarray(prices, dtype=float))


def _matrix(group: Group) -> tuple[Any, Floats]:
    """Sparse (equations, cells), and what each row adds up to."""
    from scipy.sparse import csr_array

    place = {c: i for i, c in enumerate(group.cells)}
    rows = [row for row, term in enumerate(group.terms) for _ in term]
    columns = [place[c] for term in group.terms for c, _f in term]
    factors = [float(f) for term in group.terms for _c, f in term]
    shape = (len(group.numbers), len(group.cells))
    matrix = csr_array((factors, (rows, columns)), shape=shape)
    return matrix, np.asarray(group.sides, dtype=float)


def extreme(problem: Linked, group: Group, cell: int, sign: int) -> float:
    """The same over whole numbers; only solved so when the corner is not whole."""
    return end_of(problem, group, cell, sign, corner(problem, group, cell, sign))


def end_of(problem: Linked, group: Group, cell: int, sign: int, found: Corner) -> float:
    """The end of an interval in whole numbers, from the corner already found."""
    are_counts = all(abs(side - round(side)) < NEAR for side in group.sides)
    if found.is_whole or not are_counts:
        return found.value
    return _whole_extreme(problem, group, cell, sign)


def _whole_extreme(problem: Linked, group: Group, cell: int, sign: int) -> float:
    from scipy.optimize import Bounds, LinearConstraint, milp

    matrix, sides = _matrix(group)
    goal = np.zeros(len(group.cells))
    goal[group.cells.index(cell)] = -sign
    low = np.array([problem.least[c] for c in group.cells])
    found = milp(
        goal,
        integrality=np.ones(len(goal)),
        bounds=Bounds(low, np.full(len(goal), problem.most)),
        constraints=LinearConstraint(matrix, sides, sides),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise DisclosureError("what is published contradicts itself")
    return -float(found.fun)
