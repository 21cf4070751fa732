"""Maps of plans as SVG that carries its own colours: for files and papers.

Pages draw theirs with the classes of the style sheet; the colours are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bagana.engines.districting.placing import Box, placed
from bagana.engines.districting.problem import Ints

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from bagana.engines.geography import Bounds, Frame

FILLS: Final = (
    "#83bdf8", "#fee3c0", "#69ae78", "#fdb5af", "#936eaf", "#77eaea",
    "#bdb05d", "#b96e92", "#b0e8ff", "#c67e55", "#abcf86", "#989de5",
)  # fmt: skip
"""Steps of lightness that grey tells apart; a name stands on every unit besides."""

INK: Final = "#1a1d21"
MUTED: Final = "#59626c"
LINE: Final = "#ffffff"
PAPER: Final = "#ffffff"
FONT: Final = "DejaVu Sans, Segoe UI, Arial, sans-serif"
SIDE: Final = 440.0
"""Width of a panel."""

HEAD: Final = 30.0
FOOT: Final = 30.0
EDGE: Final = 12.0
TALLEST: Final = 560.0
LETTER: Final = 11.0
SMALL: Final = 30.0
"""A unit of less than this side in px has no room for its name."""


@dataclass(frozen=True)
class Panel:
    """One map: its title, the unit of each block, what units are called.

    `offices` are longitude and latitude by label; `changed` are places of blocks that
    are hatched.
    """

    title: str
    labels: Ints
    names: Mapping[int, str]
    offices: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    changed: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))


def unit_shapes(
    shapes: Sequence[BaseGeometry], labels: Ints
) -> dict[int, BaseGeometry]:
    """The blocks of each unit as one shape, by label, in ascending order."""
    import shapely

    blocks = np.array(shapes, dtype=object)
    # A sliver between blocks that do not meet exactly would stay as a line.
    return {
        int(label): shapely.union_all(blocks[labels == label], grid_size=1e-7)
        for label in np.unique(labels)
    }


def plan_maps(
    shapes: Sequence[BaseGeometry],
    panels: Sequence[Panel],
    *,
    hatch: str = "",
    office: str = "",
) -> str:
    """Maps of the same blocks side by side, in one scale.

    Parameters
    ----------
    shapes
        Polygons of the n blocks in longitude and latitude.
    panels
        One or more maps, from left to right.
    hatch, office
        What hatched blocks and dots are, told under the maps where there are any.

    Returns
    -------
    str
        An SVG document; units carry their name as text and as title.
    """
    drawn_units = [unit_shapes(shapes, panel.labels) for panel in panels]
    sheet = _sheet(shapes, drawn_units)
    width = SIDE * len(panels) + EDGE * (len(panels) - 1)
    drawn = [
        f'<g transform="translate({i * (SIDE + EDGE):g} 0)">'
        f"{_panel(shapes, units, panel, sheet)}</g>"
        for i, (panel, units) in enumerate(zip(panels, drawn_units, strict=True))
    ]
    key = _key(panels, sheet.main, sheet.height, hatch, office)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} '
        f'{sheet.height:g}" width="{width:g}" height="{sheet.height:g}" '
        f'font-family="{FONT}"><rect width="{width:g}" height="{sheet.height:g}" '
        f'fill="{PAPER}"/>{_defs(sheet)}{"".join(drawn)}{key}</svg>'
    )


def _defs(sheet: Sheet) -> str:
    near = sheet.near
    clip = (
        f'<clipPath id="near"><rect width="{near.width:g}" height="{near.height:g}"/>'
        "</clipPath>"
        if near
        else ""
    )
    return (
        '<defs><pattern id="moved" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" '
        f'stroke="{INK}" stroke-width="1.4" stroke-opacity=".6"/></pattern>{clip}'
        "</defs>"
    )


@dataclass(frozen=True)
class Sheet:
    """Where maps lie in a panel: the whole, and below it what is crowded, enlarged."""

    main: Frame
    near: Frame | None = None
    crowded: Bounds | None = None

    @property
    def height(self) -> float:
        below = self.near.height + EDGE if self.near else 0.0
        return HEAD + self.main.height + below + FOOT


def _sheet(
    shapes: Sequence[BaseGeometry], panels: Sequence[Mapping[int, BaseGeometry]]
) -> Sheet:
    import shapely

    from bagana.engines.geography import bounds

    around = bounds(shapes)
    main = _frame(around)
    small = [
        shape for units in panels for shape in units.values() if _is_small(shape, main)
    ]
    if len(small) < 2 * len(panels):
        return Sheet(main)
    west, south, east, north = shapely.total_bounds(np.array(small, dtype=object))
    edge = 0.06 * max(east - west, north - south)
    crowded = (west - edge, south - edge, east + edge, north + edge)
    # What is spread over half the map gains little by being enlarged.
    if crowded[2] - crowded[0] > 0.5 * (around[2] - around[0]):
        return Sheet(main)
    return Sheet(main, _frame(crowded), crowded)


def _is_small(shape: BaseGeometry, frame: Frame) -> bool:
    side = frame.px_per_degree * (shape.area * frame.cos_latitude) ** 0.5
    return bool(side < SMALL)


def _frame(around: Bounds) -> Frame:
    from bagana.engines.geography import Frame

    wide = Frame.fit(around, SIDE, 10 * TALLEST, padding=2)
    high = (around[3] - around[1]) * wide.px_per_degree + 4
    return Frame.fit(around, SIDE, min(high, TALLEST), padding=2)


def _panel(
    shapes: Sequence[BaseGeometry],
    units: Mapping[int, BaseGeometry],
    panel: Panel,
    sheet: Sheet,
) -> str:
    head = (
        f'<text y="18" font-size="14" font-weight="600" fill="{INK}">'
        f"{escape(panel.title)}</text>"
    )
    near = sheet.near
    told = {u for u, s in units.items() if not near or not _is_small(s, sheet.main)}
    whole = _map(shapes, units, panel, sheet.main, told)
    main = f'<g transform="translate(0 {HEAD:g})">{whole}{_around(sheet)}</g>'
    if near is None:
        return head + main
    close = _map(shapes, units, panel, near, set(units) - told)
    low = HEAD + sheet.main.height + EDGE
    return (
        f'{head}{main}<g transform="translate(0 {low:g})"><g clip-path="url(#near)">'
        f'{close}</g><rect width="{near.width:g}" height="{near.height:g}" '
        f'fill="none" stroke="{MUTED}" stroke-dasharray="4 3"/></g>'
    )


def _around(sheet: Sheet) -> str:
    """On the whole map, what the one below enlarges."""
    if sheet.crowded is None:
        return ""
    west, south, east, north = sheet.crowded
    (x, y), (right, low) = sheet.main.point(west, north), sheet.main.point(east, south)
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{right - x:.1f}" '
        f'height="{low - y:.1f}" fill="none" stroke="{MUTED}" stroke-dasharray="4 3"/>'
    )


def _map(
    shapes: Sequence[BaseGeometry],
    units: Mapping[int, BaseGeometry],
    panel: Panel,
    frame: Frame,
    told: set[int],
) -> str:
    """One map; only the units in `told` carry their name."""
    named = {unit: shape for unit, shape in units.items() if unit in told}
    parts = [
        *(_unit(label, shape, panel, frame) for label, shape in units.items()),
        _blocks(shapes, frame),
        *(_hatched(shapes, panel, frame)),
        *(_border(shape, frame) for shape in units.values()),
        *_dots(panel, frame),
        *_names(named, panel, frame),
    ]
    return "".join(parts)


def _path(shape: BaseGeometry, frame: Frame) -> str:
    from bagana.engines.geography import project_to_svg

    return project_to_svg(shape, frame)


def _unit(label: int, shape: BaseGeometry, panel: Panel, frame: Frame) -> str:
    name = escape(panel.names.get(label, str(label)))
    fill = FILLS[label % len(FILLS)]
    return f'<path d="{_path(shape, frame)}" fill="{fill}"><title>{name}</title></path>'


def _blocks(shapes: Sequence[BaseGeometry], frame: Frame) -> str:
    drawn = "".join(_path(shape, frame) for shape in shapes)
    return (
        f'<path d="{drawn}" fill="none" stroke="{LINE}" stroke-width=".4" '
        'stroke-opacity=".7"/>'
    )


def _hatched(
    shapes: Sequence[BaseGeometry], panel: Panel, frame: Frame
) -> tuple[str, ...]:
    if not panel.changed.size:
        return ()
    drawn = "".join(_path(shapes[i], frame) for i in panel.changed.tolist())
    return (f'<path d="{drawn}" fill="url(#moved)"/>',)


def _border(shape: BaseGeometry, frame: Frame) -> str:
    return (
        f'<path d="{_path(shape, frame)}" fill="none" stroke="{INK}" '
        'stroke-width="1.1" stroke-linejoin="round"/>'
    )


def _dots(panel: Panel, frame: Frame) -> list[str]:
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{INK}" stroke="{LINE}"/>'
        for x, y in (frame.point(*place) for place in panel.offices.values())
    ]


def _names(units: Mapping[int, BaseGeometry], panel: Panel, frame: Frame) -> list[str]:
    """Each unit's name where it has most room; small ones on a leader line."""
    from bagana.engines.geography import label_point

    # The largest first: a large unit has room only in its middle.
    order = sorted(units, key=lambda label: (-units[label].area, label))
    wanted = [
        Box(
            *frame.point(*label_point(units[u])),
            _width(panel.names.get(u, str(u))),
            LETTER,
        )
        for u in order
    ]
    found = placed(wanted, frame.width, frame.height)
    return [
        _name(panel.names.get(unit, str(unit)), box, at)
        for unit, box, at in zip(order, wanted, found, strict=True)
    ]


