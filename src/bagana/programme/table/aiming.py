"""What a cell wants of an indicator, as the actions on targets take it.

The same for the check, which writes nothing, and for the application.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bagana.engines.progress import Span as Limits
from bagana.indicators.calendar import Span
from bagana.indicators.models import Direction, Indicator, Period
from bagana.indicators.queries import Reader
from bagana.programme.actions.target_checks import check_points, check_units
from bagana.programme.actions.targets import Aim
from bagana.programme.models import TargetKind
from bagana.programme.queries.target_values import published_value
from bagana.programme.table.cells import Level
from bagana.programme.table.lines import Goal, Wanted
from bagana.programme.table.plan import Plan
from bagana.programme.table.present import Present
from bagana.territory.models import Unit

# How many periods are asked for a figure of all units before there is none.
TRIED = 5


@dataclass(frozen=True, slots=True)
class Start:
    """A baseline: where it began, and whether the published figures say the same."""

    value: float | None = None
    period: Period | None = None
    published: bool = False


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target to be set for `units` taken together, in force from a day on."""

    indicator: Indicator
    units: list[Unit]
    kind: str
    start: Start
    levels: dict[int, Level]
    day: date

    @property
    def points(self) -> list[Aim]:
        return [aim(str(year), level) for year, level in sorted(self.levels.items())]

    def check(self, plan: Plan) -> None:
        """Raises Refused as `set_target` would; asks of nothing to be written."""
        check_units(plan.programme, self.indicator, self.units, self.day)
        check_points(
            plan.programme,
            self.indicator,
            self.kind,
            as_levels(self.levels),
            self.start.value,
            self.start.period,
        )


def aim(period: str, level: Level) -> Aim:
    if isinstance(level, tuple):
        return Aim(period, low=level[0], high=level[1])
    return Aim(period, level)


def as_levels(levels: Mapping[int, Level]) -> list[tuple[Period, float | Limits]]:
    return [
        (year_period(year), Limits(*level) if isinstance(level, tuple) else level)
        for year, level in sorted(levels.items())
    ]


def year_period(year: int) -> Period:
    """A year, not kept: checking makes no rows."""
    span = Span(year, "year")
    return Period(code=span.code, kind=span.kind, start=span.start, end=span.end)


def aimed(
    plan: Plan,
    wanted: Wanted,
    present: Present | None,
    indicator: Indicator,
    goal: Goal,
    user: Any,
) -> Aimed:
    """A target that is not there yet, in force since the programme began."""
    if wanted.units is not None:
        keys = sorted(wanted.units)
    else:
        keys = sorted(present.concerned) if present else []
    units = list(Unit.objects.filter(pk__in=keys or [plan.programme.unit_id]))
    begins: date = wanted.fields.get("starts_on") or (
        present.measure.starts_on if present else plan.programme.starts_on
    )
    day = plan.programme.starts_on
    start = find_start(indicator, units, goal, begins, day, user)
    kind = kind_of(indicator, start.value, goal.levels)
    return Aimed(indicator, units, kind, start, dict(goal.levels), day)


def find_start(
    indicator: Indicator,
    units: Sequence[Unit],
    goal: Goal,
    begins: date,
    day: date,
    user: Any,
) -> Start:
    """The typed baseline, of the year it names or else of the year before the measure;
    an empty one is the newest published figure of a period before the measure."""
    reader = Reader(user, day)
    codes = [unit.code for unit in units]
    if goal.baseline is None:
        return _newest(reader, indicator, codes, begins)
    period = year_period(goal.baseline_year or begins.year - 1)
    known = Period.objects.filter(code=period.code).first()
    same = known is not None and (
        published_value(reader, indicator, known, codes).value == goal.baseline
    )
    return Start(goal.baseline, period, published=same)


def _newest(
    reader: Reader, indicator: Indicator, codes: list[str], begins: date
) -> Start:
    periods = reader.latest_of(codes, [indicator.pk]).get(indicator.pk, [])
    before = [period for period in periods if period.end < begins]
    for period in before[:TRIED]:
        found = published_value(reader, indicator, period, codes).value
        if found is not None:
            return Start(found, period, published=True)
    return Start()


def kind_of(
    indicator: Indicator, baseline: float | None, levels: Mapping[int, Level]
) -> str:
    """By the indicator's direction; without one, by where the last level lies."""
    last = levels[max(levels)] if levels else None
    if isinstance(last, tuple):
        return TargetKind.RANGE
    if baseline is not None and last == baseline:
        return TargetKind.MAINTAIN
    if indicator.direction == Direction.LOWER:
        return TargetKind.DESCENDING
    if indicator.direction == Direction.HIGHER or baseline is None or last is None:
        return TargetKind.ASCENDING
    return TargetKind.DESCENDING if last < baseline else TargetKind.ASCENDING
