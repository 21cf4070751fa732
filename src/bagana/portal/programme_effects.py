"""Charts of an evaluation: effects with their intervals, and what chance gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bagana.portal.charts import (
    ACCENT,
    DASH,
    INK,
    MUTED,
    OTHER,
    PAPER,
    Spec,
    base,
)
from bagana.programme.queries.evaluations import StudyShown

ROW: Final = 46
ONCE: Final[Spec] = {"values": [{}]}
"""The data of a mark that is drawn once, not for every row."""


def effects(studies: Sequence[StudyShown], *, title: str, axis: str) -> Spec | None:
    """A dot and an interval for each study, in per cent of the level before.

    Effects of different units share one axis only so; a study whose level before is
    nought has no place on it and is left to the table.
    """
    rows = [row for row in map(_row, studies) if row is not None]
    if not rows:
        return None
    ends = [row[key] for row in rows for key in ("low", "high", "value")]
    reach = 1.08 * max(1.0, *(abs(end) for end in ends if end is not None))
    x = {
        "field": "value",
        "type": "quantitative",
        "title": axis,
        "scale": {"domain": [-reach, reach], "nice": False},
        "axis": {"tickCount": 5, "titleAlign": "right", "titleAnchor": "end"},
    }
    y = {"field": "place", "type": "ordinal", "axis": None, "scale": {"padding": 0}}
    hollow = {
        "condition": {"test": "datum.nature === 'official'", "value": ACCENT},
        "value": PAPER,
    }
    dashes = {
        "condition": {"test": "datum.nature === 'modelled'", "value": DASH},
        "value": [],
    }
    layers = [
        {
            "data": ONCE,
            "mark": {"type": "rule", "color": MUTED},
            "encoding": {"x": {"datum": 0, "type": "quantitative"}},
        },
        {
            "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2, "yOffset": 8},
            "encoding": {
                "x": {**x, "field": "low"},
                "x2": {"field": "high"},
                "y": y,
                "strokeDash": dashes,
            },
        },
        {
            "mark": {
                "type": "point",
                "size": 90,
                "stroke": ACCENT,
                "strokeWidth": 1.5,
                "opacity": 1,
                "yOffset": 8,
            },
            "encoding": {"x": x, "y": y, "fill": hollow},
        },
        _names(y, {"stroke": PAPER, "strokeWidth": 4}),
        _names(y, {"color": INK}),
    ]
    return base(title, ROW * len(rows), data={"values": rows}, layer=layers)


def _names(y: Spec, drawn: Spec) -> Spec:
    """Names above the intervals; drawn twice, so that no line crosses the letters."""
    return {
        "mark": {"type": "text", "align": "left", "dy": -10, **drawn},
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "name"}},
    }


def _row(study: StudyShown) -> dict[str, Any] | None:
    value = study.in_percent("estimate")
    if value is None:
        return None
    return {
        "place": f"{study.pk:09}",
        "name": f"{study.name}, {study.before}–{study.after}",
        "value": value,
        "low": study.in_percent("low"),
        "high": study.in_percent("high"),
        "nature": study.nature,
    }


def chance(found: Mapping[str, Any], *, title: str, unit: str, here: str) -> Spec:
    """How often each difference came when support was shuffled; ours marked."""
    edges, counts = found["edges"], found["counts"]
    rows = [
        {"from": low, "to": high, "count": count}
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
    ]
    x = {
        "field": "from",
        "type": "quantitative",
        "title": unit,
        "scale": {"domain": [edges[0], edges[-1]], "nice": False},
        "axis": {
            "tickCount": 5,
            "grid": False,
            "titleAlign": "right",
            "titleAnchor": "end",
        },
    }
    y = {"field": "count", "type": "quantitative", "axis": None}
    observed = {"datum": found["observed"], "type": "quantitative"}
    right = found["observed"] > 0
    layers = [
        {
            "mark": {"type": "bar", "color": OTHER, "stroke": PAPER},
            "encoding": {
                "x": x,
                "x2": {"field": "to"},
                "y": y,
                "y2": {"datum": 0},
            },
        },
        {
            "data": ONCE,
            "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2.5},
            "encoding": {"x": observed},
        },
        _here(observed, here, right=right, drawn={"stroke": PAPER, "strokeWidth": 4}),
        _here(observed, here, right=right, drawn={"color": INK}),
    ]
    return base(title, 130, data={"values": rows}, layer=layers)


def _here(at: Spec, text: str, *, right: bool, drawn: Spec) -> Spec:
    """The name of the line, on the side where there is room; drawn twice as above."""
    mark = {
        "type": "text",
        "align": "right" if right else "left",
        "dx": -6 if right else 6,
        "text": text,
        "y": 8,
        **drawn,
    }
    return {"data": ONCE, "mark": mark, "encoding": {"x": at}}
