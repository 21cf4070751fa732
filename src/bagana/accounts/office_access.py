"""Access that comes with a post: given by its appointment, ended with it.

Who may appoint is the rule of the officials (bagana.people.rules); here stands the
ceiling, so that no appointment gives more than its author may (docs/rules/roles.md).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from bagana.accounts import rules
from bagana.accounts.actions import (
    check_level,
    check_period,
    checked_username,
    end_all_sessions,
)
from bagana.accounts.models import Role, RoleAssignment, User
from bagana.accounts.passwords import new_password
from bagana.accounts.roles import holds
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied
from bagana.web.procedures import keep


def may_give(user: Any, role: str, unit: Unit) -> bool:
    """What accounts let the user grant; and a sum the governors of its bags."""
    if rules.can_grant(user, role, unit):
        return True
    return role == Role.BAG_GOVERNOR and holds(user, (Role.SUM_OFFICER,), unit)


@transaction.atomic
def give_access(
    *,
    user: Any,
    target: User,
    role: str,
    unit: Unit,
    valid_from: date,
    valid_to: date | None,
) -> RoleAssignment:
    """The role of a post from its first day; one given by hand before is taken over."""
    if not may_give(user, role, unit):
        raise PermissionDenied
    check_level(role, unit)
    assignment = _standing(target, role, unit, valid_from)
    if assignment is None:
        check_period(target, role, unit, valid_from, valid_to)
        assignment = RoleAssignment(
            user=target, role=Role(role), unit=unit, valid_from=valid_from
        )
    assignment.valid_to = valid_to
    assignment.granted_by = user
    keep(assignment, user=user, reason="post")
    return assignment


def _standing(target: User, role: str, unit: Unit, on: date) -> RoleAssignment | None:
    rows = target.roles.on(on).filter(role=role, unit=unit)
    return rows.filter(appointment__isnull=True).first()


@transaction.atomic
def set_end(*, user: Any, assignment: RoleAssignment, on: date | None) -> None:
    """A term made longer or shorter moves the end of what came with it."""
    if not may_give(user, assignment.role, assignment.unit):
        raise PermissionDenied
    assignment.valid_to = on
    keep(assignment, user=user, reason="post")


@transaction.atomic
def end_access(
    *, user: Any, assignment: RoleAssignment, on: date, reason: str = "post ended"
) -> RoleAssignment | None:
    """From the day on nothing is left of it, open sessions neither.

    An end in the past takes effect today: until now the role did count. One that has
    ended before stays as it is; None when it had not run a single day.
    """
    today = timezone.localdate()
    end = max(on, today)
    if end <= today:
        end_all_sessions(assignment.user)
    if assignment.valid_to is not None and assignment.valid_to <= end:
        return assignment
    if end <= assignment.valid_from:
        assignment._history_user = user  # type: ignore[attr-defined]
        assignment._change_reason = reason  # type: ignore[attr-defined]
        assignment.delete()
        return None
    assignment.valid_to = end
    keep(assignment, user=user, reason=reason)
    return assignment


@transaction.atomic
def open_account(
    *, user: Any, username: str, display_name: str, role: str, unit: Unit
) -> tuple[User, str]:
    """An account without a role yet; its password is returned this once."""
    if not may_give(user, role, unit):
        raise PermissionDenied
    password = new_password()
    person = User(username=checked_username(username), display_name=display_name)
    person.set_password(password)
    keep(person, user=user, reason="added")
    return person, password
