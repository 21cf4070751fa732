"""The way of a mobile round as a drawing: outlines of bags, stops in their order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from bagana.casework.models import MobileRound, RoundStop
from bagana.engines.geography import (
    Frame,
    project_to_svg,
    scale_bar,
    simplify,
)
from bagana.territory.models import Unit
from bagana.territory.queries import below
from bagana.territory.shapes import simplified_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WIDTH: Final = 640
HEIGHT: Final = 460
PADDING: Final = 24
FINEST_PX: Final = 1.2
MARGIN: Final = 0.08
ROOM_PX: Final = 18


@dataclass(frozen=True, slots=True)
class Mark:
    """A stop on the drawing, with what a pointer resting on it reads."""

    x: float
    y: float
    label: str
    title: str

    @property
    def text_y(self) -> float:
        return round(self.y - 9, 1)


@dataclass(frozen=True, slots=True)
class RouteMap:
    outlines: tuple[str, ...]
    way: str
    marks: tuple[Mark, ...]
    start: Mark | None
    scale_km: str
    scale_px: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def scale_y(self) -> int:
        return self.height - 10


def route_map(row: MobileRound, stops: Sequence[RoundStop]) -> RouteMap | None:
    """The round's own unit with its bags behind it; None without a stop."""
    if not stops:
        return None
    shapes = _shapes(row.unit, row)
    frame = Frame.fit(_bounds(row, stops), WIDTH, HEIGHT, PADDING)
    simple = simplify(shapes, FINEST_PX / frame.px_per_degree) if shapes else {}
    start = _start(row, frame)
    marks = [
        _mark(frame, stop.longitude, stop.latitude, str(stop.position), stop.place)
        for stop in stops
    ]
    round_trip = [start, *marks, start] if start else marks
    bar = scale_bar(frame)
    return RouteMap(
        outlines=tuple(project_to_svg(shape, frame) for shape in simple.values()),
        way=" ".join(f"{mark.x},{mark.y}" for mark in round_trip),
        marks=_together(marks),
        start=start,
        scale_km=f"{bar.km:g}",
        scale_px=round(bar.px, 1),
    )


def _shapes(unit: Unit, row: MobileRound) -> dict[str, BaseGeometry]:
    versions = list(below(unit, row.starts_on).select_related("boundary"))
    lowest = max((one.kind.level for one in versions), default=0)
    return {
        one.unit.code: simplified_of(one.boundary)
        for one in versions
        if one.boundary is not None and one.kind.level == lowest
    }


def _bounds(
    row: MobileRound, stops: Sequence[RoundStop]
) -> tuple[float, float, float, float]:
    """Around the stops and the start; outlines reach out of the picture."""
    lons = [stop.longitude for stop in stops]
    lats = [stop.latitude for stop in stops]
    if row.start_lon is not None and row.start_lat is not None:
        lons.append(row.start_lon)
        lats.append(row.start_lat)
    return (
        min(lons) - MARGIN,
        min(lats) - MARGIN,
        max(lons) + MARGIN,
        max(lats) + MARGIN,
    )


def _together(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Numbers that would cover each other stand on one mark: «4, 5, 6»."""
    groups: list[list[Mark]] = []
    for mark in marks:
        near = [group for group in groups if _covers(group[0], mark)]
        if near:
            near[0].append(mark)
        else:
            groups.append([mark])
    return tuple(
        replace(
            group[0],
            label=", ".join(mark.label for mark in group),
            title="; ".join(f"{mark.label}. {mark.title}" for mark in group),
        )
        for group in groups
    )


def _covers(one: Mark, other: Mark) -> bool:
    return math.hypot(one.x - other.x, one.y - other.y) < ROOM_PX


def _start(row: MobileRound, frame: Frame) -> Mark | None:
    if row.start_lon is None or row.start_lat is None:
        return None
    return _mark(frame, row.start_lon, row.start_lat, "", _("Гарах цэг"))


def _mark(frame: Frame, lon: float, lat: float, label: str, title: str) -> Mark:
    x, y = frame.point(lon, lat)
    return Mark(round(x, 1), round(y, 1), label, title)
