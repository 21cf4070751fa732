"""Measures with their status on a day, and counts of them.

The rules are in docs/rules/measure-status.md. Each function is one query, bounded by
the programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bagana.programme.models import Measure, MeasureUnit, Objective, Phase, Programme
from bagana.programme.standings import Status, status_on
from bagana.territory.models import Unit, UnitAncestry, UnitVersion

UNFINISHED = (Status.UPCOMING, Status.NOT_STARTED, Status.UNDER_WAY, Status.LATE)


def measures_of(
    programme: Programme,
    *,
    on: date,
    phase: Phase | None = None,
    objective: Objective | None = None,
    office: Unit | None = None,
    unit: Unit | None = None,
    status: str = "",
) -> QuerySet[Measure]:
    """Measures in the order of their numbers, each with `.status` as of the day.

    `office` and `unit` take in what lies below them: a sum's measures are those of
    its own office and of its bags'.
    """
    found = Measure.objects.filter(programme=programme)
    if phase is not None:
        found = found.filter(phase=phase)
    if objective is not None:
        found = found.filter(objective=objective)
    if office is not None:
        found = found.filter(_below("office", office, on))
    if unit is not None:
        found = found.filter(concerning(unit, on))
    found = found.annotate(**{"status": status_on(on)})
    if status:
        found = found.filter(**{"status": status})
    return found.select_related("standing", "objective", "phase", "office")


def _below(field: str, unit: Unit, on: date) -> Exists:
    places = UnitAncestry.objects.in_force(on).filter(ancestor=unit)
    return Exists(places.filter(unit=OuterRef(field)))


def concerned_on(on: date) -> Q:
    """Rows of MeasureUnit as they stood on the day, before or after unit changes."""
    opened = Q(opened_by__isnull=True) | Q(opened_by__effective_on__lte=on)
    closed = Q(closed_by__isnull=True) | Q(closed_by__effective_on__gt=on)
    return opened & closed


def concerning(unit: Unit, on: date) -> Exists:
    """Measures that concern the unit or what lies below it on the day."""
    rows = MeasureUnit.objects.filter(concerned_on(on), measure=OuterRef("pk"))
    return Exists(rows.filter(_below("unit", unit, on)))


def status_counts(
    programme: Programme, *, on: date, phase: Phase | None = None
) -> dict[int, dict[str, int]]:
    """How many measures of each status, by objective; one grouped query."""
    found = Measure.objects.filter(programme=programme)
    if phase is not None:
        found = found.filter(phase=phase)
    rows = found.annotate(**{"status": status_on(on)}).order_by()
    counted = rows.values_list("objective", "status").annotate(  # type: ignore[misc]
        count=Count("pk")
    )
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for objective, status, count in counted:
        counts[objective][status] = count
    return dict(counts)


def late(programme: Programme, *, on: date) -> QuerySet[Measure]:
    """What should have been finished, oldest first."""
    found = measures_of(programme, on=on, status=Status.LATE)
    return found.order_by("due_on", "sort_key")


def without_evidence(programme: Programme, *, on: date) -> QuerySet[Measure]:
    """What should have begun, is not dropped, and shows nothing for it; oldest first.

    A measure that is rated or paid without a photo, paper or figure is among them.
    """
    found = measures_of(programme, on=on).filter(starts_on__lte=on)
    bare = found.filter(Q(standing__isnull=True) | Q(standing__evidence_count=0))
    return bare.exclude(dropped_on__lte=on).order_by("starts_on", "sort_key")


def names_of(units: Iterable[int | Unit], on: date) -> dict[int, str]:
    """Names by primary key: of the day, else those nearest to it; one query."""
    pks = {unit.pk if isinstance(unit, Unit) else unit for unit in units}
    versions = UnitVersion.objects.filter(unit__in=pks).order_by("valid_from")
    names: dict[int, str] = {}
    for version in versions:
        if version.valid_from <= on or version.unit_id not in names:
            names[version.unit_id] = version.name
    return names
