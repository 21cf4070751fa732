"""Whether the shapes of units fit their parent, each other and the register."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bagana.engines.geography.measure import area_km2, polygonal

type Shapes = Mapping[str, BaseGeometry]


class FindingKind(StrEnum):
    """What is wrong with one shape, or with two."""

    INVALID = "invalid"
    EMPTY = "empty"
    OUTSIDE_PARENT = "outside_parent"
    OVERLAP = "overlap"
    GAP = "gap"
    AREA_DIFFERS = "area_differs"


@dataclass(frozen=True)
class Tolerances:
    """What is too small to report.

    Attributes
    ----------
    outside_km2, overlap_km2, gap_km2
        Areas up to this many km² are taken for the inexactness of drawing.
    area_percent
        Difference from the registered area, up to this many per cent of it.
    """

    outside_km2: float = 0.01
    overlap_km2: float = 0.01
    gap_km2: float = 0.01
    area_percent: float = 2.0

    def __post_init__(self) -> None:
        limits = (self.outside_km2, self.overlap_km2, self.gap_km2, self.area_percent)
        if not all(limit >= 0 for limit in limits):
            raise ValueError("a tolerance is never below zero")


@dataclass(frozen=True)
class Repair:
    """What making an invalid shape valid would give; applied only by the user.

    Attributes
    ----------
    km2
        Area after the repair.
    parts
        Number of polygons after it; zero when nothing but lines is left.
    geom
        The repaired polygons.
    """

    km2: float
    parts: int
    geom: BaseGeometry = field(repr=False, compare=False)


@dataclass(frozen=True)
class Finding:
    """One fault, in codes and numbers; applications hold the words.

    Attributes
    ----------
    kind
        What is wrong.
    codes
        The unit, or the two that overlap, or those that touch a gap.
    km2
        Area outside, of the overlap, of the gap, or as drawn (``AREA_DIFFERS``).
    percent
        Outside: of the unit's area. Overlap: of the smaller unit. Gap: of the parent.
        ``AREA_DIFFERS``: drawn minus registered, of the registered area, with sign.
    registered_km2
        The registered area, for ``AREA_DIFFERS``.
    reason
        For an invalid shape, a key such as ``self_intersection``.
    point
        Where the shape is invalid: longitude and latitude.
    repair
        What making it valid would give.
    where
        The area in question, to draw it.
    """

    kind: FindingKind
    codes: tuple[str, ...]
    km2: float | None = None
    percent: float | None = None
    registered_km2: float | None = None
    reason: str | None = None
    point: tuple[float, float] | None = None
    repair: Repair | None = None
    where: BaseGeometry | None = field(default=None, repr=False, compare=False)


def check_boundaries(
    children: Shapes,
    parent: BaseGeometry | None,
    registered_area: Mapping[str, float],
    *,
    tolerances: Tolerances | None = None,
) -> list[Finding]:
    """Check shapes against each other, their parent and the register.

    Parameters
    ----------
    children
        Code to shape in degrees.
    parent
        Shape that they should cover exactly; None leaves out `OUTSIDE_PARENT` and
        `GAP`.
    registered_area
        Code to km²; units that are left out are not compared.
    tolerances
        What is too small to report; ``Tolerances()`` by default.

    Returns
    -------
    list of Finding
        In the order of `FindingKind`, then of codes (gaps: the largest first).
        Invalid shapes are reported, then repaired for the checks that follow, so
        that one fault hides no other.

    Raises
    ------
    ValueError
        For a registered area that is not above zero.
    """
    if any(not area > 0 for area in registered_area.values()):
        raise ValueError("a registered area is above zero")
    limits = tolerances or Tolerances()
    findings = list(_invalid(children))
    shapes = {code: _sound(geom) for code, geom in sorted(children.items())}
    findings += [
        Finding(FindingKind.EMPTY, (code,))
        for code, geom in shapes.items()
        if geom.is_empty
    ]
    shapes = {code: geom for code, geom in shapes.items() if not geom.is_empty}
    ground = None if parent is None else _sound(parent)
    if ground is not None:
        findings += _outside(shapes, ground, limits.outside_km2)
    findings += _overlaps(shapes, limits.overlap_km2)
    if ground is not None:
        findings += _gaps(shapes, ground, limits.gap_km2)
    return [*findings, *_areas(shapes, registered_area, limits.area_percent)]


def _sound(geom: BaseGeometry) -> BaseGeometry:
    """Polygons of a shape, made valid; empty when it has none."""
    return polygonal(geom if geom.is_valid else shapely.make_valid(geom))


def _invalid(children: Shapes) -> Iterator[Finding]:
    for code, geom in sorted(children.items()):
        if geom.is_valid:
            continue
        reason, point = _reason(shapely.is_valid_reason(geom))
        mended = _sound(geom)
        parts = 0 if mended.is_empty else len(shapely.get_parts(mended))
        yield Finding(
            FindingKind.INVALID,
            (code,),
            reason=reason,
            point=point,
            repair=Repair(area_km2(mended), parts, mended),
        )


def _reason(text: str) -> tuple[str, tuple[float, float] | None]:
    """Turn GEOS's "Ring Self-intersection[106.1 49.5]" into a key and a point."""
    words, _, place = text.partition("[")
    key = re.sub(r"[^a-z]+", "_", words.lower()).strip("_")
    try:
        x, y = (float(number) for number in place.rstrip("]").split()[:2])
    except ValueError:
        return key, None
    return key, (x, y)


