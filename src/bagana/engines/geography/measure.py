"""Sizes and places of shapes given in longitude and latitude (EPSG:4326)."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from pyproj import Geod

type Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

KM_PER_DEGREE = 111.195
"""Length of a degree on a sphere of 6,371.0 km, for tolerances and scale bars."""


@cache
def _geod() -> "Geod":
    from pyproj import Geod  # loads slowly, and pages that only draw need it not

    return Geod(ellps="WGS84")


def area_km2(geom: BaseGeometry) -> float:
    """Area on the WGS84 ellipsoid.

    Parameters
    ----------
    geom
        Polygon or MultiPolygon in degrees; sides are geodesics. The order of the
        vertices does not matter; holes are taken off.

    Returns
    -------
    float
        km²; zero for an empty shape, a line or a point.

    Notes
    -----
    Karney (2013), "Algorithms for geodesics", Journal of Geodesy 87, 43-55.
    """
    if geom.is_empty or shapely.get_dimensions(geom) < 2:
        return 0.0
    polygons = shapely.orient_polygons(polygonal(geom))
    return float(_geod().geometry_area_perimeter(polygons)[0]) / 1e6


def length_km(geom: BaseGeometry) -> float:
    """Length on the WGS84 ellipsoid of lines, or of the border of polygons, in km."""
    if geom.is_empty:
        return 0.0
    lines = geom.boundary if shapely.get_dimensions(geom) == 2 else geom
    parts = shapely.get_parts(lines)
    return sum(float(_geod().geometry_length(part)) for part in parts) / 1000


def centroid(geom: BaseGeometry) -> tuple[float, float]:
    """Longitude and latitude of the centre of mass; it may lie outside the shape.

    Raises
    ------
    ValueError
        For an empty shape.
    """
    _need(geom)
    point = shapely.centroid(geom)
    return float(point.x), float(point.y)


def bounds(geoms: BaseGeometry | Iterable[BaseGeometry]) -> Bounds:
    """West, south, east and north of one or several shapes, in degrees.

    Raises
    ------
    ValueError
        When all of them are empty.
    """
    shapes = [geoms] if isinstance(geoms, BaseGeometry) else list(geoms)
    _need(shapely.GeometryCollection(shapes))
    west, south, east, north = (float(x) for x in shapely.total_bounds(shapes))
    return west, south, east, north


def degrees_of_km(km: float) -> float:
    """Degrees of latitude in a length; of longitude it is more than enough."""
    return km / KM_PER_DEGREE


def polygonal(geom: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a shape; lines and points left by overlays fall away."""
    if geom.geom_type in ("Polygon", "MultiPolygon"):
        return geom
    parts = shapely.get_parts(shapely.get_parts(geom))
    flat = [part for part in parts if part.geom_type == "Polygon"]
    return flat[0] if len(flat) == 1 else shapely.MultiPolygon(flat)


def _need(geom: BaseGeometry) -> None:
    if geom.is_empty:
        raise ValueError("an empty shape has no place")
