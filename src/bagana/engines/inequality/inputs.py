"""What the measures accept, and the plain reasons for which they refuse."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Labels = Sequence[object] | NDArray[np.generic]


class InequalityProblem(StrEnum):
    """Why inequality cannot be measured."""

    NO_UNITS = "no_units"
    MISSING = "missing"
    NEGATIVE = "negative"
    ALL_ZERO = "all_zero"
    SHAPE = "shape"
    WEIGHT = "weight"
    EPSILON = "epsilon"


class InequalityError(ValueError):
    """Values of which inequality cannot be measured; `problem` says why."""

    def __init__(self, problem: InequalityProblem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def checked_values(values: ArrayLike) -> Floats:
    """Return the values as a flat float array, or refuse them.

    Raises
    ------
    InequalityError
        NO_UNITS when empty, SHAPE when not one-dimensional, MISSING when one is not
        finite (leave the unit out and say so), NEGATIVE, or ALL_ZERO: shares of nothing
        are not defined.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1:
        raise InequalityError(InequalityProblem.SHAPE)
    if array.size == 0:
        raise InequalityError(InequalityProblem.NO_UNITS)
    if not np.isfinite(array).all():
        raise InequalityError(InequalityProblem.MISSING)
    if (array < 0).any():
        raise InequalityError(InequalityProblem.NEGATIVE)
    if not array.any():
        raise InequalityError(InequalityProblem.ALL_ZERO)
    return array


def checked_weights(weights: ArrayLike | None, like: Floats) -> Floats:
    """Return the weights, scaled to sum to 1; equal ones where none are given.

    Raises
    ------
    InequalityError
        SHAPE when they are not one for each value, WEIGHT when one is not a finite
        number above zero.
    """
    if weights is None:
        return np.full(like.shape, 1.0 / like.size)
    array = np.asarray(weights, dtype=np.float64)
    if array.shape != like.shape:
        raise InequalityError(InequalityProblem.SHAPE)
    if not np.isfinite(array).all() or (array <= 0).any():
        raise InequalityError(InequalityProblem.WEIGHT)
    return array / array.sum()


def checked_groups(groups: Labels, like: Floats) -> NDArray[np.intp]:
    """Return the group of each value as a number from 0, in the order first met.

    Raises
    ------
    InequalityError
        SHAPE when there is not one label for each value.
    """
    if len(groups) != like.size:
        raise InequalityError(InequalityProblem.SHAPE)
    numbers: dict[object, int] = {}
    codes = [numbers.setdefault(label, len(numbers)) for label in groups]
    return np.asarray(codes, dtype=np.intp)
