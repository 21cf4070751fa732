"""From shapes or cells to what a problem is built of: neighbours, borders, places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bagana.engines.districting.problem import Floats

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

type Pair = tuple[str, str, float]

SHORTEST_BORDER_KM: Final = 0.01
"""Blocks that touch in a corner are no neighbours: nobody goes through a point."""

GRID_M: Final = 0.01
"""Coordinates that differ by less are the same: writing and reading round them."""

SHEEP_UNITS: Final = {
    "camel": 5.0,
    "horse": 7.0,
    "cattle": 6.0,
    "sheep": 1.0,
    "goat": 0.9,
}
"""Sheep units of a head, as in the pasture rules (DOMAIN: хонин толгой)."""


@dataclass(frozen=True)
class Outlines:
    """What shapes tell of n blocks.

    Attributes
    ----------
    xy
        (n, 2) metres in a plane laid through the middle of all blocks; the centroid,
        or a point inside where the centroid lies outside.
    area_km2, perimeter_km
        (n,) on the ellipsoid, and the whole outline in that plane.
    pairs
        (code, code, km of common border), each pair once, first code smaller.
    """

    xy: Floats
    area_km2: Floats
    perimeter_km: Floats
    pairs: tuple[Pair, ...]


def outlines(
    codes: Sequence[str], shapes: Sequence[BaseGeometry], *, gap_m: float = 0.0
) -> Outlines:
    """Measure polygons and find who borders whom.

    Parameters
    ----------
    codes, shapes
        n codes and their polygons in longitude and latitude (EPSG:4326).
    gap_m
        Borders drawn apart from each other do not meet exactly: what lies within so
        many metres of the other block counts as common.

    Returns
    -------
    Outlines

    Notes
    -----
    Plane: azimuthal equidistant through the middle (Snyder 1987, 191-202); a sum is
    true to a thousandth, a country of 2,400 km to less than a hundredth.
    """
    import shapely

    from bagana.engines.geography import area_km2

    plane = _in_plane(shapes)
    centres = shapely.centroid(plane)
    inside = np.where(
        shapely.contains(plane, centres), centres, shapely.point_on_surface(plane)
    )
    return Outlines(
        xy=shapely.get_coordinates(inside),
        area_km2=np.array([area_km2(shape) for shape in shapes]),
        perimeter_km=np.asarray(shapely.length(plane)) / 1000,
        pairs=tuple(_pairs(codes, plane, gap_m)),
    )


def to_plane(shapes: Sequence[BaseGeometry], places: Floats) -> Floats:
    """(k, 2) longitudes and latitudes in the plane that `outlines` lays for `shapes`.

    NaN stays NaN: a unit without an office has no place.
    """
    x, y = _plane_of(shapes).transform(places[:, 0], places[:, 1])
    found = np.column_stack([x, y]).astype(np.float64)
    found[~np.isfinite(places).all(axis=1)] = np.nan
    return found


def _plane_of(shapes: Sequence[BaseGeometry]) -> Any:
    import shapely
    from pyproj import Transformer

    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    middle = f"+lon_0={(west + east) / 2:.4f} +lat_0={(south + north) / 2:.4f}"
    return Transformer.from_crs(
        "EPSG:4326", f"+proj=aeqd {middle} +ellps=WGS84 +units=m", always_xy=True
    )


def _in_plane(shapes: Sequence[BaseGeometry]) -> Any:
    import shapely

    lay = _plane_of(shapes)
    return shapely.transform(
        np.array(shapes, dtype=object),
        lambda c: np.column_stack(lay.transform(c[:, 0], c[:, 1])),
    )


def _pairs(codes: Sequence[str], plane: Any, gap_m: float) -> list[Pair]:
    import shapely

    tree = shapely.STRtree(plane)
    one, other = tree.query(plane, predicate="dwithin", distance=gap_m + GRID_M)
    one, other = one[one < other], other[one < other]
    common = _common(plane[one], plane[other], gap_m)
    # Around a corner, sides of the length of the gap lie within reach.
    long = shapely.length(common) / 1000 > SHORTEST_BORDER_KM + 4 * gap_m / 1000
    one, other, common = one[long], other[long], common[long]
    km = np.asarray(shapely.length(common), dtype=float) / 1000
    if gap_m:
        km = _true_km(plane, one, other, common, gap_m)
    found = zip(one.tolist(), other.tolist(), km.tolist(), strict=True)
    return sorted((*sorted((codes[i], codes[j])), round(k, 4)) for i, j, k in found)


def _common(one: Any, other: Any, gap_m: float) -> Any:
    """Return the part of the border of each first shape that is the second's too."""
    import shapely

    edge = shapely.boundary(one)
    reach = shapely.buffer(other, gap_m) if gap_m else shapely.boundary(other)
    common = shapely.intersection(edge, reach, grid_size=GRID_M)
    if not gap_m:
        # Blocks that lie over each other have their border inside the other.
        over = np.flatnonzero(shapely.length(common) == 0)
        common[over] = shapely.intersection(edge[over], other[over])
    return common


