"""What officials leave with a bag that ends: who was in office, records to sign."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.people.consequences import ended_by
from bagana.people.models import Appointment, EthicsDuty, HandoverRecord
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


def duties_left(change: UnitChange) -> Sequence[Handover]:
    """Ethics duties over a unit that ends: given anew by an act, like roles."""
    gone = ended(change)
    rows = EthicsDuty.objects.filter(unit__in=gone.codes).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=change.effective_on)
    )
    return [
        Handover("duty", *both(_to_give, row), row.unit.code, gone.heir(row.unit_id))
        for row in rows.select_related("user", "unit").order_by("unit__code", "pk")
    ]


def _to_give(row: EthicsDuty) -> str:
    return _("%(who)s: ёс зүйн үүргийг шинэ нэгжид шийдвэрээр өгөх эсэхийг шийдэх") % {
        "who": row.user.display_name
    }


POSTS = Source("post", lambda: _("Албан тушаал"), offices_left)
DUTIES = Source("duty", lambda: _("Ёс зүйн үүрэг"), duties_left)
