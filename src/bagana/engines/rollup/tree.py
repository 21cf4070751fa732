"""Values of the lowest units, added up the tree of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bagana.engines.rollup.leaves import Cells, Flags, Floats, Tables, roll_up
from bagana.engines.rollup.measures import How, Measure, RollUpError


@dataclass(frozen=True)
class Tree:
    """Units by their place, 0 … n - 1.

    Attributes
    ----------
    parent
        (n,) place of the unit above, -1 for a root.
    must_report
        (n,) the units whose own rows count: the lowest ones within what was asked.
    """

    parent: NDArray[np.int64]
    must_report: Flags

    def __post_init__(self) -> None:
        n = len(self.parent)
        if self.must_report.shape != (n,):
            raise RollUpError("must_report is as long as parent")
        if n and not -1 <= self.parent.min() <= self.parent.max() < n:
            raise RollUpError("a parent is no unit of the tree")

    def __len__(self) -> int:
        return len(self.parent)

    @cached_property
    def depth(self) -> NDArray[np.int64]:
        """(n,) steps to the root; raises RollUpError for a circle."""
        depth = np.zeros(len(self), np.int64)
        at = self.parent.copy()
        for _ in range(len(self) + 1):
            if (at < 0).all():
                return depth
            depth[at >= 0] += 1
            at = np.where(at >= 0, self.parent[at], -1)
        raise RollUpError("the units stand in a circle")

    @cached_property
    def upward(self) -> tuple[NDArray[np.int64], ...]:
        """Places by depth, the lowest first, roots left out."""
        deepest = int(self.depth.max(initial=0))
        return tuple(np.flatnonzero(self.depth == d) for d in range(deepest, 0, -1))

    @cached_property
    def reports(self) -> Flags:
        """(n,) units that must report, or have one below them."""
        below = self.must_report.copy()
        for places in self.upward:
            np.logical_or.at(below, self.parent[places], below[places])
        return below

    def at_depth(self, depth: int) -> NDArray[np.int64]:
        """(n,) the unit itself or the one above it that lies so deep, else -1."""
        at = np.arange(len(self))
        for _ in range(int(self.depth.max(initial=0))):
            climbs = (at >= 0) & (self.depth[at] > depth)
            at = np.where(climbs, self.parent[at], at)
        return np.where((at >= 0) & (self.depth[at] == depth), at, -1)


def up_the_tree(cells: Cells, tree: Tree) -> Cells:
    """Add the lowest units up.

    value(u) = Σ value(c) over the children c that must report or have such below them,
    and missing if one of them is missing: a total of what has come so far is no total.
    A unit that must report keeps its own value; one without anything below is missing.
    Largest contributions are the two largest of all below, contributors add up.
    """
    must = tree.must_report
    value = np.where(must, cells.value, 0.0)
    rows, unknown, behind = (
        np.where(must, one, 0)
        for one in (cells.rows, cells.unknown, cells.contributors)
    )
    largest = np.where(must[:, None], cells.largest, 0.0)
    for level in tree.upward:
        places = level[tree.reports[level] & ~must[tree.parent[level]]]
        above = tree.parent[places]
        for one in (value, rows, unknown, behind):
            np.add.at(one, above, one[places])
        _merge_largest(largest, places, above)
    whole = Cells(value, rows, unknown, behind, largest)
    return whole.masked(tree.reports)


def _merge_largest(
    largest: Floats, places: NDArray[np.int64], above: NDArray[np.int64]
) -> None:
    """Put the two largest of all children of each unit above into its row."""
    if not places.size:
        return
    values, parents = largest[places].ravel(), np.repeat(above, 2)
    order = np.lexsort((-values, parents))
    values, parents = values[order], parents[order]
    starts = np.flatnonzero(np.r_[True, parents[1:] != parents[:-1]])
    # A child brings two, so the second of a unit always stands behind its first.
    largest[parents[starts]] = np.stack([values[starts], values[starts + 1]], axis=1)


def roll_up_tree(
    columns: Tables,
    tree: Tree,
    measures: Iterable[Measure],
    reporting: Flags | None = None,
) -> dict[str, Cells]:
    """`roll_up` for the lowest units, all above them, and ratios of the results.

    Parameters
    ----------
    columns, measures
        As `roll_up`.
    tree
        n units.
    reporting
        (n,) units that have reported; the value of another is missing. None: all.

    Returns
    -------
    dict
        Cells by code, ratios included. A distinct count of a unit above is of the
        different values below it, not the sum of its children's counts.
    """
    asked = list(measures)
    n = len(tree)
    known = np.ones(n, bool) if reporting is None else reporting
    leaves = roll_up(columns, n, asked)
    found: dict[str, Cells] = {}
    for measure in asked:
        if measure.how is How.RATIO:
            continue
        cells = leaves[measure.code].masked(known | ~tree.must_report)
        found[measure.code] = up_the_tree(cells, tree)
        if measure.how is How.DISTINCT:
            value = _distinct_above(columns, tree, measure, found[measure.code].value)
            before = found[measure.code]
            found[measure.code] = Cells(
                value, before.rows, before.unknown, value_counts(value), before.largest
            )
    add_ratios(found, asked)
    return found


def value_counts(value: Floats) -> NDArray[np.int64]:
    return np.nan_to_num(value).astype(np.int64)


def _distinct_above(
    columns: Tables, tree: Tree, measure: Measure, summed: Floats
) -> Floats:
    """Each level by itself; missing where the sum over the children is."""
    source = columns[measure.table]
    value = summed.copy()
    unit = np.asarray(source["unit"], np.int64)
    for depth in range(int(tree.depth.max(initial=0))):
        at = np.where(tree.must_report[unit], tree.at_depth(depth)[unit], -1)
        there = at >= 0
        table = {name: np.asarray(column)[there] for name, column in source.items()}
        table["unit"] = at[there]
        cells = roll_up({measure.table: table}, len(tree), [measure])[measure.code]
        inner = (tree.depth == depth) & ~tree.must_report & tree.reports
        value[inner] = np.where(np.isnan(summed), np.nan, cells.value)[inner]
    return value


def add_ratios(found: dict[str, Cells], measures: Iterable[Measure]) -> None:
    """Put in factor · numerator / denominator; missing where a part is, or over 0."""
    for measure in measures:
        if measure.how is not How.RATIO:
            continue
        (over, factor), (under, _) = measure.value
        for part in (over, under):
            if part not in found:
                raise RollUpError(f"{measure.code}: no measure {part!r}")
        found[measure.code] = _ratio(found, over, under, factor)


def _ratio(found: Mapping[str, Cells], over: str, under: str, factor: float) -> Cells:
    numerator, denominator = found[over], found[under]
    with np.errstate(divide="ignore", invalid="ignore"):
        value = factor * numerator.value / denominator.value
    value[~np.isfinite(value)] = np.nan
    return Cells(
        value,
        numerator.rows,
        numerator.unknown + denominator.unknown,
        numerator.contributors,
        numerator.largest,
    )
