"""Evidence that a reader may see."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from bagana.programme.models import Evidence, Measure
from bagana.territory.models import Unit


def evidence_of(measure: Measure, user: Any) -> QuerySet[Evidence]:
    """Of a measure, as far as the user may see it, oldest first; withdrawn left out."""
    found = Evidence.objects.visible_to(user).standing().filter(measure=measure)
    return found.select_related(
        "unit", "activity", "observation__indicator", "observation__period"
    )


def withdrawn_of(measure: Measure, user: Any) -> QuerySet[Evidence]:
    """What was taken back, for those who hold a role over it."""
    found = Evidence.objects.visible_to(user).filter(
        measure=measure, withdrawn_at__isnull=False
    )
    return found.select_related("withdrawn_by").order_by("-withdrawn_at")


def only_place(measure: Measure) -> Unit | None:
    """Where a photo belongs that names no unit: the one unit concerned, if it is one.

    A governor at a phone is not asked for what the plan says already.
    """
    rows = measure.concerned.filter(closed_by__isnull=True).select_related("unit")
    found = [row.unit for row in rows[:2]]
    return found[0] if len(found) == 1 else None