def _true_km(plane: Any, one: Any, other: Any, common: Any, gap_m: float) -> Floats:
    """Return the border of each pair without what lies within reach at its ends.

    Where outlines meet to the grid the border is what they have in common; only where
    they are drawn apart does what is within reach stand for it.
    """
    import shapely

    met = shapely.length(_common(plane[one], plane[other], 0.0)) / 1000
    apart = np.flatnonzero(met < shapely.length(common) / 1000 - 4 * gap_m / 1000)
    if apart.size:
        near = np.isin(one, [*one[apart], *other[apart]])
        near |= np.isin(other, [*one[apart], *other[apart]])
        one, other, common = one[near], other[near], common[near]
        back = _common(plane[other], plane[one], gap_m)
        shared = np.full(met.shape, np.nan)
        shared[near] = _shared_km(np.append(one, other), np.append(common, back))
        met[apart] = shared[apart]
    return np.asarray(met)


def _shared_km(block: Any, parts: Any) -> Floats:
    """Return the border of each pair: the mean of what it is of either outline.

    What two neighbours reach of the same stretch, as at every corner, counts half for
    each. So no more is taken off an outline than there is of it, and the outline of
    blocks put together is that of their union.

    Parameters
    ----------
    block, parts
        (2 p,) whose outline it is, and the part of it that the neighbour reaches; the
        second half holds the same pairs the other way round.
    """
    import shapely

    tree = shapely.STRtree(parts)
    left, right = tree.query(parts, predicate="intersects")
    twice = (left != right) & (block[left] == block[right])
    left, right = left[twice], right[twice]
    both = shapely.intersection(parts[left], parts[right], grid_size=GRID_M)
    km = shapely.length(parts) - np.bincount(left, shapely.length(both), len(parts)) / 2
    there, back = np.split(np.maximum(km, 0.0) / 1000, 2)
    return np.asarray((there + back) / 2)


def of_cells(cells: Sequence[str]) -> tuple[Outlines, tuple[BaseGeometry, ...]]:
    """H3 cells of one resolution as blocks.

    Returns
    -------
    Outlines, shapes
        Neighbours by H3's own grid, the length of each edge on the sphere; hexagons
        in longitude and latitude.

    Raises
    ------
    ValueError
        For a text that is no cell, for cells of different resolutions.
    """
    import h3
    import shapely

    wrong = [cell for cell in cells if not h3.is_valid_cell(cell)]
    if wrong:
        raise ValueError(f"no H3 cell: {wrong[0]}")
    if len({h3.get_resolution(cell) for cell in cells}) > 1:
        raise ValueError("cells of different resolutions")
    shapes = tuple(
        shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)])
        for cell in cells
    )
    plane = _in_plane(shapes)
    told = Outlines(
        xy=shapely.get_coordinates(shapely.centroid(plane)),
        area_km2=np.array([h3.cell_area(cell, unit="km^2") for cell in cells]),
        perimeter_km=np.asarray(shapely.length(plane)) / 1000,
        pairs=tuple(_cell_pairs(cells)),
    )
    return told, shapes


def _cell_pairs(cells: Sequence[str]) -> list[Pair]:
    import h3

    known = set(cells)
    return sorted(
        (cell, near, h3.edge_length(h3.cells_to_directed_edge(cell, near), unit="km"))
        for cell in known
        for near in h3.grid_ring(cell, 1)
        if cell < near and near in known
    )


def sheep_units(herds: dict[str, Floats]) -> Floats:
    """(n,) sheep units of the five species, each (n,) heads.

    Raises
    ------
    KeyError
        When one of the five is missing: what is not counted is not zero.
    """
    found = [SHEEP_UNITS[kind] * herds[kind] for kind in SHEEP_UNITS]
    return np.asarray(np.sum(found, axis=0))
