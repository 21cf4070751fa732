"""Which roles a user holds today, and over what: the base of every permission."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bagana.accounts.models import Role, RoleAssignment
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import is_in_force

WRITERS = (Role.BAG_GOVERNOR, Role.SUM_OFFICER, Role.AIMAG_OFFICER, Role.ADMINISTRATOR)
OFFICERS = (Role.AIMAG_OFFICER, Role.ADMINISTRATOR)


def assignments(user: Any) -> list[RoleAssignment]:
    """The roles in force today; read once per user object, so once per request."""
    if user is None or not getattr(user, "is_authenticated", False):
        return []
    if not user.is_active:
        return []
    kept: list[RoleAssignment] | None = getattr(user, "_assignments_today", None)
    if kept is None:
        kept = list(user.roles.on(timezone.localdate()).select_related("unit"))
        user._assignments_today = kept
    return kept


def holds(user: Any, roles: tuple[Role, ...], unit: Unit) -> bool:
    """Whether the user holds one of the roles over the unit or a unit above it.

    A unit that has no place in the tree today is judged by its last place.
    """
    roots = [a.unit_id for a in assignments(user) if a.role in roles]
    if not roots:
        return False
    # Asked before nearly every deed: the shortest question, its dates looked at here.
    places = UnitAncestry.objects.filter(unit=unit.pk, ancestor__in=roots)
    today = timezone.localdate()
    spans = places.values_list("valid_from", "valid_to", "is_last")
    return any(is_in_force(*span, today) for span in spans)


def held_under(user: Any, roles: tuple[Role, ...]) -> set[int]:
    """Keys of all units for which `holds` is true: one query for a whole list."""
    roots = [a.unit_id for a in assignments(user) if a.role in roles]
    if not roots:
        return set()
    places = UnitAncestry.objects.in_force(timezone.localdate())
    return set(places.filter(ancestor__in=roots).values_list("unit", flat=True))


def sets_for_all(user: Any) -> bool:
    """Whether the user may set what binds the whole installation: docs/rules/roles.md.

    An officer over all who hold a role today, those above him aside. Once another
    aimag's people work here, its rules are not one aimag's to change.
    """
    roots = [a.unit_id for a in assignments(user) if a.role in OFFICERS]
    if not roots:
        return False
    today = timezone.localdate()
    places = UnitAncestry.objects.in_force(today)
    others = RoleAssignment.objects.on(today).filter(user__is_active=True)
    others = others.exclude(unit__in=places.filter(ancestor__in=roots).values("unit"))
    others = others.exclude(unit__in=places.filter(unit__in=roots).values("ancestor"))
    return not others.exists()


def is_administrator(user: Any) -> bool:
    return any(a.role == Role.ADMINISTRATOR for a in assignments(user))


def has_any_role(user: Any) -> bool:
    return bool(assignments(user))
