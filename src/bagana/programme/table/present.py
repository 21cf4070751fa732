"""The plan as it stands, in the shape in which the table is compared and written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from bagana.indicators.models import PeriodKind
from bagana.programme.models import (
    Activity,
    Measure,
    MeasureIndicator,
    MeasureUnit,
    MoneyEntry,
    MoneyKind,
    Programme,
    Target,
    TargetVersion,
)
from bagana.programme.table.cells import Level
from bagana.programme.table.lines import MoneyKey

PLANNED = (MoneyKind.PLAN, MoneyKind.ADJUSTMENT)
# What the table says of a measure in one cell each.
TEXTS = (
    "name_mn",
    "name_en",
    "post_mn",
    "post_en",
    "partners_mn",
    "partners_en",
    "output_mn",
    "output_en",
    "risk_note_mn",
    "risk_note_en",
)


@dataclass(slots=True)
class PresentGoal:
    """A target of the measure and its newest version; `others` stand beside it."""

    target: Target
    version: TargetVersion
    levels: dict[int, Level]
    others: int = 0


@dataclass(slots=True)
class Present:
    """A measure that stands, with all that the table governs."""

    measure: Measure
    units: dict[int, MeasureUnit] = field(default_factory=dict)
    indicators: dict[int, MeasureIndicator] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)
    goals: dict[int, PresentGoal] = field(default_factory=dict)
    entries: list[MoneyEntry] = field(default_factory=list)

    @property
    def money(self) -> dict[MoneyKey, Decimal]:
        """The adjusted plan by source and year."""
        sums: dict[MoneyKey, Decimal] = defaultdict(Decimal)
        for entry in self.entries:
            sums[MoneyKey(entry.source, entry.year)] += entry.amount
        return dict(sums)

    @property
    def concerned(self) -> dict[int, MeasureUnit]:
        """Rows of units that still stand; a change of units closes rows."""
        return {u: row for u, row in self.units.items() if row.closed_by_id is None}


def present_plan(programme: Programme) -> dict[int, Present]:
    """Every measure of the programme by its key: nine queries, whatever its size."""
    return read_present(Measure.objects.filter(programme=programme))


def read_present(measures: QuerySet[Measure]) -> dict[int, Present]:
    found = {
        measure.pk: Present(measure)
        for measure in measures.select_related("phase", "objective").order_by(
            "sort_key"
        )
    }
    keys = list(found)
    for row in _of(MeasureUnit.objects.order_by("unit__code"), keys):
        found[row.measure_id].units[row.unit_id] = row
    for expected in _of(MeasureIndicator.objects.order_by("pk"), keys):
        found[expected.measure_id].indicators[expected.indicator_id] = expected
    for activity in _of(Activity.objects.order_by("position"), keys):
        found[activity.measure_id].activities.append(activity)
    entries = MoneyEntry.objects.filter(kind__in=PLANNED).order_by("pk")
    for entry in _of(entries, keys):
        found[entry.measure_id].entries.append(entry)
    for goal in _goals(keys):
        _take_goal(found[goal.target.measure_id or 0].goals, goal)
    return found


def _of(rows: QuerySet[Any], measures: list[int]) -> Iterable[Any]:
    return rows.filter(measure__in=measures).iterator(chunk_size=2000)


def _take_goal(goals: dict[int, PresentGoal], goal: PresentGoal) -> None:
    known = goals.setdefault(goal.target.indicator_id, goal)
    if known is not goal:
        known.others += 1


def _goals(measures: list[int]) -> list[PresentGoal]:
    """Standing targets of the measures with their newest versions."""
    targets = {
        target.pk: target
        for target in Target.objects.filter(
            measure__in=measures, dropped_on__isnull=True
        )
        .select_related("indicator")
        .order_by("pk")
    }
    versions = TargetVersion.objects.filter(target__in=targets)
    newest = {
        version.target_id: version
        for version in versions.select_related("baseline_period")
        .order_by("in_force_from")
        .prefetch_related("points__period")
    }
    return [
        PresentGoal(targets[pk], newest[pk], _levels(newest[pk]))
        for pk in targets
        if pk in newest
    ]


def _levels(version: TargetVersion) -> dict[int, Level]:
    """The levels of whole years; others have no column in the table."""
    levels: dict[int, Level] = {}
    for point in version.points.all():
        if point.period.kind != PeriodKind.YEAR:
            continue
        if point.value is not None:
            levels[point.period.start.year] = point.value
        elif point.low is not None and point.high is not None:
            levels[point.period.start.year] = (point.low, point.high)
    return levels
