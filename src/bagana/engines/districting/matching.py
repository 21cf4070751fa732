"""Which unit of a plan is which of today's: named so that fewest people move."""

from __future__ import annotations

import numpy as np

from bagana.engines.districting.problem import Floats, Ints, Problem


def relabel(problem: Problem, labels: Ints) -> Ints:
    """Return the same units under the labels that make least people move.

    The assignment problem of units of the plan and of today over the movers' weight
    that both hold (Kuhn 1955, by SciPy's modified Jonker-Volgenant), sum by sum. Units
    left over become new ones: U, U + 1, ... in the order of their first block. A unit
    with a locked block takes the label by which that block is held. Where nobody lives,
    the number of blocks decides.
    """
    from scipy.optimize import linear_sum_assignment

    clusters, found = np.unique(labels, return_inverse=True)
    place = found.astype(np.int32)
    overlap = _overlap(problem, place, clusters.size)
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    names = np.full(clusters.size, -1, dtype=np.int32)
    # A unit that shares no block with the one it was paired with goes on as none.
    paired = overlap[rows, columns] > 0
    names[rows[paired]] = columns[paired]
    _name_the_rest(problem, place, names)
    return np.asarray(names[place], dtype=np.int32)


def _overlap(problem: Problem, place: Ints, count: int) -> Floats:
    """Return (units of the plan, labels) what each pair shares, locks above all."""
    movers = problem.weights[:, problem.movers]
    total = float(movers.sum()) or 1.0
    # Blocks break ties, and stand in where nobody lives.
    worth = movers / total + 1e-6 / problem.size
    held = problem.today if problem.held is None else problem.held
    width = max(len(problem.units), int(held[problem.locked].max(initial=-1)) + 1)
    out = np.zeros((count, width))
    np.add.at(out, (place, problem.today), worth)
    locked = np.flatnonzero(problem.locked)
    np.add.at(out, (place[locked], held[locked]), 2.0 * problem.size)
    return out


def _name_the_rest(problem: Problem, place: Ints, names: Ints) -> None:
    """Give units without a name: one of today's that nobody took, else a new number."""
    first = np.full(names.size, problem.size)
    np.minimum.at(first, place, np.arange(problem.size))
    taken = set(names[names >= 0].tolist())
    following = max([len(problem.units), *(t + 1 for t in taken)])
    for unit in sorted(np.flatnonzero(names < 0), key=lambda u: first[u]):
        parent = problem.parent[first[unit]]
        free = (
            u
            for u in range(len(problem.units))
            if u not in taken and problem.parent_of_unit[u] == parent
        )
        name = next(free, following)
        following += name == following
        taken.add(name)
        names[unit] = name
