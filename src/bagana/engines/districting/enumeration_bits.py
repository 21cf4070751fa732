"""Sets of blocks as bits, connected parts, and the plans kept, compiled."""

from typing import Final

import numpy as np

from bagana.engines.districting.enumeration_shapes import Kept, Longs, Small
from bagana.engines.districting.kernel_compile import lean
from bagana.engines.districting.problem import Bools, Floats

_DE_BRUIJN: Final = np.int64(0x03F79D71B4CB0A89)
EPS: Final = 1e-9


def _places() -> Longs:
    out = np.zeros(64, dtype=np.int64)
    for i in range(63):
        product = ((1 << i) * 0x03F79D71B4CB0A89) & 0xFFFFFFFFFFFFFFFF
        out[product >> 58] = i
    return out


_PLACE: Final[Longs] = _places()


@lean
def lowest(bits: int) -> int:
    """Return the place of the lowest bit."""
    return int(_PLACE[(((bits & -bits) * _DE_BRUIJN) >> 58) & 63])


@lean
def surpassed(kept: Kept, value: Floats, counts: Bools) -> bool:
    """Whether a kept plan is as good in every measure that counts."""
    for i in range(kept.tally[0]):
        worse = False
        for m in range(4):
            if counts[m] and kept.values[i, m] > value[m] + EPS:
                worse = True
                break
        if not worse:
            # Whoever surpassed one will surpass others: ask it first.
            if i > 0:
                exchange(kept, np.int64(i), np.int64(0))
            return True
    return False


@lean
def exchange(kept: Kept, i: np.int64, j: np.int64) -> None:
    """Let two kept plans change places."""
    for m in range(4):
        value = kept.values[i, m]
        kept.values[i, m] = kept.values[j, m]
        kept.values[j, m] = value
    for b in range(kept.labels.shape[1]):
        name = kept.labels[i, b]
        kept.labels[i, b] = kept.labels[j, b]
        kept.labels[j, b] = name


@lean
def keep(kept: Kept, value: Floats, counts: Bools) -> int:
    """Make room for a plan that nothing surpasses; -1 where all places are taken."""
    i = 0
    while i < kept.tally[0]:
        beaten = True
        for m in range(4):
            if counts[m] and value[m] > kept.values[i, m] + EPS:
                beaten = False
                break
        if beaten:
            kept.tally[0] -= 1
            exchange(kept, np.int64(i), np.int64(kept.tally[0]))
        else:
            i += 1
    place = kept.tally[0]
    if place == kept.values.shape[0]:
        return -1
    for m in range(4):
        kept.values[place, m] = value[m]
    kept.tally[0] += 1
    return int(place)


@lean
def reached(small: Small, start: int, within: int) -> int:
    """Return the connected part of `within` that holds the bits of `start`."""
    found = start
    edge = start
    while edge:
        b = lowest(edge)
        edge &= edge - 1
        fresh = small.near[b] & within & ~found
        found |= fresh
        edge |= fresh
    return found


@lean
def can_be_divided(small: Small, sums: Floats, rest: int, parts: int) -> bool:
    """Whether so many parts could fill the rest, by its components and their sums.

    `sums` (J,) is room to work in.
    """
    kinds = small.weights.shape[1]
    fewest, most = 0, 0
    while rest:
        piece = reached(small, rest & -rest, rest)
        rest &= ~piece
        size, least, greatest = 0, 1, parts
        for j in range(kinds):
            sums[j] = 0.0
        while piece:
            b = lowest(piece)
            piece &= piece - 1
            size += 1
            for j in range(kinds):
                sums[j] += small.weights[b, j]
        for j in range(kinds):
            least = max(least, int(np.ceil(sums[j] / small.high[j] - EPS)))
            if small.low[j] > 0.0:
                greatest = min(greatest, int(sums[j] / small.low[j] + EPS))
        if min(greatest, size) < least:
            return False
        fewest += least
        most += min(greatest, size)
    return fewest <= parts <= most
