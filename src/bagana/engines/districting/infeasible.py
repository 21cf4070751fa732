"""Which weight in which unit misses its tolerance, by how much, and what is proven."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from bagana.engines.districting.audit import audit
from bagana.engines.districting.contiguity import components
from bagana.engines.districting.enumeration import MOST_BLOCKS, divisions
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.relaxation import least_excess, sharing
from bagana.engines.districting.results import Audit, UnitAudit, Unmet
from bagana.engines.districting.targets import Tolerance, targets_of, tolerances

type Why = Literal["", "block", "locked", "enumeration", "relaxation", "islands"]

EPS: Final = 1e-9
MOST_COLUMNS: Final = 200_000
NODES: Final = 5_000_000
"""Sizes up to which a proof is tried: an answer must not be waited for."""


def unmet(problem: Problem, labels: Ints, tolerance: Tolerance) -> tuple[Unmet, ...]:
    """Return what a plan, the nearest that was found, does not meet, the worst first.

    Parameters
    ----------
    problem
        One parent, or several: proofs are tried for one only.
    labels, tolerance
        The plan; shares of the targets by weight.

    Returns
    -------
    tuple[Unmet, ...]
        One for each unit and weight beyond its tolerance; none: the plan meets them.
        `proven` says that no plan with as many units meets all tolerances. `why`:

        block
            One block alone outweighs what a unit may hold: the unit that holds it, and
            units left too little by it.
        locked
            The same of the locked blocks of one unit together.
        islands
            Parts of the graph between which there is no way cannot each hold a whole
            number of units.
        relaxation
            Not even blocks that could be divided could be shared out (a linear
            programme, its proof counted anew).
        enumeration
            Every division was looked at (25 blocks at most).
    """
    limit = tolerances(problem, tolerance)
    seen = audit(problem, labels)
    found = [
        (unit, j, abs(unit.deviation[j]))
        for unit in seen.units
        for j in np.flatnonzero(np.isfinite(limit)).tolist()
        if abs(unit.deviation[j]) > limit[j] + EPS
    ]
    if not found:
        return ()
    overall = _overall(problem, labels, limit, seen)
    out = []
    for unit, j, deviation in found:
        why = _of_blocks(problem, labels, limit, seen, unit, j) or overall
        excess = deviation - float(limit[j])
        name = problem.weight_names[j]
        bound = float(limit[j])
        out.append(Unmet(name, unit.unit, deviation, bound, excess, bool(why), why))
    return tuple(sorted(out, key=lambda u: (-u.excess, u.unit, u.weight)))


def _of_blocks(
    problem: Problem, labels: Ints, limit: Floats, seen: Audit, unit: UnitAudit, j: int
) -> Why:
    """Name what proves that this unit, or one like it, misses this weight."""
    if len(problem.parents) != 1:
        return ""
    most = max(u.targets[j] for u in seen.units) * (1 + limit[j])
    inside = np.flatnonzero(labels == unit.label)
    column = problem.weights[:, j]
    heavy = column > most * (1 + EPS)
    if unit.deviation[j] > 0:
        if heavy[inside].any():
            return "block"
        own = unit.targets[j] * (1 + limit[j])
        locked = problem.locked & (_held(problem) == unit.label)
        return "locked" if column[locked].sum() > own * (1 + EPS) else ""
    rest = len(seen.units) - int(heavy.sum())
    least = min(u.targets[j] for u in seen.units) * (1 - limit[j])
    # Each heavy block takes a unit of its own, or leaves even more units with less.
    short = heavy.any() and rest > 0 and column[~heavy].sum() < rest * least - EPS
    return "block" if short else ""


def _overall(problem: Problem, labels: Ints, limit: Floats, seen: Audit) -> Why:
    """Name what proves that no plan with as many units meets all tolerances."""
    if len(problem.parents) != 1:
        return ""
    if not _islands_fit(problem, labels, limit):
        return "islands"
    if _nothing_shares_out(problem, labels, limit):
        return "relaxation"
    return "enumeration" if _nothing_divides(problem, len(seen.units), limit) else ""


def _held(problem: Problem) -> Ints:
    return problem.today if problem.held is None else problem.held


def _islands_fit(problem: Problem, labels: Ints, limit: Floats) -> bool:
    """Whether numbers of whole units for the parts of the graph exist at all."""
    part = components(problem, np.zeros(problem.size, dtype=np.int32))
    count, k = int(part.max()) + 1, np.unique(labels).size
    if count == 1:
        return True
    owed = _used(targets_of(problem, labels))
    sums = np.zeros((count, problem.weights.shape[1]))
    np.add.at(sums, part, problem.weights)
    choices = [_numbers(row, owed, limit, k) for row in sums]
    reach = {0}
    for numbers in choices:
        reach = {a + b for a in reach for b in numbers if a + b <= k}
    return k in reach


def _numbers(sums: Floats, owed: Floats, limit: Floats, k: int) -> list[int]:
    """Return how many units a part of the graph could hold within the tolerances."""
    low = (owed.min(axis=0) * np.maximum(0.0, 1 - limit)).clip(min=0)
    high = owed.max(axis=0) * (1 + limit)
    low = np.where(np.isfinite(limit), low, 0.0)
    return [
        m
        for m in range(1, k + 1)
        if (m * low <= sums * (1 + EPS) + EPS).all()
        and (m * high >= sums * (1 - EPS) - EPS).all()
    ]


def _used(targets: Floats) -> Floats:
    return np.asarray(targets[~np.isnan(targets).any(axis=1)])


def _nothing_shares_out(problem: Problem, labels: Ints, limit: Floats) -> bool:
    """Whether even divisible blocks cannot be shared out among the plan's units."""
    alike = problem.targets is None and not problem.locked.any()
    targets = targets_of(problem, labels)
    # Equal targets and no locks: equal parts of every block always do.
    if alike or np.isnan(targets).any():
        return False
    if problem.size * len(targets) > MOST_COLUMNS:
        return False
    cost = np.zeros((problem.size, len(targets)))
    return least_excess(sharing(problem, cost, targets, limit)) > 1e-7


def _nothing_divides(problem: Problem, k: int, limit: Floats) -> bool:
    """Whether every division was looked at and none meets the tolerances."""
    if problem.size > MOST_BLOCKS:
        return False
    try:
        found = divisions(problem, k, (), limit, nodes=NODES)
    except ValueError:
        return False
    return found.is_complete and not found.plans
