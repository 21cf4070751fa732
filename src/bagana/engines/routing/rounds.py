"""Which order is driven, how long it is, and whether a shorter one can be."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bagana.engines.routing.cuts import by_cuts
from bagana.engines.routing.held_karp import by_held_karp

MOST_EXACT = 12
"""Stops for which all orders are weighed by `by_held_karp`; above by `by_cuts`."""

TOLERANCE_KM = 1e-6


@dataclass(frozen=True, slots=True)
class Round:
    """`order` holds all places, 0 first; the way back to 0 is part of `length_km`.

    `bound_km`: no round can be shorter. Where `is_optimal` is False a shorter one was
    neither found nor ruled out in the time given.
    """

    order: tuple[int, ...]
    length_km: float
    bound_km: float
    is_optimal: bool


def length_of(distances: NDArray[np.float64], order: Sequence[int]) -> float:
    """Kilometres through the places in the order and back to the first."""
    ahead = [*order[1:], *order[:1]]
    return float(sum(distances[i, j] for i, j in zip(order, ahead, strict=True)))


def shortest_round(
    distances: NDArray[np.float64],
    *,
    seconds: float = 5.0,
    clock: Callable[[], float] = time.monotonic,
) -> Round:
    """The shortest round from place 0 through all others and back to it.

    Parameters
    ----------
    distances
        Shape (n, n), km, symmetric, not negative, zeros on the diagonal.
    seconds
        How long HiGHS may search where there are more than `MOST_EXACT` stops.
    clock
        Seconds that only grow; by it the search is bounded.

    Returns
    -------
    Round
        Optimal for up to `MOST_EXACT` stops always, above it where the search ended in
        time; otherwise the best that nearest neighbour and 2-opt give, said so.

    Raises
    ------
    ValueError
        For a table that is empty, not square, not symmetric or negative.

    Notes
    -----
    A round and its reverse are equally long; the one whose first stop has the lower
    number is given, so that the same places always give the same round.
    """
    _check(distances)
    count = len(distances)
    if count - 1 <= MOST_EXACT:
        return _proven(distances, by_held_karp(distances))
    end = clock() + seconds
    order, bound = by_cuts(distances, lambda: end - clock())
    if order is not None:
        return _proven(distances, order)
    guessed = _one_way(_two_opt(distances, _nearest(distances)))
    length = length_of(distances, guessed)
    low = min(bound, length)
    return Round(tuple(guessed), length, low, length - low <= TOLERANCE_KM)


def as_driven(distances: NDArray[np.float64], order: Sequence[int]) -> list[float]:
    """Kilometres to each place of the order from the one before it; 0.0 to the first.

    The way back to the first is what `length_of` has over their sum.
    """
    return [0.0, *(float(distances[i, j]) for i, j in pairwise(order))]


def _check(distances: NDArray[np.float64]) -> None:
    if distances.ndim != 2 or len(set(distances.shape)) != 1 or not len(distances):
        raise ValueError("distances are a square table of at least one place")
    if not np.isfinite(distances).all() or (distances < 0).any():
        raise ValueError("a distance is a length in km")
    if not np.allclose(distances, distances.T) or np.diag(distances).any():
        raise ValueError("the way there is as long as the way back")


def _proven(distances: NDArray[np.float64], order: Sequence[int]) -> Round:
    kept = _one_way(order)
    length = length_of(distances, kept)
    return Round(tuple(kept), length, length, is_optimal=True)


def _one_way(order: Sequence[int]) -> list[int]:
    turned = [*order[:1], *reversed(order[1:])]
    return turned if len(order) > 2 and turned[1] < order[1] else list(order)


def _nearest(distances: NDArray[np.float64]) -> list[int]:
    order, left = [0], set(range(1, len(distances)))
    while left:
        here = order[-1]
        ahead = min(left, key=lambda place: (distances[here, place], place))
        order.append(ahead)
        left.discard(ahead)
    return order


def _two_opt(distances: NDArray[np.float64], order: list[int]) -> list[int]:
    """Turn parts of the round about for as long as that makes it shorter."""
    count, shorter = len(order), True
    while shorter:
        shorter = False
        for i in range(1, count - 1):
            for j in range(i + 1, count):
                a, b = order[i - 1], order[i]
                c, d = order[j], order[(j + 1) % count]
                gain = distances[a, b] + distances[c, d]
                if gain - distances[a, c] - distances[b, d] > TOLERANCE_KM:
                    order[i : j + 1] = order[i : j + 1][::-1]
                    shorter = True
    return order
