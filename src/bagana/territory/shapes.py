"""Shapes as the register keeps them: WKB in WGS 84, full and simplified."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from bagana.engines.geography import area_km2, bounds, simplify
from bagana.territory.models import Boundary

SIMPLE_DEGREES = 0.002
"""Corners whose triangle is smaller than the square of this go from the maps' shape:
about 0.2 km. The smallest bags, of 2 km² in a town, keep their form; the 57 bags
of an aimag weigh some 30 KB as one map."""


def geometry_of(boundary: Boundary) -> BaseGeometry:
    return shapely.from_wkb(bytes(boundary.geometry))


def simplified_of(boundary: Boundary) -> BaseGeometry:
    return shapely.from_wkb(bytes(boundary.simplified))


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons of a shape, made valid, without the lines an overlay leaves."""
    sound = geometry if geometry.is_valid else shapely.make_valid(geometry)
    if sound.geom_type in ("Polygon", "MultiPolygon"):
        return sound
    flat = shapely.get_parts(shapely.get_parts(sound))
    kept = [part for part in flat if part.geom_type == "Polygon" and part.area > 0]
    return kept[0] if len(kept) == 1 else shapely.union_all(kept)


def simple_together(
    shapes: Mapping[str, BaseGeometry], degrees: float = SIMPLE_DEGREES
) -> dict[str, BaseGeometry]:
    """Simplified so that neighbours keep their common borders."""
    return simplify(shapes, degrees)


def sliced(
    geometry: BaseGeometry, shares: Mapping[str, float]
) -> dict[str, BaseGeometry]:
    """Cut a shape across its longer side into pieces of given shares of its area.

    A drawing and no border: it shows how much land goes where until outlines are
    known. Shares sum to one; what gets nothing is left out.
    """
    whole, total = polygons(geometry), area_km2(geometry)
    west, south, east, north = bounds(whole)
    middle = math.cos(math.radians((south + north) / 2))
    upright = (east - west) * middle >= north - south
    low, high = (west, east) if upright else (south, north)

    def between(start: float, end: float) -> BaseGeometry:
        frame = (
            box(start, south, end, north) if upright else box(west, start, east, end)
        )
        return polygons(shapely.intersection(whole, frame))

    pieces: dict[str, BaseGeometry] = {}
    start, gone = low, 0.0
    for code, share in shares.items():
        gone += share
        end = high if gone > 1 - 1e-9 else _cut(between, low, high, gone * total)
        if share > 0:
            pieces[code] = between(start, end)
        start = end
    return {code: piece for code, piece in pieces.items() if not piece.is_empty}


def _cut(
    between: Callable[[float, float], BaseGeometry],
    low: float,
    high: float,
    wanted: float,
) -> float:
    """Where a line leaves the wanted km² on its lower side; halved until 1e-7°."""
    start = low
    while high - low > 1e-7:
        middle = (low + high) / 2
        if area_km2(between(start, middle)) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def boundary_row(
    geometry: BaseGeometry,
    simple: BaseGeometry,
    *,
    status: str,
    source: str,
    registered_area_km2: float | None = None,
) -> Boundary:
    west, south, east, north = bounds(geometry)
    return Boundary(
        geometry=shapely.to_wkb(geometry),
        simplified=shapely.to_wkb(simple),
        area_km2=area_km2(geometry),
        min_lon=west,
        min_lat=south,
        max_lon=east,
        max_lat=north,
        status=status,
        source=source[:300],
        registered_area_km2=registered_area_km2,
    )
