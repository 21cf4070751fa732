"""Few units as few blocks: those along the borders free, what lies behind as one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Final

import numpy as np

from bagana.engines.districting.distances import between, is_fixed
from bagana.engines.districting.enumeration_shapes import Longs, Small
from bagana.engines.districting.problem import Bools, Floats, Ints, Problem

MOST_WHOLE: Final = 22
"""Blocks of a group that are all let free."""

MOST_FREE: Final = 16
"""Blocks let free along the border of larger units."""

MOST_NODES: Final = 48


@dataclass(frozen=True, eq=False)
class Local:
    """Nodes of a group of units: (members,) node of each block, label place held.

    `members` are blocks; `held` is (nodes,) place in the group, -1: free.
    """

    problem: Problem
    members: Ints
    node: Ints
    held: Ints
    names: Longs
    moved: Floats
    travel: Floats
    medians: Floats
    fixed: Bools

    @property
    def size(self) -> int:
        return self.held.size

    def summed(self, values: Floats) -> Floats:
        """Return sums of rows of blocks over nodes."""
        out = np.zeros((self.size, values.shape[1]))
        np.add.at(out, self.node, values)
        return out

    def small(
        self,
        *,
        weights: Floats,
        owed: Floats,
        scale: Floats,
        slack: Floats,
        counts: Bools,
    ) -> Small:
        """Return the problem of the kernel; `owed` (A or 1, k, J) are targets."""
        near, touch = self._graph()
        travel = self.summed(self.travel)
        given = Small(
            near=near,
            touch=touch,
            weights=self.summed(weights[self.members]),
            moved=self.summed(self.moved),
            travel=travel,
            medians=self.medians,
            least=travel.min(axis=1),
            fixed=self.fixed,
            held=self.held.astype(np.int64),
            names=self.names.astype(np.int64),
            owed=1.0 / owed,
            scale=scale,
            slack=slack,
            low=np.maximum(0.0, owed.min(axis=(0, 1)) * (1 - slack)),
            high=owed.max(axis=(0, 1)) * (1 + slack),
            counts=counts,
        )
        return Small._make(np.ascontiguousarray(each) for each in given)

    def measures(self, plan: Ints, group: tuple[int, ...]) -> tuple[float, ...]:
        """Return cut, moved and travel of the plan as the kernel counts them."""
        place = np.searchsorted(group, plan[self.members])
        at = np.arange(self.members.size)
        _, touch = self._graph()
        of_node = np.zeros(self.size, dtype=np.int64)
        of_node[self.node] = place
        cut = int(touch[of_node[:, None] != of_node[None, :]].sum()) // 2
        travel = 0.0
        for u in range(len(group)):
            nodes = np.flatnonzero(of_node == u)
            if self.fixed[u]:
                travel += float(self.travel[at[place == u], u].sum())
            else:
                travel += float(self.medians[np.ix_(nodes, nodes)].sum(axis=0).min())
        return float(cut), float(self.moved[at, place].sum()), travel

    def spread(self, plan: Ints, names: Ints, group: tuple[int, ...]) -> Ints:
        """Return the plan with the blocks under the names of their nodes."""
        out = plan.copy()
        out[self.members] = np.array(group, dtype=np.int32)[names[self.node]]
        return out

    def _graph(self) -> tuple[Longs, Longs]:
        problem, count = self.problem, self.size
        place = np.full(problem.size, -1)
        place[self.members] = self.node
        start = np.repeat(place, np.diff(problem.indptr))
        ends = place[problem.indices]
        inside = (start >= 0) & (ends >= 0) & (start != ends)
        touch = np.zeros((count, count), dtype=np.int64)
        np.add.at(touch, (start[inside], ends[inside]), 1)
        bits = np.left_shift(np.int64(1), np.arange(count, dtype=np.int64))
        return ((touch > 0) * bits).sum(axis=1), touch


def local_of(problem: Problem, plan: Ints, group: tuple[int, ...]) -> Local | None:
    """Return a group of units as few nodes; None where that cannot be."""
    members = np.flatnonzero(np.isin(plan, group)).astype(np.int32)
    held_label = problem.today if problem.held is None else problem.held
    tied = problem.locked[members]
    if not np.isin(held_label[members][tied], group).all():
        return None
    free = _free(problem, plan, members, group) & ~problem.locked
    node, held = _nodes(problem, plan, members, free, group)
    if held.size > MOST_NODES:
        return None
    movers = problem.weights[members, problem.movers]
    home = problem.today[members][:, None] == np.array(group)[None, :]
    width = len(group)
    fixed = np.array([is_fixed(problem, u) for u in group])
    travel = np.zeros((members.size, width))
    for at, u in enumerate(group):
        if fixed[at]:
            office = problem.offices[u : u + 1]
            travel[:, at] = between(problem.xy[members], office)[:, 0] * movers
    return Local(
        problem=problem,
        members=members,
        node=node,
        held=held,
        names=np.array(list(permutations(range(width))), dtype=np.int64),
        moved=np.where(home, 0.0, movers[:, None]),
        travel=travel,
        medians=_medians(problem, members, node, held.size, movers),
        fixed=fixed,
    )


def _free(problem: Problem, plan: Ints, members: Ints, group: tuple[int, ...]) -> Bools:
    """Return (n,) which blocks change hands: all of few, else those near a border."""
    free = np.zeros(problem.size, dtype=bool)
    if members.size <= MOST_WHOLE:
        free[members] = True
        return free
    inside = np.isin(plan, group)
    start = np.repeat(np.arange(problem.size), np.diff(problem.indptr))
    ends = problem.indices
    across = inside[start] & inside[ends] & (plan[start] != plan[ends])
    far = np.full(problem.size, problem.size, dtype=np.int64)
    edge = np.unique(start[across])
    far[edge] = 0
    touches = np.bincount(start[across], minlength=problem.size)
    for step in range(1, 3):
        reach = np.unique(ends[np.isin(start, edge) & inside[ends]])
        edge = reach[far[reach] > step]
        far[edge] = step
    order = sorted(members.tolist(), key=lambda i: (far[i], -touches[i], i))
    free[[i for i in order if not problem.locked[i]][:MOST_FREE]] = True
    return free


def _nodes(
    problem: Problem, plan: Ints, members: Ints, free: Bools, group: tuple[int, ...]
) -> tuple[Ints, Ints]:
    """Return node by member and what each node is held to: cores hang together."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    core = np.zeros(problem.size, dtype=bool)
    core[members] = ~free[members]
    start = np.repeat(np.arange(problem.size), np.diff(problem.indptr))
    ends = problem.indices
    same = core[start] & core[ends] & (plan[start] == plan[ends])
    edges = (np.ones(int(same.sum())), (start[same], ends[same]))
    graph = csr_array(edges, shape=(problem.size, problem.size))
    part = connected_components(graph, directed=False)[1]
    # Numbered in the order of first blocks, so that the same plan gives the same nodes.
    _, first, node = np.unique(part[members], return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    firsts = members[np.sort(first)]
    labels = problem.today if problem.held is None else problem.held
    kept = np.where(problem.locked, labels, plan)
    held = np.where(core[firsts], np.searchsorted(group, kept[firsts]), -1)
    return rank[node].astype(np.int32), held.astype(np.int32)


def _medians(
    problem: Problem, members: Ints, node: Ints, count: int, movers: Floats
) -> Floats:
    """Return (nodes, nodes) journeys of a node's people to the middle of another."""
    weight = np.bincount(node, movers, count)
    plain = np.bincount(node, minlength=count)
    worth = np.where(weight[node] > 0, movers, 1.0)
    total = np.where(weight > 0, weight, plain)
    middle = np.zeros((count, 2))
    np.add.at(middle, node, problem.xy[members] * worth[:, None])
    middle /= total[:, None]
    out = np.zeros((count, count))
    np.add.at(out, node, between(problem.xy[members], middle) * movers[:, None])
    return out
