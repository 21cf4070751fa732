"""What is to be re-drawn: blocks with weights, neighbours, today's plan, conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

UNASSIGNED = -1
"""Label of a block that lies in no unit; no finished plan holds one."""


@dataclass(frozen=True, eq=False)
class Problem:
    """Building blocks of one or several parents (sums) and what a plan must keep.

    n blocks, J weights, U units of today, m directed edges (each border twice).

    Attributes
    ----------
    blocks
        (n,) codes of the blocks, in the order of every array.
    indptr, indices
        Neighbours in CSR form, (n + 1,) and (m,); rows ascending, symmetric, no loops.
        Barriers (a river without a bridge) are left out: two blocks on either side
        are no neighbours.
    border
        (m,) length in km of the common border; 1 where it is not known.
    weight_names, weights
        J names and (n, J) values, never negative, never NaN: what is missing must be
        settled before.
    xy
        (n, 2) metres in a plane: where the block's people are.
    units, today
        U codes and (n,) index of today's unit of each block.
    parents, parent
        P codes (sums) and (n,) index; a unit lies in one parent, plans never cross.
    locked, held
        (n,) True: the block stays where it is held; `held` is (n,) labels, None:
        today's units.
    offices
        (U, 2) metres, NaN where a unit has none. Units that a plan adds get one.
    offices_fixed
        True: units that go on keep their office. False: each unit's office stands in
        the block that makes the journeys of its people shortest.
    targets
        (U + spare, J) shares of the parent's total that a unit should hold; None: equal
        shares of the units of the plan.
    movers
        Index of the weight whose sum over blocks that change unit is `moved`; the same
        weight travels.
    area_km2
        (n,) for compactness; NaN where not known.
    perimeter_km
        (n,) whole outline of each block, with what borders nobody; NaN where not known.

    Notes
    -----
    Labels of a plan: 0..U-1 are today's units going on, U, U+1, ... new units. A label
    without blocks is a unit that ends.
    """

    blocks: tuple[str, ...]
    indptr: Ints
    indices: Ints
    border: Floats
    weight_names: tuple[str, ...]
    weights: Floats
    xy: Floats
    units: tuple[str, ...]
    today: Ints
    parents: tuple[str, ...]
    parent: Ints
    locked: Bools
    offices: Floats
    offices_fixed: bool = True
    targets: Floats | None = None
    held: Ints | None = None
    movers: int = 0
    area_km2: Floats = field(default_factory=lambda: np.empty(0))
    perimeter_km: Floats = field(default_factory=lambda: np.empty(0))

    @property
    def size(self) -> int:
        return len(self.blocks)

    @cached_property
    def totals(self) -> Floats:
        """(P, J) sums of the weights in each parent."""
        out = np.zeros((len(self.parents), self.weights.shape[1]))
        np.add.at(out, self.parent, self.weights)
        return out

    @cached_property
    def position(self) -> dict[str, int]:
        """Block code to its place in the arrays."""
        return {code: i for i, code in enumerate(self.blocks)}

    @cached_property
    def parent_of_unit(self) -> Ints:
        """(U,) parent of each of today's units."""
        out = np.zeros(len(self.units), dtype=np.int32)
        out[self.today] = self.parent
        return out

    def neighbours(self, block: int) -> Ints:
        return self.indices[self.indptr[block] : self.indptr[block + 1]]
