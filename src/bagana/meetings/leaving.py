"""What a leaving governor leaves of the meetings: obligations that are still open."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.meetings.models import Obligation, ObligationState
from bagana.people.leaving import Found, OpenWork
from bagana.territory.models import Unit


def obligations_open(unit: Unit) -> Sequence[Found]:
    """Each by the number of its resolution and its clause, the earliest term first."""
    rows = Obligation.objects.filter(unit=unit, state=ObligationState.OPEN)
    found = rows.select_related("resolution__act").order_by("due_on", "pk")
    return [
        Found(_said(row), 1, reverse("meetings:obligation", args=[row.uid]))
        for row in found
    ]


def _said(row: Obligation) -> str:
    act = row.resolution.act
    return _("%(day)s № %(number)s тогтоолын %(n)s дугаар заалт, %(due)s хүртэл") % {
        "day": act.date.isoformat() if act else "",
        "number": act.number if act else "",
        "n": row.position,
        "due": row.due_on.isoformat(),
    }


OBLIGATIONS = OpenWork("obligations", lambda: _("Хурлын үүрэг"), obligations_open)
