"""Shapes as SVG paths: frame, path, place of a label, scale bar."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from bagana.engines.geography.measure import KM_PER_DEGREE, Bounds, polygonal

type Tenths = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Frame:
    """Where degrees fall on a picture: equirectangular, true at the middle latitude.

    Attributes
    ----------
    width, height
        Size of the picture in px.
    px_per_degree
        Length of a degree of latitude in px.
    cos_latitude
        A degree of longitude is this much of it.
    x0, y0
        Place of longitude 0, latitude 0 in px; y grows downwards.

    Notes
    -----
    Snyder (1987), "Map projections: a working manual", USGS Professional Paper
    1395, 90-91. Across an aimag of 4 degrees of latitude the scale along a parallel
    is off by less than 5 per cent at the edges; areas are computed elsewhere.
    """

    width: float
    height: float
    px_per_degree: float
    cos_latitude: float
    x0: float
    y0: float

    @classmethod
    def fit(
        cls, bounds: Bounds, width: float, height: float, padding: float = 0
    ) -> "Frame":
        """Frame in which the bounds fill the picture, centred.

        Parameters
        ----------
        bounds
            West, south, east, north in degrees.
        width, height, padding
            Size of the picture and the free edge around it, in px.

        Raises
        ------
        ValueError
            For bounds without extent, or a picture with no room inside its edge.
        """
        west, south, east, north = bounds
        room = width - 2 * padding, height - 2 * padding
        if not (min(room) > 0 and padding >= 0):
            raise ValueError("the picture has no room inside its edge")
        if not (east >= west and north >= south and (east > west or north > south)):
            raise ValueError("bounds without extent cannot be drawn")
        shrink = math.cos(math.radians((south + north) / 2))
        sides = (shrink * (east - west), north - south)
        scale = min(r / s for r, s in zip(room, sides, strict=True) if s > 0)
        x0 = width / 2 - scale * shrink * (west + east) / 2
        y0 = height / 2 + scale * (south + north) / 2
        return cls(width, height, scale, shrink, x0, y0)

    @property
    def px_per_km(self) -> float:
        """Length of a kilometre in px, at the middle latitude."""
        return self.px_per_degree / KM_PER_DEGREE

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Place of a point in px."""
        return (
            self.x0 + self.px_per_degree * self.cos_latitude * longitude,
            self.y0 - self.px_per_degree * latitude,
        )

    def points(self, coordinates: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Places in px, (n, 2), of longitudes and latitudes, (n, 2)."""
        along = self.px_per_degree * np.array([self.cos_latitude, -1.0])
        return np.asarray(coordinates * along + (self.x0, self.y0))


@dataclass(frozen=True)
class ScaleBar:
    """A bar of a round number of kilometres and its length in px."""

    km: float
    px: float


def project_to_svg(geom: BaseGeometry, frame: Frame) -> str:
    """Path data of a shape, for the ``d`` of an SVG path.

    Parameters
    ----------
    geom
        Polygons in degrees, or lines. Outer rings and holes turn opposite ways, so
        either fill rule works.
    frame
        From `Frame.fit`.

    Returns
    -------
    str
        Relative commands with at most one decimal, rounded before differences are
        taken: neighbours meet exactly and no error adds up. Rings smaller than the
        rounding are left out; an empty string when nothing is left.
    """
    if shapely.get_dimensions(geom) == 2:
        shape = shapely.orient_polygons(polygonal(geom))
        rings = [
            r for p in shapely.get_parts(shape) for r in (p.exterior, *p.interiors)
        ]
        return "".join(_ring(_tenths(ring, frame)[:-1], 3, "z") for ring in rings)
    lines = shapely.get_parts(geom)
    return "".join(
        _ring(_tenths(line, frame), 2, "") for line in lines if line.length > 0
    )


def _tenths(line: BaseGeometry, frame: Frame) -> Tenths:
    places = frame.points(shapely.get_coordinates(line))
    return np.rint(places * 10).astype(np.int64)


def _ring(places: Tenths, fewest: int, end: str) -> str:
    if not len(places):
        return ""
    moves = np.diff(places, axis=0)
    moves = moves[moves.any(axis=1)]
    if len(moves) + 1 < fewest:
        return ""
    start = _pair(*places[0])
    return f"M{start}l{_joined([_pair(*move) for move in moves])}{end}"


def _joined(pairs: list[str]) -> str:
    return pairs[0] + "".join(p if p[0] == "-" else f" {p}" for p in pairs[1:])


def _pair(x: int, y: int) -> str:
    second = _number(int(y))
    return f"{_number(int(x))}{'' if second[0] == '-' else ' '}{second}"


def _number(tenths: int) -> str:
    """One decimal at most and no leading zero: -3 is "-.3", 120 is "12"."""
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    if tenth == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{tenth}"


def label_point(geom: BaseGeometry) -> tuple[float, float]:
    """Longitude and latitude where a name has most room.

    Parameters
    ----------
    geom
        Polygons in degrees.

    Returns
    -------
    tuple
        Centre of the largest circle inside the largest polygon, seen at its
        latitude; always inside the shape.

    Raises
    ------
    ValueError
        For a shape without area.
    """
    if geom.is_empty or shapely.get_dimensions(geom) < 2:
        raise ValueError("a shape without area has no place for a name")
    largest = max(shapely.get_parts(polygonal(geom)), key=lambda part: part.area)
    shrink = math.cos(math.radians(shapely.centroid(largest).y))
    seen = shapely.transform(largest, lambda xy: xy * (shrink, 1.0))
    # A hundredth of the width is finer than a reader sees, and quick.
    west, south, east, north = seen.bounds
    slack = max(east - west, north - south) / 100
    circle = shapely.maximum_inscribed_circle(seen, tolerance=slack)
    x, y = shapely.get_coordinates(circle)[0]
    centre = shapely.Point(x / shrink, y)
    if not shapely.contains(largest, centre):
        centre = shapely.point_on_surface(largest)
    return float(centre.x), float(centre.y)


def scale_bar(frame: Frame, max_px: float = 120) -> ScaleBar:
    """Longest bar of 1, 2 or 5 times a power of ten km within ``max_px``.

    Raises
    ------
    ValueError
        When ``max_px`` is not above zero.
    """
    if not max_px > 0:
        raise ValueError("a bar needs room")
    room = max_px / frame.px_per_km
    power = 10.0 ** math.floor(math.log10(room))
    # A half and a ten stand for an error of rounding in the logarithm.
    km = max(f * power for f in (0.5, 1, 2, 5, 10) if f * power <= room)
    return ScaleBar(km, km * frame.px_per_km)
