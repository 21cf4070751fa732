"""Moves by spanning trees: two neighbouring units become one and are cut in two anew.

Recombination (DeFord, Duchin and Solomon 2021) with a uniform spanning tree by loop-
erased walks (Wilson 1996). The original balances one population; here the edge to cut
is the one of least energy over all weights, people moved and journeys.

Everything lies in the work space of the state, whose rows are named here.
"""

import numpy as np

from bagana.engines.districting.kernel import (
    BORDER,
    CUT,
    MOVED,
    STAMP,
    STRAIN,
    TRAVEL,
    TREES,
    Index,
    Net,
    State,
    Terms,
    below,
    draw,
    flip,
    over,
    strain_of,
)
from bagana.engines.districting.kernel_compile import lean
from bagana.engines.districting.problem import Floats

NODES, ABOVE, ORDER, CHILDREN, BEFORE = 0, 1, 2, 3, 4


@lean
def recombine(
    net: Net, terms: Terms, state: State, heat: float, thresholds: Floats
) -> bool:
    """Cut a random neighbouring pair of units anew; keep it as annealing would."""
    if state.counts[BORDER] == 0:
        return False
    block = np.int64(state.border[below(draw(state.rng), state.counts[BORDER])])
    one = np.int64(state.labels[block])
    two = one
    for e in range(net.indptr[block], net.indptr[block + 1]):
        label = np.int64(state.labels[net.indices[e]])
        two = label if label != one else two
    before = energy_of(terms, state)
    count = cut_anew(net, terms, state, block, one, two)
    if count == 0:
        return False
    rise = energy_of(terms, state) - before
    bits = draw(state.rng)
    if rise > 0.0 and rise > heat * thresholds[bits & np.uint64(4095)]:
        for i in range(count):
            node = np.int64(state.work[NODES, i])
            give(net, terms, state, node, np.int64(state.work[BEFORE, i]))
        return False
    state.counts[TREES] += 1
    return True


@lean
def divide(net: Net, terms: Terms, state: State, one: Index, two: Index) -> bool:
    """Cut the unit `one` by a random tree so that the unit `two` begins; or cannot."""
    block = 0
    while state.labels[block] != one:
        block += 1
    return bool(cut_anew(net, terms, state, block, one, two) > 0)


@lean
def cut_anew(
    net: Net, terms: Terms, state: State, block: Index, one: Index, two: Index
) -> Index:
    """Cut two units anew by a random tree; return their blocks, 0 if it cannot be."""
    count = gather(net, state, block, one, two)
    if count < 2 or count != state.sizes[one] + state.sizes[two]:
        return 0
    spanning_tree(net, state, count)
    leaves_first(state, count)
    add_loads(net, terms, state, count, one, two)
    top = best_cut(terms, state, count, one, two)
    if top == 0:
        return 0
    mark_under(state, count, abs(top))
    first, second = (one, two) if top > 0 else (two, one)
    for i in range(count):
        node = np.int64(state.work[NODES, i])
        state.work[BEFORE, i] = state.labels[node]
        inside = state.work[CHILDREN, i] == 1
        give(net, terms, state, node, first if inside else second)
    return count


@lean
def gather(net: Net, state: State, block: Index, one: Index, two: Index) -> int:
    """List the connected blocks of two units; return how many.

    `spot` is then the place of each of them in the list and `mark` the last stamp.
    """
    state.counts[STAMP] += 1
    stamp = np.int32(state.counts[STAMP])
    state.work[NODES, 0] = block
    state.mark[block] = stamp
    state.spot[block] = 0
    head, tail = 0, 1
    while head < tail:
        here = state.work[NODES, head]
        head += 1
        for e in range(net.indptr[here], net.indptr[here + 1]):
            other = net.indices[e]
            label = state.labels[other]
            if state.mark[other] != stamp and (label - one) * (label - two) == 0:
                state.mark[other] = stamp
                state.work[NODES, tail] = other
                state.spot[other] = tail
                tail += 1
    return tail


@lean
def spanning_tree(net: Net, state: State, count: int) -> None:
    """Find for each of the gathered nodes the one above it in a uniform tree.

    Wilson's algorithm: walks from each node until they meet the tree, with the loops
    erased because a node remembers only its last way out. Node 0 is the root.
    """
    stamp = np.int32(state.counts[STAMP])
    for node in range(count):
        state.work[CHILDREN, node] = -1  # not yet in the tree
    state.work[CHILDREN, 0] = 0
    for start in range(1, count):
        here = start
        while state.work[CHILDREN, here] < 0:
            block = state.work[NODES, here]
            first = net.indptr[block]
            degree = net.indptr[block + 1] - first
            other = net.indices[first + below(draw(state.rng), degree)]
            if state.mark[other] == stamp:
                state.work[ABOVE, here] = state.spot[other]
                here = state.spot[other]
        here = start
        while state.work[CHILDREN, here] < 0:
            state.work[CHILDREN, here] = 0
            here = state.work[ABOVE, here]


