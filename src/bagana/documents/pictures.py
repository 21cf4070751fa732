"""Pictures of papers: the maps and charts of the pages, in the colours of paper."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final

from bagana.documents.blocks import Picture
from bagana.engines.mongolian import format_number
from bagana.portal import rendering
from bagana.portal.charts import Spec
from bagana.portal.maps import SCALE_ROOM, Drawn, MapPicture

FILLS: Final = {
    "class-0": "#dceaf7",
    "class-1": "#a9cbea",
    "class-2": "#6aa5d8",
    "class-3": "#2f7ab9",
    "class-4": "#0b4a85",
    "context": "#f5f6f8",
    "missing": "url(#hatch)",
}
"""The light colours of the style sheet: a page of paper has no dark scheme."""
INK: Final = "#1a1d21"
KEYS_PER_LINE: Final = 3
KEY_ROOM: Final = 208
KEY_LINE: Final = 20
RASTER_PPI: Final = 200
HATCH: Final = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#f0f1f3"/>'
    '<path d="M0 6 6 0" stroke="#9aa4ae" stroke-width="1"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class MapWords:
    """What a map says beside its names, in the language of the paper."""

    km: str
    missing: str


def chart_picture(
    spec: Spec, *, alt: str, caption: str = "", width: float = 1.0
) -> Picture:
    """A chart as the page shows it."""
    svg = rendering.svg(spec).encode()
    return Picture(svg, "svg", alt, caption, width)


def map_picture(
    drawn: MapPicture,
    *,
    alt: str,
    words: MapWords,
    caption: str = "",
    width: float = 1.0,
    decimals: int | None = None,
) -> Picture:
    """A map as the page shows it: the same outlines, classes, names and legend.

    `decimals` of the legend's limits; None for a map without figures.
    """
    svg = map_svg(drawn, words, decimals)
    return Picture(svg.encode(), "svg", alt, caption, width)


def map_svg(drawn: MapPicture, words: MapWords, decimals: int | None) -> str:
    paths = "".join(_path(each) for each in drawn.drawn)
    names = "".join(_name(each) for each in drawn.drawn if each.label)
    keys = [] if decimals is None else _keys(drawn, words, decimals)
    foot = drawn.height + SCALE_ROOM
    high = foot + KEY_LINE * -(-len(keys) // KEYS_PER_LINE)
    legend = "".join(_key(css, text, i, foot) for i, (css, text) in enumerate(keys))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {high}" '
        f'width="{drawn.width}" height="{high}"><defs>{HATCH}</defs>{paths}'
        f'<g font-family="sans-serif" font-size="12" text-anchor="middle">{names}</g>'
        f'<rect x="8" y="{drawn.scale_y}" width="{drawn.scale_px:.1f}" height="3" '
        f'fill="{INK}"/><text x="{drawn.scale_px + 14:.1f}" y="{drawn.scale_y + 5}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}">'
        f"{escape(drawn.scale_km)} {escape(words.km)}</text>{legend}</svg>"
    )


def _keys(drawn: MapPicture, words: MapWords, decimals: int) -> list[tuple[str, str]]:
    """Class and words of each key: limits and how many units lie between them."""
    rows = []
    for each in drawn.legend:
        limits = dict.fromkeys(
            format_number(v, decimals) for v in (each.low, each.high)
        )
        rows.append((each.css, f"{' – '.join(limits)} ({each.count})"))
    if drawn.missing:
        rows.append(("missing", f"{words.missing} ({drawn.missing})"))
    return rows


def _key(css: str, text: str, place: int, foot: int) -> str:
    x = 8 + place % KEYS_PER_LINE * KEY_ROOM
    y = foot + place // KEYS_PER_LINE * KEY_LINE
    return (
        f'<rect x="{x}" y="{y}" width="14" height="11" fill="{FILLS[css]}" '
        f'stroke="#9aa4ae" stroke-width="0.5"/><text x="{x + 20}" y="{y + 10}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}">{escape(text)}</text>'
    )


def _path(each: Drawn) -> str:
    look = each.css.split()
    chosen = "chosen" in look
    line, wide = (INK, 2.5) if chosen else ("#ffffff", 0.8)
    if look[0] in {"context", "missing"} and not chosen:
        line = "#9aa4ae"
    return (
        f'<path d="{escape(each.path)}" fill="{FILLS.get(look[0], FILLS["context"])}" '
        f'stroke="{line}" stroke-width="{wide}"/>'
    )


def _name(each: Drawn) -> str:
    """A name with a rim of paper, as the page draws it."""
    text = escape(each.label)
    place = f'x="{each.x:.1f}" y="{each.y + 4:.1f}"'
    rim = 'stroke="#ffffff" stroke-width="3" stroke-linejoin="round"'
    under = f'<text {place} fill="#ffffff" {rim}>{text}</text>'
    return f'{under}<text {place} fill="{INK}">{text}</text>'


def as_raster(picture: Picture) -> bytes:
    """The picture as Word takes it: photographs as they are, drawings as PNG."""
    return _drawn(picture.content) if picture.ending == "svg" else picture.content


@lru_cache(maxsize=64)
def _drawn(svg: bytes) -> bytes:
    """By typst and its own fonts, so that no machine draws it otherwise."""
    import tempfile
    from pathlib import Path

    import typst

    from bagana.documents.pdf import in_own_font

    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        root = Path(folder)
        (root / "picture.svg").write_bytes(in_own_font(svg))
        (root / "picture.typ").write_text(
            "#set page(width: auto, height: auto, margin: 0pt)\n"
            '#image("picture.svg", width: 165mm)\n'
        )
        drawn: bytes = typst.compile(
            str(root / "picture.typ"),
            root=str(root),
            ignore_system_fonts=True,
            format="png",
            ppi=RASTER_PPI,
        )
    return _greyless(drawn)


def _greyless(png: bytes) -> bytes:
    """On white, without the clear ground that old Word shows black, and smaller."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        ground = Image.new("RGB", image.size, "white")
        clear = image.convert("RGBA")
        ground.paste(clear, mask=clear.getchannel("A"))
    target = io.BytesIO()
    ground.save(target, "PNG", optimize=False)
    return target.getvalue()
