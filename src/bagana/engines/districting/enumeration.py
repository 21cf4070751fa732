"""The exact front of a small sum: every division into connected units is looked at.

What it proves and how: docs/rules/redrawing-proof.md. The machine code is loaded when
something is divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

import numpy as np

from bagana.engines.districting.archive import Archive
from bagana.engines.districting.audit import point
from bagana.engines.districting.distances import between, is_fixed, to_offices
from bagana.engines.districting.enumeration_shapes import Kept, Small
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.results import (
    OBJECTIVES,
    Front,
    Objective,
    Point,
)
from bagana.engines.districting.targets import (
    Tolerance,
    asked,
    per_tolerance,
    shares,
    tolerances,
)

MOST_BLOCKS: Final = 25
MOST_NAMINGS: Final = 50_000
NODES: Final = 100_000_000
ROOM: Final = 8192
"""Places for plans that nothing surpasses."""

STAGES: Final = (0.25, 0.5, 1.0)
"""Parts of the limits that are looked at one after the other."""


@dataclass(frozen=True, eq=False)
class Divisions:
    """Plans that none surpasses, and whether every division was looked at."""

    plans: tuple[Ints, ...]
    is_complete: bool
    nodes: int


def exact_front(
    problem: Problem,
    k: int | Sequence[int],
    minimise: Sequence[Objective] = OBJECTIVES,
    limit: float = 1.0,
    *,
    tolerance: Tolerance | None = None,
    nodes: int = NODES,
) -> Front:
    """Return every plan that none surpasses, found by looking at all.

    Parameters
    ----------
    problem
        One parent of at most 25 blocks.
    k
        Number of units, or several numbers of them. As many of today's units go on as
        can: min(k, U).
    minimise
        Measures besides imbalance: the largest deviation beside its tolerance.
    limit
        Largest deviation looked at, of the weights asked for. The front is exact up to
        it.
    tolerance
        What imbalance, `is_feasible` and `chosen` go by; None: the limit, in every
        weight.
    nodes
        Work at most; beyond it `is_exact` is False.

    Returns
    -------
    Front
        Every naming of the units of a division is tried, so the front is exact in
        people moved and fixed journeys too. Without any plan `points` is empty and
        `chosen` is -1.

    Raises
    ------
    ValueError
        Several parents, more than 25 blocks, or more namings than can be tried.

    Notes
    -----
    With offices chosen freely, the office of each unit stands in the block that is best
    for it, as in `audit`.
    """
    limits = np.full(len(problem.weight_names), limit)
    asks = limits if tolerance is None else tolerances(problem, tolerance)
    wide = np.where(asked(asks), limit, np.inf)
    archive = Archive(ROOM, minimise)
    is_exact, spent = True, 0
    for units in (k,) if isinstance(k, int) else k:
        for slack in _slacks(asks, wide, limit):
            found = divisions(
                problem, units, minimise, slack, scale=per_tolerance(asks), nodes=nodes
            )
            is_exact, spent = is_exact and found.is_complete, spent + found.nodes
            archive.merge(point(problem, plan, asks) for plan in found.plans)
    points = archive.points()
    return Front(
        parent=problem.parents[0],
        weight_names=problem.weight_names,
        minimised=tuple(minimise),
        tolerance=tuple(map(float, asks)),
        today=point(problem, problem.today, asks),
        points=points,
        chosen=_chosen(points, minimise),
        is_exact=is_exact,
        tasks=spent,
        tasks_wanted=spent,
    )


def divisions(
    problem: Problem,
    k: int,
    minimise: Sequence[Objective],
    slack: Floats,
    *,
    by_deviation: bool = True,
    scale: Floats | None = None,
    nodes: int = NODES,
) -> Divisions:
    """Return the plans of k units within `slack` that none surpasses.

    `by_deviation` False leaves deviation out of the comparison: with one measure, what
    comes out is its minimum. `scale` (J,) weighs deviations; None: those asked for.
    """
    _check(problem, k)
    small = _small(problem, k, minimise, slack, by_deviation, scale)
    kept = Kept(
        np.zeros((ROOM, 4)),
        np.zeros((ROOM, problem.size), dtype=np.int8),
        np.zeros(2, dtype=np.int64),
    )
    done = k > problem.size or _deepen(small, kept, nodes)
    plans = tuple(kept.labels[i].astype(np.int32) for i in range(int(kept.tally[0])))
    return Divisions(plans, done, int(kept.tally[1]))


def _deepen(small: Small, kept: Kept, nodes: int) -> bool:
    """Divide within ever wider limits: what tight ones give prunes the wider ones."""
    from bagana.engines.districting.enumeration_kernel import divide

    done = True
    for share in STAGES:
        slack = small.slack * share
        stage = small._replace(
            slack=slack,
            low=_low(small, slack),
            high=_high(small, slack),
        )
        done = bool(divide(stage, kept, nodes))
    return done


def _low(small: Small, slack: Floats) -> Floats:
    least = (1.0 / small.owed).min(axis=(0, 1))
    return np.maximum(0.0, least * (1 - slack))


def _high(small: Small, slack: Floats) -> Floats:
    return np.asarray((1.0 / small.owed).max(axis=(0, 1)) * (1 + slack))


def _slacks(asks: Floats, wide: Floats, limit: float) -> list[Floats]:
    finite = asks[np.isfinite(asks)]
    if not finite.size or (np.ptp(finite) == 0 and finite[0] <= limit):
        # One tolerance for all: within it is a stretch of the same front.
        return [wide]
    return [wide, asks]


def _chosen(points: Sequence[Point], minimise: Sequence[Objective]) -> int:
    """Return the feasible point best in the first measure, else the nearest one."""
    fit = [i for i, found in enumerate(points) if found.is_feasible]
    if not fit:
        return 0 if points else -1
    return min(fit, key=lambda i: [points[i].value(m) for m in minimise])


def _check(problem: Problem, k: int) -> None:
    if len(problem.parents) != 1:
        raise ValueError("enumeration divides one parent")
    if problem.size > MOST_BLOCKS:
        raise ValueError(f"enumeration is for at most {MOST_BLOCKS} blocks")
    if k < 1:
        raise ValueError("a plan has at least one unit")


def _small(
    problem: Problem,
    k: int,
    minimise: Sequence[Objective],
    slack: Floats,
    by_deviation: bool,
    scale: Floats | None,
) -> Small:
    # A weight of which there is none anywhere balances by itself.
    some = problem.totals[0] > 0
    names = namings(_labels(problem), k)
    labels = int(names.max()) + 1
    owed = _owed(problem, names)[:, :, some] * problem.totals[0][some]
    within = slack[some]
    travel = _travel(problem, labels)
    small = Small(
        near=_near(problem),
        touch=_touch(problem),
        weights=np.ascontiguousarray(problem.weights[:, some]),
        moved=_moved(problem, labels),
        travel=travel,
        medians=problem.weights[:, [problem.movers]] * between(problem.xy, problem.xy),
        least=travel.min(axis=1),
        fixed=np.array([is_fixed(problem, u) for u in range(labels)]),
        held=held_labels(problem),
        names=names,
        owed=1.0 / owed,
        scale=np.isfinite(within).astype(float) if scale is None else scale[some],
        slack=within,
        low=np.zeros(within.size),
        high=np.full(within.size, np.inf),
        counts=np.array([by_deviation, *(m in minimise for m in OBJECTIVES)]),
    )
    # One layout of arrays: the machine code is compiled once.
    return Small._make(np.ascontiguousarray(each) for each in small)


def held_labels(problem: Problem) -> np.ndarray:
    """Return (n,) the label each block must get, -1 where it is free."""
    held = problem.today if problem.held is None else problem.held
    return np.where(problem.locked, held, -1).astype(np.int64)


def _labels(problem: Problem) -> int:
    """Return how many labels are known: today's units and new ones that hold locks."""
    return max(len(problem.units), int(held_labels(problem).max(initial=-1)) + 1)


