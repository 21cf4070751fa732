"""Plan tables that were taken in, for who plans the programme."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from bagana.programme import rules
from bagana.programme.models import PlanBatch, Programme

ORIGINS = ("file", "paste", "demo")


def plan_batches(programme: Programme, *, user: Any) -> QuerySet[PlanBatch]:
    """Newest first, without their files; none for who does not plan."""
    found = PlanBatch.objects.filter(programme=programme, origin__in=ORIGINS)
    if not rules.can_plan(user, programme):
        return found.none()
    return found.select_related("made_by", "undone_by").defer("content")
