"""What of figures rests on an act: its page lists the publications under it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.indicators.models import Publication, Withdrawal


def publications(act: Act) -> Iterable[Founded]:
    for publication in Publication.objects.filter(act=act):
        yield Founded(
            on=timezone.localtime(publication.made_at).date(),
            what=_("нийтлэл"),
            title=publication.title,
            url=reverse("indicators:publication", args=[publication.pk]),
        )


def withdrawals(act: Act) -> Iterable[Founded]:
    """Figures taken back: what they measured, where, when; not what they said."""
    rows = Withdrawal.objects.filter(act=act).select_related(
        "observation__indicator", "observation__unit", "observation__period"
    )
    for row in rows.order_by("pk"):
        taken = row.observation
        yield Founded(
            on=timezone.localtime(row.made_at).date(),
            what=_("татан авсан тоо"),
            title=f"{taken.indicator.name}, {taken.unit.code}, {taken.period.code}",
        )
