"""Classes of values for maps, with counts for the legend."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

type Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MapClass:
    """One class: its smallest and largest value, and how many values lie in it."""

    low: float
    high: float
    count: int


def quantile_classes(
    values: Sequence[float] | Floats, k: int = 5
) -> tuple[MapClass, ...]:
    """Classes of as nearly as many values each as ties allow.

    Parameters
    ----------
    values
        (n,) finite numbers in any order; n > 0.
    k
        Number of classes wanted.

    Returns
    -------
    tuple of MapClass
        In ascending order. The i-th class ends at the ``ceil(n i / k)``-th smallest
        value. Equal values are never parted, so ties may give fewer classes; with at
        most k distinct values each is a class.

    Raises
    ------
    ValueError
        For no values, a value that is not finite, or ``k < 1``.
    """
    ordered, distinct, counts = _prepare(values, k)
    if len(distinct) <= k:
        return _classes(distinct, counts, np.arange(len(distinct)))
    ranks = -(-len(ordered) * np.arange(1, k + 1) // k) - 1
    ends = np.unique(np.searchsorted(distinct, ordered[ranks]))
    return _classes(distinct, counts, ends)


def jenks_classes(values: Sequence[float] | Floats, k: int = 5) -> tuple[MapClass, ...]:
    """Classes with the least sum of squared deviations from their means.

    Parameters
    ----------
    values
        (n,) finite numbers in any order; n > 0.
    k
        Number of classes wanted; fewer when there are fewer distinct values.

    Returns
    -------
    tuple of MapClass
        In ascending order, an exact optimum. Of several optima that with the lowest
        last limits.

    Raises
    ------
    ValueError
        For no values, a value that is not finite, or ``k < 1``.

    Notes
    -----
    Dynamic programme of Fisher (1958), "On grouping for maximum homogeneity",
    Journal of the American Statistical Association 53, 789-798, brought to maps by
    Jenks (1977), "Optimal data classification for choropleth maps". Over the m
    distinct values with their counts: time k m², memory k m.
    """
    _, distinct, counts = _prepare(values, k)
    k = min(k, len(distinct))
    return _classes(distinct, counts, _fisher_ends(distinct, counts, k))


def class_index(classes: Sequence[MapClass], value: float) -> int:
    """Class of a value, from 0.

    A value between two classes belongs to the upper one; values of another period
    beyond the ends belong to the first or the last.

    Raises
    ------
    ValueError
        For NaN: a missing value has no class.
    """
    if math.isnan(value):
        raise ValueError("a missing value has no class")
    highs = [each.high for each in classes]
    return min(bisect_left(highs, value), len(classes) - 1)


def goodness_of_fit(
    values: Sequence[float] | Floats, classes: Sequence[MapClass]
) -> float:
    """Share of the variance that lies between the classes, from 0 to 1.

    ``1 - sum of squares within the classes / total sum of squares``; one when all
    values are equal.

    Raises
    ------
    ValueError
        For no values or a value that is not finite.
    """
    ordered, _, _ = _prepare(values, 1)
    total = float(((ordered - ordered.mean()) ** 2).sum())
    if total == 0:
        return 1.0
    groups = np.searchsorted([each.high for each in classes[:-1]], ordered)
    within = sum(
        float(((part - part.mean()) ** 2).sum())
        for group in np.unique(groups)
        if len(part := ordered[groups == group])
    )
    return 1.0 - within / total


def _prepare(
    values: Sequence[float] | Floats, k: int
) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    ordered = np.sort(np.asarray(values, dtype=np.float64).ravel())
    if not len(ordered):
        raise ValueError("no values, no classes")
    if not np.isfinite(ordered).all():
        raise ValueError("a value that is not finite has no class")
    if k < 1:
        raise ValueError("at least one class is needed")
    distinct, counts = np.unique(ordered, return_counts=True)
    return ordered, distinct, counts


def _classes(
    distinct: Floats, counts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> tuple[MapClass, ...]:
    """Classes from the positions of their last values."""
    starts = np.concatenate([[0], ends[:-1] + 1])
    return tuple(
        MapClass(float(distinct[a]), float(distinct[b]), int(counts[a : b + 1].sum()))
        for a, b in zip(starts, ends, strict=True)
    )


def _fisher_ends(
    distinct: Floats, counts: npt.NDArray[np.int64], k: int
) -> npt.NDArray[np.int64]:
    within = _Within(distinct, counts)
    m = len(distinct)
    cost = within.of(np.zeros(m, dtype=np.int64), np.arange(m))
    starts = np.zeros((k, m), dtype=np.int64)
    for row in range(1, k):
        before, cost = cost, np.full(m, np.inf)
        for end in range(row, m):
            first = np.arange(row, end + 1)
            sums = before[first - 1] + within.of(first, np.full(len(first), end))
            best = int(np.argmin(sums))
            starts[row, end], cost[end] = first[best], sums[best]
    ends = [m - 1]
    for row in range(k - 1, 0, -1):
        ends.append(int(starts[row, ends[-1]]) - 1)
    return np.array(ends[::-1])


class _Within:
    """Sums of squared deviations of runs of values, from running sums."""

    def __init__(self, distinct: Floats, counts: npt.NDArray[np.int64]) -> None:
        # Centred and scaled first, or large values with small differences cancel.
        centred = distinct - np.average(distinct, weights=counts)
        centred /= np.abs(centred).max() or 1.0
        self.n = np.concatenate([[0], np.cumsum(counts)])
        self.x = np.concatenate([[0.0], np.cumsum(counts * centred)])
        self.xx = np.concatenate([[0.0], np.cumsum(counts * centred**2)])

    def of(self, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> Floats:
        n = self.n[last + 1] - self.n[first]
        x = self.x[last + 1] - self.x[first]
        squares = self.xx[last + 1] - self.xx[first]
        return np.asarray(squares - x * x / n)
