"""Who may enter and publish figures, and over which units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, WRITERS, assignments
from bagana.territory.models import UnitAncestry
from bagana.web.errors import PermissionDenied


@dataclass(frozen=True, slots=True)
class Reach:
    """The units over which a user holds one of some roles, by their keys.

    `units` is None for the set-up of an installation, which reaches everywhere.
    """

    units: frozenset[int] | None

    def covers(self, unit_id: int) -> bool:
        return self.units is None or unit_id in self.units

    def require(self, unit_ids: Iterable[int]) -> None:
        """Raise PermissionDenied unless every unit is covered."""
        if not all(self.covers(unit_id) for unit_id in unit_ids):
            raise PermissionDenied(_("Энэ нэгжийн үзүүлэлттэй ажиллах эрх танд алга."))

    def __bool__(self) -> bool:
        return self.units is None or bool(self.units)


def reach(user: Any, roles: tuple[Role, ...], *, system: bool = False) -> Reach:
    """The units under the user's roles today; an ended unit by its last place.

    `system` is for the set-up of an installation (demonstration, command line), where
    nobody has signed in yet; no page passes it.
    """
    if system:
        return Reach(None)
    roots = [a.unit_id for a in assignments(user) if a.role in roles]
    if not roots:
        return Reach(frozenset())
    places = UnitAncestry.objects.in_force(timezone.localdate())
    under = places.filter(ancestor__in=roots).values_list("unit_id", flat=True)
    return Reach(frozenset(under))


def writing_reach(user: Any, *, system: bool = False) -> Reach:
    return reach(user, WRITERS, system=system)


def publishing_reach(user: Any, *, system: bool = False) -> Reach:
    return reach(user, OFFICERS, system=system)


def own_unit_code(user: Any) -> str:
    """The unit of the user's first role that writes; a page offers it."""
    codes = [a.unit.code for a in assignments(user) if a.role in WRITERS]
    return codes[0] if codes else ""


def may_write(user: Any) -> bool:
    return any(a.role in WRITERS for a in assignments(user))


def may_publish(user: Any) -> bool:
    return any(a.role in OFFICERS for a in assignments(user))


def require_writer(user: Any) -> None:
    if not may_write(user):
        raise PermissionDenied(_("Үзүүлэлт оруулах эрх танд алга."))


def require_publisher(user: Any) -> None:
    if not may_publish(user):
        raise PermissionDenied(_("Үзүүлэлт нийтлэх эрх танд алга."))