def _width(text: str) -> float:
    return 0.62 * LETTER * len(text) + 4


def _name(name: str, wanted: Box, at: Box) -> str:
    line = ""
    x, y = at.nearest(wanted.x, wanted.y)
    if (x, y) != (wanted.x, wanted.y):
        line = (
            f'<line x1="{wanted.x:.1f}" y1="{wanted.y:.1f}" x2="{x:.1f}" '
            f'y2="{y:.1f}" stroke="{INK}" stroke-width=".8"/>'
        )
    style = f'font-size="{LETTER:g}" text-anchor="middle" fill="{INK}"'
    halo = f'stroke="{PAPER}" stroke-width="3" stroke-linejoin="round"'
    place = f'x="{at.x:.1f}" y="{at.y + 0.35 * LETTER:.1f}"'
    # The halo is a text of its own: not every program knows paint-order.
    return (
        f'<text {place} {style} {halo} aria-hidden="true">{escape(name)}</text>'
        f"{line}<text {place} {style}>{escape(name)}</text>"
    )


def _key(
    panels: Sequence[Panel], frame: Frame, height: float, hatch: str, office: str
) -> str:
    from bagana.engines.geography import scale_bar

    bar = scale_bar(frame)
    y, x = height - 12, 0.0
    parts = [
        f'<path d="M1 {y - 4:g}v4h{bar.px:.1f}v-4" fill="none" stroke="{INK}"/>',
        _told(bar.px + 8, y, f"{bar.km:g} km"),
    ]
    x = bar.px + 80
    if hatch and any(panel.changed.size for panel in panels):
        parts += [
            f'<rect x="{x:g}" y="{y - 10:g}" width="18" height="12" '
            f'fill="url(#moved)" stroke="{INK}" stroke-width=".6"/>',
            _told(x + 24, y, hatch),
        ]
        x += 36 + 0.62 * LETTER * len(hatch)
    if office and any(panel.offices for panel in panels):
        dot = f'<circle cx="{x + 4:g}" cy="{y - 4:g}" r="3" fill="{INK}"/>'
        parts += [dot, _told(x + 14, y, office)]
    return "".join(parts)


def _told(x: float, y: float, text: Any) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:g}" font-size="{LETTER:g}" fill="{MUTED}">'
        f"{escape(str(text))}</text>"
    )
