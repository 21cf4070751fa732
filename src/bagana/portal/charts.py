"""Charts: Vega-Lite specifications as plain dicts; `rendering` turns them into SVG.

One picture for page, paper and download. Official figures are solid, own counts
outlined, modelled and back-cast ones dashed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

Spec = dict[str, Any]

ACCENT: Final = "#0a5aa8"
INK: Final = "#1a1d21"
MUTED: Final = "#59626c"
LINE: Final = "#dfe3e7"
PAPER: Final = "#ffffff"
OTHER: Final = "#9aa4ae"
MEN: Final = "#2f7ab9"
WOMEN: Final = "#dca968"
SEVERAL: Final = (ACCENT, "#9c5410", "#1d7a46", "#7b3fa0", "#59626c")
"""Up to five units side by side; each line carries its name, so never colour alone."""

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH: Final = 420
DASH: Final = [5, 4]


@dataclass(frozen=True)
class Point:
    """A value of a series; `estimated` ones were carried over a change of units.

    A withheld one has no value: a cross on the axis keeps its place. Months, quarters
    and halves have a `label`; their `year` then only says the order.
    """

    year: int
    value: float | None
    estimated: bool = False
    name: str = ""
    withheld: bool = False
    label: str = ""


def base(title: str, height: int, **rest: Any) -> Spec:
    axis = {
        "domain": False,
        "ticks": False,
        "gridColor": LINE,
        "labelColor": MUTED,
        "labelFontSize": 12,
        "labelPadding": 6,
        "titleColor": MUTED,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return {
        "$schema": SCHEMA,
        "description": title,
        "width": WIDTH,
        "height": height,
        "background": None,
        "padding": {"left": 4, "right": 12, "top": 4, "bottom": 4},
        "config": {
            "font": "sans-serif",
            "view": {"stroke": None},
            "axis": axis,
            "text": {"color": INK, "fontSize": 12},
        },
        **rest,
    }


def _times(points: Sequence[Point]) -> Spec:
    """The axis of time: years at their distance, shorter periods side by side."""
    labels = {p.label: p.year for p in points if p.label}
    if labels:
        return {
            "field": "label",
            "type": "ordinal",
            "sort": sorted(labels, key=labels.__getitem__),
            "title": None,
            "axis": {"labelAngle": 0, "grid": False, "labelOverlap": True},
        }
    years = sorted({point.year for point in points})
    step = max(1, -(-len(years) // 7))
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [years[0] - 0.5, years[-1] + 0.5], "nice": False},
        "axis": {"values": years[::-1][::step], "format": "d", "grid": False},
        "title": None,
    }


def _values(unit: str, *, zero: bool) -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "title": unit,
        "scale": {"zero": zero},
        "axis": {
            "tickCount": 4,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleY": -12,
            "titleX": 0,
        },
    }


def _rows(points: Sequence[Point]) -> list[dict[str, Any]]:
    return [
        {
            "year": point.year,
            "label": point.label,
            "value": point.value,
            "estimated": point.estimated,
            "name": point.name,
        }
        for point in points
        if point.value is not None
    ]


def series(
    points: Sequence[Point], *, title: str, unit: str, nature: str, decimals: int = 0
) -> Spec:
    """A series in time: bars of a few years, a line with dots of many.

    Bars start at nought; a line need not, because its slope is what one reads.
    """
    present = [point for point in points if point.value is not None]
    if len(present) <= 4:
        return _bars(points, title=title, unit=unit, nature=nature, decimals=decimals)
    fill = ACCENT if nature == "official" else PAPER
    x, y = _times(present), _values(unit, zero=_near_nought(present))
    dashed = nature == "modelled"
    line: Spec = {
        "type": "line",
        "color": ACCENT,
        "strokeWidth": 2,
        **({"strokeDash": DASH} if dashed else {}),
    }
    dot = {"type": "point", "size": 44, "stroke": ACCENT, "strokeWidth": 1.5}
    hollow = {"condition": {"test": "datum.estimated", "value": PAPER}, "value": fill}
    dashes = {"condition": {"test": "datum.estimated", "value": [2, 2]}, "value": []}
    layers = [
        {"mark": line, "encoding": {"x": x, "y": y}},
        {
            "mark": {**dot, "opacity": 1, "filled": False},
            "encoding": {"x": x, "y": y, "fill": hollow, "strokeDash": dashes},
        },
    ]
    layers += _crosses(points, x, 190)
    return base(title, 190, data={"values": _rows(present)}, layer=layers)


def _crosses(points: Sequence[Point], x: Spec, height: int) -> list[Spec]:
    """The gap of what is withheld: a mark at the foot, at no height of its own."""
    gaps = [
        {"year": point.year, "label": point.label} for point in points if point.withheld
    ]
    if not gaps:
        return []
    mark = {"type": "text", "text": "✕", "color": MUTED, "fontSize": 13}
    encoding = {"x": x, "y": {"value": height - 8}}
    return [{"data": {"values": gaps}, "mark": mark, "encoding": encoding}]


def _near_nought(points: Sequence[Point]) -> bool:
    values = [point.value for point in points if point.value is not None]
    return min(values) < 0.4 * max(values) if values else True


def _bars(
    points: Sequence[Point], *, title: str, unit: str, nature: str, decimals: int
) -> Spec:
    x = {
        "field": "label" if any(point.label for point in points) else "year",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0, "grid": False},
    }
    solid = nature == "official"
    mark: Spec = {
        "type": "bar",
        "width": 44,
        "stroke": ACCENT,
        "strokeWidth": 1.5,
        **({"strokeDash": DASH} if nature == "modelled" else {}),
    }
    fill = {
        "condition": {"test": "datum.estimated", "value": PAPER},
        "value": ACCENT if solid else PAPER,
    }
    dashes = {
        "condition": {"test": "datum.estimated", "value": DASH},
        "value": DASH if nature == "modelled" else [],
    }
    y = _values(unit, zero=True)
    text = {
        "mark": {"type": "text", "dy": -8, "color": INK},
        "encoding": {
            "x": x,
            "y": y,
            "text": {
                "field": "value",
                "type": "quantitative",
                "format": f",.{decimals}f",
            },
        },
    }
    bars = {
        "mark": mark,
        "encoding": {"x": x, "y": y, "fill": fill, "strokeDash": dashes},
    }
    layers = [bars, text, *_crosses(points, x, 170)]
    return base(title, 170, data={"values": _rows(points)}, layer=layers)


def comparison(points: Sequence[Point], *, title: str, unit: str) -> Spec:
    """Series of two to five units, each line named at its end."""
    names = list(dict.fromkeys(point.name for point in points))
    present = [point for point in points if point.value is not None]
    colour = {
        "field": "name",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": names, "range": list(SEVERAL[: len(names)])},
    }
    x, y = _times(present), _values(unit, zero=_near_nought(present))
    shared = {"x": x, "y": y, "color": colour}
    last = [{"window": [{"op": "max", "field": "year", "as": "last"}],
             "frame": [None, None], "groupby": ["name"]},
            {"filter": "datum.year === datum.last"}]  # fmt: skip
    layers = [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": shared},
        {
            "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1},
            "encoding": shared,
        },
        {
            "transform": last,
            "mark": {"type": "text", "align": "left", "dx": 6},
            "encoding": {**shared, "text": {"field": "name"}},
        },
    ]
    room = {"left": 4, "right": 12 + 9 * max(len(n) for n in names), "top": 4}
    rows = _rows(present)
    return base(title, 220, data={"values": rows}, layer=layers, padding=room)


def ranked(points: Sequence[Point], *, title: str, nature: str, decimals: int) -> Spec:
    """Bars of units in one period, from nought, each with its figure."""
    x = {**_values("", zero=True), "axis": None, "title": None}
    widest = max((len(point.name) for point in points), default=0)
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "title": None,
        # The reader's font may be wider than the one that vl-convert measures with.
        "axis": {"labelColor": INK, "minExtent": 9 * widest, "labelLimit": 240},
    }
    text = {"field": "value", "type": "quantitative", "format": f",.{decimals}f"}
    layers = [
        {
            "mark": {"type": "bar", "height": 14, **_drawn(nature)},
            "encoding": {"x": x, "y": y},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {"x": x, "y": y, "text": text},
        },
    ]
    rows = _rows(points)
    room = {"left": 4, "right": 24, "top": 4, "bottom": 4}
    return base(
        title,
        26 * len(rows),
        data={"values": rows},
        layer=layers,
        padding=room,
        width=260,
    )


def _drawn(nature: str) -> Spec:
    """Official figures solid, own ones outlined, modelled ones dashed."""
    return {
        "fill": ACCENT if nature == "official" else PAPER,
        "stroke": ACCENT,
        "strokeWidth": 1.5,
        "strokeDash": DASH if nature == "modelled" else [],
    }


def strip(
    values: Sequence[tuple[str, float]], *, title: str, unit: str, chosen: str = ""
) -> Spec:
    """One dot for each unit on a line of values, with the median marked."""
    rows = [{"name": n, "value": v, "chosen": n == chosen} for n, v in values]
    x = {
        "field": "value",
        "type": "quantitative",
        "title": unit,
        "scale": {"zero": False, "nice": True},
        "axis": {"tickCount": 5, "titleAlign": "right", "titleAnchor": "end"},
    }
    colour = {"condition": {"test": "datum.chosen", "value": INK}, "value": ACCENT}
    size = {"condition": {"test": "datum.chosen", "value": 150}, "value": 60}
    layers = [
        {
            "mark": {"type": "point", "filled": True, "opacity": 0.45},
            "encoding": {"x": x, "color": colour, "size": size},
        },
        {
            "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
            "encoding": {"x": {**x, "aggregate": "median"}},
        },
    ]
    return base(title, 44, data={"values": rows}, layer=layers)


def pyramid(ages: Sequence[tuple[str, float, float]], *, men: str, women: str) -> Spec:
    """Men to the left, women to the right; the oldest on top, figures on the bars."""
    rows = _sides(ages, men, women)
    order = [age for age, _, _ in reversed(ages)]
    most = max(max(left, right) for _, left, right in ages) or 1
    x = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-1.35 * most, 1.35 * most]},
    }
    y = {
        "field": "age",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": {"labelColor": INK},
    }
    colour = {
        "field": "side",
        "type": "nominal",
        "title": None,
        "scale": {"domain": [men, women], "range": [MEN, WOMEN]},
        "legend": {"orient": "top", "symbolType": "square", "labelColor": INK,
                   "labelFontSize": 12},
    }  # fmt: skip
    number = {"field": "shown", "type": "quantitative", "format": ",.0f"}

    def figures(side: str, align: str, shift: int) -> Spec:
        return {
            "transform": [{"filter": f"datum.side === {json.dumps(side)}"}],
            "mark": {"type": "text", "align": align, "dx": shift},
            "encoding": {"x": x, "y": y, "text": number},
        }

    bars = {
        "mark": {"type": "bar", "height": 20},
        "encoding": {"x": x, "y": y, "color": colour},
    }
    layers = [bars, figures(men, "right", -5), figures(women, "left", 5)]
    return base(f"{men} / {women}", 30 * len(ages), data={"values": rows}, layer=layers)


def _sides(
    ages: Sequence[tuple[str, float, float]], men: str, women: str
) -> list[dict[str, Any]]:
    """One row for each bar; men stand at negative values and show positive ones."""
    return [
        {"age": age, "side": side, "value": sign * value, "shown": value}
        for age, left, right in ages
        for side, sign, value in ((men, -1, left), (women, 1, right))
    ]
