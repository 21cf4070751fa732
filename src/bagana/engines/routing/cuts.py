"""The shortest round by integer programming: every lesser round is cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Edges = list[tuple[int, int]]


def by_cuts(
    distances: NDArray[np.float64], time_left: Callable[[], float]
) -> tuple[list[int] | None, float]:
    """The shortest round, or none within the time, with a bound that is proven.

    Parameters
    ----------
    distances
        Shape (n, n), km, symmetric, n ≥ 3.
    time_left
        Seconds that are left; asked before each solution.

    Returns
    -------
    tuple
        The n places in their order, 0 first, or None when time ran out; and a length
        in km below which no round can be.

    Notes
    -----
    Of the edges of the complete graph two meet at every place (0/1 variables); whenever
    the solution falls into several rounds, for each set S of places of one of them
    ``Σ x(i, j) ≤ |S| - 1`` over edges inside S is added and the whole solved again, by
    HiGHS through `scipy.optimize.milp`. Dantzig, Fulkerson and Johnson (1954),
    "Solution of a large-scale traveling-salesman problem", Operations Research 2.
    """
    count = len(distances)
    edges = [(i, j) for i in range(count) for j in range(i + 1, count)]
    costs = np.array([distances[i, j] for i, j in edges])
    rows, limits = _degrees(edges, count), [(2.0, 2.0)] * count
    bound = 0.0
    while (seconds := time_left()) > 0:
        found = _solve(costs, rows, limits, seconds)
        if found.mip_dual_bound is not None:
            bound = max(bound, float(found.mip_dual_bound))
        if found.status != 0 or found.x is None:
            return None, bound
        rounds = _rounds([edges[k] for k in np.flatnonzero(found.x > 0.5)], count)
        if len(rounds) == 1:
            return rounds[0], bound
        for part in rounds:
            inside = set(part)
            rows.append([float(i in inside and j in inside) for i, j in edges])
            limits.append((0.0, len(part) - 1.0))
    return None, bound


def _degrees(edges: Edges, count: int) -> list[list[float]]:
    return [[float(place in edge) for edge in edges] for place in range(count)]


def _solve(
    costs: NDArray[np.float64],
    rows: list[list[float]],
    limits: list[tuple[float, float]],
    seconds: float,
) -> Any:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    low, high = zip(*limits, strict=True)
    return milp(
        costs,
        integrality=np.ones(len(costs)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(csr_array(np.array(rows)), low, high),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )


def _rounds(edges: Edges, count: int) -> list[list[int]]:
    """The rounds that the chosen edges form, each from its lowest place."""
    beside: dict[int, list[int]] = {place: [] for place in range(count)}
    for one, other in edges:
        beside[one].append(other)
        beside[other].append(one)
    left, found = set(range(count)), []
    while left:
        place = min(left)
        part = [place]
        left.discard(place)
        while ahead := [other for other in beside[part[-1]] if other in left]:
            part.append(ahead[0])
            left.discard(ahead[0])
        found.append(part)
    return found
