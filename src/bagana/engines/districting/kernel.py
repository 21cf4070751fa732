"""Flip annealing over one parent, compiled: every term changes in O(1) for a flip.

A flip gives one block to the unit of one of its neighbours. Contiguity is kept by a
test of the ring of neighbours, and where that does not settle it by an exact search
within the unit. Randomness is a state passed in; the acceptance thresholds are a table
of rounded logarithms, so that no mathematical library decides a plan.

Prose: docs/rules/redrawing-search.md. Source of the annealing: Kirkpatrick, Gelatt and
Vecchi (1983); of the generator: Marsaglia (2003), xorshift with Vigna's multiplier.
"""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from bagana.engines.districting.kernel_compile import inlined, lean
from bagana.engines.districting.problem import Bools, Floats, Ints

Words = npt.NDArray[np.uint64]
Longs = npt.NDArray[np.int64]
type Index = int | np.signedinteger[Any]

CUT, MOVED, TRAVEL, STRAIN = 0, 1, 2, 3
"""Places in `State.tally`."""
BORDER, STAMP, ACCEPTED, TREES = 0, 1, 2, 3
"""Places in `State.counts`."""

_SLOTS: Final = 4096
# Rounded, so that the last digit of a library's logarithm changes nothing.
THRESHOLDS: Final[Floats] = np.round(-np.log((np.arange(_SLOTS) + 0.5) / _SLOTS), 6)


class Net(NamedTuple):
    """Blocks and neighbours; `ring[e]`: which neighbours of v touch the e-th one."""

    indptr: Ints
    indices: Ints
    ring: Words
    locked: Bools


class Terms(NamedTuple):
    """What an energy is made of.

    `weights` (n, J); `inverse` and `slack` (K, J): 1 / target and tolerance; `movers`
    (n,), `home` (n,) today's label; `journey` (n, K) movers x km to the unit's office;
    `price` (4,) of cut, moved, travel and strain.
    """

    weights: Floats
    inverse: Floats
    slack: Floats
    movers: Floats
    home: Ints
    journey: Floats
    price: Floats


class State(NamedTuple):
    """A plan under change: what each flip keeps up to date, and work space.

    `outer` counts neighbours in other units; `border` lists the blocks that have any
    and `place` is the place of each in it (-1: none). `queue`, `mark`, `spot`,
    `work` (5, n) and `load` (n, J + 4) are for searches and trees.
    """

    labels: Ints
    sums: Floats
    sizes: Ints
    strain: Floats
    outer: Ints
    border: Ints
    place: Ints
    queue: Ints
    mark: Ints
    spot: Ints
    work: Ints
    load: Floats
    tally: Floats
    counts: Longs
    rng: Words


