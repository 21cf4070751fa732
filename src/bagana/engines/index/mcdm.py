"""Other ways to rank and to weigh, for comparison with the index.

A matrix is (V, K): units in rows, criteria in columns, no missing values. `types` are
1 where more is better and -1 where less is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from bagana.engines.index.data import Floats
from bagana.engines.index.ranks import rounded

type Preference = Callable[[Floats], Floats]
type Scaler = Literal["vector", "sum", "minmax", "none"]


def topsis(
    matrix: Floats, weights: Floats, types: Sequence[int], scaler: Scaler = "vector"
) -> Floats:
    """Closeness to the ideal: d- / (d+ + d-), by Euclidean distance.

    Parameters
    ----------
    scaler
        Columns are divided by their length ("vector"), by their sum ("sum"), brought to
        0..1 ("minmax") or taken as they are ("none").

    Returns
    -------
    (V,)
        From 0, the worst of everything, to 1, the best; 0.5 where all units are alike.

    References
    ----------
    Hwang, C. L. & Yoon, K. (1981). Multiple Attribute Decision Making. Springer.
    """
    v = _scaled(_checked(matrix), scaler) * np.asarray(types) * _to_one(weights)
    best = np.sqrt(((v - v.max(axis=0)) ** 2).sum(axis=1))
    worst = np.sqrt(((v - v.min(axis=0)) ** 2).sum(axis=1))
    total = best + worst
    found = np.full(len(v), 0.5)
    np.divide(worst, total, out=found, where=total > 0)
    return found


def promethee_ii(
    matrix: Floats,
    weights: Floats,
    types: Sequence[int],
    preference: Preference | Sequence[Preference] | None = None,
) -> Floats:
    """Net outranking flow: preferences over all others less theirs over the unit.

    phi(a) = 1/(n-1) sum over b of [pi(a, b) - pi(b, a)], where pi weighs the preference
    P(d) of the difference d on each criterion; values count to 12 significant digits.

    Parameters
    ----------
    preference
        Maps (V, V) differences to 0..1, for all criteria or one for each: see
        `usual_preference` (where None), `quasi_preference`, `linear_preference`,
        `level_preference` and `gaussian_preference`.

    Returns
    -------
    (V,)
        From -1 to 1; the sum over units is 0.

    References
    ----------
    Brans, J. P. & Vincke, P. (1985). A preference ranking organisation method.
    Management Science 31(6).
    """
    x = rounded(_checked(matrix)) * np.asarray(types)
    given = preference or usual_preference
    rules = [given] * x.shape[1] if callable(given) else list(given)
    flow = np.zeros(len(x))
    for column, weight, rule in zip(x.T, _to_one(weights), rules, strict=True):
        preferred = rule(column[:, None] - column[None, :])
        flow += weight * (preferred.sum(axis=1) - preferred.sum(axis=0))
    return flow / max(len(x) - 1, 1)


def usual_preference(difference: Floats) -> Floats:
    """1 where a is better at all, else 0 (type I)."""
    return (difference > 0).astype(np.float64)


def quasi_preference(indifference: float) -> Preference:
    """0 up to `indifference`, 1 beyond (type II).

    Raises
    ------
    ValueError
        For an indifference below nought.
    """
    if not indifference >= 0:
        raise ValueError("the limit of indifference is not below nought")
    return lambda difference: (difference > indifference).astype(np.float64)


def linear_preference(indifference: float, strict: float) -> Preference:
    """0 up to `indifference`, 1 from `strict`, in a straight line between (type V).

    With an indifference of 0 it is type III.
    """
    _check_limits(indifference, strict)

    def rule(difference: Floats) -> Floats:
        share = (difference - indifference) / (strict - indifference)
        return np.clip(share, 0.0, 1.0)

    return rule


def level_preference(indifference: float, strict: float) -> Preference:
    """0 up to `indifference`, one half up to `strict`, 1 beyond (type IV)."""
    _check_limits(indifference, strict)

    def rule(difference: Floats) -> Floats:
        return 0.5 * (difference > indifference) + 0.5 * (difference > strict)

    return rule


def gaussian_preference(deviation: float) -> Preference:
    """1 - exp(-d^2 / (2 s^2)) where a is better (type VI)."""
    _check_limits(0, deviation)

    def rule(difference: Floats) -> Floats:
        better = np.maximum(difference, 0.0)
        return np.asarray(-np.expm1(-0.5 * (better / deviation) ** 2))

    return rule


def weighted_sum(matrix: Floats, weights: Floats, types: Sequence[int]) -> Floats:
    """Sum of shares: costs as 1/x, each column divided by its sum.

    Raises
    ------
    ValueError
        For a value that is not above nought.
    """
    x = _positive(matrix)
    better = np.where(np.asarray(types) > 0, x, 1 / x)
    return np.asarray((better / better.sum(axis=0)) @ _to_one(weights))


def entropy(matrix: Floats, base: float | None = None) -> Floats:
    """Weights by how unevenly a column is shared out: (1 - H) / sum (1 - H).

    H = -sum s ln s / ln V over the shares s of a column, with 0 ln 0 = 0. Columns that
    are all alike weigh nothing; where every one is, all weigh the same. Some authors
    take logarithms to another `base` than V.

    Raises
    ------
    ValueError
        For a negative value.

    References
    ----------
    Shannon, C. (1948); Zeleny, M. (1982). Multiple Criteria Decision Making, ch. 7.
    """
    x = _checked(matrix)
    if (x < 0).any():
        raise ValueError("entropy weights need values that are not below nought")
    total = x.sum(axis=0)
    shares = np.divide(x, total, out=np.full_like(x, 1 / len(x)), where=total > 0)
    logs = np.log(shares, out=np.zeros_like(x), where=shares > 0)
    order = -(shares * logs).sum(axis=0) / np.log(base or max(len(x), 2))
    return _to_one(_cleaned(1 - order))


def critic(matrix: Floats, types: Sequence[int] | None = None) -> Floats:
    """Weights by contrast and conflict: sd_k x sum over j of (1 - r_jk).

    Columns are brought to 0..1 (min-max, costs turned) first; r is Pearson's. A column
    that does not vary weighs nothing.

    References
    ----------
    Diakoulaki, D., Mavrotas, G. & Papayannakis, L. (1995). Determining objective
    weights in multiple criteria problems. Computers & Operations Research 22(7).
    """
    x = _checked(matrix)
    signs = np.ones(x.shape[1]) if types is None else np.asarray(types, dtype=float)
    x = x * signs
    scaled = _scaled(x, "minmax")
    centred = scaled - scaled.mean(axis=0)
    cross = centred.T @ centred
    size = np.sqrt(np.outer(np.diag(cross), np.diag(cross)))
    r = np.divide(cross, size, out=np.zeros_like(cross), where=size > 0)
    return _to_one(_cleaned(scaled.std(axis=0, ddof=1) * (1 - r).sum(axis=0)))


def merec(matrix: Floats, types: Sequence[int]) -> Floats:
    """Weights by what is lost when a criterion is removed.

    With n = min x / x for benefits and x / max x for costs, S = ln(1 + mean |ln n|)
    and S_k the same without column k (the divisor stays K), the weight is
    sum |S_k - S|.

    Raises
    ------
    ValueError
        For a value that is not above nought.

    References
    ----------
    Keshavarz-Ghorabaee, M. et al. (2021). Determination of objective weights using a
    new method based on the removal effects of criteria (MEREC). Symmetry 13(4).
    """
    x = _positive(matrix)
    benefit = np.asarray(types) > 0
    ratio = np.where(benefit, x.min(axis=0) / x, x / x.max(axis=0))
    size = np.abs(np.log(ratio)) / x.shape[1]
    whole = size.sum(axis=1, keepdims=True)
    # Never below nought but for rounding.
    without = np.maximum(whole - size, 0)
    return _to_one(np.abs(np.log1p(without) - np.log1p(whole)).sum(axis=0))


def _cleaned(weights: Floats) -> Floats:
    """What is left of nought by rounding is nought."""
    return np.where(weights > 1e-12, weights, 0.0)


def _check_limits(indifference: float, strict: float) -> None:
    if not 0 <= indifference < strict:
        raise ValueError("the limits must be 0 <= indifference < strict")


def _scaled(x: Floats, scaler: Scaler) -> Floats:
    """Columns by their length, sum or width; those that have none become nought."""
    start = x.min(axis=0) if scaler == "minmax" else np.zeros(x.shape[1])
    size = {
        "vector": np.sqrt((x**2).sum(axis=0)),
        "sum": x.sum(axis=0),
        "minmax": np.ptp(x, axis=0),
        "none": np.ones(x.shape[1]),
    }[scaler]
    found = np.zeros_like(x)
    np.divide(x - start, size, out=found, where=size != 0)
    return found


def _checked(matrix: Floats) -> Floats:
    x = np.asarray(matrix, dtype=np.float64)
    if x.ndim != 2 or not len(x) or not np.isfinite(x).all():
        raise ValueError("the matrix must be a table of numbers without gaps")
    return x


def _positive(matrix: Floats) -> Floats:
    x = _checked(matrix)
    if (x <= 0).any():
        raise ValueError("every value must be above nought")
    return x


def _to_one(weights: Floats | Sequence[float]) -> Floats:
    w = np.asarray(weights, dtype=np.float64)
    if (w < 0).any() or not np.isfinite(w).all():
        raise ValueError("weights are numbers that are not below nought")
    total = w.sum()
    return w / total if total > 0 else np.full(len(w), 1 / len(w))
