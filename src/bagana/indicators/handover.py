"""Drafts of a unit that ends: they wait for somebody to publish or discard them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.indicators.models import Observation, Status
from bagana.territory.handover import Handover, Source, both, ended
from bagana.territory.models import UnitChange


def drafts_left(change: UnitChange) -> Sequence[Handover]:
    """One line for each unit that ends with drafts not yet published."""
    gone = ended(change)
    rows = Observation.objects.filter(status=Status.DRAFT, unit__in=gone.codes)
    counts = rows.order_by().values_list("unit").annotate(count=Count("pk"))
    found = []
    for unit, count in counts.order_by("unit__code"):
        said = both(_words, count)
        href = reverse("indicators:drafts")
        found.append(Handover("draft", *said, gone.codes[unit], gone.heir(unit), href))
    return found


def _words(count: int) -> str:
    text = ngettext(
        "Нийтлээгүй %(count)s тоог шийдэх", "Нийтлээгүй %(count)s тоог шийдэх", count
    )
    return text % {"count": count}


DRAFTS = Source("draft", lambda: _("Нийтлээгүй тоо"), drafts_left)
