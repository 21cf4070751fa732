"""Who may change units."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, assignments, holds
from bagana.territory.models import ChangeKind, Unit, UnitAncestry, UnitChange

REDRAWERS = (Role.SUM_OFFICER, *OFFICERS)
"""A sum carries out for its own bags what the aimag's assembly has decided."""


def may_change(user: Any, unit: Unit, kind: str = "") -> bool:
    """An aimag officer or administrator over the unit; to re-draw, the sum's as well.

    A unit that begins in the future has no place yet: its first parent decides.
    """
    return _holds(user, _roles(kind), unit)


def _roles(kind: str) -> tuple[Role, ...]:
    return REDRAWERS if kind == ChangeKind.REDRAW else OFFICERS


def _holds(user: Any, roles: tuple[Role, ...], unit: Unit) -> bool:
    if holds(user, roles, unit):
        return True
    places = UnitAncestry.objects.in_force(timezone.localdate())
    if places.filter(unit=unit).exists():
        return False
    first = unit.versions.order_by("valid_from").select_related("parent").first()
    if first is None or first.parent is None:
        return False
    return _holds(user, roles, first.parent)


def changes_units(user: Any) -> bool:
    """Whether the user may change any unit at all: opens the pages."""
    return any(assignment.role in OFFICERS for assignment in assignments(user))


def may_undo(user: Any, change: UnitChange) -> bool:
    """Whoever may change every unit that the change was made on."""
    roles = _roles(change.kind)
    if not any(assignment.role in roles for assignment in assignments(user)):
        return False
    units = Unit.objects.filter(pk__in=change.record["guard"])
    return all(_holds(user, roles, unit) for unit in units)
