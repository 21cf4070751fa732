"""A plan to set out from where offices are fixed: shared out, rounded, made whole.

The linear programme of `relaxation` gives most blocks to one unit whole; its
multipliers are prices at which each block would choose its unit (a weighted power
diagram). What is cut off is given to neighbours at least price, then single blocks
change hands while limits or cost gain by it. Deterministic, without machine code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from bagana.engines.districting.certificate import costs
from bagana.engines.districting.contiguity import pieces
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.relaxation import Sharing, share_out, sharing
from bagana.engines.districting.relaxation import reduced as reduced_cost
from bagana.engines.districting.targets import Tolerance, targets_of, tolerances

PASSES: Final = 30
STEEP: Final = (1.0, 4.0, 16.0, 64.0)
"""What one target's share beyond a tolerance costs, in mean costs of a unit."""


def by_office(
    problem: Problem, tolerance: Tolerance, measure: str = "travel"
) -> Ints | None:
    """Return a contiguous plan of today's units with little travel within tolerances.

    Parameters
    ----------
    problem
        One parent in which every unit of today has a fixed office (for "moved" none
        need have one).
    tolerance
        Shares of the targets, by weight. The plan may still exceed them: judge it.
    measure
        "travel" or "moved": what is made small.

    Returns
    -------
    (n,) labels, or None where offices are not fixed or nothing can be shared out.
    """
    if len(problem.parents) != 1:
        raise ValueError("a start is for one parent")
    used = np.unique(problem.today)
    cost = costs(problem, used, measure)
    if cost is None or used.size != len(problem.units):
        return None
    targets = targets_of(problem, problem.today)
    given = sharing(problem, cost, targets, tolerances(problem, tolerance))
    shared = share_out(given)
    if shared is None:
        return None
    price = reduced_cost(given, shared.above, shared.below)
    plan = _joined(problem, np.argmax(shared.parts, axis=1).astype(np.int32), price)
    return _descend(problem, given, plan)


def _joined(problem: Problem, plan: Ints, price: Floats) -> Ints:
    """Give what is cut off from its unit to a unit beside it, at least price.

    A unit keeps the piece with its locked blocks, else that of most movers.
    """
    plan = plan.copy()
    loose: set[int] = set()
    kept: set[int] = set()
    ranked = sorted(
        pieces(problem, plan), key=lambda p: not problem.locked[list(p.blocks)].any()
    )
    for piece in ranked:
        if piece.label in kept and not problem.locked[list(piece.blocks)].any():
            loose.update(piece.blocks)
        kept.add(piece.label)
    while loose:
        options = [
            (price[i, plan[j]] - price[i].min(), i, int(plan[j]))
            for i in sorted(loose)
            for j in problem.neighbours(i).tolist()
            if j not in loose
        ]
        if not options:
            break
        _, block, label = min(options)
        plan[block] = label
        loose.discard(block)
    return plan


@dataclass(eq=False)
class _Walk:
    """A plan under change: sums in shares of the targets, and what they may be."""

    problem: Problem
    given: Sharing
    plan: list[int]
    sums: Floats
    low: Floats
    high: Floats
    weights: Floats
    near: list[list[int]]
    steep: float

    def strain(self, unit: int, sums: Floats) -> float:
        over = np.maximum(sums - self.high[unit], self.low[unit] - sums)
        return float(np.maximum(over, 0.0).sum())

    def gain(self, block: int, to: int) -> float:
        """Return what giving a block away saves."""
        own = self.plan[block]
        leaving = self.weights[block] / self.given.owed[own]
        coming = self.weights[block] / self.given.owed[to]
        before = self.strain(own, self.sums[own]) + self.strain(to, self.sums[to])
        after = self.strain(own, self.sums[own] - leaving)
        after += self.strain(to, self.sums[to] + coming)
        saved = self.given.cost[block, own] - self.given.cost[block, to]
        return float(saved) + self.steep * (before - after)

    def give(self, block: int, to: int) -> None:
        own = self.plan[block]
        self.sums[own] -= self.weights[block] / self.given.owed[own]
        self.sums[to] += self.weights[block] / self.given.owed[to]
        self.plan[block] = to

    def may_leave(self, block: int) -> bool:
        """Whether the unit hangs together without the block, and is not emptied."""
        if self.problem.locked[block]:
            return False
        own = self.plan[block]
        around = [j for j in self.near[block] if self.plan[j] == own]
        if len(around) < 2:
            return bool(around)
        seen, edge = {block, around[0]}, [around[0]]
        wanted = set(around[1:])
        while edge and wanted:
            for j in self.near[edge.pop()]:
                if j not in seen and self.plan[j] == own:
                    seen.add(j)
                    edge.append(j)
                    wanted.discard(j)
        return not wanted


def _descend(problem: Problem, given: Sharing, plan: Ints) -> Ints:
    """Give single blocks to units beside them while that pays, ever more strictly."""
    sums = np.zeros(given.owed.shape)
    np.add.at(sums, plan, given.weights)
    unit_cost = float(given.cost[np.arange(plan.size), plan].sum()) / len(given.owed)
    walk = _Walk(
        problem=problem,
        given=given,
        plan=plan.tolist(),
        sums=sums / given.owed,
        low=given.low / given.owed,
        high=given.high / given.owed,
        weights=given.weights,
        near=[problem.neighbours(i).tolist() for i in range(problem.size)],
        steep=1.0,
    )
    for steep in STEEP:
        walk.steep = steep * max(unit_cost, 1e-9)
        for _ in range(PASSES):
            if not _pass(walk):
                break
    return np.array(walk.plan, dtype=np.int32)


def _pass(walk: _Walk) -> int:
    """Look at every block on a border once; tell how many were given away."""
    given = 0
    for block in range(len(walk.plan)):
        own = walk.plan[block]
        beside = sorted({walk.plan[j] for j in walk.near[block]} - {own})
        if not beside:
            continue
        best, to = max((walk.gain(block, u), -u) for u in beside)
        if best > 1e-9 and walk.may_leave(block):
            walk.give(block, -to)
            given += 1
    return given
