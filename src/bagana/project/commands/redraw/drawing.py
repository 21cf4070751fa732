"""Pictures of an answer: the chosen plan beside today's, and the front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bagana.engines.districting.drawing import Panel, plan_maps
from bagana.portal.charts import ACCENT, INK, MUTED, OTHER, PAPER, base
from bagana.project.commands.index.drawing import FONT, svg
from bagana.project.commands.redraw.answer import Answer, Plan


@dataclass(frozen=True)
class Drawn:
    """A picture: what it is called as a file, and what one sees in it."""

    name: str
    title: str
    svg: bytes


def pictures(answer: Answer) -> list[Drawn]:
    return [_map(answer), _front(answer)]


def png(picture: bytes) -> bytes:
    import vl_convert

    return bytes(vl_convert.svg_to_png(picture.decode(), scale=2))


def _map(answer: Answer) -> Drawn:
    _ = answer.speech.translate
    chosen = answer.chosen
    panels = [_panel(answer, chosen, answer.changed(chosen.point.labels))]
    if answer.has_today:
        today = answer.problem.today
        none = np.empty(0, dtype=np.int32)
        panels.insert(0, _panel_of(answer, _("Өнөөдөр"), today, none))
    drawn = plan_maps(
        answer.shapes,
        panels,
        hatch=_("баг солигдох хэсэг"),
        office=_("албан байр"),
    )
    return Drawn("map", _("Өнөөдрийн болон сонгосон хувилбар"), drawn.encode())


def _panel(answer: Answer, plan: Plan, changed: Any) -> Panel:
    _ = answer.speech.translate
    title = _("%(number)s дугаартай хувилбар") % {"number": plan.number}
    return _panel_of(answer, title, plan.point.labels, changed)


def _panel_of(answer: Answer, title: str, labels: Any, changed: Any) -> Panel:
    used = np.unique(labels).tolist()
    offices = {
        label: answer.offices[answer.code(label)]
        for label in used
        if answer.code(label) in answer.offices
    }
    names = {label: answer.name(label) for label in used}
    return Panel(title, labels, names, offices, changed)


def _front(answer: Answer) -> Drawn:
    """Plans as dots: deviation against people moved, or against pairs cut."""
    _ = answer.speech.translate
    across = "moved" if answer.has_today else "cut"
    title = (
        _("Зөрүү ба баг солигдох хүн ам") if across == "moved" else _("Зөрүү ба зааг")
    )
    told = _outermost(answer, across)
    rows = [_dot(plan, across, answer, told) for plan in answer.plans]
    spec = base(title, 260, data={"values": rows}, layer=_layers(answer, across))
    config = {**spec["config"], "font": FONT}
    spec = {**spec, "width": 460, "config": config, "background": PAPER}
    return Drawn("front", title, svg(spec))


def _outermost(answer: Answer, across: str) -> set[int]:
    """Plans that no other surpasses in both: so many names fit beside their dots."""
    order = sorted(
        answer.plans, key=lambda p: (p.point.deviation, p.point.value(across))
    )
    found, least = set[int](), float("inf")
    for plan in order:
        if plan.point.value(across) < least:
            least = plan.point.value(across)
            found.add(plan.number)
    return found


def _dot(plan: Plan, across: str, answer: Answer, told: set[int]) -> dict[str, Any]:
    _ = answer.speech.translate
    named = {"today": _("өнөөдөр"), "chosen": _("сонгосон")}
    number = str(plan.number) if plan.number else ""
    name = f"{number} {named.get(plan.kind, '')}".strip()
    return {
        "x": plan.point.value(across),
        "y": 100 * plan.point.deviation,
        "kind": plan.kind,
        "name": name if plan.kind in named or plan.number in told else "",
    }


def _layers(answer: Answer, across: str) -> list[dict[str, Any]]:
    _ = answer.speech.translate
    x_title = (
        _("баг солигдох хүн ам") if across == "moved" else _("заагаар тасрах хөрш")
    )
    x = {"field": "x", "type": "quantitative", "title": x_title}
    y = {"field": "y", "type": "quantitative", "title": _("хамгийн их зөрүү, %")}
    kind = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": ["today", "front", "chosen", "alternative"],
            "range": [MUTED, ACCENT, INK, OTHER],
        },
    }
    shape = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": ["today", "front", "chosen", "alternative"],
            "range": ["square", "circle", "diamond", "triangle-up"],
        },
    }
    place = {"x": x, "y": y}
    dots = {"type": "point", "filled": True, "size": 60, "opacity": 1}
    told = {"type": "text", "dy": -10, "fontSize": 11}
    text = {"field": "name", "type": "nominal"}
    return [
        {"mark": dots, "encoding": {**place, "color": kind, "shape": shape}},
        {"mark": told, "encoding": {**place, "text": text}},
    ]
