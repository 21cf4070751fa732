"""The chart of money: what was planned as an outline, what was paid within it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bagana.portal.charts import ACCENT, INK, LINE, MUTED, PAPER, SCHEMA, WIDTH, Spec
from bagana.programme.queries.money_page import Line

MILLION = Decimal(1_000_000)


def money_by_year(lines: Sequence[Line], *, title: str, unit: str) -> Spec | None:
    """One pair of bars a year, in millions; None where there is nothing to draw."""
    rows = [
        {
            "year": line.name,
            "adjusted": float(line.money.adjusted / MILLION),
            "paid": float(line.money.paid / MILLION),
        }
        for line in lines
        if line.money
    ]
    return _spec(rows, title, unit) if rows else None


def _spec(rows: list[dict[str, Any]], title: str, unit: str) -> Spec:
    x = {
        "field": "year",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0, "grid": False},
    }
    layers = [
        {
            "mark": {
                "type": "bar",
                "width": 48,
                "fill": PAPER,
                "stroke": ACCENT,
                "strokeWidth": 1.5,
            },
            "encoding": {"x": x, "y": _amount("adjusted", unit)},
        },
        {
            "mark": {"type": "bar", "width": 24, "fill": ACCENT},
            "encoding": {"x": x, "y": _amount("paid", unit)},
        },
        {
            "mark": {"type": "text", "baseline": "bottom", "dy": -4},
            "encoding": {
                "x": x,
                "y": {"field": "top", "type": "quantitative"},
                "text": {"field": "paid", "type": "quantitative", "format": ",.1f"},
            },
        },
    ]
    for row in rows:
        row["top"] = max(row["adjusted"], row["paid"])
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
        "height": 190,
        "background": None,
        "padding": {"left": 4, "right": 12, "top": 20, "bottom": 4},
        "config": {
            "font": "sans-serif",
            "view": {"stroke": None},
            "axis": axis,
            "text": {"color": INK, "fontSize": 12},
        },
        "data": {"values": rows},
        "layer": layers,
    }


def _amount(field: str, unit: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "title": unit,
        "scale": {"zero": True},
        "axis": {
            "tickCount": 4,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleY": -12,
            "titleX": 0,
        },
    }
