"""Who may do what with posts and officials (docs/rules/posts.md)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bagana.accounts.models import Role
from bagana.accounts.office_access import may_give
from bagana.accounts.roles import OFFICERS, holds, sets_for_all
from bagana.people.models import Appointment, EthicsDuty, Official, Post, PostKind
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


def may_set_terms(user: Any) -> bool:
    """What holds for the whole installation: terms of complaints and sanctions."""
    return sets_for_all(user)


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


SUM_LEVEL = 2


def may_judge(user: Any, appointment: Appointment) -> bool:
    """Draw up, sign for the superior and judge the year: the rung above, never oneself.

    Of a bag its sum, of a sum's governor the aimag; the aimag only reads the bags'.
    """
    if is_self(user, appointment.official):
        return False
    post = appointment.post
    version = nearest_version(post.unit.code, timezone.localdate())
    level = version.kind.level if version else SUM_LEVEL + 1
    of_the_sum = level == SUM_LEVEL and post.kind != PostKind.GOVERNOR
    if level > SUM_LEVEL or of_the_sum:
        return holds(user, (Role.SUM_OFFICER,), post.unit)
    return holds(user, OFFICERS, post.unit)
