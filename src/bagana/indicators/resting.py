"""What of figures rests on an act: its page lists the publications under it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.indicators.models import Publication


def publications(act: Act) -> Iterable[Founded]:
    for publication in Publication.objects.filter(act=act):
        yield Founded(
            on=timezone.localtime(publication.made_at).date(),
            what=_("нийтлэл"),
            title=publication.title,
            url=reverse("indicators:publication", args=[publication.pk]),
        )
