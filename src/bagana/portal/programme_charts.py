"""The measures of a programme along its years, drawn on the server.

A bar runs over the quarters of a measure; bars that do not meet share a line. Colours
are classes of the style sheet; each bar carries its number, its sign and a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bagana.programme.models import Measure, Objective, Phase, Round
from bagana.programme.standings import Status

WIDTH: Final = 960
PLOT: Final = 900
"""The years take this; what is left is room for the numbers of the last bars."""

HEAD: Final = 52
BAR: Final = 18
LINE: Final = 22
TITLE: Final = 26
LETTER: Final = 7
SIGNS: Final = {
    Status.DONE: "✓",
    Status.UNDER_WAY: "▸",
    Status.LATE: "!",
    Status.NOT_STARTED: "–",
    Status.UPCOMING: "○",
    Status.DROPPED: "×",
}
HOLLOW: Final = (Status.UPCOMING, Status.DROPPED)
"""Drawn as outlines: nothing is to be seen of them yet, or any more."""


@dataclass(frozen=True)
class Bar:
    """A measure: where its bar lies, and where its number has room."""

    measure: Measure
    x: float
    y: float
    width: float
    css: str
    text: str
    text_x: float
    is_inside: bool


@dataclass(frozen=True)
class Mark:
    """A place on the axis: a year, the end of a round, the day one reads as of."""

    x: float
    label: str
    width: float = 0


@dataclass(frozen=True)
class Group:
    objective: Objective
    y: float
    height: float


@dataclass(frozen=True)
class Timeline:
    """What the template of the timeline needs; nothing in it is computed there."""

    height: float
    years: tuple[Mark, ...]
    phases: tuple[Mark, ...]
    rounds: tuple[tuple[Round, Mark], ...]
    groups: tuple[Group, ...]
    bars: tuple[Bar, ...]
    today: float | None

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {self.height:.0f}"


def timeline(
    measures: Iterable[Any],
    phases: Sequence[Phase],
    rounds: Iterable[Round],
    *,
    on: date,
) -> Timeline | None:
    """The measures, each with `status`, under their objectives; None without any."""
    found = list(measures)
    if not found or not phases:
        return None
    axis = _Axis.over(found, phases)
    bars: list[Bar] = []
    groups: list[Group] = []
    y: float = HEAD
    for objective, own in _by_objective(found):
        lanes = _lanes(own, axis)
        groups.append(Group(objective, y, TITLE + LINE * len(lanes)))
        for row, lane in enumerate(lanes):
            top = y + TITLE + LINE * row
            bars.extend(_bar(measure, axis, top) for measure in lane)
        y += groups[-1].height + 6
    return Timeline(
        height=y,
        years=axis.years(),
        phases=tuple(
            Mark(axis.x(p.starts_on), str(p), axis.end(p.ends_on) - axis.x(p.starts_on))
            for p in phases
        ),
        rounds=tuple(
            (one, Mark(axis.end(one.period.end), one.period.label)) for one in rounds
        ),
        groups=tuple(groups),
        bars=tuple(bars),
        today=axis.day(on),
    )


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


@dataclass(frozen=True)
class _Axis:
    """Quarters from the first of the earliest year to the last of the latest."""

    first: int
    count: int

    @classmethod
    def over(cls, measures: Sequence[Measure], phases: Sequence[Phase]) -> _Axis:
        starts = [m.starts_on for m in measures] + [p.starts_on for p in phases]
        ends = [m.due_on for m in measures] + [p.ends_on for p in phases]
        start = min(starts).year * 4
        return cls(start, (max(ends).year + 1) * 4 - start)

    @property
    def step(self) -> float:
        return PLOT / self.count

    def x(self, day: date) -> float:
        return (_quarter(day) - self.first) * self.step

    def end(self, day: date) -> float:
        return self.x(day) + self.step

    def day(self, on: date) -> float | None:
        """The very day, or None beside the years."""
        begin, last = date(self.first // 4, 1, 1), date(self._after, 1, 1)
        if not begin <= on < last:
            return None
        return PLOT * (on - begin).days / (last - begin).days

    @property
    def _after(self) -> int:
        return (self.first + self.count) // 4

    def years(self) -> tuple[Mark, ...]:
        step = 4 * self.step
        return tuple(
            Mark(i * step, str(year), step)
            for i, year in enumerate(range(self.first // 4, self._after))
        )


def _by_objective(measures: Sequence[Any]) -> list[tuple[Objective, list[Any]]]:
    groups: dict[int, tuple[Objective, list[Any]]] = {}
    for measure in measures:
        groups.setdefault(measure.objective_id, (measure.objective, []))[1].append(
            measure
        )
    return sorted(groups.values(), key=lambda group: group[0].number)


def _lanes(measures: Sequence[Any], axis: _Axis) -> list[list[Any]]:
    """Each measure on the first line where it meets none before it."""
    lanes: list[tuple[float, list[Any]]] = []
    for measure in sorted(measures, key=lambda m: (m.starts_on, m.sort_key)):
        start, end = axis.x(measure.starts_on), _right(measure, axis)
        for index, (taken, lane) in enumerate(lanes):
            if taken <= start:
                lane.append(measure)
                lanes[index] = (end, lane)
                break
        else:
            lanes.append((end, [measure]))
    return [lane for _, lane in lanes]


def _text(measure: Any) -> str:
    return f"{SIGNS.get(measure.status, '')} {measure.number}".strip()


def _room(measure: Any) -> float:
    return len(_text(measure)) * LETTER + 10


def _right(measure: Any, axis: _Axis) -> float:
    """Where the bar, or the number beside a short one, ends."""
    start, end = axis.x(measure.starts_on), axis.end(measure.due_on)
    return end if end - start >= _room(measure) else end + _room(measure)


def _bar(measure: Any, axis: _Axis, y: float) -> Bar:
    x, end = axis.x(measure.starts_on), axis.end(measure.due_on)
    inside = end - x >= _room(measure)
    hollow = " hollow" if measure.status in HOLLOW else ""
    return Bar(
        measure=measure,
        x=x + 1,
        y=y,
        width=end - x - 2,
        css=f"state--{measure.status}{hollow}",
        text=_text(measure),
        text_x=x + 5 if inside else end + 4,
        is_inside=inside,
    )
