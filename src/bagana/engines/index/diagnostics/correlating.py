"""How indicators go together, with each other, their branch and the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bagana.engines.index.data import Floats
from bagana.engines.index.results import Result

FEWEST = 3


@dataclass(frozen=True, slots=True)
class Correlations:
    """Pearson's r of normalised values, over the units that have both.

    Attributes
    ----------
    indicators
        K codes in the order of the tree.
    with_index, with_branch
        (K,) with the index, and with the branch directly above.
    within
        For each branch (C, C) among its children.
    children
        For each branch the codes of its children.
    """

    indicators: tuple[str, ...]
    with_index: Floats
    with_branch: Floats
    within: Mapping[str, Floats]
    children: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha: of each branch's children, and of all indicators together."""

    branches: Mapping[str, float]
    overall: float


def correlations(result: Result, year: int) -> Correlations:
    """Correlate indicators with the index, their branch and their neighbours.

    NaN where fewer than three units have both, or one of the two does not vary.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, 1.4 and 4.
    """
    columns = _columns(result, year)
    index = columns[result.framework.tree.code]
    branches = result.framework.branches
    below = {b.code: tuple(child.code for child in b.children) for b in branches}
    above = {child: code for code, children in below.items() for child in children}
    return Correlations(
        indicators=result.indicators,
        with_index=np.array([pearson(columns[c], index) for c in result.indicators]),
        with_branch=np.array(
            [pearson(columns[c], columns[above[c]]) for c in result.indicators]
        ),
        within={
            b.code: _among([columns[c.code] for c in b.children]) for b in branches
        },
        children={b.code: tuple(c.code for c in b.children) for b in branches},
    )


def cronbach(result: Result, year: int) -> Reliability:
    """Internal consistency: k / (k - 1) (1 - sum of variances / variance of the sum).

    Over units that have every part; NaN for a single part, for fewer than three units
    and where the sum does not vary.

    References
    ----------
    Cronbach, L. (1951). Coefficient alpha and the internal structure of tests.
    Psychometrika 16; OECD/JRC (2008), 4.3.
    """
    columns = _columns(result, year)
    return Reliability(
        {
            branch.code: alpha(
                np.column_stack([columns[c.code] for c in branch.children])
            )
            for branch in result.framework.branches
        },
        alpha(result.normalised[result.years.index(year)]),
    )


def alpha(parts: Floats) -> float:
    """Cronbach's alpha of (V, C) parts."""
    known = parts[~np.isnan(parts).any(axis=1)]
    count = known.shape[1]
    if count < 2 or len(known) < FEWEST:
        return float("nan")
    whole = known.sum(axis=1).var(ddof=1)
    if whole <= 0:
        return float("nan")
    return float(count / (count - 1) * (1 - known.var(axis=0, ddof=1).sum() / whole))


def pearson(x: Floats, y: Floats) -> float:
    """Pearson's r over the units that have both."""
    both = ~(np.isnan(x) | np.isnan(y))
    if both.sum() < FEWEST:
        return float("nan")
    a, b = x[both] - x[both].mean(), y[both] - y[both].mean()
    size = np.sqrt((a @ a) * (b @ b))
    flat = 1e-12 * max(np.abs(x[both]).max(), np.abs(y[both]).max(), 1e-300)
    if np.ptp(a) <= flat or np.ptp(b) <= flat:
        return float("nan")
    return float(np.clip((a @ b) / size, -1.0, 1.0))


def _columns(result: Result, year: int) -> dict[str, Floats]:
    """(V,) of every node of the tree."""
    t = result.years.index(year)
    leaves = {
        code: result.normalised[t, :, k] for k, code in enumerate(result.indicators)
    }
    return {**leaves, **{code: scores[t] for code, scores in result.nodes.items()}}


def _among(columns: list[Floats]) -> Floats:
    return np.array([[pearson(x, y) for y in columns] for x in columns])
