"""Units beside each other divided anew, exactly: what flips and trees pass by.

For every two neighbouring units (then three), the blocks along their border are let
free, what lies behind is drawn together, and every division of these few is looked at
(enumeration). What comes out is better or the same: first the worst deviation beyond
the tolerances, then the measure that leads. Deterministic, work bounded by nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import numpy as np

from bagana.engines.districting.enumeration_shapes import Kept, Small
from bagana.engines.districting.polish_pieces import Local, local_of
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.results import OBJECTIVES, Objective
from bagana.engines.districting.targets import (
    Tolerance,
    deviations,
    targets_of,
    tolerances,
)

NODES: Final = 2_000_000
"""Sets looked at over a whole polish: about a second."""

SHARE: Final = 60_000
"""Sets looked at for one pair or triple."""

ROUNDS: Final = 4
ROOM: Final = 256


def polish(
    problem: Problem,
    labels: Ints,
    tolerance: Tolerance,
    emphasis: Objective = "cut",
    *,
    nodes: int = NODES,
    triples: bool = True,
) -> Ints:
    """Return the plan with neighbouring units divided anew while that betters it.

    Parameters
    ----------
    problem
        One parent.
    labels
        A plan, in which every unit hangs together.
    tolerance
        Shares of the targets, by weight. Within them, deviation does not matter; beyond
        them it is brought down before anything else.
    emphasis
        The measure made small.
    nodes
        Work at most.
    triples
        Whether three units that touch are tried after pairs.

    Returns
    -------
    (n,) labels of the same units; locked blocks stay.
    """
    if len(problem.parents) != 1:
        raise ValueError("one parent at a time")
    work = _Polish(problem, labels, tolerances(problem, tolerance), emphasis, nodes)
    for width in (2, 3) if triples else (2,):
        for _ in range(ROUNDS):
            groups = list(_groups(problem, work.plan, width))
            groups.sort(key=lambda g: (-work.strain(g), g))
            if not sum(work.redo(group) for group in groups):
                break
    return work.plan


def _groups(problem: Problem, plan: Ints, width: int) -> Iterator[tuple[int, ...]]:
    """Yield pairs of units that touch, or threes that hang together."""
    start = np.repeat(plan, np.diff(problem.indptr))
    ends = plan[problem.indices]
    pairs = {(int(a), int(b)) for a, b in zip(start, ends, strict=True) if a < b}
    if width == 2:
        yield from sorted(pairs)
        return
    for three in combinations(sorted(set(plan.tolist())), 3):
        if sum(pair in pairs for pair in combinations(three, 2)) > 1:
            yield three


class _Polish:
    """A plan under change, and the work that is left."""

    def __init__(
        self,
        problem: Problem,
        labels: Ints,
        limit: Floats,
        emphasis: Objective,
        nodes: int,
    ) -> None:
        self.problem = problem
        self.plan = np.array(labels, dtype=np.int32)
        self.limit = limit
        self.emphasis = emphasis
        self.left = nodes
        self.targets = targets_of(problem, self.plan)
        self.scale = np.where(np.isfinite(limit), 1 / np.maximum(limit, 1e-9), 0.0)
        self.done: set[tuple[int, ...]] = set()
        self.deviation = self._deviation()

    def _deviation(self) -> Floats:
        sums = np.zeros(self.targets.shape)
        np.add.at(sums, self.plan, self.problem.weights)
        return np.abs(deviations(sums, self.targets))

    def strain(self, group: tuple[int, ...]) -> float:
        """Return the worst deviation of the units in tolerances; 1 and less is none."""
        worst = (self.deviation[list(group)] * self.scale).max()
        return float(max(1.0, worst))

    def redo(self, group: tuple[int, ...]) -> bool:
        """Divide the units of a group anew; tell whether that betters the plan."""
        if group in self.done or self.left <= 0:
            return False
        self.done.add(group)
        local = local_of(self.problem, self.plan, group)
        if local is None:
            return False
        found = self._best(local, group)
        if found is None:
            return False
        changed = {u for u in group if (self.plan == u).sum() != (found == u).sum()}
        changed |= set(self.plan[self.plan != found].tolist())
        changed |= set(found[self.plan != found].tolist())
        self.plan = found
        self.deviation = self._deviation()
        self.done = {g for g in self.done if not changed & set(g)}
        return True

    def _best(self, local: Local, group: tuple[int, ...]) -> Ints | None:
        """Return the plan with the group's best division, None: it is the best."""
        from bagana.engines.districting.enumeration_kernel import divide

        strain = self.strain(group)
        is_within = strain <= 1.0 + 1e-9
        small = self._small(local, group, strain, is_within)
        kept = Kept(
            np.zeros((ROOM, 4)),
            np.zeros((ROOM, local.size), dtype=np.int8),
            np.zeros(2, dtype=np.int64),
        )
        column = 1 + OBJECTIVES.index(self.emphasis)
        # The plan as it is comes first: only what betters it is kept.
        kept.values[0] = [strain, *local.measures(self.plan, group)]
        kept.labels[0] = -1
        kept.tally[0] = 1
        divide(small, kept, min(SHARE, self.left))
        self.left -= int(kept.tally[1])
        rows = [i for i in range(int(kept.tally[0])) if kept.labels[i, 0] >= 0]
        if not rows:
            return None
        value = kept.values
        place = min(
            rows,
            key=lambda i: (max(1.0, value[i, 0]), value[i, column], value[i, 0]),
        )
        return local.spread(self.plan, kept.labels[place], group)

    def _small(
        self, local: Local, group: tuple[int, ...], strain: float, is_within: bool
    ) -> Small:
        some = self.problem.totals[0] > 0
        owed = self.targets[list(group)][:, some]
        names = local.names
        worst = self.deviation[list(group)][:, some].max(axis=0)
        slack = np.maximum(self.limit[some], 0.0 if is_within else worst)
        by_name = owed[names] if np.ptp(owed, axis=0).any() else owed[names[:1]]
        leads = [self.emphasis == m for m in OBJECTIVES]
        return local.small(
            weights=self.problem.weights[:, some],
            owed=by_name,
            scale=self.scale[some],
            slack=slack,
            counts=np.array([not is_within, *leads]),
        )
