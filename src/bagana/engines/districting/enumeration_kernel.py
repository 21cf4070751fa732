"""Every way to divide few blocks into connected parts, compiled.

The part with the lowest block that is left is grown first, by deciding for one
neighbour after the other whether it belongs: each connected set is met once, and each
division once. What cannot become a plan within the limits, or none that is not already
surpassed, is left early (branch and bound), so what comes out is exact.
Prose: docs/rules/redrawing-proof.md.
"""

from typing import NamedTuple

import numpy as np

from bagana.engines.districting.enumeration_bits import (
    EPS,
    can_be_divided,
    keep,
    lowest,
    reached,
    surpassed,
)
from bagana.engines.districting.enumeration_shapes import Kept, Longs, Parts, Small
from bagana.engines.districting.kernel_compile import lean
from bagana.engines.districting.problem import Floats

CUT, LEAST, COSTS = 0, 1, 2
"""Places in `Frames.price`: borders so far, shortest journeys, then cost by label."""


class Frames(NamedTuple):
    """Sets under decision: `sets` (F, 4) depth, blocks, neighbours, what is left out.

    `sums` and `shut` (F, J) weigh the set and what is left out of it; `price`
    (F, 2 + 2 K) is what the set costs.
    """

    sets: Longs
    sums: Floats
    shut: Floats
    price: Floats


def divide(small: Small, kept: Kept, most_nodes: int) -> bool:
    """Find every division not surpassed; False where the nodes or places ran out."""
    n, kinds = small.weights.shape
    k, labels = small.names.shape[1], small.moved.shape[1]
    parts = Parts(
        np.zeros(k, np.int64),
        np.zeros(k + 1, np.int64),
        np.zeros((k, kinds)),
        np.zeros((k, labels)),
        np.zeros((k, labels)),
        np.zeros((k + 1, 4)),
        np.zeros(4),
        np.zeros((k + 2, kinds)),
    )
    room = n * k + 2
    frames = Frames(
        np.zeros((room, 4), np.int64),
        np.zeros((room, kinds)),
        np.zeros((room, kinds)),
        np.zeros((room, COSTS + 2 * labels)),
    )
    # Arrays are made here, so that the machine code allocates nothing.
    return bool(run(small, kept, parts, frames, most_nodes))


@lean
def run(
    small: Small, kept: Kept, parts: Parts, frames: Frames, most_nodes: int
) -> bool:
    """Go through the frames, the latest first."""
    k = small.names.shape[1]
    parts.left[0] = (np.int64(1) << small.near.size) - 1
    for j in range(small.weights.shape[1]):
        parts.room[0, j] = 0.0
        for b in range(small.near.size):
            parts.room[0, j] += small.weights[b, j]
    if not can_be_divided(small, parts.room[k + 1], parts.left[0], k):
        return True
    top = start_frame(small, parts, frames, np.int64(0), np.int64(0))
    while top > 0:
        top -= 1
        kept.tally[1] += 1
        if kept.tally[1] > most_nodes:
            return False
        depth, own = frames.sets[top, 0], frames.sets[top, 1]
        open_ = frames.sets[top, 2] & parts.left[depth] & ~own & ~frames.sets[top, 3]
        if depth == k - 1:
            own = parts.left[depth]
        elif open_:
            if promises(small, kept, parts, frames, top):
                top = branch(small, frames, parts.room[depth], top, open_)
            continue
        if not part_fits(small, parts, depth, own):
            continue
        if depth == k - 1:
            if not try_names(small, parts, kept):
                return False
        elif not surpassed(kept, parts.bound[depth + 1], small.counts):
            top = go_deeper(small, parts, frames, depth, top)
    return True


@lean
def go_deeper(small: Small, parts: Parts, frames: Frames, depth: int, top: int) -> int:
    """Leave the part at a depth out of what is left, and begin the next one."""
    parts.left[depth + 1] = parts.left[depth] & ~parts.bits[depth]
    for j in range(small.weights.shape[1]):
        held = parts.room[depth, j] - parts.sums[depth, j]
        parts.room[depth + 1, j] = held
    return start_frame(small, parts, frames, np.int64(depth + 1), np.int64(top))


@lean
def part_fits(small: Small, parts: Parts, depth: int, own: int) -> bool:
    """Take a finished part in unless it, or what it leaves, can be of no plan."""
    k = small.names.shape[1]
    if not within_limits(small, own, depth == k - 1):
        return False
    rest = parts.left[depth] & ~own
    work = parts.room[k + 1]
    if depth < k - 1 and not can_be_divided(small, work, rest, k - 1 - depth):
        return False
    parts.bits[depth] = own
    if not finish_part(small, parts, depth):
        return False
    bound_after(small, parts, depth)
    return True