def namings(labels: int, k: int) -> np.ndarray:
    """Return (A, k) every way to give known labels to k parts, the rest being new.

    Raises
    ------
    ValueError
        More ways than can be tried for each division.
    """
    from math import perm

    many = perm(labels, k) if k <= labels else perm(k, labels)
    if many > MOST_NAMINGS:
        raise ValueError("too many ways to name the units of a plan")
    if k <= labels:
        return np.array(list(permutations(range(labels), k)), dtype=np.int64)
    rows = []
    for seats in permutations(range(k), labels):
        row = np.full(k, -1)
        row[list(seats)] = np.arange(labels)
        row[row < 0] = np.arange(labels, k)
        rows.append(row)
    return np.array(rows, dtype=np.int64)


def _owed(problem: Problem, names: np.ndarray) -> Floats:
    """Return (A or 1, k, J) shares of the total by naming and part."""
    if problem.targets is None:
        return shares(problem, range(names.shape[1]))[None]
    return np.stack([shares(problem, row.tolist()) for row in names])


def _near(problem: Problem) -> np.ndarray:
    out = np.zeros(problem.size, dtype=np.int64)
    for i in range(problem.size):
        for j in problem.neighbours(i).tolist():
            out[i] |= 1 << j
    return out


def _touch(problem: Problem) -> np.ndarray:
    out = np.zeros((problem.size, problem.size), dtype=np.int64)
    for i in range(problem.size):
        out[i, problem.neighbours(i)] = 1
    return out


def _moved(problem: Problem, labels: int) -> Floats:
    """Return (n, K) the movers of each block under each label."""
    home = problem.today[:, None] == np.arange(labels)[None, :]
    return np.where(home, 0.0, problem.weights[:, [problem.movers]])


def _travel(problem: Problem, labels: int) -> Floats:
    """Return (n, K) movers x km; 0 under labels whose office is chosen."""
    out = np.zeros((problem.size, labels))
    km = to_offices(problem)
    for u in range(min(labels, km.shape[1])):
        if is_fixed(problem, u):
            out[:, u] = km[:, u] * problem.weights[:, problem.movers]
    return out
