"""Each unit under the weights that are best for it: a check, never the ranking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bagana.engines.index.data import Floats


@dataclass(frozen=True, slots=True)
class Favourable:
    """Scores of 0 to 1 and (V, K) the share of each indicator in a unit's score."""

    scores: Floats
    shares: Floats


def most_favourable(
    normalised: Floats, least: float = 0.0, most: float = 1.0
) -> Favourable:
    """Benefit of the doubt: a unit that is low even so has no weights to blame.

    For each unit the weights w >= 0 that maximise sum w x of the unit, where no unit
    may exceed 1, and each indicator's share of the unit's own sum lies between `least`
    and `most`.

    Parameters
    ----------
    normalised
        (V, K), not below nought, more is better; a row with a missing value is NaN in
        the result and is compared with nobody.
    least, most
        Limits of an indicator's share in the sum; K least <= 1 <= K most.

    Raises
    ------
    ValueError
        For negative values and for limits that no shares can keep.

    References
    ----------
    Cherchye, L. et al. (2007). An introduction to 'benefit of the doubt' composite
    indicators. Social Indicators Research 82; OECD/JRC (2008), 6.2.
    """
    known = ~np.isnan(normalised).any(axis=1)
    x = normalised[known]
    count = normalised.shape[1]
    if (x < 0).any():
        raise ValueError("values must not be below nought")
    if not (0 <= least * count <= 1 <= most * count):
        raise ValueError("no shares can keep these limits")
    scores = np.full(len(normalised), np.nan)
    shares = np.full(normalised.shape, np.nan)
    rows = [_best(x, own, least, most) for own in x]
    if rows:
        scores[known] = [score for score, _ in rows]
        shares[known] = np.array([share for _, share in rows])
    return Favourable(scores, shares)


def _best(x: Floats, own: Floats, least: float, most: float) -> tuple[float, Floats]:
    """Score and shares of one unit, by linear programming in its products w x."""
    from scipy.optimize import linprog

    even = np.full(len(own), 1 / len(own))
    counts = own > 0
    if not counts.all() and (least > 0 or most * counts.sum() < 1):
        # An indicator at nought cannot give its share: the sum can only be nought.
        return 0.0, even
    if not counts.any():
        return 0.0, even
    ratio = x[:, counts] / own[counts]
    kept = int(counts.sum())
    one, all_ = np.eye(kept), np.ones((kept, kept))
    limits = np.vstack([ratio, least * all_ - one, one - most * all_])
    bound = np.concatenate([np.ones(len(ratio)), np.zeros(2 * kept)])
    found = linprog(-np.ones(kept), A_ub=limits, b_ub=bound, method="highs")
    shares = np.zeros(len(own))
    shares[counts] = found.x / found.x.sum()
    return float(-found.fun), shares
