"""Maps of plans as SVG made on the server: bags in colours, changed blocks hatched.

The hatch is drawn as lines cut to the blocks, not as a pattern: it needs no ids, so
two maps can stand on one page, and paper draws it the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.core.cache import cache

from bagana.engines.geography import (
    Frame,
    bounds,
    label_point,
    project_to_svg,
    scale_bar,
    simplify,
)
from bagana.redistricting.arrays import BlockArrays, arrays_of
from bagana.redistricting.models import Plan, Proposal
from bagana.redistricting.problems import problem_of
from bagana.redistricting.queries.plan_units import PlanUnit, units_of_plans
from bagana.redistricting.queries.plans import COLOURS, audits_of

WIDTH: Final = 640
PADDING: Final = 6
SCALE_ROOM: Final = 26
FINEST: Final = 1.2
HATCH: Final = 7.0
"""Px between two lines of the hatch."""
LETTER, LINE = 7.5, 15
NARROW: Final = 1.7
"""By how much letters grow where the map is as wide as a telephone."""
KEPT_FOR: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class DrawnUnit:
    """A bag of the plan: its outline, its colour, and its name where there is room.

    `number` is what a narrow screen writes in the place of the name.
    """

    key: str
    name: str
    text: str
    css: str
    path: str
    x: float
    y: float
    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Dot:
    """Where an office stands."""

    x: float
    y: float
    name: str


@dataclass(frozen=True)
class PlanPicture:
    """What the template of a map needs; nothing in it is computed there."""

    units: tuple[DrawnUnit, ...]
    moved: str
    offices: tuple[Dot, ...]
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


@dataclass(frozen=True)
class _Drawing:
    """The part of a picture that hangs on blocks and labels only; no words."""

    frame: Frame
    paths: dict[str, tuple[str, float, float, float]]
    offices: dict[str, tuple[float, float]]


def plan_map(
    plan: Plan,
    *,
    beside: Plan | None = None,
    chosen: str | None = None,
    texts: Mapping[str, str] | None = None,
    proposal: Proposal | None = None,
) -> PlanPicture | None:
    """The plan's bags; blocks that lie in another bag than in `beside` are hatched.

    Without `beside` they are compared with today. Every plan of a scenario is drawn in
    the same frame. `chosen` outlines a bag, `texts` adds words to a bag's title. None
    where no block has a shape.
    """
    drawing = _drawing(plan)
    if drawing is None:
        return None
    units = units_of_plans(plan.scenario, [plan], proposal)
    bar = scale_bar(drawing.frame)
    return PlanPicture(
        units=tuple(_units(plan, drawing, units, chosen, texts or {})),
        moved=_hatched(plan, beside, drawing.frame),
        offices=tuple(
            Dot(x, y, units[key].name) for key, (x, y) in drawing.offices.items()
        ),
        width=round(drawing.frame.width),
        height=round(drawing.frame.height),
        scale_km=f"{bar.km:g}",
        scale_px=round(bar.px, 1),
    )


def _units(
    plan: Plan,
    drawing: _Drawing,
    units: Mapping[str, PlanUnit],
    chosen: str | None,
    texts: Mapping[str, str],
) -> list[DrawnUnit]:
    labels = _with_room(drawing, units, chosen)
    numbers = _numbers(drawing, units, chosen)
    colour = {key: i % COLOURS for i, key in enumerate(plan.units)}
    found = []
    for key, (path, x, y, _room) in drawing.paths.items():
        css = f"plan-{colour[key]}{' chosen' if key == chosen else ''}"
        name = units[key].name
        label = labels.get(key, "")
        text, number = texts.get(key, ""), numbers.get(key, "")
        found.append(DrawnUnit(key, name, text, css, path, x, y, label, number))
    return sorted(found, key=lambda unit: unit.key == chosen)


def _with_room(
    drawing: _Drawing, units: Mapping[str, PlanUnit], chosen: str | None
) -> dict[str, str]:
    """A bag's name where it fits, else its number; none lies over another."""
    taken: list[tuple[float, float, float]] = []
    kept: dict[str, str] = {}
    for key in _largest_first(drawing, chosen):
        _path, x, y, room = drawing.paths[key]
        for text in (units[key].short, units[key].number):
            half = len(text) * LETTER / 2
            fits = 2 * half <= room * 1.1 or key == chosen or text.isdecimal()
            free = all(
                abs(y - v) >= LINE or abs(x - u) >= half + h for u, v, h in taken
            )
            if text and fits and free:
                taken.append((x, y, half))
                kept[key] = text
                break
    return kept


def _numbers(
    drawing: _Drawing, units: Mapping[str, PlanUnit], chosen: str | None
) -> dict[str, str]:
    """Numbers in letters that can be read on a map half as wide; none over another."""
    taken: list[tuple[float, float]] = []
    kept: dict[str, str] = {}
    for key in _largest_first(drawing, chosen):
        _path, x, y, _room = drawing.paths[key]
        number = units[key].number
        wide = len(number) * LETTER * NARROW
        free = all(abs(y - v) >= LINE * NARROW or abs(x - u) >= wide for u, v in taken)
        if number and free:
            taken.append((x, y))
            kept[key] = number
    return kept


def _largest_first(drawing: _Drawing, chosen: str | None) -> list[str]:
    paths = drawing.paths
    return sorted(paths, key=lambda key: (key != chosen, -paths[key][3]))


