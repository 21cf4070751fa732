"""Land of a bag shared out among the units that take its blocks.

Blocks rarely end exactly where a bag ends: a cell lies astride a border. So a bag's own
outline is shared out: each of its blocks takes along what it covers of it, and what no
block of its own covers goes with the nearest. Where no block moved, the border stays to
the metre, and the areas before and after have the same sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bagana.territory.shapes import polygons

MILLIMETRE: Final = 1e-8
"""Degrees: what overlays round to, so that shared corners stay shared."""


def shared_out(
    outline: BaseGeometry | None,
    shapes: Sequence[BaseGeometry],
    points: Sequence[tuple[float, float]],
    targets: Sequence[str],
) -> dict[str, BaseGeometry]:
    """Parts of one bag's outline by target.

    Parameters
    ----------
    outline
        The bag in degrees; None where it is not known: the blocks themselves count.
    shapes, points, targets
        Of each block of the bag: its outline, its middle (lon, lat), who takes it.

    Returns
    -------
    dict
        Target to polygons; together they are the outline, without overlap.
    """
    by_target = {
        target: _united(
            [s for s, t in zip(shapes, targets, strict=True) if t == target]
        )
        for target in dict.fromkeys(targets)
    }
    if outline is None:
        return by_target
    if len(by_target) == 1:
        return dict.fromkeys(by_target, outline)
    covered = {t: _cut(shape, outline) for t, shape in by_target.items()}
    left = shapely.difference(
        outline, _united(list(covered.values())), grid_size=MILLIMETRE
    )
    nearest = _nearest(left, points, targets)
    found = {
        target: polygons(
            _united([covered[target], nearest.get(target, covered[target])])
        )
        for target in by_target
    }
    return {target: shape for target, shape in found.items() if not shape.is_empty}


def _united(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    return polygons(shapely.union_all(list(shapes), grid_size=MILLIMETRE))


def _cut(shape: BaseGeometry, outline: BaseGeometry) -> BaseGeometry:
    return polygons(shapely.intersection(shape, outline, grid_size=MILLIMETRE))


def _nearest(
    left: BaseGeometry, points: Sequence[tuple[float, float]], targets: Sequence[str]
) -> dict[str, BaseGeometry]:
    """What no block covers, by the target of the block whose middle is nearest.

    Voronoi cells in degrees of equal length: a degree of longitude is shorter.
    """
    if left.is_empty:
        return {}
    middle = np.cos(np.radians(np.mean([lat for _lon, lat in points])))
    stretch = np.array([1.0 / middle, 1.0])
    narrow = _scaled(left, 1 / stretch)
    places = shapely.points(np.asarray(points, dtype=np.float64) / stretch)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.union_all(places), extend_to=narrow)
    )
    cell_of = shapely.STRtree(cells).query(places, predicate="within")
    owner: dict[int, str] = {}
    for place, cell in cell_of.T:
        owner.setdefault(int(cell), targets[int(place)])
    return {
        target: _cut(_scaled(_united(own), stretch), left)
        for target in dict.fromkeys(targets)
        if (own := [cells[i] for i, t in owner.items() if t == target])
    }


def _scaled(shape: BaseGeometry, by: Any) -> BaseGeometry:
    return shapely.transform(shape, lambda at: at * by)


def joined(pieces: Mapping[str, Mapping[str, BaseGeometry]]) -> dict[str, BaseGeometry]:
    """Source → target → piece as target → the whole unit."""
    targets = dict.fromkeys(target for own in pieces.values() for target in own)
    return {
        target: _united([own[target] for own in pieces.values() if target in own])
        for target in targets
    }
