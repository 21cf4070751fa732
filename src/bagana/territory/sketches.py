"""Small outline maps of the units before and after a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bagana.engines.geography import Frame, bounds, label_point, project_to_svg
from bagana.territory.models import UnitVersion
from bagana.territory.shapes import geometry_of

WIDTH, HEIGHT = 420, 300
# Small enough for a preview page: a corner of half a pixel goes.
HALF_PIXEL = 0.5


@dataclass(frozen=True)
class SketchUnit:
    code: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Sketch:
    """One side of a change; units without a known outline are not on it."""

    units: list[SketchUnit]
    width: int = WIDTH
    height: int = HEIGHT


def sketches(
    before: Sequence[UnitVersion], after: Sequence[UnitVersion]
) -> tuple[Sketch, Sketch] | None:
    """Both sides in one frame; None when no outline is known."""
    drawn = [v for v in (*before, *after) if v.boundary is not None]
    if not drawn:
        return None
    shapes = {v.pk: geometry_of(v.boundary) for v in drawn if v.boundary is not None}
    frame = Frame.fit(bounds(shapes.values()), WIDTH, HEIGHT, 8)
    step = HALF_PIXEL / frame.px_per_degree

    def side(versions: Sequence[UnitVersion]) -> Sketch:
        units = []
        for version in versions:
            if version.pk in shapes:
                geometry = shapes[version.pk].simplify(step)
                x, y = frame.point(*label_point(geometry))
                path = project_to_svg(geometry, frame)
                code = version.unit.code
                units.append(SketchUnit(code, version.name, path, round(x), round(y)))
        return Sketch(units)

    return side(before), side(after)
