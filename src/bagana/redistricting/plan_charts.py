"""The front as a dot chart: how unequal bags stay against how many people move.

Drawn as plain SVG, so that every dot is a link and the page needs no V8. Shape and
words tell plans apart, never colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _

from bagana.engines import mongolian
from bagana.redistricting.models import Plan, PlanKind
from bagana.redistricting.wording import plan_name, share_words, weight_unit

WIDTH, HEIGHT = 440, 330
LEFT, RIGHT, TOP, BOTTOM = 48, 24, 28, 44
LETTER, LINE = 8.0, 13
FAR: Final = 2.0
"""Today's height beyond this many times the plans' stands at the edge, told so."""
type Shape = Literal["chosen", "within", "outside", "manual", "today"]


@dataclass(frozen=True, slots=True)
class ChartDot:
    """A plan: where it stands, how it is drawn, what it is called."""

    x: float
    y: float
    shape: Shape
    label: str
    label_x: float
    label_y: float
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True)
class FrontChart:
    """What the template of the chart needs; nothing in it is computed there."""

    dots: tuple[ChartDot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    x_title: str
    y_title: str
    limit: float | None
    shapes: tuple[Shape, ...]
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True, slots=True)
class _Row:
    plan: Plan
    moved: float
    height: float


def front_chart(
    plans: Iterable[Plan], movers: str, *, has_tolerance: bool = True
) -> FrontChart | None:
    """Plans by what `movers` counts and by how unequal they leave the bags.

    That is the largest deviation beside its own tolerance: what lies below the line of
    100 % is within all of them. Without tolerances it is the largest deviation itself.
    None: no plans.
    """
    rows = [row for row in (_row(plan, movers) for plan in plans) if row]
    made = [row for row in rows if row.plan.kind != PlanKind.TODAY]
    if not made:
        return None
    most = max(row.height for row in made)
    today = [row for row in rows if row.plan.kind == PlanKind.TODAY]
    near = [row.height for row in today if row.height <= FAR * most]
    across = _ticks(max([row.moved for row in made] + [1.0]))
    up = _ticks(100 * max([most, *near]) or 1.0)
    dots = _dots(rows, across[-1], up[-1])
    return FrontChart(
        dots=tuple(dots),
        across=tuple(Tick(_x(t, across[-1]), _number(t)) for t in across),
        up=tuple(Tick(_y(t, up[-1]), f"{_number(t)}%") for t in up),
        x_title=_("Баг нь солигдох: %(unit)s") % {"unit": weight_unit(movers)},
        y_title=_("Зөрүү, зөвшөөрснийхөө хэдэн хувь")
        if has_tolerance
        else _("Хамгийн их зөрүү"),
        limit=_y(100.0, up[-1]) if has_tolerance and up[-1] > 100 else None,
        shapes=tuple(dict.fromkeys(dot.shape for dot in dots)),
    )


def _row(plan: Plan, movers: str) -> _Row | None:
    moved = (plan.measures.get("moved") or {}).get(movers)
    height = plan.measures.get("reach")
    if moved is None or height is None:
        return None
    return _Row(plan, float(moved), float(height))


def _ticks(most: float) -> list[float]:
    """From nought to past the greatest in at most six round steps."""
    rough = most / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(f * power for f in (1, 2, 5, 10) if f * power >= rough * (1 - 1e-9))
    count = math.ceil(most / step - 1e-9)
    return [round(i * step, 10) for i in range(max(count, 1) + 1)]


def _number(value: float) -> str:
    return mongolian.format_number(value, 0 if float(value).is_integer() else 1)


def _x(moved: float, most: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * min(moved / most, 1.0), 1)


def _y(percent: float, most: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(percent / most, 1), 1)


def _shape(plan: Plan) -> Shape:
    if plan.kind == PlanKind.TODAY:
        return "today"
    if plan.kind == PlanKind.MANUAL:
        return "manual"
    if plan.measures.get("is_chosen"):
        return "chosen"
    return "within" if plan.measures.get("is_feasible") else "outside"


def _dots(rows: Sequence[_Row], widest: float, highest: float) -> list[ChartDot]:
    """Today and the chosen plan get their labels first, then the others."""
    order = {"today": 0, "chosen": 1, "manual": 2, "within": 3, "outside": 4}
    spots = [
        (row, _x(row.moved, widest), _y(100 * row.height, highest)) for row in rows
    ]
    room = _Room([(x, y) for _row, x, y in spots])
    ranked = sorted(spots, key=lambda spot: order[_shape(spot[0].plan)])
    found = []
    for row, x, y in ranked:
        text = _label(row, highest)
        label_x, label_y = room.place(text, x, y) or (0.0, 0.0)
        shown = text if label_x else ""
        shape, title = _shape(row.plan), _title(row)
        found.append(
            ChartDot(x, y, shape, shown, label_x, label_y, title, row.plan.number)
        )
    return found[::-1]


def _label(row: _Row, highest: float) -> str:
    if row.plan.kind != PlanKind.TODAY:
        return str(row.plan.number)
    if 100 * row.height > highest:
        return _("Өнөөдөр ↑ %(share)s") % {"share": share_words(row.height, 0)}
    return _("Өнөөдөр")


def _title(row: _Row) -> str:
    return _("%(name)s: зөрүү %(deviation)s, баг нь солигдох %(moved)s") % {
        "name": plan_name(row.plan),
        "deviation": share_words(row.plan.measures.get("deviation")),
        "moved": mongolian.format_number(round(row.moved)),
    }


class _Room:
    """Keeps labels off the dots and off one another."""

    def __init__(self, dots: Sequence[tuple[float, float]]) -> None:
        self.dots = dots
        self.taken: list[tuple[float, float, float]] = []

    def place(self, text: str, x: float, y: float) -> tuple[float, float] | None:
        """Middle of the label at the sides, above, below or a corner; None: no room."""
        half = len(text) * LETTER / 2
        sides = ((half + 11, 4), (-half - 11, 4), (0, -11), (0, 20))
        corners = ((half + 9, -7), (half + 9, 15), (-half - 9, -7), (-half - 9, 15))
        ways = (*sides, *corners)
        for dx, dy in ways:
            u, v = x + dx, y + dy
            if self._is_free(u, v, half, (x, y)):
                self.taken.append((u, v, half))
                return round(u, 1), round(v, 1)
        return None

    def _is_free(
        self, u: float, v: float, half: float, own: tuple[float, float]
    ) -> bool:
        inside = u - half > LEFT + 2 and u + half < WIDTH and LINE < v < HEIGHT - BOTTOM
        labels = any(
            abs(v - w) < LINE and abs(u - t) < half + h for t, w, h in self.taken
        )
        dots = any(
            abs(u - x) < half + 5 and abs(v - 4 - y) < 10
            for x, y in self.dots
            if (x, y) != own
        )
        return inside and not labels and not dots
