"""Who may do what with posts and officials (docs/rules/posts.md)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bagana.accounts.models import Role
from bagana.accounts.office_access import may_give
from bagana.accounts.roles import OFFICERS, WRITERS, holds
from bagana.people.models import EthicsDuty, Official, Post, PostKind
from bagana.registers.rules import Rule
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import nearest_version

STAFFERS = (Role.SUM_OFFICER, *OFFICERS)

can_staff = Rule(lambda user, unit: holds(user, STAFFERS, unit))
"""Posts, nominations, appointments, ends: the sum over its bags, the aimag over all."""

can_read_staff = Rule(lambda user, unit: holds(user, tuple(Role), unit))
"""Officials' pages in the office; contacts stay sealed but for who may staff."""

can_set_staffing = Rule(lambda user, unit: holds(user, OFFICERS, unit))
can_train = Rule(lambda user, unit: holds(user, STAFFERS, unit))
"""Courses are the aimag's (`can_set_staffing`); sessions and plans also a sum's."""

can_agree = Rule(lambda user, unit: holds(user, WRITERS, unit))


def _has_ethics_duty(user: Any, unit: Unit) -> bool:
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    today = timezone.localdate()
    duties = EthicsDuty.objects.on(today).filter(user=user).values("unit")
    places = UnitAncestry.objects.in_force(today)
    return places.filter(unit=unit, ancestor__in=duties).exists()


can_inquire = Rule(_has_ethics_duty)
"""Read and decide cases of conduct: a duty given by an act, no role."""

can_give_duty = Rule(lambda user, unit: holds(user, OFFICERS, unit))


def is_self(user: Any, official: Official) -> bool:
    return official.user_id is not None and official.user_id == getattr(user, "pk", 0)


def may_fill(user: Any, post: Post) -> bool:
    """Appoint and end: whoever staffs the unit and may give what the post allows.

    A governor is appointed from the rung above, so a sum's own officer cannot do it.
    """
    if not can_staff(user, post.unit):
        return False
    if post.kind == PostKind.GOVERNOR and not _staffs_above(user, post.unit):
        return False
    return not post.role or may_give(user, post.role, post.unit)


def _staffs_above(user: Any, unit: Unit) -> bool:
    version = nearest_version(unit.code, timezone.localdate())
    parent = version.parent if version else None
    return parent is None or can_staff(user, parent)


def may_change_official(user: Any, official: Official) -> bool:
    """Where somebody holds or held a post; before the first, who entered the name."""
    units = Unit.objects.filter(posts__appointments__official=official).distinct()
    places = list(units)
    if places:
        return any(can_staff(user, unit) for unit in places)
    made = official.history.filter(history_type="+", history_user=user)
    return bool(getattr(user, "is_authenticated", False)) and made.exists()
