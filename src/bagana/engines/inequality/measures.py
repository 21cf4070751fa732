"""Gini, Theil, Atkinson, variation and the greatest-to-least ratio.

Throughout, x are the values of units, w their weights scaled to sum to 1 (1/n where
none are given) and m the weighted mean. Every measure but the ratio is 0 when all
values are equal and does not change when all are multiplied by one number.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from bagana.engines.inequality.inputs import (
    Floats,
    InequalityError,
    InequalityProblem,
    Labels,
    checked_groups,
    checked_values,
    checked_weights,
)


class NoRatio(StrEnum):
    """Why there is no ratio of the greatest to the least value."""

    LEAST_IS_ZERO = "least_is_zero"


@dataclass(frozen=True, slots=True)
class Ratio:
    """The greatest value over the least; `value` is None for the `reason` given."""

    value: float | None
    reason: NoRatio | None


@dataclass(frozen=True, slots=True)
class TheilSplit:
    """Theil's T and its exact parts: `total` = `between` + `within`."""

    total: float
    between: float
    within: float


def max_min_ratio(values: ArrayLike) -> Ratio:
    """Return max(x) / min(x), or the reason for which there is none.

    Raises
    ------
    InequalityError
        As `checked_values`.
    """
    x = checked_values(values)
    least = x.min()
    if least == 0:
        return Ratio(None, NoRatio.LEAST_IS_ZERO)
    return Ratio(float(x.max() / least), None)


def coefficient_of_variation(
    values: ArrayLike, weights: ArrayLike | None = None
) -> float:
    """Return sqrt(sum w (x - m)^2) / m, the population form (no n - 1).

    Raises
    ------
    InequalityError
        As `checked_values` and `checked_weights`.
    """
    y, w = _relative(values, weights)
    return float(np.sqrt(w @ (y - 1.0) ** 2))


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the Gini coefficient, without small-sample correction.

    G = sum over i, j of w_i w_j |x_i - x_j| / (2 m), computed from the sorted values as
    sum w_i x_i (2 C_i - w_i - 1) / m with C the cumulated weights.

    Returns
    -------
    float
        From 0 up to, not including, 1; at most (n - 1) / n for n unweighted units.

    Raises
    ------
    InequalityError
        As `checked_values` and `checked_weights`.

    References
    ----------
    Gini, C. (1912). Variabilità e mutabilità.
    """
    y, w = _relative(values, weights)
    order = np.argsort(y, kind="stable")
    y, w = y[order], w[order]
    below_less_above = 2.0 * np.cumsum(w) - w - 1.0
    return max(float((w * y) @ below_less_above), 0.0)


def theil(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return Theil's T = sum w (x / m) ln(x / m), where 0 ln 0 is 0.

    Returns
    -------
    float
        From 0 to ln n for n unweighted units.

    Raises
    ------
    InequalityError
        As `checked_values` and `checked_weights`.

    References
    ----------
    Theil, H. (1967). Economics and Information Theory.
    """
    y, w = _relative(values, weights)
    return max(float(w @ _y_ln_y(y)), 0.0)


def theil_split(
    values: ArrayLike, groups: Labels, weights: ArrayLike | None = None
) -> TheilSplit:
    """Split Theil's T into inequality between groups and within them.

    With s_g the group's share of the total and m_g its mean,
    between = sum s_g ln(m_g / m) and within = sum s_g T_g.

    Parameters
    ----------
    values
        (n,), not negative.
    groups
        One hashable label for each unit.
    weights
        (n,), above zero.

    Raises
    ------
    InequalityError
        As `checked_values`, `checked_weights` and `checked_groups`.

    References
    ----------
    Shorrocks, A. F. (1980). The class of additively decomposable inequality measures.
    Econometrica 48(3).
    """
    y, w = _relative(values, weights)
    codes = checked_groups(groups, y)
    weight = np.bincount(codes, weights=w)
    share = np.bincount(codes, weights=w * y)
    mean = share / weight
    between = float(weight @ _y_ln_y(mean))
    # A group of zeros has no share, so its (undefined) inside counts for nothing.
    inside = np.divide(y, mean[codes], out=np.zeros_like(y), where=mean[codes] > 0)
    within = float((w * mean[codes]) @ _y_ln_y(inside))
    between, within = max(between, 0.0), max(within, 0.0)
    return TheilSplit(between + within, between, within)


def atkinson(
    values: ArrayLike, epsilon: float = 0.5, weights: ArrayLike | None = None
) -> float:
    """Return Atkinson's index for the aversion to inequality `epsilon`.

    A = 1 - (sum w (x / m)^(1 - e))^(1 / (1 - e)), and for e = 1, one less the
    geometric mean over m. With e >= 1 a single zero makes it 1.

    Parameters
    ----------
    values
        (n,), not negative.
    epsilon
        Above 0; the greater, the more the least values count.
    weights
        (n,), above zero.

    Returns
    -------
    float
        From 0 to 1: the part of the total that could be given up for equality.

    Raises
    ------
    InequalityError
        As `checked_values` and `checked_weights`; EPSILON when not a finite number
        above zero.

    References
    ----------
    Atkinson, A. B. (1970). On the measurement of inequality. J. Econ. Theory 2(3).
    """
    if not np.isfinite(epsilon) or epsilon <= 0:
        raise InequalityError(InequalityProblem.EPSILON)
    y, w = _relative(values, weights)
    if epsilon >= 1 and (y == 0).any():
        return 1.0
    return min(max(1.0 - _equal_level(y, w, 1.0 - epsilon), 0.0), 1.0)


def _equal_level(y: Floats, w: Floats, power: float) -> float:
    """Return the power mean of y, by logarithms so that no power overflows."""
    y, w = y[y > 0], w[y > 0]
    logs = np.log(y)
    if power == 0:
        return float(np.exp(w @ logs))
    top = (power * logs).max()
    total = np.log(w @ np.exp(power * logs - top)) + top
    return float(np.exp(total / power))


def _relative(values: ArrayLike, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    """Return the values over their mean, and the weights."""
    x = checked_values(values)
    w = checked_weights(weights, x)
    # By the greatest value first: the mean of large numbers must not overflow.
    scaled = x / x.max()
    return scaled / (w @ scaled), w


def _y_ln_y(y: Floats) -> Floats:
    logs = np.log(y, out=np.zeros_like(y), where=y > 0)
    return y * logs
