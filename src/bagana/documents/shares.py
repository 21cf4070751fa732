"""Bars of shares as the pages draw them, on paper: colours by step, names beneath."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from bagana.documents.blocks import Picture
from bagana.programme.templatetags.programme import Part, level_parts

COLOURS: Final = {
    "level--full": "#1d7a46",
    "level--high": "#0a5aa8",
    "level--low": "#8a5800",
    "level--nought": "#b3261e",
    "level--none": "#9aa4ae",
}
"""The light colours of the style sheet, by the classes of `share_bar`."""
INK: Final = "#1a1d21"
LABEL: Final = 46
BAR: Final = 520
HIGH: Final = 15
STEP: Final = 24
FOOT: Final = 20
PER_LINE: Final = 3

type Bars = Sequence[tuple[str, Sequence[tuple[int | None, str, int]]]]


def shares_picture(bars: Bars, *, alt: str, caption: str) -> Picture:
    """One bar for each name; the count stands on each stretch that has room for it."""
    rows = [(name, level_parts(parts)) for name, parts in bars]
    names = {part.css: part.label for _, parts in rows for part in parts}
    drawn = "".join(_bar(name, parts, i * STEP) for i, (name, parts) in enumerate(rows))
    foot = len(rows) * STEP + 8
    keys = "".join(
        _key(css, names[css], i, foot) for i, css in enumerate(_order(names))
    )
    lines = -(-len(names) // PER_LINE)
    wide, high = LABEL + BAR + 8, foot + lines * FOOT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" font-family="sans-serif" font-size="12">'
        f"{drawn}{keys}</svg>"
    )
    return Picture(svg.encode(), "svg", alt, caption)


def _order(names: dict[str, str]) -> list[str]:
    return [css for css in COLOURS if css in names]


def _bar(name: str, parts: Sequence[Part], y: int) -> str:
    label = (
        f'<text x="{LABEL - 8}" y="{y + 12}" text-anchor="end" fill="{INK}">'
        f"{escape(name)}</text>"
    )
    whole = sum(part.count for part in parts)
    drawn, x = [label], float(LABEL)
    for part in parts:
        wide = BAR * part.count / whole
        drawn.append(
            f'<rect x="{x:.2f}" y="{y}" width="{wide:.2f}" height="{HIGH}" '
            f'fill="{COLOURS[part.css]}" stroke="#ffffff"/>'
        )
        if wide > 10 + 7 * len(str(part.count)):
            drawn.append(
                f'<text x="{x + wide / 2:.2f}" y="{y + 12}" text-anchor="middle" '
                f'fill="#ffffff">{part.count}</text>'
            )
        x += wide
    return "".join(drawn)


def _key(css: str, name: str, place: int, foot: int) -> str:
    x = LABEL + place % PER_LINE * (BAR // PER_LINE)
    y = foot + place // PER_LINE * FOOT
    return (
        f'<rect x="{x}" y="{y}" width="11" height="11" fill="{COLOURS[css]}"/>'
        f'<text x="{x + 16}" y="{y + 10}" fill="{INK}">{escape(name)}</text>'
    )
