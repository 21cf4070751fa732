"""The differences that chance alone gives, for a picture beside the p value."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import ArrayLike

from bagana.engines.effect.inputs import Floats, checked_panel
from bagana.engines.effect.permutation import DRAWS, EXACT_UP_TO

BINS = 31


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many of the shuffled assignments gave which difference.

    `edges` has one figure more than `counts`; `observed` is the difference of the
    assignment as it was. In the unit of the indicator, or in natural logarithms.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    observed: float
    assignments: int
    exact: bool


def permuted_differences(
    before: ArrayLike,
    after: ArrayLike,
    supported: ArrayLike,
    *,
    rng: np.random.Generator,
    logarithm: bool = False,
    draws: int = DRAWS,
    bins: int = BINS,
) -> Distribution:
    """Count the differences in mean change that other assignments would give.

    Parameters
    ----------
    before, after, supported, logarithm
        As in `difference_in_differences`.
    rng
        Draws the assignments where there are more than EXACT_UP_TO.
    draws
        How many, in that case.
    bins
        Of the histogram, of one width, symmetric about nought.

    Returns
    -------
    Distribution
        With counts that add up to `assignments`.

    Raises
    ------
    EffectError
        As in `difference_in_differences`.
    """
    panel = checked_panel(before, after, supported, None, logarithm=logarithm)
    changes, mask = panel.changes, panel.supported
    size, chosen = changes.size, int(mask.sum())
    centred = changes - changes.mean()
    # With the mean taken out, both groups' sums are equal but for the sign.
    factor = 1 / chosen + 1 / (size - chosen)
    exact = comb(size, chosen) <= EXACT_UP_TO
    sums = _all(centred, chosen) if exact else _drawn(centred, chosen, rng, draws)
    differences = sums * factor
    observed = float(centred[mask].sum() * factor)
    reach = max(float(np.abs(differences).max()), abs(observed)) * 1.02 or 1.0
    counts, edges = np.histogram(differences, bins=bins, range=(-reach, reach))
    return Distribution(
        edges=tuple(float(edge) for edge in edges),
        counts=tuple(int(count) for count in counts),
        observed=observed,
        assignments=int(differences.size),
        exact=exact,
    )


def _all(centred: Floats, chosen: int) -> Floats:
    places = np.array(list(combinations(range(centred.size), chosen)), dtype=np.intp)
    sums: Floats = centred[places].sum(axis=1)
    return sums


def _drawn(
    centred: Floats, chosen: int, rng: np.random.Generator, draws: int
) -> Floats:
    order = rng.random((draws, centred.size)).argpartition(chosen - 1, axis=1)
    sums: Floats = centred[order[:, :chosen]].sum(axis=1)
    return sums
