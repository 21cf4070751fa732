"""Whether units hang together: a check that shares nothing with the search.

Connected components by SciPy's breadth-first search on the graph of blocks whose
neighbours lie in the same unit. A unit hangs together when it is one component;
barriers are no neighbours, and two islands never hang together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bagana.engines.districting.problem import UNASSIGNED, Ints, Problem


@dataclass(frozen=True)
class Piece:
    """A connected part of a unit, its blocks ascending."""

    label: int
    blocks: tuple[int, ...]


def sources(problem: Problem) -> Ints:
    """Return (m,) the block from which each directed edge goes out."""
    degrees = np.diff(problem.indptr)
    return np.repeat(np.arange(problem.size, dtype=np.int32), degrees)


def components(problem: Problem, labels: Ints) -> Ints:
    """Return (n,) numbers of connected components inside units."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    start = sources(problem)
    inside = labels[start] == labels[problem.indices]
    edges = (np.ones(int(inside.sum())), (start[inside], problem.indices[inside]))
    graph = csr_array(edges, shape=(problem.size, problem.size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int32)


def pieces(problem: Problem, labels: Ints) -> tuple[Piece, ...]:
    """Return the connected parts by label; within one the largest first.

    Largest: of the most movers' weight, then of the most blocks, then the first.
    """
    part = components(problem, labels)
    order = np.argsort(part, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(part[order])) + 1)
    weight = problem.weights[:, problem.movers]
    ranked = sorted(
        (int(labels[g[0]]), -float(weight[g].sum()), -g.size, int(g[0]), k)
        for k, g in enumerate(groups)
        if g.size
    )
    return tuple(Piece(r[0], tuple(map(int, groups[r[4]]))) for r in ranked)


def breaks(problem: Problem, labels: Ints) -> tuple[int, ...]:
    """Return the blocks cut off from the largest piece of their unit or in no unit.

    Where people live is the largest piece: a break is what has fewer of them.
    """
    out: list[int] = []
    seen: set[int] = {UNASSIGNED}
    for piece in pieces(problem, labels):
        if piece.label in seen:
            out.extend(piece.blocks)
        seen.add(piece.label)
    return tuple(sorted(out))


def breaks_if(
    problem: Problem, labels: Ints, blocks: Sequence[int], to: int
) -> tuple[int, ...]:
    """Return the blocks that giving `blocks` to unit `to` would newly cut off."""
    after = labels.copy()
    after[list(blocks)] = to
    before = set(breaks(problem, labels))
    return tuple(b for b in breaks(problem, after) if b not in before)