@lean
def leaves_first(state: State, count: int) -> None:
    """Order the nodes so that each comes before the one above it."""
    for node in range(1, count):
        state.work[CHILDREN, state.work[ABOVE, node]] += 1
    at = 0
    for leaf in range(count):
        node = leaf
        while node > 0 and state.work[CHILDREN, node] == 0:
            state.work[ORDER, at] = node
            at += 1
            state.work[CHILDREN, node] = -1
            node = state.work[ABOVE, node]
            state.work[CHILDREN, node] -= 1
    state.work[ORDER, at] = 0


@lean
def add_loads(
    net: Net, terms: Terms, state: State, count: int, one: Index, two: Index
) -> None:
    """Sum over each node and all under it what decides where to cut.

    The weights; the price of people moved and of journeys in either unit; the locked
    blocks of either.
    """
    kinds = terms.weights.shape[1]
    load = state.load
    for i in range(count):
        block = state.work[NODES, i]
        for j in range(kinds):
            load[i, j] = terms.weights[block, j]
        for side in range(2):
            unit = one if side == 0 else two
            price = terms.price[TRAVEL] * terms.journey[block, unit]
            if terms.home[block] != unit:
                price += terms.price[MOVED] * terms.movers[block]
            load[i, kinds + side] = price
            fixed = net.locked[block] and state.labels[block] == unit
            load[i, kinds + 2 + side] = 1.0 if fixed else 0.0
    for i in range(count - 1):
        node = state.work[ORDER, i]
        for k in range(kinds + 4):
            load[state.work[ABOVE, node], k] += load[node, k]


@lean
def best_cut(terms: Terms, state: State, count: int, one: Index, two: Index) -> int:
    """Return the node above which to cut: negative when its side goes to `two`.

    0 where every cut would part a locked block from its unit.
    """
    kinds = terms.weights.shape[1]
    load = state.load
    best = np.inf
    top = 0
    for i in range(1, count):
        for side in range(2):
            here, there = (one, two) if side == 0 else (two, one)
            # Locked blocks of the other unit under it, or of its own outside.
            outside = load[0, kinds + 2 + side] - load[i, kinds + 2 + side]
            if load[i, kinds + 3 - side] > 0.0 or outside > 0.0:
                continue
            energy = load[i, kinds + side]
            energy += load[0, kinds + 1 - side] - load[i, kinds + 1 - side]
            strain = 0.0
            for j in range(kinds):
                strain += over(terms, here, j, load[i, j])
                strain += over(terms, there, j, load[0, j] - load[i, j])
            energy += terms.price[STRAIN] * strain
            if energy < best:
                best = energy
                top = i if side == 0 else -i
    return top


@lean
def mark_under(state: State, count: int, top: int) -> None:
    """Mark with 1 the node above which is cut and all under it, with 0 the others."""
    for node in range(count):
        state.work[CHILDREN, node] = 0
    state.work[CHILDREN, top] = 1
    for i in range(count - 2, -1, -1):
        node = state.work[ORDER, i]
        state.work[CHILDREN, node] |= state.work[CHILDREN, state.work[ABOVE, node]]


@lean
def give(net: Net, terms: Terms, state: State, block: Index, unit: Index) -> None:
    """Give a block to a unit whatever it costs, and keep the tally."""
    old = np.int64(state.labels[block])
    if old == unit:
        return
    tally = state.tally
    for e in range(net.indptr[block], net.indptr[block + 1]):
        label = state.labels[net.indices[e]]
        tally[CUT] += np.int64(label == old) - np.int64(label == unit)
    home = terms.home[block]
    went = np.int64(old == home) - np.int64(unit == home)
    tally[MOVED] += terms.movers[block] * went
    if terms.price[TRAVEL] > 0.0:
        tally[TRAVEL] += terms.journey[block, unit] - terms.journey[block, old]
    tally[STRAIN] -= state.strain[old] + state.strain[unit]
    flip(net, terms, state, block, unit)
    state.strain[old] = strain_of(terms, state, old, block, 0.0)
    state.strain[unit] = strain_of(terms, state, unit, block, 0.0)
    tally[STRAIN] += state.strain[old] + state.strain[unit]


@lean
def energy_of(terms: Terms, state: State) -> float:
    """Return the priced measures and strain of the plan."""
    energy = 0.0
    for measure in range(state.tally.size):
        energy += terms.price[measure] * state.tally[measure]
    return energy
