"""How often chance alone, shuffling who was supported, gives as large a difference."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from bagana.engines.effect.inputs import Floats, Mask

# Up to this many assignments all of them are tried.
EXACT_UP_TO = 20_000
DRAWS = 9_999
CHUNK = 1_000
# Sums of the same figures in another order differ in their last digits.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Permutation:
    """Result of a permutation test.

    `p` is two-sided; `smallest_p` is the least that this number of units, or of draws,
    could have given, whatever the effect. `assignments` were tried: all there are when
    `exact`, else drawn at random, the observed one counted in.
    """

    p: float
    smallest_p: float
    assignments: int
    exact: bool


def permutation_test(
    changes: Floats,
    supported: Mask,
    rng: np.random.Generator,
    *,
    draws: int = DRAWS,
    exact_up_to: int = EXACT_UP_TO,
    scale: float = 0.0,
) -> Permutation:
    """Compare the difference of mean changes with what every assignment would give.

    Parameters
    ----------
    changes
        Shape (n,): the change of each unit.
    supported
        Shape (n,): which units were supported; their number is kept.
    rng
        Draws the assignments when there are more than `exact_up_to`.
    draws
        How many, in that case.
    exact_up_to
        The most assignments that are tried one and all.
    scale
        Size of the figures of which the changes were made, where larger than these:
        sums that differ by less than its rounding count as equal.

    Returns
    -------
    Permutation
        p = (assignments with at least the observed absolute difference) / (all of
        them); with draws (1 + as many) / (1 + draws), which is never nought.

    Notes
    -----
    Exact under the hypothesis that support changed nothing in any unit and any other
    choice of as many units was as likely.

    References
    ----------
    Phipson and Smyth (2010), "Permutation p-values should never be zero", Statistical
    Applications in Genetics and Molecular Biology 9(1).
    """
    size, chosen = changes.size, int(supported.sum())
    centred = changes - changes.mean()
    # With the mean taken out, the difference is in proportion to the chosen units' sum.
    observed = abs(centred[supported].sum())
    slack = ROUNDING * size * max(scale, float(np.abs(changes).max()))
    limit = observed - slack
    total = comb(size, chosen)
    if total <= exact_up_to:
        places = np.array(list(combinations(range(size), chosen)), dtype=np.intp)
        sums = np.abs(centred[places].sum(axis=1))
        least = float((sums >= sums.max() - slack).mean())
        return Permutation(float((sums >= limit).mean()), least, total, True)
    extreme = _drawn(centred, chosen, limit, rng, draws)
    return Permutation((1 + extreme) / (1 + draws), 1 / (1 + draws), draws + 1, False)


def _drawn(
    centred: Floats, chosen: int, limit: float, rng: np.random.Generator, draws: int
) -> int:
    extreme = 0
    for start in range(0, draws, CHUNK):
        rows = min(CHUNK, draws - start)
        order = rng.random((rows, centred.size)).argpartition(chosen - 1, axis=1)
        sums = centred[order[:, :chosen]].sum(axis=1)
        extreme += int((np.abs(sums) >= limit).sum())
    return extreme
