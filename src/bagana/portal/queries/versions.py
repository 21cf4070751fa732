"""The version of everything public: what caches hang on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max

from bagana.indicators.models import Publication
from bagana.territory.models import UnitChange


def public_version() -> str:
    """Changes with every publication and every change of units, done or undone.

    A withdrawal does not change it: what is cached under it holds no values.
    """
    last = Publication.objects.aggregate(last=Max("id"))["last"] or 0
    units = UnitChange.objects.aggregate(last=Max("id"), undone=Count("undone_at"))
    return f"{last}.{units['last'] or 0}.{units['undone']}"


def data_date() -> datetime | None:
    """When anything was last published."""
    last: datetime | None = Publication.objects.aggregate(last=Max("made_at"))["last"]
    return last
