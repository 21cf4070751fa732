"""What each indicator does to the ranks: the index without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bagana.engines.index.aggregate import aggregate
from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.framework import Framework
from bagana.engines.index.pipeline import run
from bagana.engines.index.ranks import Ints, rank_within
from bagana.engines.index.weights import of_panels


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """Ranks without each indicator, and how far they are from those with it.

    Attributes
    ----------
    ranks
        (K, V) inside the peer group, -1 where not ranked.
    shift
        (K,) mean of |rank without - rank with| over ranked units.
    greatest
        (K,) the greatest of these shifts.
    """

    indicators: tuple[str, ...]
    units: tuple[str, ...]
    ranks: Ints
    shift: Floats
    greatest: Ints


def leave_one_out(fw: Framework, data: IndexData, year: int) -> LeaveOneOut:
    """Rank the units of a year anew without each indicator in turn.

    The others take over its weight inside the branch; a branch that had no other
    indicator goes with it. Who is ranked, the treatment and the scale stay.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, 1.7 and 7.
    """
    result = run(fw, data)
    t = result.years.index(year)
    nominal = result.ranks[t]
    ranks = np.array(
        [_without(fw, result.normalised[t], result.group[t], k) for k in _places(fw)]
    )
    ranked = nominal > 0
    moved = np.abs(ranks - nominal)[:, ranked]
    return LeaveOneOut(
        fw.indicators,
        data.units,
        ranks,
        moved.mean(axis=1) if ranked.any() else np.full(len(ranks), np.nan),
        moved.max(axis=1, initial=0),
    )


def _places(fw: Framework) -> range:
    return range(len(fw.leaves))


def _without(fw: Framework, normalised: Floats, group: object, k: int) -> Ints:
    """Ranks with the indicator missing everywhere, which hands its weight on."""
    left = normalised.copy()
    left[:, k] = np.nan
    scores = aggregate(fw.tree, left, of_panels(fw.tree))[fw.tree.code]
    return rank_within(scores, np.asarray(group), decimals=fw.decimals)
