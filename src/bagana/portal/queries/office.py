"""What waits for the person who has signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min
from django.utils import timezone

from bagana.accounts.models import RoleAssignment
from bagana.accounts.roles import OFFICERS, WRITERS, assignments
from bagana.indicators.models import BatchState, ImportBatch, Indicator, Observation
from bagana.programme.queries.workspace import Task, tasks_of
from bagana.territory.models import UnitVersion

MOST = 12


@dataclass(frozen=True)
class Waiting:
    """Drafts of one indicator and period that wait to be published."""

    indicator: Indicator
    period: str
    count: int
    since: datetime
    last: datetime


def drafts_waiting(user: Any) -> list[Waiting]:
    """Drafts inside the user's units, oldest first, by indicator and period."""
    drafts = Observation.objects.visible_to(user).filter(status="draft")
    groups = (
        drafts.values("indicator", "period__code")
        .annotate(count=Count("pk"), since=Min("entered_at"), last=Max("entered_at"))
        .order_by("since")[:MOST]
    )
    found = list(groups)
    names = Indicator.objects.in_bulk([row["indicator"] for row in found])
    return [
        Waiting(
            names[row["indicator"]],
            row["period__code"],
            row["count"],
            row["since"],
            row["last"],
        )
        for row in found
    ]


def imports_waiting(user: Any) -> list[ImportBatch]:
    """The user's own checked files that were not applied yet, oldest first."""
    batches = ImportBatch.objects.filter(state=BatchState.CHECKED, made_by=user)
    return list(batches.defer("content", "problems").order_by("made_at")[:MOST])


def reports_waiting(user: Any) -> list[Task]:
    """Reports of open rounds to write, to check, to decide; the earliest due first."""
    return tasks_of(user, on=timezone.localdate())[:MOST]


def roles_of(user: Any) -> list[tuple[RoleAssignment, str]]:
    """The roles held today with the name of the unit."""
    held = assignments(user)
    versions = UnitVersion.objects.filter(unit__in=[a.unit_id for a in held])
    names = {v.unit_id: v.name for v in versions.order_by("valid_from")}
    return [(one, names.get(one.unit_id, "")) for one in held]


def may_publish(user: Any) -> bool:
    return any(a.role in OFFICERS for a in assignments(user))


def may_enter(user: Any) -> bool:
    return any(a.role in WRITERS for a in assignments(user))
