"""Pictures of a target: the wanted way as steps, the reached one as a line of dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bagana.engines.progress import Span
from bagana.portal.charts import ACCENT, MUTED, PAPER, Spec, base
from bagana.programme.queries.targets import Step, TargetProgress

SPARK_WIDTH: Final = 120
SPARK_HEIGHT: Final = 32
EDGE: Final = 4


@dataclass(frozen=True)
class Spark:
    """A way in miniature: points of the picture, nothing left to compute."""

    wanted: str
    reached: str
    dots: tuple[tuple[str, str], ...]
    bands: tuple[tuple[str, str, str], ...]


def spark(shown: TargetProgress) -> Spark | None:
    """Baseline and points as a dashed line, figures as dots; None without two days."""
    start = _start(shown)
    steps = shown.steps
    days = [day for day, _ in start] + [step.period.end.toordinal() for step in steps]
    if len(set(days)) < 2:
        return None
    wanted = [*start, *(_aim(step) for step in steps if step.is_point)]
    spans = [s.wanted for s in steps if s.is_point and isinstance(s.wanted, Span)]
    reached = [*start, *_reached(steps)]
    levels = [level for _, level in [*wanted, *reached]]
    levels += [edge for span in spans for edge in (span.low, span.high)]
    scale = _Scale(min(days), max(days), min(levels), max(levels))
    return Spark(
        wanted="" if spans else scale.line(wanted),
        reached=scale.line(reached),
        dots=tuple(scale.point(*pair) for pair in _reached(steps)),
        bands=tuple(
            (*scale.point(step.period.end.toordinal(), step.wanted.high),
             scale.point(0, step.wanted.low)[1])
            for step in steps
            if step.is_point and isinstance(step.wanted, Span)
        ),
    )  # fmt: skip


def _start(shown: TargetProgress) -> list[tuple[int, float]]:
    version = shown.version
    if version.baseline_period is None or version.baseline_value is None:
        return []
    return [(version.baseline_period.end.toordinal(), version.baseline_value)]


def _aim(step: Step) -> tuple[int, float]:
    wanted = step.wanted
    level = wanted.low if isinstance(wanted, Span) else wanted
    return step.period.end.toordinal(), level


def _reached(steps: Sequence[Step]) -> list[tuple[int, float]]:
    return [
        (step.period.end.toordinal(), step.actual)
        for step in steps
        if step.actual is not None
    ]


@dataclass(frozen=True)
class _Scale:
    first: int
    last: int
    low: float
    high: float

    def point(self, day: int, level: float) -> tuple[str, str]:
        across = (day - self.first) / (self.last - self.first)
        up = (
            (level - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        )
        x = EDGE + across * (SPARK_WIDTH - 2 * EDGE)
        y = SPARK_HEIGHT - EDGE - up * (SPARK_HEIGHT - 2 * EDGE)
        return f"{x:.1f}", f"{y:.1f}"

    def line(self, points: Sequence[tuple[int, float]]) -> str:
        return " ".join(",".join(self.point(*pair)) for pair in points)


def target_chart(
    shown: TargetProgress, *, title: str, words: dict[str, str]
) -> Spec | None:
    """The whole way: wanted levels dashed, reached ones solid, each named."""
    rows = _rows(shown, words)
    if len(rows) < 2:
        return None
    indicator = shown.target.indicator
    x = {
        "field": "period",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0, "grid": False},
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": indicator.unit_name,
        "scale": {"zero": False},
        "axis": {
            "tickCount": 4,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleY": -12,
            "titleX": 0,
        },
    }
    return base(
        title,
        200,
        data={"values": rows},
        layer=[
            *_line(x, y, "wanted", MUTED, [5, 4], PAPER),
            *_line(x, y, "wanted_high", MUTED, [5, 4], PAPER),
            *_line(x, y, "reached", ACCENT, [], ACCENT),
            _names(x, y, "above", -10),
            _names(x, y, "below", 18),
        ],
        padding={"left": 16, "right": 12, "top": 4, "bottom": 4},
    )


def _line(x: Spec, y: Spec, kind: str, colour: str, dash: list[int], fill: str) -> Any:
    only = [{"filter": f"datum.kind == '{kind}'"}]
    encoding = {"x": x, "y": y}
    line = {"type": "line", "color": colour, "strokeWidth": 2, "strokeDash": dash}
    dot = {
        "type": "point",
        "filled": False,
        "size": 44,
        "opacity": 1,
        "stroke": colour,
        "fill": fill,
        "strokeWidth": 1.5,
    }
    return [
        {"transform": only, "mark": line, "encoding": encoding},
        {"transform": only, "mark": dot, "encoding": encoding},
    ]


def _names(x: Spec, y: Spec, side: str, shift: int) -> Spec:
    """The name of a line stands at its last point, instead of a legend."""
    return {
        "transform": [{"filter": f"datum.side == '{side}'"}],
        "mark": {"type": "text", "align": "right", "dx": -2, "dy": shift},
        "encoding": {"x": x, "y": y, "text": {"field": "name"}},
    }


def _rows(shown: TargetProgress, words: dict[str, str]) -> list[dict[str, Any]]:
    wanted: list[dict[str, Any]] = []
    high: list[dict[str, Any]] = []
    reached: list[dict[str, Any]] = []
    version = shown.version
    if version.baseline_period is not None and version.baseline_value is not None:
        begun = {
            "period": version.baseline_period.code,
            "value": version.baseline_value,
        }
        reached.append({**begun, "kind": "reached"})
        if shown.target.kind != "range":
            wanted.append({**begun, "kind": "wanted"})
    for step in shown.steps:
        row = {"period": step.period.code}
        if step.is_point and isinstance(step.wanted, Span):
            wanted.append({**row, "kind": "wanted", "value": step.wanted.low})
            high.append({**row, "kind": "wanted_high", "value": step.wanted.high})
        elif step.is_point:
            wanted.append({**row, "kind": "wanted", "value": step.wanted})
        if step.actual is not None:
            reached.append({**row, "kind": "reached", "value": step.actual})
    _name_lines(high or wanted, reached, words)
    return [*wanted, *high, *reached]


def _name_lines(
    wanted: list[dict[str, Any]], reached: list[dict[str, Any]], words: dict[str, str]
) -> None:
    """Names stand on the far sides of the two lines, so that they do not meet."""
    if wanted:
        wanted[-1] |= {"name": words["wanted"], "side": "above"}
    if reached:
        reached[-1] |= {"name": words["reached"], "side": "below"}
    if wanted and reached and reached[-1]["value"] > wanted[-1]["value"]:
        wanted[-1]["side"], reached[-1]["side"] = "below", "above"
