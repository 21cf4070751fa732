"""The version of everything public: what caches hang on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max

from bagana.indicators.models import Publication
from bagana.indicators.queries import data_version
from bagana.territory.models import UnitChange


def public_version() -> str:
    """Changes with all that is published and every change of units, done or undone."""
    units = UnitChange.objects.aggregate(last=Max("id"), undone=Count("undone_at"))
    return f"{data_version()}.{units['last'] or 0}.{units['undone']}"


def data_date() -> datetime | None:
    """When anything was last published."""
    last: datetime | None = Publication.objects.aggregate(last=Max("made_at"))["last"]
    return last
