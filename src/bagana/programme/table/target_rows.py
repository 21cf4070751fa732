"""Levels of the table as targets and their versions (docs/rules/plan-table.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bagana.indicators.models import Direction, Indicator, Period
from bagana.indicators.periods import ensure_periods
from bagana.programme.models import Target, TargetKind, TargetPoint, TargetVersion
from bagana.programme.table.baselines import Baseline, newest_baseline
from bagana.programme.table.cells import Level
from bagana.programme.table.comparing import goal_differs
from bagana.programme.table.lines import Goal, Wanted
from bagana.programme.table.present import Present, PresentGoal

if TYPE_CHECKING:
    from bagana.programme.table.applying import Writer


def write_goals(writer: Writer, touched: Sequence[tuple[Wanted, Present]]) -> None:
    years = {
        str(year)
        for wanted, _ in touched
        for goal in wanted.goals.values()
        for year in goal.levels
    }
    periods = ensure_periods(years)
    for wanted, present in touched:
        for key, goal in wanted.goals.items():
            known = present.goals.get(key)
            if known is None:
                _set(writer, wanted, present, key, goal, periods)
            elif goal_differs(known, goal):
                _revise(writer, known, goal, periods)


def _set(
    writer: Writer,
    wanted: Wanted,
    present: Present,
    key: int,
    goal: Goal,
    periods: dict[str, Period],
) -> None:
    """A new target, in force since the programme began."""
    indicator = writer.plan.indicators.by_pk[key]
    units = sorted(
        wanted.units if wanted.units is not None else present.concerned.keys()
    ) or [writer.plan.programme.unit_id]
    measure = present.measure
    baseline = Baseline(goal.baseline)
    if goal.baseline is None:
        baseline = newest_baseline(indicator, units, measure.starts_on) or baseline
    target = Target.objects.create(
        programme=writer.plan.programme,
        objective_id=measure.objective_id,
        measure=measure,
        indicator=indicator,
        kind=kind_of(indicator, baseline.value, goal),
        is_illustrative=measure.is_illustrative,
        made_by=writer.user,
    )
    target.units.set(units)
    version = TargetVersion.objects.create(
        target=target,
        in_force_from=writer.plan.programme.starts_on,
        baseline_value=baseline.value,
        baseline_period_id=baseline.period,
        baseline_source_id=baseline.source,
        made_by=writer.user,
    )
    version.baseline_observations.set(baseline.observations)
    _points(version, goal.levels, periods)
    writer.record.make([target, version])


def _revise(
    writer: Writer, known: PresentGoal, goal: Goal, periods: dict[str, Period]
) -> None:
    """A version in force from today; what the table leaves out is carried on."""
    old = known.version
    typed = goal.baseline is not None and goal.baseline != old.baseline_value
    version = TargetVersion.objects.create(
        target=known.target,
        in_force_from=writer.on,
        reason=writer.reason,
        baseline_value=goal.baseline if typed else old.baseline_value,
        baseline_period=None if typed else old.baseline_period,
        baseline_source=None if typed else old.baseline_source,
        tolerance=old.tolerance,
        made_by=writer.user,
    )
    if not typed:
        version.baseline_observations.set(old.baseline_observations.all())
    kept = [p for p in old.points.all() if p.period.code not in map(str, known.levels)]
    TargetPoint.objects.bulk_create(
        TargetPoint(
            version=version, period=p.period, value=p.value, low=p.low, high=p.high
        )
        for p in kept
    )
    levels = {**known.levels, **goal.levels}
    _points(version, levels, {**periods, **ensure_periods(map(str, levels))})
    writer.record.make([version])


def _points(
    version: TargetVersion,
    levels: Mapping[int, Level],
    periods: dict[str, Period],
) -> None:
    TargetPoint.objects.bulk_create(
        TargetPoint(version=version, period=periods[str(year)], **_values(level))
        for year, level in sorted(levels.items())
    )


def _values(level: Level) -> dict[str, float]:
    if isinstance(level, tuple):
        return {"low": level[0], "high": level[1]}
    return {"value": level}


def kind_of(indicator: Indicator, baseline: float | None, goal: Goal) -> str:
    """By the indicator's direction; without one, by where the last level lies."""
    levels = [goal.levels[year] for year in sorted(goal.levels)]
    if any(isinstance(level, tuple) for level in levels):
        return TargetKind.RANGE
    last = levels[-1] if levels else None
    if baseline is not None and last == baseline:
        return TargetKind.MAINTAIN
    if indicator.direction == Direction.LOWER:
        return TargetKind.DESCENDING
    if indicator.direction == Direction.HIGHER or baseline is None:
        return TargetKind.ASCENDING
    lower = isinstance(last, float) and last < baseline
    return TargetKind.DESCENDING if lower else TargetKind.ASCENDING
