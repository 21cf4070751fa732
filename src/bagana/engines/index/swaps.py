"""Which weights would change the order of two units: the smallest change that does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Means


@dataclass(frozen=True, slots=True)
class Swap:
    """One weight times `factor` makes two units equal; beyond it they change places.

    `child` is the place of the dimension under the index. `change` = factor − 1 is the
    proportional change: +0.5 is half as much again, −1 is no weight at all.
    """

    child: int
    factor: float

    @property
    def change(self) -> float:
        return self.factor - 1


def swaps(
    ahead: ArrayLike,
    behind: ArrayLike,
    weights: ArrayLike,
    means: Means,
    power: float = 1.0,
) -> list[Swap]:
    """For two units, each single weight that would make them equal; smallest first.

    Parameters
    ----------
    ahead, behind
        (D,) scores of the two units in the dimensions under the index.
    weights
        (D,) weights of the dimensions, summing to anything above nought.
    means
        How the dimensions make the index; `power` of the generalised mean.

    Returns
    -------
    list of Swap
        Empty where no single weight can do it, and for Copeland's method, which counts
        comparisons and has no such formula.

    Notes
    -----
    With g = log x for the geometric mean, x for the arithmetic, −1/x for the
    harmonic and x^p (−x^p for p < 0) for the generalised, the first unit is ahead as
    long as Σ w_d (g(a_d) − g(b_d)) > 0, whatever the weights sum to. One weight times f
    makes the sum nought at f = 1 − Σ / (w_d (g(a_d) − g(b_d))), if not negative.
    All other weights keep their proportions.
    """
    if means == "copeland":
        return []
    a = _measured(np.asarray(ahead, dtype=np.float64), means, power)
    b = _measured(np.asarray(behind, dtype=np.float64), means, power)
    w = np.asarray(weights, dtype=np.float64)
    # A dimension that weighs nothing takes no part, even where its scores are missing.
    parts = np.where(w > 0, w * (a - b), 0.0)
    lead = parts.sum()
    if not np.isfinite(lead) or lead <= 0:
        return []
    found = [
        Swap(place, float(1 - lead / part))
        for place, part in enumerate(parts)
        # A weight that stands alone is all of the index, whatever it is.
        if part != 0 and 1 - lead / part >= 0 and (np.delete(w, place) > 0).any()
    ]
    return sorted(found, key=lambda swap: (abs(swap.change), swap.child))


def _measured(scores: Floats, means: Means, power: float) -> Floats:
    """The scale on which the index is a weighted sum, up to its own order."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if means == "geometric" or (means == "generalised" and power == 0):
            found = np.log(scores)
        elif means == "harmonic":
            found = -1 / scores
        elif means == "generalised":
            found = np.sign(power) * scores**power
        else:
            found = scores
    return np.asarray(found, dtype=np.float64)
