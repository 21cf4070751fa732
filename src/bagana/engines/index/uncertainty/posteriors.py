"""What may lie behind each value, and where it then stands on the scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.denominate import in_order
from bagana.engines.index.draws import POINTS
from bagana.engines.index.framework import Framework, Leaf
from bagana.engines.index.normalise import Line, along, has_line, line
from bagana.engines.index.pipeline import is_treated
from bagana.engines.index.results import Ints, Result
from bagana.engines.index.shrinkage import Kind, posterior_points
from bagana.engines.index.uncertainty.precision import completed, known_precision, per

type Points = NDArray[np.float32]

# Fewer units than this tell nothing of how units of their group differ.
FEWEST = 5


def points_of(
    fw: Framework, data: IndexData, nominal: Result, t: int, units: Ints
) -> dict[int, Floats]:
    """(n, POINTS) equally likely true values of each leaf whose error is drawn.

    The prior is that of the peer group; of all ranked units where fewer than five
    of the group are known. An imputed value is not drawn here: it stands still, or
    is lent by a donor with the donor's error.
    """
    ordered = in_order(fw, data)
    group = nominal.group[t][units]
    found = {}
    for k, leaf in enumerate(fw.leaves):
        if leaf.noise == "none":
            continue
        values, precision = known_precision(leaf, ordered, k)
        own = _points(leaf, values[t, units], precision[t, units], group)
        if leaf.noise != "normal":
            own *= per(leaf)
        still = np.isnan(own[:, 0])
        own[still] = nominal.imputed[t, units[still], k][:, None]
        found[k] = own
    return found


def _points(
    leaf: Leaf, values: Floats, precision: Floats, group: NDArray[np.str_]
) -> Floats:
    assert leaf.noise != "none"
    kind: Kind = leaf.noise
    found = np.full((values.size, POINTS), np.nan)
    known = ~np.isnan(values)
    overall = completed(leaf, precision[known])
    everywhere = np.full_like(values, np.nan)
    everywhere[known] = overall
    for label in np.unique(group):
        own = np.flatnonzero(known & (group == label))
        if own.size >= FEWEST:
            errors = completed(leaf, precision[own])
            errors = np.where(np.isnan(errors), everywhere[own], errors)
            found[own] = posterior_points(kind, values[own], errors)
        elif own.size:
            every = np.flatnonzero(known)
            points = posterior_points(kind, values[every], everywhere[every])
            found[own] = points[np.isin(every, own)]
    return found


def scaled(result: Result, t: int, k: int, raw: Floats) -> Floats:
    """(n, POINTS) raw values of leaf k on the scale, by the limits of the nominal run.

    A scale that is a line keeps its limits. Where the column was treated, and for
    scales by rank, a value lies between those of the two units around it.
    """
    fw = result.framework
    leaf, before = fw.leaves[k], result.imputed[:, :, k]
    moved = is_treated(fw)[k] and not _same(before, result.treated[:, :, k])
    if fw.scale.method == "none" and not moved:
        return raw * leaf.direction
    if has_line(fw.scale) and not moved:
        lines = line(result.treated, fw.leaves, fw.scale)
        return along(raw[..., None], _of_leaf(lines, t, k))[..., 0]
    rows = slice(t, t + 1) if fw.scale.goalposts == "year" else slice(None)
    x, y = before[rows].ravel(), result.normalised[rows, :, k].ravel()
    known = ~np.isnan(x) & ~np.isnan(y)
    x, first = np.unique(x[known], return_index=True)
    return np.asarray(np.interp(raw, x, y[known][first]))


def _same(one: Floats, other: Floats) -> bool:
    known = ~np.isnan(other)
    return bool((one[known] == other[known]).all())


def _of_leaf(whole: Line, t: int, k: int) -> Line:
    """The line of one leaf in one year."""

    def cut(array: Floats) -> Floats:
        row = t if array.shape[0] > 1 else 0
        return array[row : row + 1, :, k : k + 1]

    return replace(
        whole,
        start=cut(whole.start),
        end=cut(whole.end),
        level=cut(whole.level),
        log=whole.log[k : k + 1],
        clip=whole.clip[k : k + 1],
    )