def block_arrays(plan: Plan) -> BlockArrays:
    """The blocks of the plan, in the order of its labels."""
    scenario = plan.scenario
    codes = list(scenario.sums.values_list("code", flat=True))
    return arrays_of(scenario.block_set, codes)


def unit_shapes(plan: Plan) -> dict[str, Any]:
    """The outline of each bag of the plan in degrees: its blocks united."""
    key = f"plan-shapes:{plan.scenario.block_set.sha256}:{plan.sha256}"
    known: dict[str, Any] | None = cache.get(key)
    if known is None:
        known = _united(block_arrays(plan).shapes, plan.labels_array(), plan.units)
        cache.set(key, known, KEPT_FOR)
    return known


def _united(
    shapes: Sequence[Any], labels: np.ndarray[Any, Any], units: Sequence[str]
) -> dict[str, Any]:
    import shapely

    whole = np.array(shapes, dtype=object)
    return {
        key: shapely.union_all(whole[labels == label])
        for label, key in enumerate(units)
        if (labels == label).any()
    }


def _drawing(plan: Plan) -> _Drawing | None:
    key = f"plan-map:{plan.scenario.block_set.sha256}:{plan.scenario_id}:{plan.sha256}"
    known: _Drawing | None = cache.get(key)
    if known is None:
        known = _draw(plan)
        if known is not None:
            cache.set(key, known, KEPT_FOR)
    return known


def _draw(plan: Plan) -> _Drawing | None:
    shapes = unit_shapes(plan)
    if not shapes:
        return None
    frame = _frame(block_arrays(plan).shapes)
    drawn = simplify(shapes, FINEST / frame.px_per_degree)
    paths = {key: _place(shape, frame) for key, shape in drawn.items()}
    return _Drawing(frame, paths, _offices(plan, frame))


def _frame(shapes: Sequence[Any]) -> Frame:
    box = bounds(list(shapes))
    probe = Frame.fit(box, WIDTH, WIDTH, PADDING)
    tall = probe.px_per_degree * (box[3] - box[1]) + 2 * PADDING
    return Frame.fit(box, WIDTH, max(min(tall, WIDTH), WIDTH / 3), PADDING)


def _place(shape: Any, frame: Frame) -> tuple[str, float, float, float]:
    """Path, place of the name, and the room across it in px."""
    x, y = frame.point(*label_point(shape))
    west, _, east, _ = shape.bounds
    room = (east - west) * frame.px_per_degree * frame.cos_latitude
    return project_to_svg(shape, frame), round(x, 1), round(y, 1), room


def _offices(plan: Plan, frame: Frame) -> dict[str, tuple[float, float]]:
    lonlat = block_arrays(plan).lonlat
    found = {}
    for unit in audits_of(plan)[1].units:
        if unit.office is not None:
            x, y = frame.point(*lonlat[unit.office])
            found[unit.unit] = (round(float(x), 1), round(float(y), 1))
    return found


def differing(plan: Plan, beside: Plan | None) -> np.ndarray[Any, Any]:
    """(n,) True where the block lies in another bag; None: than today."""
    own = np.array([*plan.units, ""])[plan.labels_array()]
    if beside is None:
        problem = problem_of(plan.scenario)
        other = np.array(problem.units)[problem.today]
    else:
        other = np.array([*beside.units, ""])[beside.labels_array()]
    return np.asarray(own != other)


def _hatched(plan: Plan, beside: Plan | None, frame: Frame) -> str:
    """Path of slanting lines over the blocks that differ; "" where none does."""
    tail = beside.sha256 if beside else "today"
    # Today is the scenario's: after an enactment two of them have two.
    scenario = plan.scenario
    key = f"plan-hatch:{scenario.block_set.sha256}:{scenario.pk}:{plan.sha256}:{tail}"
    known: str | None = cache.get(key)
    if known is None:
        shapes = np.array(block_arrays(plan).shapes, dtype=object)
        known = slanting(shapes[differing(plan, beside)], frame)
        cache.set(key, known, KEPT_FOR)
    return known


def slanting(shapes: np.ndarray[Any, Any], frame: Frame) -> str:
    """Path of the rim of the shapes and of lines at 45 degrees inside it."""
    import shapely

    if not len(shapes):
        return ""
    area = shapely.union_all(shapes)
    reach = frame.width + frame.height
    starts = np.arange(-frame.height, frame.width, HATCH)
    ends = np.array([[(s, 0.0), (s + reach, reach)] for s in starts])
    along = frame.px_per_degree * np.array([frame.cos_latitude, -1.0])
    lines = shapely.linestrings((ends - (frame.x0, frame.y0)) / along)
    cut = shapely.intersection(lines, area)
    parts = [p for p in shapely.get_parts(cut) if p.length > 0]
    # Neighbouring blocks do not always meet exactly: pieces of one line are joined.
    joined = shapely.line_merge(shapely.multilinestrings(_lines(parts)))
    # A block of a settlement may fall between two lines: its rim always shows.
    rim = shapely.simplify(shapely.boundary(area), FINEST / 2 / frame.px_per_degree)
    return project_to_svg(rim, frame) + project_to_svg(joined, frame)


def _lines(parts: Sequence[Any]) -> list[Any]:
    return [part for part in parts if part.geom_type == "LineString"]
