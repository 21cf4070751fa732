"""How far each target is: read in few queries, judged by engines.progress.

Which version and which period judges: docs/rules/target-versions.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from bagana.engines.progress import (
    Kind,
    Point,
    Progress,
    Span,
    Trajectory,
    judge,
)
from bagana.indicators.models import Direction, Indicator, Period
from bagana.indicators.queries import Reader
from bagana.programme.lights import light_bands
from bagana.programme.models import (
    Measure,
    Objective,
    Programme,
    Target,
    TargetPoint,
    TargetVersion,
)
from bagana.programme.queries.target_values import (
    Figures,
    GroupValue,
    group_value,
    parts_of,
)
from bagana.territory.models import Unit

BETTER = {Direction.HIGHER: True, Direction.LOWER: False, Direction.NEUTRAL: None}


@dataclass(frozen=True)
class Step:
    """One period of a target: what was wanted, what was reached, how it is judged.

    `point` is the next intermediate target of the period, which is the period's own
    where it `is_point`.
    """

    period: Period
    version: TargetVersion
    point: TargetPoint
    is_point: bool
    found: GroupValue
    progress: Progress

    @property
    def wanted(self) -> float | Span:
        return level_of(self.point)

    @property
    def actual(self) -> float | None:
        return self.found.value

    @property
    def observations(self) -> tuple[int, ...]:
        return self.found.observations


@dataclass(frozen=True)
class TargetProgress:
    """A target as it stands on a day: its newest judged period, and the way there.

    `steps` are all periods in order, those to come included.
    """

    target: Target
    steps: tuple[Step, ...]
    current: Step

    @property
    def version(self) -> TargetVersion:
        return self.current.version

    @property
    def point(self) -> TargetPoint:
        return self.current.point

    @property
    def period(self) -> Period:
        return self.current.period

    @property
    def baseline(self) -> float | None:
        return self.current.version.baseline_value

    @property
    def wanted(self) -> float | Span:
        return self.current.wanted

    @property
    def actual(self) -> float | None:
        return self.current.actual

    @property
    def found(self) -> GroupValue:
        return self.current.found

    @property
    def observations(self) -> tuple[int, ...]:
        return self.current.observations

    @property
    def nature(self) -> str:
        return self.target.indicator.nature

    @property
    def progress(self) -> Progress:
        return self.current.progress


def targets_of(
    programme: Programme,
    *,
    objective: Objective | None = None,
    measure: Measure | None = None,
    unit: Unit | None = None,
) -> QuerySet[Target]:
    """Targets with all that a page says of them: four queries, however many.

    `unit` takes those of the unit alone and those of groups it is in. Dropped ones
    are among them: `progress_of` leaves them out by the day.
    """
    found = Target.objects.filter(programme=programme)
    if objective is not None:
        found = found.filter(objective=objective)
    if measure is not None:
        found = found.filter(measure=measure)
    if unit is not None:
        found = found.filter(units=unit)
    return with_parts(found)


def with_parts(targets: QuerySet[Target]) -> QuerySet[Target]:
    points = TargetPoint.objects.select_related("period").order_by("period__end")
    versions = TargetVersion.objects.select_related(
        "baseline_period", "baseline_source", "act"
    ).order_by("in_force_from")
    return targets.select_related(
        "programme",
        "objective",
        "measure",
        "indicator__weight",
        "indicator__numerator",
        "indicator__denominator",
    ).prefetch_related(
        "units",
        Prefetch("versions", queryset=versions),
        Prefetch("versions__points", queryset=points),
    )


def standing_on(targets: Iterable[Target], on: date) -> list[Target]:
    """Those that were set by the day and not yet dropped."""
    return [
        target
        for target in targets
        if (target.dropped_on is None or target.dropped_on > on)
        and any(v.in_force_from <= on for v in target.versions.all())
    ]


def version_for(target: Target, day: date) -> TargetVersion:
    """The version in force on a day; the first one for earlier days."""
    versions = list(target.versions.all())
    in_force = [version for version in versions if version.in_force_from <= day]
    return in_force[-1] if in_force else versions[0]


def level_of(point: TargetPoint) -> float | Span:
    if point.value is not None:
        return point.value
    return Span(_known(point.low), _known(point.high))


def _known(value: float | None) -> float:
    if value is None:
        raise ValueError("a point has a value or both limits: a database constraint")
    return value


def trajectory_of(version: TargetVersion) -> Trajectory:
    period = version.baseline_period
    return Trajectory(
        Kind(version.target.kind),
        tuple(Point(p.period.end, level_of(p)) for p in version.points.all()),
        version.baseline_value if period else None,
        period.end if period else None,
    )


def progress_of(
    targets: Iterable[Target], *, on: date, user: Any
) -> list[TargetProgress]:
    """Each target as it stands on the day, from published figures.

    One query for the figures of each day on which versions came into force, and the
    reader's own two or three, whatever the number of targets.
    """
    standing = standing_on(targets, on)
    readings = _readings(standing, on, user)
    return [
        _judged(target, readings[_units_day(target)], on)
        for target in standing
        if any(version.points.all() for version in target.versions.all())
    ]


def _units_day(target: Target) -> date:
    """The target speaks of the units of the day on which it was first set."""
    return target.versions.all()[0].in_force_from


@dataclass(frozen=True)
class Reading:
    """Figures of some targets' units, in the units of one day."""

    periods: list[Period]
    figures: Figures