@inlined
def draw(rng: Words) -> np.uint64:
    """Return the next 64 random bits (xorshift64*)."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    out: np.uint64 = x * np.uint64(2685821657736338717)
    return out


@inlined
def below(bits: np.uint64, limit: Index) -> Index:
    """Return a number under `limit` from the upper half of the bits."""
    return np.int64(((bits >> np.uint64(32)) * np.uint64(limit)) >> np.uint64(32))


@inlined
def over(terms: Terms, unit: Index, kind: Index, value: float) -> float:
    """Return the strain of one weight of a unit: nothing within the tolerance."""
    excess = abs(value * terms.inverse[unit, kind] - 1.0) - terms.slack[unit, kind]
    # A choice without a branch: which way it falls cannot be foreseen.
    excess = excess if excess > 0.0 else 0.0
    return excess + 0.5 * excess * excess


@inlined
def strain_of(
    terms: Terms, state: State, unit: Index, block: Index, sign: float
) -> float:
    """Return how far the unit is out of its tolerances with the block added (+1)."""
    total = 0.0
    for j in range(terms.weights.shape[1]):
        value = state.sums[unit, j] + sign * terms.weights[block, j]
        total += over(terms, unit, j, value)
    return total


@inlined
def keeps_together(
    net: Net, state: State, block: Index, unit: Index, exact: bool
) -> bool:
    """Whether the unit's neighbours of the block stay connected without it.

    By the ring: neighbours of the unit that touch one another around the block. Where
    the ring is broken they may still meet the long way round (a unit around another),
    which only a search through the unit tells, if it is to be `exact`.
    """
    first, last = net.indptr[block], net.indptr[block + 1]
    if last - first > 64:
        return reach(net, state, block, unit)
    one = np.uint64(1)
    same = np.uint64(0)
    for e in range(first, last):
        if state.labels[net.indices[e]] == unit:
            same |= one << np.uint64(e - first)
    reached = same & (~same + one)
    fresh = reached
    while fresh != np.uint64(0):
        grown = np.uint64(0)
        for e in range(first, last):
            if (fresh >> np.uint64(e - first)) & one:
                grown |= net.ring[e]
        fresh = grown & same & ~reached
        reached |= fresh
    if reached == same:
        return True
    return exact and reach(net, state, block, unit)


@lean
def reach(net: Net, state: State, block: Index, unit: Index) -> bool:
    """Whether all neighbours of the block in the unit reach each other within it."""
    state.counts[STAMP] += 1
    stamp = np.int32(state.counts[STAMP])
    state.mark[block] = stamp
    missing = np.int64(0)
    for e in range(net.indptr[block], net.indptr[block + 1]):
        other = net.indices[e]
        if state.labels[other] == unit:
            state.mark[other] = -stamp  # wanted and not yet reached
            state.queue[0] = other
            missing += 1
    if missing < 2:
        return True
    state.mark[state.queue[0]] = stamp
    missing -= 1
    head = 0
    tail = 1
    while head < tail and missing > 0:
        here = state.queue[head]
        head += 1
        for e in range(net.indptr[here], net.indptr[here + 1]):
            other = net.indices[e]
            if state.labels[other] != unit or state.mark[other] == stamp:
                continue
            missing -= np.int64(state.mark[other] == -stamp)
            state.mark[other] = stamp
            state.queue[tail] = other
            tail += 1
    return bool(missing == 0)


@inlined
def flip(net: Net, terms: Terms, state: State, block: Index, unit: Index) -> None:
    """Give the block to the unit: sums, neighbours and the list of border blocks."""
    old = state.labels[block]
    for j in range(terms.weights.shape[1]):
        state.sums[old, j] -= terms.weights[block, j]
        state.sums[unit, j] += terms.weights[block, j]
    state.sizes[old] -= 1
    state.sizes[unit] += 1
    state.labels[block] = unit
    state.outer[block] = 0
    for e in range(net.indptr[block], net.indptr[block + 1]):
        other = net.indices[e]
        label = state.labels[other]
        if label == old:
            state.outer[other] += 1
        elif label == unit:
            state.outer[other] -= 1
        state.outer[block] += np.int32(label != unit)
        if (label - old) * (label - unit) == 0:
            list_border(state, np.int64(other))
    list_border(state, block)


@inlined
def list_border(state: State, block: Index) -> None:
    """Enter the block in the list of border blocks, or strike it out."""
    at = state.place[block]
    if state.outer[block] > 0 and at < 0:
        state.place[block] = state.counts[BORDER]
        state.border[state.counts[BORDER]] = block
        state.counts[BORDER] += 1
    elif state.outer[block] == 0 and at >= 0:
        state.counts[BORDER] -= 1
        moved = state.border[state.counts[BORDER]]
        state.border[at] = moved
        state.place[moved] = at
        state.place[block] = -1


@inlined
def unit_beside(
    net: Net, state: State, block: Index, old: Index, bits: np.uint64
) -> Index:
    """Return the unit of a random neighbour, or of the next one in another unit."""
    first, last = np.int64(net.indptr[block]), np.int64(net.indptr[block + 1])
    at = first + below(bits << np.uint64(20), last - first)
    unit = np.int64(state.labels[net.indices[at]])
    while unit == old:
        at = at + 1 if at + 1 < last else first
        unit = np.int64(state.labels[net.indices[at]])
    return unit


@inlined
def attempt(
    net: Net, terms: Terms, state: State, heat: float, thresholds: Floats
) -> bool:
    """Propose one flip of a border block to a neighbouring unit; do it or leave it."""
    if state.counts[BORDER] == 0:  # a unit withdrew to an island, and none touch
        return False
    bits = draw(state.rng)
    block = np.int64(state.border[below(bits, state.counts[BORDER])])
    old = np.int64(state.labels[block])
    if net.locked[block] or state.sizes[old] < 2:
        return False
    first, last = net.indptr[block], net.indptr[block + 1]
    unit = unit_beside(net, state, block, old, bits)
    stay = np.int64(0)
    come = np.int64(0)
    for e in range(first, last):
        label = state.labels[net.indices[e]]
        stay += np.int64(label == old)
        come += np.int64(label == unit)
    home = terms.home[block]
    cut = float(stay - come)
    moved = terms.movers[block] * (np.int64(old == home) - np.int64(unit == home))
    travel = 0.0
    if terms.price[TRAVEL] > 0.0:  # a table too large for the cache: only if it counts
        travel = terms.journey[block, unit] - terms.journey[block, old]
    left = strain_of(terms, state, old, block, -1.0)
    right = strain_of(terms, state, unit, block, 1.0)
    strain = left + right - state.strain[old] - state.strain[unit]
    price = terms.price
    rise = price[CUT] * cut + price[MOVED] * moved
    rise += price[TRAVEL] * travel + price[STRAIN] * strain
    if rise > 0.0 and rise > heat * thresholds[bits & np.uint64(4095)]:
        return False
    # The long way round is rare and dear to look for: one time in eight is enough.
    exact = (bits >> np.uint64(12)) & np.uint64(7) == np.uint64(0)
    if stay > 1 and not keeps_together(net, state, block, old, exact):
        return False
    flip(net, terms, state, block, unit)
    state.strain[old] = left
    state.strain[unit] = right
    state.tally[CUT] += cut
    state.tally[MOVED] += moved
    state.tally[TRAVEL] += travel
    state.tally[STRAIN] += strain
    state.counts[ACCEPTED] += 1
    return True


@lean
def recount(net: Net, terms: Terms, state: State) -> None:
    """Compute everything but the labels afresh: before a run, and against drift."""
    for unit in range(state.sizes.size):
        state.sizes[unit] = 0
        for j in range(terms.weights.shape[1]):
            state.sums[unit, j] = 0.0
    for measure in range(state.tally.size):
        state.tally[measure] = 0.0
    state.counts[BORDER] = 0
    for block in range(state.labels.size):
        unit = state.labels[block]
        for j in range(terms.weights.shape[1]):
            state.sums[unit, j] += terms.weights[block, j]
        state.sizes[unit] += 1
        if terms.price[TRAVEL] > 0.0:
            state.tally[TRAVEL] += terms.journey[block, unit]
        if unit != terms.home[block]:
            state.tally[MOVED] += terms.movers[block]
        state.outer[block] = 0
        for e in range(net.indptr[block], net.indptr[block + 1]):
            state.outer[block] += np.int32(state.labels[net.indices[e]] != unit)
        state.tally[CUT] += 0.5 * state.outer[block]
        state.place[block] = -1
        list_border(state, block)
    for unit in range(state.sizes.size):
        state.strain[unit] = 0.0
        if state.sizes[unit] > 0:
            state.strain[unit] = strain_of(terms, state, unit, 0, 0.0)
            state.tally[STRAIN] += state.strain[unit]
