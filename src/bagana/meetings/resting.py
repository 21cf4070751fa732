"""What of the meetings rests on an act: its page lists it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.meetings.models import Resolution


def of_resolutions(act: Act) -> Iterable[Founded]:
    for row in Resolution.objects.filter(act=act):
        yield Founded(act.date, _("хурлын тогтоол"), row.title_mn, _page(row))
    for row in Resolution.objects.filter(annulled_by=act):
        yield Founded(
            act.date, _("хүчингүй болгосон тогтоол"), row.title_mn, _page(row)
        )


def _page(row: Resolution) -> str:
    return reverse("portal:resolution", args=[row.uid])