@lean
def promises(small: Small, kept: Kept, parts: Parts, frames: Frames, top: int) -> bool:
    """Whether a set under decision can still become part of a plan worth keeping."""
    labels = small.moved.shape[1]
    depth = frames.sets[top, 0]
    value, price = parts.value, frames.price[top]
    value[0] = parts.bound[depth, 0]
    if small.owed.shape[0] == 1:
        for j in range(small.weights.shape[1]):
            over = frames.sums[top, j] * small.owed[0, depth, j] - 1.0
            value[0] = max(value[0], over * small.scale[j])
    value[1] = parts.bound[depth, 1] + price[CUT]
    moved, travel = np.inf, np.inf
    for u in range(labels):
        moved = min(moved, price[COSTS + u])
        travel = min(travel, price[COSTS + labels + u])
    value[2] = parts.bound[depth, 2] + moved
    value[3] = parts.bound[depth, 3] + travel + price[LEAST]
    return not surpassed(kept, value, small.counts)


@lean
def start_frame(
    small: Small, parts: Parts, frames: Frames, depth: np.int64, top: np.int64
) -> int:
    """Begin the next part with the lowest block that is left."""
    root = lowest(parts.left[depth])
    labels = small.moved.shape[1]
    frames.sets[top, 0] = depth
    frames.sets[top, 1] = np.int64(1) << root
    frames.sets[top, 2] = small.near[root]
    frames.sets[top, 3] = 0
    for j in range(small.weights.shape[1]):
        frames.sums[top, j] = small.weights[root, j]
        frames.shut[top, j] = 0.0
    frames.price[top, CUT] = 0.0
    frames.price[top, LEAST] = 0.0
    rest = parts.left[depth] & ~frames.sets[top, 1]
    while rest:
        frames.price[top, LEAST] += small.least[lowest(rest)]
        rest &= rest - 1
    for u in range(labels):
        frames.price[top, COSTS + u] = small.moved[root, u]
        frames.price[top, COSTS + labels + u] = small.travel[root, u]
    return int(top + 1)


@lean
def branch(small: Small, frames: Frames, whole: Floats, top: int, open_: int) -> int:
    """Replace a frame by its two children: the next neighbour belongs, or does not."""
    b = lowest(open_)
    bit = int(np.int64(1) << b)
    own = frames.sets[top, 1]
    belongs, may_stay_out = held_together(small, own, b), True
    for j in range(small.weights.shape[1]):
        weight = small.weights[b, j]
        most = small.high[j] * (1.0 + EPS)
        belongs = belongs and frames.sums[top, j] + weight <= most
        enough = small.low[j] * (1.0 - EPS)
        rest = whole[j] - frames.shut[top, j] - weight
        may_stay_out = may_stay_out and rest >= enough
    if belongs:
        copy_frame(frames, top, top + 1)
        add_block(small, frames, top + 1, b)
    if not may_stay_out:
        if belongs:
            copy_frame(frames, top + 1, top)
        return top + int(belongs)
    frames.sets[top, 3] |= bit
    frames.price[top, CUT] += border_of(small, bit, own)
    for j in range(small.weights.shape[1]):
        frames.shut[top, j] += small.weights[b, j]
    return top + 1 + int(belongs)


@lean
def held_together(small: Small, own: int, b: int) -> bool:
    """Whether no block of the set is held under another label than a new one."""
    if small.held[b] < 0:
        return True
    while own:
        other = small.held[lowest(own)]
        own &= own - 1
        if other >= 0 and other != small.held[b]:
            return False
    return True


@lean
def copy_frame(frames: Frames, source: int, to: int) -> None:
    for i in range(4):
        frames.sets[to, i] = frames.sets[source, i]
    for j in range(frames.sums.shape[1]):
        frames.sums[to, j] = frames.sums[source, j]
        frames.shut[to, j] = frames.shut[source, j]
    for m in range(frames.price.shape[1]):
        frames.price[to, m] = frames.price[source, m]


@lean
def add_block(small: Small, frames: Frames, at: int, b: int) -> None:
    """Let a block belong to the set of a frame."""
    labels = small.moved.shape[1]
    bit = int(np.int64(1) << b)
    frames.price[at, CUT] += border_of(small, bit, frames.sets[at, 3])
    frames.price[at, LEAST] -= small.least[b]
    frames.sets[at, 1] |= bit
    frames.sets[at, 2] |= small.near[b]
    for j in range(small.weights.shape[1]):
        frames.sums[at, j] += small.weights[b, j]
    for u in range(labels):
        frames.price[at, COSTS + u] += small.moved[b, u]
        frames.price[at, COSTS + labels + u] += small.travel[b, u]


