"""Maps of plans on paper: the pages' own drawing in the light colours."""

from __future__ import annotations

from html import escape
from typing import Final

from django.utils.translation import gettext as _

from bagana.documents.blocks import Picture
from bagana.documents.pictures import INK
from bagana.redistricting.plan_maps import SCALE_ROOM, DrawnUnit, PlanPicture

FILLS: Final = (
    "#83bdf8", "#fee3c0", "#69ae78", "#fdb5af", "#936eaf", "#77eaea",
    "#bdb05d", "#b96e92", "#b0e8ff", "#c67e55", "#abcf86", "#989de5",
)  # fmt: skip
"""Of plan-0 ... plan-11 in the style sheet, on light ground."""


def plan_picture(
    drawn: PlanPicture, *, alt: str, caption: str = "", width: float = 1.0
) -> Picture:
    return Picture(plan_svg(drawn).encode(), "svg", alt, caption, width)


def plan_svg(drawn: PlanPicture) -> str:
    high = drawn.height + SCALE_ROOM
    bags = "".join(_bag(unit) for unit in drawn.units)
    names = "".join(_name(unit) for unit in drawn.units if unit.label)
    dots = "".join(
        f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="4" fill="#0a5aa8" '
        f'stroke="#ffffff" stroke-width="1.5"/>'
        for dot in drawn.offices
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {high}" '
        f'width="{drawn.width}" height="{high}">{bags}{_hatch(drawn.moved)}{dots}'
        f'<g font-family="sans-serif" font-size="13" text-anchor="middle">{names}</g>'
        f'<rect x="8" y="{drawn.scale_y}" width="{drawn.scale_px:.1f}" height="3" '
        f'fill="{INK}"/><text x="{drawn.scale_px + 14:.1f}" y="{drawn.scale_y + 5}" '
        f'font-family="sans-serif" font-size="13" fill="{INK}">'
        f"{escape(drawn.scale_km)} {escape(_('км'))}</text></svg>"
    )


def _bag(unit: DrawnUnit) -> str:
    place = int(unit.css.split()[0].removeprefix("plan-"))
    return (
        f'<path d="{escape(unit.path)}" fill="{FILLS[place]}" stroke="#ffffff" '
        'stroke-width="1.2"/>'
    )


def _hatch(path: str) -> str:
    if not path:
        return ""
    return (
        f'<path d="{escape(path)}" fill="none" stroke="{INK}" stroke-width="1" '
        'stroke-opacity="0.7"/>'
    )


def _name(unit: DrawnUnit) -> str:
    """A name with a rim of paper, as the page draws it."""
    text = escape(unit.label)
    place = f'x="{unit.x:.1f}" y="{unit.y + 4:.1f}"'
    rim = 'stroke="#ffffff" stroke-width="3" stroke-linejoin="round"'
    under = f'<text {place} fill="#ffffff" {rim}>{text}</text>'
    return f'{under}<text {place} fill="{INK}">{text}</text>'
