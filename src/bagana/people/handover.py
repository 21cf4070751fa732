"""What officials leave with a bag that ends: who was in office, records to sign."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.people.consequences import ended_by
from bagana.people.models import Appointment, HandoverRecord
from bagana.territory.handover import Handover, Source, both, ended
from bagana.territory.models import UnitChange


def offices_left(change: UnitChange) -> Sequence[Handover]:
    """Each appointment that the change has ended, with its record to be signed."""
    gone = ended(change)
    rows = list(ended_by(change).filter(ended_on__isnull=False).order_by("pk"))
    records = dict(
        HandoverRecord.objects.filter(outgoing__in=rows).values_list("outgoing", "uid")
    )
    return [
        Handover(
            "post",
            *both(_said, row),
            row.post.unit.code,
            gone.heir(row.post.unit_id),
            reverse("people:handover", args=[records[row.pk]])
            if row.pk in records
            else "",
        )
        for row in rows
    ]


def _said(row: Appointment) -> str:
    return _("%(post)s: ажил хүлээлцсэн актыг баталгаажуулах") % {
        "post": row.post.title
    }


POSTS = Source("post", lambda: _("Албан тушаал"), offices_left)
