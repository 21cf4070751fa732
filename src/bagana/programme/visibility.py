"""Which private rows of the programme a user reads: those under his roles."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bagana.accounts.roles import assignments
from bagana.territory.models import UnitAncestry


def under_roles(user: Any, *, office: str, programme_unit: str) -> Q | None:
    """Rows whose responsible unit, or whose programme's unit, lies under a role.

    `office` and `programme_unit` are lookups from the row to those units. None for a
    reader without a role.
    """
    roots = [assignment.unit_id for assignment in assignments(user)]
    if not roots:
        return None
    places = UnitAncestry.objects.in_force(timezone.localdate())
    mine = places.filter(ancestor__in=roots)
    return Q(Exists(mine.filter(unit=OuterRef(office)))) | Q(
        Exists(mine.filter(unit=OuterRef(programme_unit)))
    )
