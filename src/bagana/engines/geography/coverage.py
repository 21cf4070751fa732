"""Shapes that together cover a land: who borders whom, and simplifying them at once."""

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bagana.engines.geography.measure import degrees_of_km, length_km

type Shapes = Mapping[str, BaseGeometry]


def adjacency(
    geoms: Shapes, *, min_km: float = 0.01, gap_km: float = 0.0
) -> set[tuple[str, str]]:
    """Pairs of units that share a border.

    Parameters
    ----------
    geoms
        Code to valid polygon in degrees; empty ones have no neighbours.
    min_km
        A common border must be longer than this: a corner is no border.
    gap_km
        Borders of separate sources do not meet exactly: count as common what lies
        within this distance of the other unit.

    Returns
    -------
    set
        Pairs of codes, each pair once and in ascending order.

    Raises
    ------
    ValueError
        For a tolerance below zero.
    """
    if min_km < 0 or gap_km < 0:
        raise ValueError("a tolerance is never below zero")
    codes = sorted(code for code, geom in geoms.items() if not geom.is_empty)
    shapes = np.array([geoms[code] for code in codes], dtype=object)
    near = degrees_of_km(gap_km)
    tree = shapely.STRtree(shapes)
    pairs = tree.query(shapes, predicate="dwithin", distance=near).T
    return {
        (codes[i], codes[j])
        for i, j in pairs
        if i < j and _common_km(shapes[i], shapes[j], near) > _floor(min_km, gap_km)
    }


def _floor(min_km: float, gap_km: float) -> float:
    # Around a mere corner two sides of length gap each, and at most the diagonal
    # of a degree cell besides, lie within reach; four gaps are more than that.
    return min_km + 4 * gap_km


def _common_km(one: BaseGeometry, other: BaseGeometry, near: float) -> float:
    reach = shapely.buffer(other, near) if near else shapely.boundary(other)
    common = shapely.intersection(shapely.boundary(one), reach)
    if not near and _only_points(common):
        # Overlapping units have a common border inside each other.
        common = shapely.intersection(shapely.boundary(one), other)
    return length_km(_lines(common))


def _only_points(geom: BaseGeometry) -> bool:
    return bool(shapely.get_dimensions(geom) < 1)


def _lines(geom: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(geom)
    return shapely.MultiLineString(
        [part for part in parts if part.geom_type in ("LineString", "LinearRing")]
    )


def simplify(
    geoms: Shapes, tolerance: float, *, outer: bool = True
) -> dict[str, BaseGeometry]:
    """Simplify shapes together, so that neighbours keep their common borders.

    Parameters
    ----------
    geoms
        Code to polygon; they should be a valid coverage (`invalid_edges` finds
        nothing), else only borders that match exactly stay together.
    tolerance
        In the unit of the coordinates; corners whose triangle is smaller than
        ``tolerance ** 2`` go.
    outer
        Whether the outer border is simplified too.

    Returns
    -------
    dict
        Code to shape. Empty shapes stay empty, no unit disappears.

    Raises
    ------
    ValueError
        For a tolerance below zero, or a shape that is no polygon.

    Notes
    -----
    Visvalingam and Whyatt (1993), "Line generalisation by repeated elimination of
    points", The Cartographic Journal 30, 46-51, on the edges of the coverage (GEOS).
    """
    if not tolerance >= 0:
        raise ValueError("a tolerance is never below zero")
    _need_polygons(geoms)
    shapes = np.array(list(geoms.values()), dtype=object)
    if not len(shapes):
        return {}
    simple = shapely.coverage_simplify(shapes, tolerance, simplify_boundary=outer)
    return dict(zip(geoms, simple, strict=True))


def invalid_edges(geoms: Shapes, *, gap_km: float = 0.0) -> dict[str, BaseGeometry]:
    """Edges on which shapes do not fit their neighbours.

    Parameters
    ----------
    geoms
        Code to polygon in degrees.
    gap_km
        Gaps narrower than this count as faults too; zero finds overlaps and
        borders whose vertices do not match.

    Returns
    -------
    dict
        Code to the faulty lines; units without a fault are left out.

    Raises
    ------
    ValueError
        For a shape that is no polygon.
    """
    _need_polygons(geoms)
    shapes = np.array(list(geoms.values()), dtype=object)
    if not len(shapes):
        return {}
    edges = shapely.coverage_invalid_edges(shapes, degrees_of_km(gap_km))
    return {
        code: edge
        for code, edge in zip(geoms, edges, strict=True)
        if edge is not None and not edge.is_empty
    }


def _need_polygons(geoms: Shapes) -> None:
    for code, geom in geoms.items():
        if geom.geom_type not in ("Polygon", "MultiPolygon"):
            raise ValueError(f"{code}: {geom.geom_type} is no polygon")
