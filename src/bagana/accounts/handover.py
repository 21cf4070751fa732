"""Roles over a unit that ends: access to the successor is given anew, by a person."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.accounts.models import RoleAssignment
from bagana.territory.handover import Handover, Source, both, ended
from bagana.territory.models import UnitChange


def roles_left(change: UnitChange) -> Sequence[Handover]:
    """Roles in force on the day of the change, or beginning after it."""
    gone = ended(change)
    rows = RoleAssignment.objects.filter(unit__in=gone.codes).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=change.effective_on)
    )
    return [
        _told(row, gone.codes[row.unit_id], gone.heir(row.unit_id))
        for row in rows.select_related("user").order_by("unit__code", "user", "pk")
    ]


def _told(row: RoleAssignment, source: str, target: str | None) -> Handover:
    said = both(_words, row)
    href = reverse("accounts:user", args=[row.user_id])
    return Handover("role", *said, source, target, href)


def _words(row: RoleAssignment) -> str:
    return _("%(who)s: «%(role)s» эрхийг шинэ багт олгох") % {
        "who": row.user.display_name,
        "role": row.get_role_display(),
    }


ROLES = Source("role", lambda: _("Эрх"), roles_left)
