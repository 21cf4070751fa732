"""What is drawn in each replication, from streams that depend on nothing but the seed.

Replications are drawn in blocks of a fixed size. Every factor of every block has a
stream of its own, found from the seed, the factor and the number of the block: the
same seed gives the same draws in whatever order, on whatever machine blocks are made,
and a factor that is switched off leaves the draws of the others as they were.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Factors
from bagana.engines.index.results import Ints

type Bytes = NDArray[np.uint8]

# Replications in a block: 1,613 units fit a processor's cache, 57 cost no loops.
BLOCK: Final = 256
# Points that stand for a posterior: one byte draws one of them.
POINTS: Final = 256


class Stream(IntEnum):
    """Numbers of the streams; they are part of what a seed means, never renumber."""

    WEIGHTS = 1
    SCALE = 2
    AGGREGATE = 3
    TREATMENT = 4
    IMPUTATION = 5
    SAMPLING = 6
    LEAVE_OUT = 7
    BOOTSTRAP = 8


def generator(seed: int, stream: Stream, *numbers: int) -> np.random.Generator:
    """PCG64 at the place in the tree of streams that these numbers name."""
    place = np.random.SeedSequence(seed, spawn_key=(int(stream), *numbers))
    return np.random.Generator(np.random.PCG64(place))


def weights(
    nominal: Floats, factors: Factors, rng: np.random.Generator, size: int
) -> Floats:
    """Weights of the children of one branch, drawn around the nominal ones.

    Parameters
    ----------
    nominal
        (n,) nominal weights, summing to 1. Children of weight nought keep it.
    factors
        `concentration` c: Dirichlet(c w), with mean w and variance w (1 - w)/(c + 1);
        or `weight_spread` s: w × U(1 - s, 1 + s), brought to the sum of 1 again.
    rng, size
        Generator, and how many draws.

    Returns
    -------
    (size, n) array, rows summing to 1.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 7.
    """
    free = nominal > 0
    drawn = np.zeros((size, nominal.size))
    if free.sum() == 1:
        drawn[:, free] = 1.0
    elif factors.concentration is not None:
        drawn[:, free] = rng.dirichlet(factors.concentration * nominal[free], size)
    elif factors.weight_spread is not None:
        spread = factors.weight_spread
        span = rng.uniform(1 - spread, 1 + spread, (size, int(free.sum())))
        drawn[:, free] = nominal[free] * span
        drawn /= drawn.sum(axis=1, keepdims=True)
    else:
        drawn[:] = nominal
    return drawn


def choice(count: int, rng: np.random.Generator, size: int) -> Ints:
    """(size,) numbers below `count`, each as likely."""
    return rng.integers(0, count, size, dtype=np.int64)


def bytes_of(rng: np.random.Generator, replications: int, units: int) -> Bytes:
    """(R, V) points of the posteriors, each of the 256 as likely."""
    raw = np.frombuffer(rng.bytes(replications * units), dtype=np.uint8)
    return raw.reshape(replications, units)


def below(counts: Ints, shares: Floats) -> Ints:
    """(R, m) numbers below each of (m,) counts, by (R, m) shares from 0 to 1."""
    # The greatest float under 1 times a count may round up to the count.
    return np.minimum((shares * counts).astype(np.int64), counts - 1)
