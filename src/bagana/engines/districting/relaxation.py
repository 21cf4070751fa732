"""Blocks shared out to fixed units as if they could be divided: a linear programme.

Least cost of x, where x[i, u] is the part of block i that unit u gets, every block is
given away whole, and every unit holds every weight within its limits (Hess et al. 1965
without the integers). A plan is such an x, so none costs less. The solver (HiGHS) only
proposes multipliers; the bound is counted here from them over all columns, and holds
whatever the solver did: for multipliers a, b >= 0 of the upper and lower limits

    bound = sum_i min_u (c_iu + sum_j (a_uj - b_uj) w_ij) - sum a high + sum b low

by weak duality.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from bagana.engines.districting.problem import Bools, Floats, Ints, Problem

NEAREST: Final = 12
"""Units per block that the solver sees first: pricing adds the others it lacks."""

ROUNDS: Final = 6
SECONDS: Final = 60.0


@dataclass(frozen=True, eq=False)
class Sharing:
    """What is shared out: cost (n, K), weights (n, J), limits (K, J), allowed (n, K).

    `owed` (K, J) scales the rows, so that a limit of people and one of km2 count alike.
    """

    cost: Floats
    weights: Floats
    low: Floats
    high: Floats
    owed: Floats
    allowed: Bools


@dataclass(frozen=True, eq=False)
class Shared:
    """A solution: parts (n, K), multipliers (K, J) each, the bound counted anew."""

    parts: Floats
    above: Floats
    below: Floats
    bound: float


def sharing(
    problem: Problem, cost: Floats, targets: Floats, tolerance: Floats
) -> Sharing:
    """Return the linear programme of units with targets (K, J) in one parent.

    Weights without a tolerance have no row; a held block has one column.
    """
    bounded = np.isfinite(tolerance) & (targets > 0).all(axis=0)
    held = problem.today if problem.held is None else problem.held
    allowed = np.ones(cost.shape, dtype=bool)
    # A block held in a unit that the plan lacks is let free: the bound stays a bound.
    inside = problem.locked & (held < cost.shape[1])
    allowed[inside] = False
    allowed[np.flatnonzero(inside), held[inside]] = True
    owed = targets[:, bounded]
    return Sharing(
        cost=cost,
        weights=problem.weights[:, bounded],
        low=owed * np.maximum(0.0, 1 - tolerance[bounded]),
        high=owed * (1 + tolerance[bounded]),
        owed=owed,
        allowed=allowed,
    )


def share_out(given: Sharing) -> Shared | None:
    """Return the cheapest sharing, None where there is none or no time for it.

    Columns are generated: the cheapest units of each block first, then those that the
    multipliers ask for, until none is missing.
    """
    price = np.where(given.allowed, given.cost, np.inf)
    order = np.argsort(price, axis=1, kind="stable")[:, :NEAREST]
    active = np.zeros(price.shape, dtype=bool)
    np.put_along_axis(active, order, True, axis=1)
    active &= given.allowed
    found: Shared | None = None
    for _ in range(ROUNDS):
        solved = _solve(given, active)
        if solved is None:
            if active.sum() == given.allowed.sum():
                return None
            active = given.allowed.copy()
            continue
        parts, above, below, duals = solved
        bound = bound_of(given, above, below)
        found = Shared(parts, above, below, bound)
        asking = duals[:, None] - 1e-7 * (1 + np.abs(duals[:, None]))
        lacking = given.allowed & ~active & (reduced(given, above, below) < asking)
        if not lacking.any():
            break
        active |= lacking
    return found


def reduced(given: Sharing, above: Floats, below: Floats) -> Floats:
    """Return (n, K) what each block costs each unit at the multipliers' prices."""
    worth = given.weights @ (above - below).T
    return np.asarray(np.where(given.allowed, given.cost + worth, np.inf))


