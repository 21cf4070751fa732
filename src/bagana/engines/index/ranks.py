"""Ranks inside peer groups: 1 is best, ties share the smallest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats

type Ints = NDArray[np.int64]


def rounded(scores: Floats, digits: int = 12) -> Floats:
    """Scores to so many significant digits: what differs by rounding error is a tie.

    The order of the last bits of a float is an accident of the order of summation.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.floor(np.log10(np.abs(scores)))
    size = np.where(np.isfinite(size), size, 0.0)
    # 10**-310 underflows: numbers as small as that are nought to any ranking.
    step = np.power(10.0, np.clip(digits - 1 - size, -300, 300))
    return np.asarray(np.round(scores * step) / step, dtype=np.float64)


def rank_within(
    scores: Floats,
    groups: NDArray[np.str_],
    digits: int = 12,
    decimals: int | None = None,
) -> Ints:
    """Rank of each unit among those of its group, the highest score first.

    Parameters
    ----------
    scores
        (..., V); NaN is not ranked.
    groups
        (V,) labels; a unit labelled "" is in no group and is not ranked.
    digits
        Significant digits that count.
    decimals
        Rank scores rounded to so many decimals instead, as a published table shows
        them (the HDI's rank is that of the value rounded to three).

    Returns
    -------
    (..., V) of int64
        1 is best, ties share the smallest rank, -1 where not ranked.
    """
    scores = np.asarray(scores, dtype=np.float64)
    shown = rounded(scores, digits) if decimals is None else scores.round(decimals)
    found = np.full(shown.shape, -1, dtype=np.int64)
    labels = np.asarray(groups)
    for label in np.unique(labels):
        if label:
            members = np.flatnonzero(labels == label)
            found[..., members] = _ranked(shown[..., members])
    return found


def ascending(values: Floats) -> Floats:
    """(N,) ranks from 1 for the least upwards, ties the smallest; NaN stays NaN."""
    shown = rounded(values)
    known = np.sort(shown[~np.isnan(shown)])
    found = (np.searchsorted(known, shown, side="left") + 1).astype(np.float64)
    found[np.isnan(shown)] = np.nan
    return found


def _ranked(scores: Floats) -> Ints:
    order = np.argsort(-scores, axis=-1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=-1)
    places = np.broadcast_to(np.arange(ordered.shape[-1]), ordered.shape)
    first = np.ones(ordered.shape, dtype=bool)
    first[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    rank = np.maximum.accumulate(np.where(first, places, 0), axis=-1) + 1
    rank = np.where(np.isnan(ordered), -1, rank).astype(np.int64)
    found = np.empty_like(rank)
    np.put_along_axis(found, order, rank, axis=-1)
    return found