def _readings(targets: Sequence[Target], on: date, user: Any) -> dict[date, Reading]:
    by_day: dict[date, list[Target]] = defaultdict(list)
    for target in targets:
        by_day[_units_day(target)].append(target)
    found: dict[date, Reading] = {}
    first: Reader | None = None
    for day, group in by_day.items():
        reader = Reader(user, day, tell_withheld=True)
        if first is not None:
            # Lineage, periods, what is withheld are the same for all days: read once.
            kept = ("lineages", "periods", "_withheld")
            vars(reader).update({name: getattr(first, name) for name in kept})
        first = first or reader
        found[day] = _read(reader, group, on)
    return found


def _read(reader: Reader, targets: Sequence[Target], on: date) -> Reading:
    points = [
        point
        for target in targets
        for version in target.versions.all()
        for point in version.points.all()
    ]
    kinds = {point.period.kind for point in points}
    last = min(on, max((point.period.end for point in points), default=on))
    since = min((_begun(target) for target in targets), default=on)
    periods = sorted(
        (p for p in reader.periods.values() if p.kind in kinds and since < p.end),
        key=lambda period: (period.end, period.start),
    )
    past = [period for period in periods if period.end <= last]
    codes = {unit.code for target in targets for unit in target.units.all()}
    wanted = parts_of(target.indicator for target in targets)
    figures = reader.values(wanted, past, codes) if past else {}
    return Reading(past, figures)


def _begun(target: Target) -> date:
    """The day after which periods of the target count: its earliest baseline's end."""
    ends = [
        version.baseline_period.end
        for version in target.versions.all()
        if version.baseline_period
    ]
    starts = [
        point.period.start
        for version in target.versions.all()
        for point in version.points.all()
    ]
    return min([*ends, *starts], default=date.max)


def _judged(target: Target, reading: Reading, on: date) -> TargetProgress:
    steps = [*_past(target, reading, on), *_to_come(target, on)]
    due = [step for step in steps if step.period.end <= on]
    return TargetProgress(target, tuple(steps), due[-1] if due else steps[0])


def _past(target: Target, reading: Reading, on: date) -> list[Step]:
    """Periods that are over: those with a target, and those with a figure between."""
    steps = []
    for period in reading.periods:
        version = version_for(target, period.start)
        points = list(version.points.all())
        if not points or period.end > on or not _on_the_way(version, points, period):
            continue
        found = group_value(
            target.indicator, period.pk, codes_of(target), reading.figures
        )
        own = any(point.period_id == period.pk for point in points)
        if own or found.value is not None:
            steps.append(_step(target, version, period, found))
    return steps


def _on_the_way(
    version: TargetVersion, points: Sequence[TargetPoint], period: Period
) -> bool:
    """Whether the period lies between baseline and last target and is of their kind."""
    following = next((p for p in points if p.period.end >= period.end), None)
    begun = version.baseline_period.end if version.baseline_period else None
    if following is None or following.period.kind != period.kind:
        return False
    first = points[0].period
    return period.end > begun if begun else period.end >= first.end


def _to_come(target: Target, on: date) -> list[Step]:
    nothing = GroupValue(None, 0, len(codes_of(target)))
    version = version_for(target, on)
    return [
        _step(target, version, point.period, nothing, due=False)
        for point in version.points.all()
        if point.period.end > on
    ]


def codes_of(target: Target) -> list[str]:
    return [unit.code for unit in target.units.all()]


def _step(
    target: Target,
    version: TargetVersion,
    period: Period,
    found: GroupValue,
    *,
    due: bool = True,
) -> Step:
    way = trajectory_of(version)
    points = list(version.points.all())
    place = way.points.index(way.next(period.end))
    indicator: Indicator = target.indicator
    progress = judge(
        way,
        found.value,
        period.end,
        due=due,
        higher_is_better=BETTER[Direction(indicator.direction)],
        tolerance=version.tolerance,
        natural_zero=not indicator.allows_negative,
        bands=light_bands(),
    )
    own = points[place].period_id == period.pk
    return Step(period, version, points[place], own, found, progress)
