"""The map on which a plan is edited: every block a link, drawn once for its set.

Paths hang on the blocks alone, so an edit sends only which block lies where, the line
between bags and the places of their names; the browser puts them onto what it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bagana.engines.geography import Frame, project_to_svg, scale_bar, simplify
from bagana.redistricting.arrays import BlockArrays, Floats, Ints, arrays_of
from bagana.redistricting.models import BlockSet, Plan
from bagana.redistricting.plan_maps import LETTER, LINE, SCALE_ROOM
from bagana.redistricting.plan_maps import _frame as frame_of
from bagana.redistricting.queries.plan_units import PlanUnit
from bagana.redistricting.queries.plans import COLOURS

FINEST: Final = 0.1
"""Corners of blocks that stand out by less, in px, are left out: the map of a town
is looked at sixteen times as large."""
KEPT: Final = 8


@dataclass(frozen=True, eq=False)
class Cells:
    """n blocks drawn: paths, a point inside each, and the borders between them.

    `pairs` are (p, 2) neighbours, the smaller first; `lines` the border of
    each pair, empty where they touch in a point only.
    """

    frame: Frame
    paths: tuple[str, ...]
    points: Floats
    pairs: Ints
    lines: npt.NDArray[np.object_]

    @property
    def view_box(self) -> str:
        return f"0 0 {round(self.frame.width)} {round(self.frame.height) + SCALE_ROOM}"

    @property
    def scale_y(self) -> int:
        return round(self.frame.height) + SCALE_ROOM - 8

    @property
    def scale(self) -> tuple[str, float]:
        """Km of the scale bar and its length in px."""
        bar = scale_bar(self.frame)
        return f"{bar.km:g}", round(bar.px, 1)

    def border(self, labels: Ints) -> str:
        """The path of all lines on which one bag meets another."""
        import shapely

        differs = labels[self.pairs[:, 0]] != labels[self.pairs[:, 1]]
        parts = shapely.get_parts(self.lines[differs])
        # Joined, a line is told by its corners alone: half as many bytes.
        return project_to_svg(
            shapely.line_merge(shapely.multilinestrings(parts)), self.frame
        )

    def joined(self, places: Iterable[int]) -> str:
        return "".join(self.paths[i] for i in places)

    @property
    def neighbours(self) -> str:
        """Of each block how many places after it its neighbours stand: "1 6|1 6|…"."""
        later: list[list[str]] = [[] for _ in self.paths]
        for i, j in self.pairs.tolist():
            later[i].append(str(j - i))
        return "|".join(" ".join(each) for each in later)


def cells_of(plan: Plan) -> Cells:
    """The drawing of the scenario's blocks; made once in each process."""
    scenario = plan.scenario
    sums = tuple(sorted(scenario.sums.values_list("code", flat=True)))
    return _drawn(scenario.block_set_id, scenario.block_set.sha256, sums)


@lru_cache(maxsize=KEPT)
def _drawn(pk: int, sha256: str, sums: tuple[str, ...]) -> Cells:
    block_set = BlockSet.objects.get(pk=pk, sha256=sha256)
    return draw(arrays_of(block_set, sums))


def draw(arrays: BlockArrays) -> Cells:
    frame = frame_of(arrays.shapes)
    whole = dict(zip(arrays.codes, arrays.shapes, strict=True))
    shapes = list(simplify(whole, FINEST / frame.px_per_degree).values())
    pairs = pairs_of(arrays)
    return Cells(
        frame=frame,
        paths=tuple(project_to_svg(shape, frame) for shape in shapes),
        points=frame.points(arrays.lonlat),
        pairs=pairs,
        lines=_lines(shapes, pairs),
    )


def pairs_of(arrays: BlockArrays) -> Ints:
    """(p, 2) neighbours once each, as the blocks themselves lie; barriers too."""
    rows = np.repeat(np.arange(arrays.size), np.diff(arrays.indptr))
    both = np.column_stack([rows, arrays.indices])
    return both[both[:, 0] < both[:, 1]].astype(np.int32)


def _lines(shapes: Sequence[Any], pairs: Ints) -> npt.NDArray[np.object_]:
    import shapely

    held = np.array(shapes, dtype=object)
    common = shapely.intersection(held[pairs[:, 0]], held[pairs[:, 1]])
    return np.array([_only_lines(each) for each in common], dtype=object)


def _only_lines(shape: Any) -> Any:
    import shapely

    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "LineString"]
    return shapely.multilinestrings(parts)


def colour_of(label: int) -> int:
    """The same colour as on the plan's own page."""
    return label % COLOURS


@dataclass(frozen=True, slots=True)
class Name:
    """Where a bag's name stands: on the block nearest to the middle of the bag.

    `text` is what has room there, `name` what is shown once the map is made larger.
    """

    x: float
    y: float
    text: str
    name: str


def names(
    cells: Cells, labels: Ints, area: Floats, units: Mapping[str, PlanUnit]
) -> list[Name]:
    """A name for each bag, its number where the name would lie over another."""
    found: list[Name] = []
    for label, unit in enumerate(units.values()):
        mine = np.flatnonzero(labels == label)
        if mine.size:
            x, y = _middle(cells.points[mine], area[mine])
            found.append(Name(x, y, _free(found, x, y, unit), unit.short))
    return found


def _middle(points: Floats, area: Floats) -> tuple[float, float]:
    centre = np.average(points, axis=0, weights=area)
    nearest = points[int(np.argmin(((points - centre) ** 2).sum(axis=1)))]
    return round(float(nearest[0]), 1), round(float(nearest[1]), 1)


def _free(taken: Sequence[Name], x: float, y: float, unit: PlanUnit) -> str:
    for text in (unit.short, unit.number):
        if text and not any(_meets(name, x, y, text) for name in taken):
            return text
    return ""


def _meets(name: Name, x: float, y: float, text: str) -> bool:
    wide = (len(name.text) + len(text)) * LETTER / 2
    return abs(name.y - y) < LINE and abs(name.x - x) < wide
