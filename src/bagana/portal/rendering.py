"""Specifications of charts as SVG and PNG: for the page, and to take away."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Final

from django.core.cache import cache

from bagana.portal.charts import (
    ACCENT,
    INK,
    LINE,
    MEN,
    MUTED,
    OTHER,
    PAPER,
    WIDTH,
    WOMEN,
    Spec,
)

PROPERTIES: Final = {
    ACCENT: "var(--accent)",
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    LINE: "var(--line)",
    PAPER: "var(--paper)",
    OTHER: "var(--hatch)",
    MEN: "var(--seq-3)",
    WOMEN: "var(--div-1)",
    "#9c5410": "var(--div-0)",
    "#1d7a46": "var(--good)",
}
"""In a page the constants give way to the properties of the style sheet."""


def svg(spec: Spec) -> str:
    """The picture with constant colours, for a download; kept under its own content."""
    text = json.dumps(spec, sort_keys=True)
    key = f"chart:{sha256(text.encode()).hexdigest()}"
    picture: str | None = cache.get(key)
    if picture is None:
        # V8 starts on first use: half a second that `bagana --help` must not pay.
        import vl_convert

        picture = str(vl_convert.vegalite_to_svg(text))
        cache.set(key, picture, None)
    return picture


def png(spec: Spec) -> bytes:
    import vl_convert

    white = {**spec, "background": PAPER}
    return bytes(vl_convert.vegalite_to_png(json.dumps(white), scale=2))


_SIZE = re.compile(r'^<svg [^>]*?viewBox="([^"]+)"[^>]*>')
_NOISE = re.compile(
    r' (?:aria-hidden|aria-roledescription|aria-label|role)="[^"]*"'
    r'|<path class="(?:background|foreground)"[^>]*/>| class="[^"]*"'
    r'| pointer-events="none"| opacity="1"| font-family="[^"]*"'
)
_EMPTY_GROUP = re.compile(r"<g></g>|<g>(?=</g>)")


def inline(spec: Spec) -> str:
    """The picture for a page: light and dark by the style sheet, named, and light.

    Vega's own labels are in English and its groups are noise to a screen reader: the
    figure beside the picture carries the name, and a table the values.
    """
    picture = svg(spec)
    size = _SIZE.match(picture)
    body = _NOISE.sub("", picture[size.end() if size else 0 :])
    for constant, property_ in PROPERTIES.items():
        body = body.replace(f'"{constant}"', f'"{property_}"')
    box = size.group(1) if size else f"0 0 {WIDTH} 200"
    return f'<svg viewBox="{box}" aria-hidden="true" focusable="false">{body}'