@lean
def within_limits(small: Small, bits: int, is_last: bool) -> bool:
    """Whether a part lies within its limits; the last one, also in one piece."""
    if is_last and reached(small, bits & -bits, bits) != bits:
        return False
    for j in range(small.weights.shape[1]):
        total = 0.0
        rest = bits
        while rest:
            total += small.weights[lowest(rest), j]
            rest &= rest - 1
        if total > small.high[j] * (1.0 + EPS):
            return False
        if total < small.low[j] * (1.0 - EPS):
            return False
    return True


@lean
def finish_part(small: Small, parts: Parts, depth: int) -> bool:
    """Count what the part at a depth costs; False where locked blocks forbid it."""
    kinds, labels = small.weights.shape[1], small.moved.shape[1]
    bits = parts.bits[depth]
    for j in range(kinds):
        parts.sums[depth, j] = 0.0
    for u in range(labels):
        parts.moved[depth, u] = 0.0
        parts.travel[depth, u] = 0.0
    for b in range(small.held.size):
        inside = (bits >> b) & 1
        if inside:
            for j in range(kinds):
                parts.sums[depth, j] += small.weights[b, j]
        for u in range(labels):
            if inside:
                parts.moved[depth, u] += small.moved[b, u]
                parts.travel[depth, u] += small.travel[b, u]
            if small.held[b] >= 0 and bool(inside) != (small.held[b] == u):
                parts.moved[depth, u] = np.inf
    best = median_of(small, bits)
    possible = False
    for u in range(labels):
        if not small.fixed[u]:
            parts.travel[depth, u] = best
        possible = possible or parts.moved[depth, u] < np.inf
    return possible


@lean
def median_of(small: Small, bits: int) -> float:
    """Return the journeys of a part whose office stands in its best block."""
    all_fixed = True
    for u in range(small.fixed.size):
        all_fixed = all_fixed and small.fixed[u]
    if all_fixed or not small.counts[3]:
        return 0.0
    best = np.inf
    seats = bits
    while seats:
        j = lowest(seats)
        seats &= seats - 1
        total = 0.0
        rest = bits
        while rest:
            total += small.medians[lowest(rest), j]
            rest &= rest - 1
        best = min(best, total)
    return best


@lean
def border_of(small: Small, bits: int, others: int) -> int:
    """Return the borders between two sets of blocks."""
    total = 0
    while bits:
        b = lowest(bits)
        bits &= bits - 1
        across = small.near[b] & others
        while across:
            total += small.touch[b, lowest(across)]
            across &= across - 1
    return total


@lean
def bound_after(small: Small, parts: Parts, depth: int) -> None:
    """Put below what no division with the parts so far can come: bound[depth + 1]."""
    before, after = parts.bound[depth], parts.bound[depth + 1]
    after[0] = before[0]
    if small.owed.shape[0] == 1:
        for j in range(small.weights.shape[1]):
            gap = abs(parts.sums[depth, j] * small.owed[0, depth, j] - 1.0)
            after[0] = max(after[0], gap * small.scale[j])
    rest = parts.left[depth] & ~parts.bits[depth]
    after[1] = before[1] + border_of(small, parts.bits[depth], rest)
    moved, travel = np.inf, np.inf
    for u in range(parts.moved.shape[1]):
        moved = min(moved, parts.moved[depth, u])
        travel = min(travel, parts.travel[depth, u])
    after[2] = before[2] + moved
    after[3] = before[3] + travel


@lean
def try_names(small: Small, parts: Parts, kept: Kept) -> bool:
    """Keep the finished division under every naming not surpassed; False: no room."""
    k = small.names.shape[1]
    value = parts.value
    if surpassed(kept, parts.bound[k], small.counts):
        return True
    for a in range(small.names.shape[0]):
        if not measure(small, parts, a) or surpassed(kept, value, small.counts):
            continue
        place = keep(kept, value, small.counts)
        if place < 0:
            return False
        for p in range(k):
            rest = parts.bits[p]
            while rest:
                kept.labels[place, lowest(rest)] = small.names[a, p]
                rest &= rest - 1
    return True


@lean
def measure(small: Small, parts: Parts, a: int) -> bool:
    """Measure the division under a naming; False where it keeps no limit or lock."""
    value = parts.value
    value[0], value[1] = 0.0, parts.bound[small.names.shape[1], 1]
    value[2], value[3] = 0.0, 0.0
    row = a if small.owed.shape[0] > 1 else 0
    for p in range(small.names.shape[1]):
        u = small.names[a, p]
        value[2] += parts.moved[p, u]
        value[3] += parts.travel[p, u]
        for j in range(small.weights.shape[1]):
            gap = abs(parts.sums[p, j] * small.owed[row, p, j] - 1.0)
            if gap > small.slack[j] + EPS:
                return False
            value[0] = max(value[0], gap * small.scale[j])
    return bool(value[2] < np.inf)
