"""All measures of one set of units at once, and what each unit adds."""

from dataclasses import dataclass

from numpy.typing import ArrayLike

from bagana.engines.inequality.inputs import (
    Floats,
    Labels,
    checked_values,
    checked_weights,
)
from bagana.engines.inequality.measures import (
    Ratio,
    TheilSplit,
    atkinson,
    coefficient_of_variation,
    gini,
    max_min_ratio,
    theil,
    theil_split,
)


@dataclass(frozen=True, slots=True)
class Inequality:
    """How unequal a set of units is.

    Attributes
    ----------
    units
        How many units were measured.
    mean, least, greatest
        In the unit of the values; the mean is weighted where weights were given.
    ratio
        Greatest over least, or why there is none.
    coefficient_of_variation, gini, theil, atkinson
        Without unit, 0 when all are equal.
    epsilon
        The aversion with which Atkinson's index was computed.
    split
        Theil's T between and within groups; None where no groups were given.
    """

    units: int
    mean: float
    least: float
    greatest: float
    ratio: Ratio
    coefficient_of_variation: float
    gini: float
    theil: float
    atkinson: float
    epsilon: float
    split: TheilSplit | None


@dataclass(frozen=True, slots=True)
class Contributions:
    """What each unit adds, in the order of the values.

    Attributes
    ----------
    share
        (n,) part of the total, 0 to 1; the parts sum to 1.
    deviation
        (n,) distance from the mean in per cent of the mean, -100 upwards.
    """

    share: Floats
    deviation: Floats


def measure(
    values: ArrayLike,
    groups: Labels | None = None,
    *,
    weights: ArrayLike | None = None,
    epsilon: float = 0.5,
) -> Inequality:
    """Measure the inequality of units by every measure.

    Parameters
    ----------
    values
        (n,) float, not negative, none missing, not all zero.
    groups
        One hashable label for each unit, to split Theil's T by.
    weights
        (n,) above zero, for example people; equal where left out.
    epsilon
        Aversion to inequality of Atkinson's index, above 0.

    Returns
    -------
    Inequality
        See its attributes; formulas in `bagana.engines.inequality.measures`.

    Raises
    ------
    InequalityError
        Where it cannot be measured; `problem` says why.
    """
    x = checked_values(values)
    return Inequality(
        units=int(x.size),
        mean=_mean(x, checked_weights(weights, x)),
        least=float(x.min()),
        greatest=float(x.max()),
        ratio=max_min_ratio(x),
        coefficient_of_variation=coefficient_of_variation(x, weights),
        gini=gini(x, weights),
        theil=theil(x, weights),
        atkinson=atkinson(x, epsilon, weights),
        epsilon=epsilon,
        split=None if groups is None else theil_split(x, groups, weights),
    )


def contributions(
    values: ArrayLike, *, weights: ArrayLike | None = None
) -> Contributions:
    """Return each unit's share of the total, w x / sum w x, and its (x - m) / m in %.

    Raises
    ------
    InequalityError
        As `measure`.
    """
    x = checked_values(values)
    w = checked_weights(weights, x)
    relative = x / _mean(x, w)
    return Contributions(share=w * relative, deviation=100.0 * (relative - 1.0))


def _mean(x: Floats, w: Floats) -> float:
    top = x.max()
    return float(top * (w @ (x / top)))