def _overlay(
    operation: Callable[[BaseGeometry, BaseGeometry], BaseGeometry],
    one: BaseGeometry,
    other: BaseGeometry,
) -> tuple[BaseGeometry, float]:
    common = polygonal(operation(one, other))
    return common, area_km2(common)


def _outside(shapes: Shapes, ground: BaseGeometry, limit: float) -> Iterator[Finding]:
    for code, geom in shapes.items():
        rest, km2 = _overlay(shapely.difference, geom, ground)
        if km2 > limit:
            percent = 100 * km2 / area_km2(geom)
            kind = FindingKind.OUTSIDE_PARENT
            yield Finding(kind, (code,), km2, percent, where=rest)


def _overlaps(shapes: Shapes, limit: float) -> Iterator[Finding]:
    codes = list(shapes)
    geoms = np.array(list(shapes.values()), dtype=object)
    pairs = shapely.STRtree(geoms).query(geoms, predicate="intersects").T
    for i, j in sorted((int(i), int(j)) for i, j in pairs if i < j):
        common, km2 = _overlay(shapely.intersection, geoms[i], geoms[j])
        if km2 > limit:
            percent = 100 * km2 / min(area_km2(geoms[i]), area_km2(geoms[j]))
            kind = FindingKind.OVERLAP
            yield Finding(kind, (codes[i], codes[j]), km2, percent, where=common)


def _gaps(shapes: Shapes, ground: BaseGeometry, limit: float) -> Iterator[Finding]:
    codes = np.array(list(shapes), dtype=object)
    geoms = np.array(list(shapes.values()), dtype=object)
    rest = polygonal(shapely.difference(ground, shapely.union_all(geoms)))
    total = area_km2(ground)
    holes = [(area_km2(hole), hole) for hole in shapely.get_parts(rest)]
    for km2, hole in sorted(holes, key=lambda pair: -pair[0]):
        if km2 > limit:
            touching = tuple(codes[shapely.intersects(geoms, hole)])
            percent = 100 * km2 / total
            yield Finding(FindingKind.GAP, touching, km2, percent, where=hole)


def _areas(
    shapes: Shapes, registered: Mapping[str, float], limit: float
) -> Iterator[Finding]:
    for code in sorted(shapes.keys() & registered.keys()):
        drawn, asked = area_km2(shapes[code]), registered[code]
        percent = 100 * (drawn - asked) / asked
        if abs(percent) > limit:
            kind = FindingKind.AREA_DIFFERS
            yield Finding(kind, (code,), drawn, percent, registered_km2=asked)
