"""Charts of a run as SVG and PNG: the index by group, and the ranks with intervals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bagana.engines.index import Uncertainty
from bagana.portal.charts import PAPER, Point, Spec, ranked
from bagana.portal.interval_charts import PLOT, Interval, intervals
from bagana.project.commands.index.sheets import Run

FONT: Final = "DejaVu Sans, Segoe UI, Arial, sans-serif"
WIDE: Final = 460
"""Of the plot in a file: a phone need not hold it."""

TALL: Final = 2000

MOST: Final = 24
"""Rows of a chart on paper: so many fill a page."""


@dataclass(frozen=True)
class Drawn:
    """A chart: what it is called as a file, and what one sees in it."""

    name: str
    title: str
    spec: Spec


def charts(run: Run, most: int | None = None) -> list[Drawn]:
    """One of the scores for each group, and one of the intervals; the first `most`."""
    found = [*_scores(run, most)]
    if run.uncertainty is not None:
        found += _intervals(run, run.uncertainty, most)
    return [*_apart(found)]


def _apart(drawn: list[Drawn]) -> Iterator[Drawn]:
    """Two groups whose names differ in signs alone do not share a file."""
    taken: set[str] = set()
    for one in drawn:
        name, number = one.name, 2
        while name in taken:
            name, number = f"{one.name}-{number}", number + 1
        taken.add(name)
        yield replace(one, name=name)


def _scores(run: Run, most: int | None) -> Iterator[Drawn]:
    for group, units in _groups(run, most).items():
        title = _title(run, group)
        points = [
            Point(run.year, float(run.result.scores[run.t, v]), name=_name(run, v))
            for v in units
        ]
        decimals = run.fw.decimals if run.fw.decimals is not None else 1
        spec = ranked(points, title=title, nature="official", decimals=decimals)
        yield Drawn(f"index{_ending(group)}", title, _told(spec))


def _intervals(run: Run, found: Uncertainty, most: int | None) -> Iterator[Drawn]:
    _ = run.speech.translate
    ends = found.rank_interval(0.9).tolist()
    for group, units in _groups(run, most).items():
        rows = [
            Interval(
                _name(run, v),
                ends[v][0],
                int(found.rank[v]),
                ends[v][1],
                places(run, ends[v][0], ends[v][1]),
            )
            for v in units
        ]
        title = _title(run, group)
        width = PLOT if most else WIDE
        spec = intervals(rows, title=title, axis=_("байр"), width=width)
        yield Drawn(f"intervals{_ending(group)}", title, _told(spec))


def places(run: Run, low: int, high: int) -> str:
    """«1–4-р байр», "1st to 4th"."""
    if run.speech.language == "en":
        first, last = f"{low}{_english(low)}", f"{high}{_english(high)}"
        return first if low == high else f"{first} to {last}"
    return f"{low}-р байр" if low == high else f"{low}–{high}-р байр"


def _english(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _groups(run: Run, most: int | None) -> dict[str, list[int]]:
    """Ranked units of each group in the order of their places."""
    found: dict[str, list[int]] = {}
    for v in run.in_order(run.t):
        if run.result.ranks[run.t, v] > 0:
            found.setdefault(str(run.result.group[run.t, v]), []).append(v)
    return {group: units[:most] for group, units in found.items()}


def _name(run: Run, v: int) -> str:
    unit = run.result.units[v]
    return run.names.get(unit, unit)


def _title(run: Run, group: str) -> str:
    title = f"{run.speech.of(run.fw.title)}, {run.year}"
    return f"{title}: {group}" if run.fw.groups.by else title


def _ending(group: str) -> str:
    kept = re.sub(r"[^\w-]+", "-", group).strip("-")
    return "" if kept in {"", "all"} else f"-{kept}"


def _told(spec: Spec) -> Spec:
    """Outside a page there is no style sheet: a font with Ө and Ү, a white ground."""
    config = {**spec["config"], "font": FONT}
    return {**spec, "config": config, "background": PAPER}


def svg(spec: Spec) -> bytes:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(json.dumps(spec))).encode()


def png(picture: bytes, spec: Spec) -> bytes:
    import vl_convert

    # A picture of two hundred rows is large enough as it is.
    scale = 1 if spec["height"] > TALL else 2
    return bytes(vl_convert.svg_to_png(picture.decode(), scale=scale))


def write_charts(folder: Path, drawn: list[Drawn]) -> None:
    for one in drawn:
        picture = svg(one.spec)
        (folder / f"{one.name}.svg").write_bytes(picture)
        (folder / f"{one.name}.png").write_bytes(png(picture, one.spec))
