"""Small pictures of the profile and the explorer: strips in tables, bars in a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bagana.portal.charts import ACCENT, INK, MUTED, OTHER, Spec, base

WIDTH: Final = 120
EDGE: Final = 6
ROW: Final = 38
PLOT: Final = 380


@dataclass(frozen=True, slots=True)
class Strip:
    """Places along a line of `WIDTH`: an interval and up to three marks, or None."""

    low: str | None
    high: str | None
    own: str | None
    middle: str | None = None
    best: str | None = None


def strip(
    first: float,
    last: float,
    *,
    own: float | None,
    low: float | None = None,
    high: float | None = None,
    middle: float | None = None,
    best: float | None = None,
) -> Strip:
    """Values between `first` at the left and `last` at the right; drawn by a template.

    A rank runs from 1 to the size of the group, points over the scale of the method.
    """

    def place(value: float | None) -> str | None:
        if value is None:
            return None
        length = last - first
        share = (value - first) / length if length else 0.5
        return f"{EDGE + min(1.0, max(0.0, share)) * (WIDTH - 2 * EDGE):.1f}"

    return Strip(place(low), place(high), place(own), place(middle), place(best))


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a score: `value` may be below nought; `note` stands at its end."""

    name: str
    value: float
    note: str
    group: str = ""


def bars(rows: Sequence[Bar], *, title: str, axis: str) -> Spec:
    """Parts from the longest, to the right of nought when above it, else to the left.

    The name stands over its bar, so that a long one is read whole on a phone.
    """
    values = [
        {"row": place, "name": row.name, "value": row.value, "note": row.note}
        for place, row in enumerate(rows)
    ]
    low = min(0.0, *(row.value for row in rows)) if rows else 0.0
    high = max(0.0, *(row.value for row in rows)) if rows else 1.0
    room = (high - low) * 0.14 or 1.0
    left = low - (room if low < 0 else 0)
    nought = PLOT * -left / (high + room - left)
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [left, high + room], "nice": False},
        "axis": {"title": axis, "tickCount": 4, "titleAlign": "right",
                 "titleAnchor": "end"},
    }  # fmt: skip
    y: Spec = {"field": "row", "type": "ordinal", "axis": None, "sort": None}
    return base(
        title,
        ROW * max(len(rows), 1),
        width=PLOT,
        data={"values": values},
        layer=[_bars(x, y), _nought(), _names(y, nought), *_notes(x, y)],
        padding={"left": 8, "right": 12, "top": 4, "bottom": 4},
    )


def _bars(x: Spec, y: Spec) -> Spec:
    colour = {
        "condition": {"test": "datum.value < 0", "value": OTHER},
        "value": ACCENT,
    }
    mark: Spec = {"type": "bar", "height": 12, "yOffset": 8}
    return {"mark": mark, "encoding": {"x": x, "y": y, "color": colour}}


def _nought() -> Spec:
    mark = {"type": "rule", "color": MUTED, "strokeWidth": 1}
    return {"mark": mark, "encoding": {"x": {"datum": 0, "type": "quantitative"}}}


def _names(y: Spec, nought: float) -> Spec:
    """From the line of nought on, which would otherwise run through them."""
    limit = PLOT - nought
    mark = {"type": "text", "align": "left", "dy": -8, "limit": limit, "color": INK}
    return {
        "mark": mark,
        "encoding": {"y": y, "x": {"value": nought + 4}, "text": {"field": "name"}},
    }


def _notes(x: Spec, y: Spec) -> list[dict[str, Any]]:
    """Figures stand beyond the end of the bar, on the side to which it runs."""
    encoding = {"y": y, "x": x, "text": {"field": "note"}}
    return [
        {
            "transform": [{"filter": f"datum.value {sign} 0"}],
            "mark": {"type": "text", "align": align, "dx": shift, "dy": 8,
                     "color": MUTED},
            "encoding": encoding,
        }
        for sign, align, shift in ((">=", "left", 5), ("<", "right", -5))
    ]  # fmt: skip
