"""Scores of many replications at once: the tree as a few products of matrices.

The arithmetic, geometric, harmonic and generalised means are all g⁻¹(Σ w g(x)). A
branch whose children have the same mean as itself needs no g⁻¹ and g between: its
leaves join with the product of the weights. Where the whole tree has one mean, an index
of R replications is one product of (R, K) weights and (K, n) values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from bagana.engines.index.aggregate import combine
from bagana.engines.index.data import Floats
from bagana.engines.index.draws import POINTS, Bytes
from bagana.engines.index.framework import Branch, Leaf, Means, walk
from bagana.engines.index.products import product
from bagana.engines.index.results import Ints
from bagana.engines.index.uncertainty.plan import Alternative

type Weights = Mapping[str, Floats]

# Beyond this power sums of powers may be too large for a float.
_STEEP = 50
# Copeland's method compares every two units: so many pairs are held at once.
_PAIRS = 2_000_000


@dataclass(frozen=True, slots=True)
class Cells:
    """Values of R replications under one alternative.

    `donors[k]` are the units with holes (m,) and the units that lend them theirs
    (R, m); `points[k]` (R, n) numbers of the points drawn.
    """

    alternative: Alternative
    donors: Mapping[int, tuple[Ints, Ints]]
    points: Mapping[int, Bytes]

    def column(self, k: int) -> Floats:
        return self.alternative.columns[:, k]

    def varies(self, k: int) -> bool:
        return k in self.points or k in self.donors

    def drawn(self, k: int) -> Floats:
        """(R, n) values of a leaf."""
        if k not in self.points:
            units, donors = self.donors[k]
            found = np.tile(self.column(k), (len(donors), 1))
            found[:, units] = self.column(k)[donors]
            return found
        points = self.points[k]
        flat = points + np.arange(points.shape[1], dtype=np.int64) * POINTS
        if k in self.donors:
            units, donors = self.donors[k]
            flat[:, units] = donors * POINTS + points[:, units]
        taken = self.alternative.points[k].ravel().take(flat)
        return taken.astype(np.float64)


def scores(
    tree: Branch,
    mean: Means,
    weights: Weights,
    left_out: Ints,
    cells: Cells,
    unknown: bool,
) -> Floats:
    """Index of R replications for n units.

    Parameters
    ----------
    tree
        The index; its own mean gives way to `mean`.
    weights
        (R, n) for each branch.
    left_out
        (R,) number of the leaf that each replication leaves out; K: none.
    cells
        The values.
    unknown
        Whether values are missing: each branch then scales its weights for each unit.

    Returns
    -------
    (R, n) array.
    """
    root = replace(tree, aggregate=mean)
    place = {
        leaf.code: k
        for k, leaf in enumerate(node for node in walk(tree) if isinstance(node, Leaf))
    }
    settled, _ = _settle(root, weights, left_out, place)
    return _Tree(settled, cells, place, unknown).value(root)


def _settle(
    branch: Branch, weights: Weights, left_out: Ints, place: Mapping[str, int]
) -> tuple[dict[str, Floats], Floats]:
    """Weights without the leaf that is left out, summing to 1, and who has any.

    A branch that is left with nothing keeps its weights, so that its value is a
    number, and loses its own weight in its parent, so that it does not count.
    """
    found: dict[str, Floats] = {}
    own = weights[branch.code].copy()
    for i, child in enumerate(branch.children):
        if isinstance(child, Leaf):
            own[left_out == place[child.code], i] = 0.0
        else:
            below, alive = _settle(child, weights, left_out, place)
            found |= below
            own[:, i] *= alive
    total = own.sum(axis=1, keepdims=True)
    found[branch.code] = np.where(
        total > 0, own / np.where(total > 0, total, 1.0), weights[branch.code]
    )
    return found, (total[:, 0] > 0).astype(np.float64)


def transformed(branch: Branch, values: Floats) -> Floats:
    """g(x) of the branch's mean."""
    power = _power(branch)
    if power == 1.0:
        return values
    if power == 0.0:
        return np.asarray(np.log(values))
    return np.asarray(1 / values if power == -1.0 else values**power)


def _power(branch: Branch) -> float:
    given = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
    return given.get(branch.aggregate, branch.power)


def _back(branch: Branch, total: Floats) -> Floats:
    power = _power(branch)
    if power == 1.0:
        return total
    if power == 0.0:
        return np.asarray(np.exp(total))
    return np.asarray(1 / total if power == -1.0 else total ** (1 / power))


@dataclass(frozen=True, slots=True)
class _Tree:
    weights: Weights
    cells: Cells
    place: Mapping[str, int]
    unknown: bool

    def value(self, branch: Branch) -> Floats:
        """(R, n)."""
        steep = abs(_power(branch)) > _STEEP
        if self.unknown or steep or branch.aggregate == "copeland":
            return self._child_by_child(branch)
        leaves: dict[int, Floats] = {}
        branches: list[tuple[Branch, Floats]] = []
        self._gather(branch, branch, np.ones(self._size), leaves, branches)
        total = self._of_leaves(branch, leaves)
        for child, weight in branches:
            total += weight[:, None] * transformed(branch, self.value(child))
        return _back(branch, total)

    @property
    def _size(self) -> int:
        return len(next(iter(self.weights.values())))

    def _gather(
        self,
        top: Branch,
        branch: Branch,
        above: Floats,
        leaves: dict[int, Floats],
        branches: list[tuple[Branch, Floats]],
    ) -> None:
        """Leaves and other branches that lie under `top` by the same mean."""
        weights = self.weights[branch.code]
        for i, child in enumerate(branch.children):
            weight = above * weights[:, i]
            if isinstance(child, Leaf):
                leaves[self.place[child.code]] = weight
            elif child.aggregate != "copeland" and _power(child) == _power(top):
                self._gather(top, child, weight, leaves, branches)
            else:
                branches.append((child, weight))

    def _of_leaves(self, branch: Branch, leaves: Mapping[int, Floats]) -> Floats:
        """Σ w g(x): a product for what stands still, a term for each that is drawn."""
        columns = self.cells.alternative.columns
        still = [k for k in leaves if not self.cells.varies(k)]
        if still:
            weights = np.column_stack([leaves[k] for k in still])
            total = product(weights, transformed(branch, columns[:, still]).T)
        else:
            total = np.zeros((self._size, len(columns)))
        for k in leaves:
            if self.cells.varies(k):
                term = transformed(branch, self.cells.drawn(k))
                term *= leaves[k][:, None]
                total += term
        return total

    def _child_by_child(self, branch: Branch) -> Floats:
        """The slower way, for missing values and for Copeland's method."""
        shape = (self._size, len(self.cells.alternative.columns))
        children = np.stack(
            [np.broadcast_to(self._of_child(c), shape) for c in branch.children],
            axis=-1,
        )
        weights = self.weights[branch.code][:, None, :]
        step = self._size
        if branch.aggregate == "copeland":
            step = max(1, _PAIRS // max(1, shape[1] ** 2))
        found = [
            combine(
                branch.aggregate,
                children[at : at + step],
                weights[at : at + step],
                branch.power,
            )
            for at in range(0, self._size, step)
        ]
        return np.concatenate(found)

    def _of_child(self, child: Branch | Leaf) -> Floats:
        if isinstance(child, Branch):
            return self.value(child)
        k = self.place[child.code]
        return self.cells.drawn(k) if self.cells.varies(k) else self.cells.column(k)
