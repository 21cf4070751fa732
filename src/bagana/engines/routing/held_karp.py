"""Every order of a few places, by dynamic programming over the sets of those left."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def by_held_karp(distances: NDArray[np.float64]) -> list[int]:
    """The shortest round from place 0 through all others and back.

    Parameters
    ----------
    distances
        Shape (n, n), km, symmetric or not; n ≤ 13 in practice.

    Returns
    -------
    list of int
        The n places in their order, 0 first.

    Notes
    -----
    O(n² 2ⁿ) steps. Held and Karp (1962), "A dynamic programming approach to sequencing
    problems", Journal of SIAM 10, 196-210. ``best[S, j]`` is the shortest way from 0
    through all of S that ends in j of S.
    """
    count = len(distances)
    if count <= 2:
        return list(range(count))
    inner = distances[1:, 1:]
    stops, full = count - 1, (1 << (count - 1)) - 1
    best = np.full((full + 1, stops), np.inf)
    before = np.full((full + 1, stops), -1, dtype=np.int64)
    for stop in range(stops):
        best[1 << stop, stop] = distances[0, stop + 1]
    for visited in range(1, full + 1):
        for last in range(stops):
            rest = visited & ~(1 << last)
            if rest in (visited, 0):
                continue
            ways = best[rest] + inner[:, last]
            chosen = int(np.argmin(ways))
            best[visited, last], before[visited, last] = ways[chosen], chosen
    return _backwards(before, full, int(np.argmin(best[full] + distances[1:, 0])))


def _backwards(before: NDArray[np.int64], visited: int, last: int) -> list[int]:
    order: list[int] = []
    while last >= 0:
        order.append(last + 1)
        visited, last = visited & ~(1 << last), int(before[visited, last])
    return [0, *reversed(order)]
