"""A sum's blocks as a map: shaded by how many people live on a square kilometre."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import numpy as np
from django.core.cache import cache
from django.utils.translation import gettext as _

from bagana.engines.geography import (
    Frame,
    bounds,
    class_index,
    label_point,
    project_to_svg,
    quantile_classes,
    simplify,
)
from bagana.engines.mongolian import format_number
from bagana.redistricting.arrays import BlockArrays, arrays_of
from bagana.redistricting.models import BlockSet

WIDTH: Final = 640
PADDING: Final = 6
FINEST: Final = 1.0
CLASSES: Final = 5
ROOM: Final = 18.0
"""Px between the numbers of two bags."""
KEPT_FOR: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """A block as it is drawn, with the words that stand at it."""

    code: str
    path: str
    css: str
    text: str


@dataclass(frozen=True, slots=True)
class DrawnBag:
    """The outline of a bag over its blocks, and its number where there is room."""

    code: str
    label: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class BlockPicture:
    """What the template of the map needs."""

    blocks: tuple[DrawnBlock, ...]
    bags: tuple[DrawnBag, ...]
    legend: tuple[tuple[str, float, float, int], ...]
    missing: int
    width: int
    height: int

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class _Drawing:
    frame: Frame
    paths: tuple[str, ...]
    bags: tuple[DrawnBag, ...]


def set_map(block_set: BlockSet, sum_code: str) -> BlockPicture:
    """The blocks of one sum of a set, by density of people."""
    arrays = arrays_of(block_set, [sum_code])
    drawing = _drawing(arrays)
    density = arrays.weights["population"] / arrays.area_km2
    known = [float(x) for x in density[~np.isnan(density)]]
    classes = quantile_classes(known, CLASSES) if known else ()

    def css(i: int) -> str:
        if np.isnan(density[i]) or not classes:
            return "missing"
        at = class_index(classes, float(density[i]))
        most = len(classes) - 1
        return f"class-{round(at * (CLASSES - 1) / most) if most else CLASSES // 2}"

    return BlockPicture(
        blocks=tuple(
            DrawnBlock(arrays.codes[i], drawing.paths[i], css(i), _text(arrays, i))
            for i in range(arrays.size)
        ),
        bags=drawing.bags,
        legend=tuple(
            (
                f"class-{round(k * (CLASSES - 1) / max(len(classes) - 1, 1))}",
                each.low,
                each.high,
                each.count,
            )
            for k, each in enumerate(classes)
        ),
        missing=int(np.isnan(density).sum()),
        width=round(drawing.frame.width),
        height=round(drawing.frame.height),
    )


def _text(arrays: BlockArrays, i: int) -> str:
    def told(name: str) -> str:
        value = arrays.counts[name][i]
        return _("мэдээлэл алга") if np.isnan(value) else format_number(int(value))

    return _("%(code)s: %(households)s өрх, %(people)s хүн, %(area)s км²") % {
        "code": arrays.codes[i],
        "households": told("households"),
        "people": told("population"),
        "area": format_number(float(arrays.area_km2[i]), 1),
    }


def _drawing(arrays: BlockArrays) -> _Drawing:
    """Projected once for the same blocks: that is what the map costs."""
    held = sha256("\n".join(arrays.codes).encode())
    for shape in arrays.wkb:
        held.update(shape)
    key = f"blocks-map:{held.hexdigest()}"
    known: _Drawing | None = cache.get(key)
    if known is None:
        known = _project(arrays)
        cache.set(key, known, KEPT_FOR)
    return known


def _project(arrays: BlockArrays) -> _Drawing:
    shapes = dict(zip(arrays.codes, arrays.shapes, strict=True))
    box = bounds(list(shapes.values()))
    probe = Frame.fit(box, WIDTH, WIDTH, PADDING)
    tall = probe.px_per_degree * (box[3] - box[1]) + 2 * PADDING
    frame = Frame.fit(box, WIDTH, max(min(tall, WIDTH), WIDTH / 3), PADDING)
    simple = simplify(shapes, FINEST / frame.px_per_degree)
    return _Drawing(
        frame=frame,
        paths=tuple(project_to_svg(simple[code], frame) for code in arrays.codes),
        bags=tuple(_bags(arrays, simple, frame)),
    )


def _bags(arrays: BlockArrays, simple: dict[str, Any], frame: Frame) -> list[DrawnBag]:
    import shapely

    by_bag: dict[str, list[Any]] = {}
    for code, bag in zip(arrays.codes, arrays.bags, strict=True):
        by_bag.setdefault(bag, []).append(simple[code])
    whole = {bag: shapely.union_all(own) for bag, own in by_bag.items()}
    taken: list[tuple[float, float]] = []
    found = []
    for bag in sorted(whole, key=lambda bag: -whole[bag].area):
        x, y = (round(v, 1) for v in frame.point(*label_point(whole[bag])))
        free = all(abs(x - u) > ROOM or abs(y - v) > ROOM for u, v in taken)
        if free:
            taken.append((x, y))
        label = bag[-2:] if free else ""
        found.append(DrawnBag(bag, label, project_to_svg(whole[bag], frame), x, y))
    return found
