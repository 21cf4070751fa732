"""Who may change units."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bagana.accounts.roles import OFFICERS, assignments
from bagana.accounts.rules import can_change_units
from bagana.territory.models import Unit, UnitAncestry, UnitChange


def may_change(user: Any, unit: Unit) -> bool:
    """An aimag officer or administrator over the unit.

    A unit that begins in the future has no place yet: its first parent decides.
    """
    if can_change_units(user, unit):
        return True
    places = UnitAncestry.objects.in_force(timezone.localdate())
    if places.filter(unit=unit).exists():
        return False
    first = unit.versions.order_by("valid_from").select_related("parent").first()
    if first is None or first.parent is None:
        return False
    return may_change(user, first.parent)


def changes_units(user: Any) -> bool:
    """Whether the user may change any unit at all: opens the pages."""
    return any(assignment.role in OFFICERS for assignment in assignments(user))


def may_undo(user: Any, change: UnitChange) -> bool:
    """Whoever may change every unit that the change was made on."""
    units = Unit.objects.filter(pk__in=change.record["guard"])
    return changes_units(user) and all(may_change(user, unit) for unit in units)
