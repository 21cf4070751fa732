"""Ranks of thousands of replications at once, inside groups that lie side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats
from bagana.engines.index.results import Ints

type Spans = Sequence[tuple[int, int]]

# Bits of the fraction that give way to the unit's number: forty remain, twelve digits.
PLACE_BITS = 12
_SIGN = np.int64(63)
_UNSIGNED = np.int64(np.iinfo(np.int64).max)


def _keys(scores: Floats, bits: int) -> Ints:
    """Integers in the order of the scores, the best first, units in the last bits.

    The bits of a float, read as an integer, are in the order of the floats where they
    are positive; below nought they are turned round. Rounding away the last bits makes
    equal what differs by rounding only, and one sort of integers does for the order,
    the ties and the permutation.
    """
    # Adding nought makes -0.0 the same as 0.0.
    raw = (np.ascontiguousarray(scores) + 0.0).view(np.int64)
    raw ^= (raw >> _SIGN) & _UNSIGNED
    raw += np.int64(1 << (bits - 1))
    raw >>= np.int64(bits)
    np.invert(raw, out=raw)
    raw <<= np.int64(bits)
    raw |= np.arange(scores.shape[1], dtype=np.int64)
    return raw


def _sorted_places(scores: Floats) -> tuple[Ints, Ints]:
    """(R, n) units from best to worst, and (R, n) or (n,) the rank of each of them."""
    size = scores.shape[1]
    bits = max(PLACE_BITS, int(size - 1).bit_length())
    keys = _keys(scores, bits)
    keys.sort(axis=1)
    units = keys & np.int64((1 << bits) - 1)
    keys >>= np.int64(bits)
    tied = keys[:, 1:] == keys[:, :-1]
    places = np.arange(size, dtype=np.int64)
    if not tied.any():
        return units, places
    first = np.zeros(scores.shape, dtype=np.int64)
    first[:, 1:] = np.where(tied, 0, places[1:])
    return units, np.maximum.accumulate(first, axis=1)


def add_counts(scores: Floats, spans: Spans, counts: Ints) -> None:
    """Add to `counts` how often each unit had each rank.

    Parameters
    ----------
    scores
        (R, V) of R replications; units of one group lie side by side. No NaN.
    spans
        First unit and end of each group.
    counts
        (V, G) changed in place; column r - 1 counts rank r, ties share the smallest.

    Notes
    -----
    Scores are compared to 12 significant digits, as in `ranks.rank_within`. One sort of
    64-bit integers a group: R V log V in all, and no memory beyond one block.
    """
    for low, high in spans:
        size = high - low
        units, places = _sorted_places(scores[:, low:high])
        flat = (units * size + places).ravel()
        found = np.bincount(flat, minlength=size * size).reshape(size, size)
        counts[low:high, :size] += found


def ranks(scores: Floats, spans: Spans) -> Ints:
    """(R, V) ranks of each replication inside its group; 1 is best, ties the smallest.

    Arguments are those of `add_counts`.
    """
    found = np.empty(scores.shape, dtype=np.int64)
    for low, high in spans:
        units, places = _sorted_places(scores[:, low:high])
        places = np.broadcast_to(places, units.shape)
        np.put_along_axis(found[:, low:high], units, places + 1, axis=1)
    return found


def spans_of(groups: NDArray[np.str_]) -> tuple[tuple[int, int], ...]:
    """First and end of each run of equal labels; groups must lie side by side."""
    if not groups.size:
        return ()
    edges = np.flatnonzero(groups[1:] != groups[:-1]) + 1
    ends = [0, *edges.tolist(), groups.size]
    return tuple(pairwise(ends))
