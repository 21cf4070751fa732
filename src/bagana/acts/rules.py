"""Who records acts (docs/rules/roles.md, the last column)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, assignments, holds
from bagana.acts.models import Body
from bagana.territory.models import UnitAncestry

RECORDERS = (Role.SUM_OFFICER, *OFFICERS)


def can_record_act(user: Any, body: Body) -> bool:
    """A body of the own subtree; for officers of the aimag also those above it."""
    if body.unit is None:
        return any(a.role in OFFICERS for a in assignments(user))
    return holds(user, RECORDERS, body.unit) or _above(user, body)


def can_add_body(user: Any, body: Body) -> bool:
    """Bodies are named once, by who keeps the register."""
    if body.unit is None:
        return any(a.role in OFFICERS for a in assignments(user))
    return holds(user, OFFICERS, body.unit)


def records_acts(user: Any) -> bool:
    return any(a.role in RECORDERS for a in assignments(user))


def _above(user: Any, body: Body) -> bool:
    roots = [a.unit_id for a in assignments(user) if a.role in OFFICERS]
    places = UnitAncestry.objects.in_force(timezone.localdate())
    return places.filter(unit__in=roots, ancestor=body.unit_id).exists()
