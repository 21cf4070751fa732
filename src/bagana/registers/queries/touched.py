"""Which bags were touched since a moment, by the journal: for counting again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models
from django.db.models import Q, QuerySet

from bagana.registers.models import (
    Asset,
    Entry,
    Event,
    HerdLoss,
    Household,
    LivestockCount,
    Person,
    Residence,
    Revision,
    Stay,
)

TABLES: Final[tuple[type[models.Model], ...]] = (
    Household, Stay, Person, Residence, Event, LivestockCount, HerdLoss, Asset,
)  # fmt: skip
MARGIN: Final = timedelta(hours=1)
"""An entry is dated when its writing begins and seen when it ends."""


def touched_since(moment: datetime) -> frozenset[int] | None:
    """Keys of the bags of which an entry since then changed rows; None: any may be.

    An undoing takes rows away, and what is gone names no bag: then everything is
    counted again. A herd counts in its owner's bag, so that is touched as well.
    """
    since = moment - MARGIN
    if Entry.objects.filter(undone_at__gte=since).exists():
        return None
    entries = Entry.objects.filter(made_at__gte=since)
    found = set(entries.values_list("unit", flat=True))
    for model in TABLES:
        rows = _rows(model, entries)
        found |= set(rows.values_list("unit", flat=True).distinct())
    herds = _rows(LivestockCount, entries)
    found |= set(herds.values_list("owner__stays__unit", flat=True))
    return frozenset(one for one in found if one is not None)


def _rows(model: type[models.Model], entries: QuerySet[Entry]) -> QuerySet[Any]:
    """Rows that the entries made, or changed."""
    revised = Revision.objects.filter(
        entry__in=entries, table=str(model._meta.model_name)
    )
    rows: QuerySet[Any] = model._default_manager.filter(
        Q(entry__in=entries) | Q(pk__in=revised.values("row"))
    )
    return rows.order_by()