def bound_of(given: Sharing, above: Floats, below: Floats) -> float:
    """Return what no plan costs less than, by weak duality over all columns.

    Multipliers of the wrong sign are taken for 0: the bound holds for any others.
    """
    above, below = np.maximum(above, 0.0), np.maximum(below, 0.0)
    least = reduced(given, above, below).min(axis=1).sum()
    return float(least - (above * given.high).sum() + (below * given.low).sum())


def least_excess(given: Sharing) -> float:
    """Return a proven least share of the targets by which some limit is exceeded.

    The same programme with limits that give way by t shares of the targets, t least.
    Above 0: no plan keeps all limits. With multipliers scaled to sum over owed to at
    most 1, t >= bound_of at cost 0 (a Farkas proof, counted here).
    """
    free = Sharing(
        np.zeros_like(given.cost),
        given.weights,
        given.low,
        given.high,
        given.owed,
        given.allowed,
    )
    solved = _solve(free, given.allowed, elastic=True)
    if solved is None:
        return 0.0
    _, above, below, _ = solved
    above, below = np.maximum(above, 0.0), np.maximum(below, 0.0)
    total = float(((above + below) * given.owed).sum())
    scale = 1.0 / total if total > 1.0 else 1.0
    return max(0.0, bound_of(free, above * scale, below * scale))


def _solve(
    given: Sharing, active: Bools, *, elastic: bool = False
) -> tuple[Floats, Floats, Floats, Floats] | None:
    """Return parts, multipliers above and below, and the duals of blocks."""
    from scipy.optimize import linprog

    place, unit = np.nonzero(active)
    cost = np.zeros(place.size) if elastic else given.cost[place, unit]
    rows = _rows(given, place.astype(np.int32), unit.astype(np.int32), elastic)
    answer = linprog(
        np.append(cost, 1.0) if elastic else cost,
        A_ub=rows[0],
        b_ub=rows[1],
        A_eq=rows[2],
        b_eq=np.ones(len(given.cost)),
        method="highs",
        options={"time_limit": SECONDS},
    )
    if answer.status != 0:
        return None
    parts = np.zeros(given.cost.shape)
    parts[place, unit] = answer.x[: place.size]
    shape, count = given.owed.shape, given.owed.size
    prices = -np.asarray(answer.ineqlin.marginals)
    above = prices[:count].reshape(shape) / given.owed
    below = prices[count:].reshape(shape) / given.owed
    return parts, above, below, np.asarray(answer.eqlin.marginals)


def _rows(
    given: Sharing, place: Ints, unit: Ints, elastic: bool
) -> tuple[Any, Floats, Any]:
    """Return the matrix and right side of the limits, and the matrix of wholes."""
    from scipy.sparse import coo_array, csr_array, vstack

    count, kinds = given.owed.shape
    width = place.size + elastic
    columns = np.arange(place.size)
    values = [given.weights[place, j] / given.owed[unit, j] for j in range(kinds)]
    at = [unit * kinds + j for j in range(kinds)]
    some = np.concatenate(values) if values else np.empty(0)
    where = np.concatenate(at) if at else np.empty(0, dtype=np.int64)
    shape = (count * kinds, width)
    upper = csr_array(coo_array((some, (where, np.tile(columns, kinds))), shape=shape))
    limits = [(given.high / given.owed).ravel(), -(given.low / given.owed).ravel()]
    both = vstack([upper, -upper])
    if elastic:
        give = (np.full(2 * count * kinds, -1.0), _last(2 * count * kinds, width))
        both = both + coo_array(give, shape=both.shape)
    whole = coo_array(
        (np.ones(place.size), (place, columns)), shape=(len(given.cost), width)
    )
    return csr_array(both), np.concatenate(limits), csr_array(whole)


def _last(rows: int, width: int) -> tuple[Ints, Ints]:
    """Return the places of a last column."""
    at = np.arange(rows, dtype=np.int32)
    return at, np.full(rows, width - 1, dtype=np.int32)
