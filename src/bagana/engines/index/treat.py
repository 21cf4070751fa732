"""Outliers: drawn in to the next value, or the whole column logged."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Treatment
from bagana.engines.index.screen import Marks

type Method = Literal["none", "winsorise", "log"]


@dataclass(frozen=True, slots=True)
class Treated:
    """A column after treatment; `points` is how many values were drawn in."""

    values: Floats
    method: Method
    points: int


@dataclass(frozen=True, slots=True)
class TreatedTable:
    """(T, V, K) values, and for each row of `columns` (year or all) each column."""

    values: Floats
    columns: tuple[tuple[Treated, ...], ...]


def treat_column(x: Floats, rule: Treatment) -> Treated:
    """Treat one column for skewness and kurtosis.

    A column is an outlier's if |skewness| >= rule.skew and excess kurtosis >=
    rule.kurtosis (both with the small-sample correction). Then all values beyond the
    next distinct one, on the side of the skew, are set to it, again and again, until
    the column passes; never more than max(max_points, ceil(max_share n)) values: where
    ties would need more, winsorising has failed. A column that winsorising does not
    mend is logged from its raw values: ln(x - min + 0.01 (max - min)), mirrored where
    the skew is negative.

    Parameters
    ----------
    x
        (V,) with NaN where missing, of which n are known.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, 1.4-1.5; Joanes, D.
    & Gill, C. (1998). Comparing measures of sample skewness and kurtosis. The
    Statistician 47(1) (type 2).
    """
    known = ~np.isnan(x)
    values = x[known]
    if _passes(values, rule):
        return Treated(x.copy(), "none", 0)
    drawn, points = _winsorised(values, rule)
    if _passes(drawn, rule):
        return Treated(_placed(x, known, drawn), "winsorise", points)
    if rule.otherwise == "log":
        return Treated(_placed(x, known, logged(values)), "log", 0)
    return Treated(x.copy(), "none", 0)


def treat(values: Floats, rule: Treatment, fixed: Marks | None = None) -> TreatedTable:
    """Treat every column of a panel, over all years together or in each.

    Parameters
    ----------
    values
        (T, V, K).
    fixed
        (K,) bool: columns whose one year stands in all, which is then treated once.
    """
    years, units, _ = values.shape
    repeated = np.zeros(values.shape[2], bool) if fixed is None else fixed
    found = values.copy()
    if rule.years == "year":
        rows = []
        for t in range(years):
            row = tuple(treat_column(column, rule) for column in values[t].T)
            found[t] = np.column_stack([column.values for column in row])
            rows.append(row)
        return TreatedTable(found, tuple(rows))
    row = ()
    for k, once in enumerate(repeated.tolist()):
        block = values[:1, :, k] if once else values[:, :, k]
        column = treat_column(block.ravel(), rule)
        found[:, :, k] = column.values.reshape(len(block), units)
        row = (*row, column)
    return TreatedTable(found, (row,))


def skewness(x: Floats) -> float:
    """Sample skewness G1 = sqrt(n (n-1)) / (n-2) m3 / m2^1.5; 0 for a constant."""
    n, centred = len(x), x - x.mean()
    m2 = (centred**2).mean()
    if n < 3 or _flat(x):
        return 0.0
    g1 = (centred**3).mean() / m2**1.5
    return float(g1 * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(x: Floats) -> float:
    """Sample excess kurtosis (n-1) ((n+1) g2 + 6) / ((n-2) (n-3)); 0 for a constant."""
    n, centred = len(x), x - x.mean()
    m2 = (centred**2).mean()
    if n < 4 or _flat(x):
        return 0.0
    g2 = (centred**4).mean() / m2**2 - 3
    return float((n - 1) * ((n + 1) * g2 + 6) / ((n - 2) * (n - 3)))


def logged(x: Floats) -> Floats:
    """ln(x - min + 0.01 (max - min)), mirrored for a tail to the left."""
    low, high = x.min(), x.max()
    margin = 0.01 * (high - low)
    if skewness(x) < 0:
        return -np.log(high - x + margin)
    return np.log(x - low + margin)


def limit_of(rule: Treatment, known: int) -> int:
    """How many values may be drawn in: five points are nothing among 1,600."""
    return max(rule.max_points, ceil(round(rule.max_share * known, 9)))


def _winsorised(values: Floats, rule: Treatment) -> tuple[Floats, int]:
    drawn, most = values.copy(), limit_of(rule, len(values))
    while not _passes(drawn, rule):
        upward = skewness(drawn) > 0
        edge = drawn.max() if upward else drawn.min()
        rest = drawn[drawn != edge]
        following = rest.max() if upward else rest.min()
        beyond = drawn == edge
        if ((drawn != values) | beyond).sum() > most:
            break
        drawn[beyond] = following
    return drawn, int((drawn != values).sum())


def _passes(x: Floats, rule: Treatment) -> bool:
    return len(x) < 4 or abs(skewness(x)) < rule.skew or kurtosis(x) < rule.kurtosis


def _flat(x: Floats) -> bool:
    """Spread that is only rounding error is none."""
    return bool(np.ptp(x) <= 1e-12 * np.abs(x).max())


def _placed(x: Floats, known: Marks, values: Floats) -> Floats:
    found = x.copy()
    found[known] = values
    return found
