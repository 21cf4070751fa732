"""Journeys to the office: kilometres as the crow flies, and where an office stands."""

from __future__ import annotations

import numpy as np

from bagana.engines.districting.problem import Floats, Ints, Problem

METRES = 1000.0


def between(a: Floats, b: Floats) -> Floats:
    """Return (len(a), len(b)) kilometres between points in metres."""
    east = a[:, None, 0] - b[None, :, 0]
    north = a[:, None, 1] - b[None, :, 1]
    return np.asarray(np.sqrt(east * east + north * north) / METRES)


def to_offices(problem: Problem) -> Floats:
    """Return (n, U) kilometres from each block to each office of today; NaN: none."""
    return between(problem.xy, problem.offices)


def is_fixed(problem: Problem, label: int) -> bool:
    """Tell whether a unit keeps the office it has; else it gets the best block."""
    if not problem.offices_fixed or label >= len(problem.offices):
        return False
    return not bool(np.isnan(problem.offices[label]).any())


def best_office(problem: Problem, members: Ints) -> int:
    """Return the block among the members that makes their journeys shortest.

    The weighted 1-median restricted to the blocks: argmin over j of sum over i of
    w_i d_ij. Where nobody lives, every block counts the same. Ties: the first.
    """
    weight = problem.weights[members, problem.movers]
    if not weight.any():
        weight = np.ones(members.size)
    xy = problem.xy[members]
    return int(members[np.argmin(weight @ between(xy, xy))])


def journeys(problem: Problem, members: Ints, label: int) -> Floats:
    """Return the kilometres from each member to the office of its unit."""
    if is_fixed(problem, label):
        return between(problem.xy[members], problem.offices[label : label + 1])[:, 0]
    stands = problem.xy[[best_office(problem, members)]]
    return between(problem.xy[members], stands)[:, 0]


def travel(problem: Problem, labels: Ints) -> float:
    """Return movers x kilometres to the offices over the whole plan."""
    total = 0.0
    for label in np.unique(labels[labels >= 0]):
        members = np.flatnonzero(labels == label).astype(np.int32)
        weight = problem.weights[members, problem.movers]
        total += float(weight @ journeys(problem, members, int(label)))
    return total
