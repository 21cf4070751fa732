"""What the compiled enumeration is given and gives: arrays under names."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bagana.engines.districting.problem import Bools, Floats

Longs = npt.NDArray[np.int64]


class Small(NamedTuple):
    """Few blocks and what is asked of their division into k parts.

    `near` (n,) neighbours as bits; `touch` (n, n) borders between; `weights` (n, J);
    `moved` and `travel` (n, K) what a block costs under each label, `medians` (n, n)
    what block i costs when the office stands in j, for labels that are not `fixed`;
    `least` (n,) the shortest journeys of each block under any label;
    `held` (n,) label that a block must get, -1: any; `names` (A, k) every way to give
    labels to parts; `owed` (A or 1, k, J) 1 / target; `scale` (J,) by what a deviation
    is multiplied to be measured; `slack` (J,) beyond which a plan is none; `low`,
    `high` (J,) what any part may hold; `counts` (4,) which measures count.
    """

    near: Longs
    touch: Longs
    weights: Floats
    moved: Floats
    travel: Floats
    medians: Floats
    least: Floats
    fixed: Bools
    held: Longs
    names: Longs
    owed: Floats
    scale: Floats
    slack: Floats
    low: Floats
    high: Floats
    counts: Bools


class Kept(NamedTuple):
    """Plans not surpassed: (cap, 4) measures, (cap, n) labels; how many, nodes met."""

    values: Floats
    labels: npt.NDArray[np.int8]
    tally: Longs


class Parts(NamedTuple):
    """The parts made so far, by depth.

    Bits of each part and of what is left before it, sums, cost under each label, what
    no plan with the parts before can come below; `value` and `room` are for work.
    """

    bits: Longs
    left: Longs
    sums: Floats
    moved: Floats
    travel: Floats
    bound: Floats
    value: Floats
    room: Floats
