"""Reads for the office's pages on a programme: index, outline, measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from bagana.accounts.roles import OFFICERS, assignments
from bagana.programme.models import (
    Activity,
    Measure,
    MeasureUnit,
    Objective,
    Phase,
    Programme,
)
from bagana.programme.queries.standings import names_of
from bagana.programme.reasons import reason_in_words
from bagana.programme.rules import PLANNERS
from bagana.territory.models import UnitAncestry


def programmes_for(user: Any) -> QuerySet[Programme]:
    """Programmes the user may work on: of a unit under or above one of his roles."""
    roots = [one.unit_id for one in assignments(user)]
    places = UnitAncestry.objects.in_force(timezone.localdate())
    under = places.filter(unit=OuterRef("unit"), ancestor__in=roots)
    above = places.filter(unit__in=roots, ancestor=OuterRef("unit"))
    found = Programme.objects.filter(Q(Exists(under)) | Q(Exists(above)))
    return found.select_related("unit", "act__body").prefetch_related("phases")


def founds_any(user: Any) -> bool:
    return any(one.role in PLANNERS for one in assignments(user))


def is_officer(user: Any) -> bool:
    return any(one.role in OFFICERS for one in assignments(user))


@dataclass(frozen=True)
class Branch:
    """An objective of a phase with its measures."""

    objective: Objective
    measures: list[Measure]


@dataclass(frozen=True)
class Stem:
    """A phase of the outline with its objectives."""

    phase: Phase
    branches: list[Branch] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(branch.measures) for branch in self.branches)


def with_steps(found: QuerySet[Measure]) -> QuerySet[Measure]:
    """What an outline shows beside a measure: its steps and the units concerned."""
    units = MeasureUnit.objects.filter(closed_by__isnull=True).select_related("unit")
    steps = Activity.objects.order_by("position")
    return found.prefetch_related(
        Prefetch("activities", steps, to_attr="steps"),
        Prefetch("concerned", units, to_attr="places"),
    )


def outline(programme: Programme, measures: list[Measure]) -> list[Stem]:
    """The measures as a tree; phases and objectives without any are kept."""
    sorted_in: dict[tuple[int, int], list[Measure]] = {}
    for measure in measures:
        key = (measure.phase_id, measure.objective_id)
        sorted_in.setdefault(key, []).append(measure)
    objectives = list(programme.objectives.order_by("number"))
    return [
        Stem(
            phase,
            [
                Branch(objective, sorted_in.get((phase.pk, objective.pk), []))
                for objective in objectives
            ],
        )
        for phase in programme.phases.order_by("number")
    ]


def unit_names(measures: list[Measure], on: date) -> dict[int, str]:
    """Names of offices and concerned units of measures read `with_steps`."""
    units = {measure.office_id for measure in measures}
    for measure in measures:
        units |= {row.unit_id for row in getattr(measure, "places", [])}
    return names_of(units, on)


@dataclass(frozen=True)
class Entry:
    """One entry of a history: when, who, why, which fields."""

    at: datetime
    who: str
    reason: str
    what: str
    fields: list[str]


def history_of(measure: Measure) -> list[Entry]:
    """Amendments of a measure and of its steps, newest first."""
    entries = _entries(measure.history.order_by("history_id"), "")
    steps = Activity.history.filter(measure=measure.pk)
    by_step: dict[int, list[Any]] = {}
    for row in steps.select_related("history_user").order_by("history_id"):
        by_step.setdefault(row.id, []).append(row)
    for rows in by_step.values():
        entries += _entries(rows, rows[-1].name_mn)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _entries(rows: Any, what: str) -> list[Entry]:
    found: list[Entry] = []
    before: Any = None
    for row in rows:
        fields = [] if before is None else _changed(before, row)
        who = row.history_user.display_name if row.history_user else ""
        reason = reason_in_words(row.history_change_reason)
        found.append(Entry(row.history_date, who, reason, what, fields))
        before = row
    return found


UNSAID = {"revision", "sort_key", "id"}


def _changed(before: Any, after: Any) -> list[str]:
    names = []
    for one in after.instance_type._meta.concrete_fields:
        if one.name in UNSAID:
            continue
        if getattr(before, one.attname) != getattr(after, one.attname):
            names.append(str(one.verbose_name))
    return list(dict.fromkeys(names))
