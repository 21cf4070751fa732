"""Maps as SVG made on the server: every unit a link, every class a count.

Colours are classes of the style sheet, so one picture serves light, dark and paper.
Rules: docs/rules/public-numbers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from shapely.geometry.base import BaseGeometry

from bagana.engines.geography import (
    Frame,
    MapClass,
    bounds,
    class_index,
    jenks_classes,
    label_point,
    project_to_svg,
    quantile_classes,
    scale_bar,
    simplify,
)

WIDTH = 640
PADDING = 6
SCALE_ROOM = 26
CLASSES = 5
FINEST = 1.2
"""Corners that stand out by less, in px of the picture, are left out."""

LETTER = 8
LINE = 16
"""Width of a letter and height of a line of a name, in px of the picture."""
METHODS = {"quantile": quantile_classes, "jenks": jenks_classes}


@dataclass(frozen=True)
class MapUnit:
    """A unit as it is drawn; `value` None is missing or withheld, and hatched."""

    code: str
    name: str
    href: str
    text: str
    value: float | None
    is_chosen: bool = False
    is_context: bool = False
    is_withheld: bool = False


@dataclass(frozen=True)
class Drawn:
    """One path with its link, and the place of its label."""

    unit: MapUnit
    path: str
    css: str
    x: float
    y: float
    label: str


@dataclass(frozen=True)
class LegendRow:
    """A class of the legend: its limits, count, and a bar of the small histogram."""

    css: str
    low: float
    high: float
    count: int
    bar: float


@dataclass(frozen=True)
class MapPicture:
    """What the template of a map needs; nothing in it is computed there."""

    drawn: tuple[Drawn, ...]
    legend: tuple[LegendRow, ...]
    missing: int
    withheld: int
    width: int
    height: int
    scale_km: str
    scale_px: float

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height + SCALE_ROOM}"

    @property
    def scale_y(self) -> int:
        return self.height + SCALE_ROOM - 8


def draw(
    units: Sequence[MapUnit],
    shapes: Mapping[str, BaseGeometry],
    *,
    method: str = "quantile",
    most_labels: int = 40,
) -> MapPicture | None:
    """Draw units that have a shape; None when none of them has one.

    Names stand where they have room, those of the largest units first.
    """
    present = [unit for unit in units if unit.code in shapes]
    if not present:
        return None
    paths = _paths({unit.code: shapes[unit.code] for unit in present})
    values = [u.value for u in present if u.value is not None and not u.is_context]
    classes = METHODS[method](values, CLASSES) if values else ()
    labelled = _with_room(present, paths, most_labels)
    drawn = tuple(
        Drawn(unit, path, _css(unit, classes), x, y, labelled.get(unit.code, ""))
        for unit in sorted(present, key=lambda unit: unit.is_chosen)
        for path, x, y, _ in [paths.places[unit.code]]
    )
    bar = scale_bar(paths.frame)
    return MapPicture(
        drawn=drawn,
        legend=_legend(classes),
        missing=sum(_is_empty(u) and not u.is_withheld for u in present),
        withheld=sum(_is_empty(u) and u.is_withheld for u in present),
        width=round(paths.frame.width),
        height=round(paths.frame.height),
        scale_km=f"{bar.km:g}",
        scale_px=round(bar.px, 1),
    )


def _is_empty(unit: MapUnit) -> bool:
    return unit.value is None and not unit.is_context


@dataclass(frozen=True)
class _Paths:
    frame: Frame
    places: dict[str, tuple[str, float, float, float]]


def _paths(shapes: Mapping[str, BaseGeometry]) -> _Paths:
    """Projected once for each set of shapes: that is what a map costs."""
    digest = sha256()
    for code, shape in sorted(shapes.items()):
        digest.update(code.encode() + shape.wkb)
    key = f"map:{digest.hexdigest()}"
    known: _Paths | None = cache.get(key)
    if known is None:
        known = _project(shapes)
        cache.set(key, known, None)
    return known


def _project(shapes: Mapping[str, BaseGeometry]) -> _Paths:
    box = bounds(list(shapes.values()))
    probe = Frame.fit(box, WIDTH, WIDTH, PADDING)
    tall = probe.px_per_degree * (box[3] - box[1]) + 2 * PADDING
    frame = Frame.fit(box, WIDTH, max(min(tall, WIDTH), WIDTH / 3), PADDING)
    # Finer than this no screen shows, and a phone on 2G need not load.
    drawn = simplify(shapes, FINEST / frame.px_per_degree)
    return _Paths(frame, {code: _place(s, frame) for code, s in drawn.items()})


def _place(shape: BaseGeometry, frame: Frame) -> tuple[str, float, float, float]:
    """Path, place of the name, and the room across it in px."""
    x, y = frame.point(*label_point(shape))
    west, _, east, _ = shape.bounds
    room = (east - west) * frame.px_per_degree * frame.cos_latitude
    return project_to_svg(shape, frame), round(x, 1), round(y, 1), room


def _with_room(units: Sequence[MapUnit], paths: _Paths, most: int) -> dict[str, str]:
    """Names that fit their unit and meet no other name; the chosen unit's always."""
    taken: list[tuple[float, float, float]] = []
    kept: dict[str, str] = {}

    def size(unit: MapUnit) -> tuple[bool, float]:
        return (unit.is_chosen, paths.places[unit.code][3])

    for unit in sorted(units, key=size, reverse=True)[:most]:
        _, x, y, room = paths.places[unit.code]
        half = len(unit.name) * LETTER / 2
        if not unit.is_chosen and 2 * half > room * 1.1:
            continue
        if any(abs(y - v) < LINE and abs(x - u) < half + h for u, v, h in taken):
            continue
        taken.append((x, y, half))
        kept[unit.code] = unit.name
    return kept


def _css(unit: MapUnit, classes: Sequence[MapClass]) -> str:
    if unit.is_context:
        css = "context"
    elif unit.is_withheld:
        # A hatch of its own, by an attribute of the path: no class, no value, no rank.
        css = ""
    elif unit.value is None or not classes:
        css = "missing"
    else:
        css = f"class-{_spread(class_index(classes, unit.value), len(classes))}"
    return f"{css} chosen".strip() if unit.is_chosen else css


def _spread(index: int, count: int) -> int:
    """With fewer classes than colours, take colours as far apart as there are."""
    return round(index * (CLASSES - 1) / (count - 1)) if count > 1 else CLASSES // 2


def _legend(classes: Sequence[MapClass]) -> tuple[LegendRow, ...]:
    most = max((each.count for each in classes), default=1)
    return tuple(
        LegendRow(
            f"class-{_spread(i, len(classes))}",
            each.low,
            each.high,
            each.count,
            round(60 * each.count / most, 1),
        )
        for i, each in enumerate(classes)
    )
