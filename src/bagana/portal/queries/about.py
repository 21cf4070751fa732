"""The programme's act, and what has happened lately."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from bagana.acts.models import Act
from bagana.indicators.models import Publication, Source
from bagana.territory.models import LocationType, Unit, UnitChange
from bagana.territory.queries import below

PROGRAMME_WORDS = "Багийн хөгжлийн хөтөлбөр"
"""An act that founds the programme carries its name in the title."""


def programme_act(unit: Unit) -> Act | None:
    """The first act of the unit's bodies whose title names the programme."""
    acts = Act.objects.select_related("body").filter(
        body__unit=unit, title_mn__contains=PROGRAMME_WORDS, is_illustrative=False
    )
    return acts.order_by("date").first()


@dataclass(frozen=True)
class News:
    """A change of units or a publication, newest first."""

    on: date
    change: UnitChange | None = None
    publication: Publication | None = None


def unit_changes() -> QuerySet[UnitChange]:
    """Changes that stand, newest first, with act and units."""
    return (
        UnitChange.objects.filter(undone_at__isnull=True)
        .select_related("act__body")
        .prefetch_related("units__versions__kind")
    )


def publications() -> QuerySet[Publication]:
    return Publication.objects.select_related("act", "made_by")


def newest(count: int = 5) -> list[News]:
    changes = [
        News(change.effective_on, change=change) for change in unit_changes()[:count]
    ]
    published = [
        News(one.made_at.date(), publication=one) for one in publications()[:count]
    ]
    both: list[Any] = [*changes, *published]
    return sorted(both, key=lambda news: news.on, reverse=True)[:count]


def licence_sources() -> QuerySet[Source]:
    """Publishers of the figures and of nothing else."""
    return Source.objects.order_by("publisher_mn", "title_mn")


@dataclass(frozen=True)
class BagCount:
    """Bags of one location type on a day; the tosgon lie over the types."""

    name: str
    count: int


def bags_by_location(unit: Unit, on: date) -> tuple[list[BagCount], int]:
    """Bags of each location type under a unit on a date, and how many are tosgon."""
    bags = below(unit, on, level=3)
    counts = Counter(bags.values_list("location_type", flat=True))
    named = [BagCount(str(t.label), counts[t.value]) for t in LocationType]
    return [one for one in named if one.count], bags.filter(is_tosgon=True).count()
