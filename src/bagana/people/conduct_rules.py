"""Who judges whom, and when a sanction is spent: docs/rules/conduct.md."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.utils import timezone

from bagana.people.models import Appointment, ConductCase, Official, PostKind
from bagana.people.rules import can_inquire, is_self
from bagana.territory.models import UnitAncestry

HEADS: Final = (PostKind.GOVERNOR, PostKind.TOSGON_HEAD)
FEWEST: Final = 5
"""Fewer cases than this are told of no unit."""


def is_spent(case: ConductCase, on: date) -> bool:
    """A sanction that has expired counts for nothing any more."""
    return case.expires_on is not None and case.expires_on <= on


def is_superior(user: Any, official: Official) -> bool:
    """Who heads the user's own office, or holds a post in a unit above it."""
    today = timezone.localdate()
    own = Appointment.objects.on(today).filter(official__user=user)
    mine = set(own.values_list("post__unit_id", flat=True))
    theirs = Appointment.objects.on(today).filter(official=official)
    held = list(theirs.values_list("post__unit_id", "post__kind"))
    if any(unit in mine and kind in HEADS for unit, kind in held):
        return True
    places = UnitAncestry.objects.in_force(today).filter(unit__in=mine)
    above = set(places.values_list("ancestor_id", flat=True)) - mine
    return any(unit in above for unit, _kind in held)


def may_judge(user: Any, case: ConductCase) -> bool:
    """A duty over the unit; nobody judges himself or who stands above him."""
    if not can_inquire(user, case.unit) or is_self(user, case.official):
        return False
    return not is_superior(user, case.official)
