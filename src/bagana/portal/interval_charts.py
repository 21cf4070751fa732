"""Dots with intervals: how sure a rank or a score is, one row for each unit.

A thin line runs from the low end to the high one, the dot stands at the middle. The
name is at the left, what it means in words at the right, so no legend is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from bagana.portal.charts import ACCENT, INK, LINE, MUTED, Spec, base

ROW: Final = 22
PLOT: Final = 140
NAME_LIMIT: Final = 150
"""With the words at the right this stays legible on a phone of 360 px."""


@dataclass(frozen=True)
class Interval:
    """A row: `note` says the interval in words; what is not known is None.

    `chosen` is drawn in ink; rows with the same `group` stand together under its name.
    """

    name: str
    low: float | None
    middle: float | None
    high: float | None
    note: str = ""
    chosen: bool = False
    group: str = ""


def intervals(
    rows: Sequence[Interval], *, title: str, axis: str, width: int = PLOT
) -> Spec:
    """The rows in their order, under a band for each group that has a name."""
    placed = list(_placed(rows))
    ends = [
        end
        for row in rows
        for end in (row.low, row.middle, row.high)
        if end is not None
    ]
    x, y = _along(ends, axis), _down(len(placed))
    notes = max((len(row.note) for row in rows), default=0)
    names = max((len(row.name) for row in rows), default=0)
    return base(
        title,
        ROW * max(len(placed), 1),
        width=width,
        data={"values": placed},
        layer=[
            _bands(y, width),
            _lines(x, y),
            _dots(x, y),
            _names(y),
            _notes(y, width),
        ],
        padding={
            "left": 4 + min(round(1.5 * names), 18),
            "right": 8 + round(1.5 * notes),
            "top": 4,
            "bottom": 4,
        },
    )


def _placed(rows: Sequence[Interval]) -> Iterator[dict[str, Any]]:
    """Rows with their place from the top; a named group takes a line for its name."""
    place = 0
    for group, own in groupby(rows, key=lambda row: row.group):
        if group:
            yield {"row": place, "band": group}
            place += 1
        for row in own:
            yield {
                "row": place,
                "name": row.name,
                "low": row.low,
                "middle": row.middle,
                "high": row.high,
                "note": row.note,
                "chosen": row.chosen,
            }
            place += 1


def _along(ends: Sequence[float], title: str) -> Spec:
    whole = all(float(end).is_integer() for end in ends)
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    room = (high - low) * 0.04 or 0.5
    return {
        "type": "quantitative",
        "scale": {"domain": [low - room, high + room], "nice": False, "zero": False},
        "axis": {
            "title": title,
            "titleAlign": "right",
            "titleAnchor": "end",
            **(_places(low, high) if whole else {"tickCount": 5}),
        },
    }


def _places(low: float, high: float) -> Spec:
    """Ticks of ranks begin at the first, and are never between two."""
    first, last = int(low), int(high)
    step = max(1, -(-(last - first) // 5))
    return {"values": list(range(first, last + 1, step)), "format": "d"}


def _down(count: int) -> Spec:
    return {
        "field": "row",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-0.5, max(count, 1) - 0.5], "reverse": True},
    }


def _bands(y: Spec, width: int) -> Spec:
    """The name of a group over a line as wide as the plot."""
    return {
        "transform": [{"filter": "isValid(datum.band)"}],
        "layer": [
            {
                "mark": {"type": "rule", "color": LINE, "yOffset": 9},
                "encoding": {"y": y, "x": {"value": 0}, "x2": {"value": width}},
            },
            {
                "mark": {"type": "text", "align": "left", "color": MUTED,
                         "fontWeight": 600, "limit": 2 * width},
                "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "band"}},
            },
        ],
    }  # fmt: skip


def _ink() -> Spec:
    return {"condition": {"test": "datum.chosen", "value": INK}, "value": ACCENT}


def _lines(x: Spec, y: Spec) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
        "mark": {"type": "rule", "strokeWidth": 1.5},
        "encoding": {
            "y": y,
            "x": {**x, "field": "low"},
            "x2": {"field": "high"},
            "color": _ink(),
        },
    }


def _dots(x: Spec, y: Spec) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.middle)"}],
        "mark": {"type": "point", "filled": True, "size": 52, "opacity": 1},
        "encoding": {"y": y, "x": {**x, "field": "middle"}, "color": _ink()},
    }


def _names(y: Spec) -> Spec:
    weight = {"condition": {"test": "datum.chosen", "value": 600}, "value": 400}
    return {
        "transform": [{"filter": "isValid(datum.name)"}],
        "mark": {"type": "text", "align": "right", "limit": NAME_LIMIT},
        "encoding": {
            "y": y,
            "x": {"value": -8},
            "text": {"field": "name"},
            "fontWeight": weight,
        },
    }


def _notes(y: Spec, width: int) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.note)"}],
        "mark": {"type": "text", "align": "left", "color": MUTED},
        "encoding": {"y": y, "x": {"value": width + 8}, "text": {"field": "note"}},
    }
