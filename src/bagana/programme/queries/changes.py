"""When a programme was last written: the age of its files, which ask no clock."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from bagana.programme.models import (
    Activity,
    Evidence,
    Measure,
    MoneyEntry,
    Objective,
    Programme,
    Report,
    TargetVersion,
)


def last_change(programme: Programme) -> datetime:
    """The newest moment kept with anything of the programme, to the second."""
    rows: list[tuple[QuerySet[Any], str]] = [
        (programme.history.all(), "history_date"),
        (Measure.history.filter(programme=programme), "history_date"),
        (Objective.history.filter(programme=programme), "history_date"),
        (Activity.history.filter(measure__programme=programme), "history_date"),
        (MoneyEntry.objects.filter(measure__programme=programme), "made_at"),
        (Evidence.objects.filter(measure__programme=programme), "published_at"),
        (TargetVersion.objects.filter(target__programme=programme), "made_at"),
        (Report.objects.filter(round__programme=programme), "round__closed_at"),
    ]
    newest = [found.aggregate(at=Max(name))["at"] for found, name in rows]
    founded = datetime.combine(
        programme.starts_on, time(), timezone.get_current_timezone()
    )
    return max((at for at in newest if at), default=founded).replace(microsecond=0)
