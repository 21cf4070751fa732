"""Who may do what: the matrix of docs/rules/roles.md, one predicate a column.

Every predicate asks for the roles in force today over the unit or a unit above it.
They are also registered with django-rules, so templates can ask
`{% test_rule 'can_write' user unit as allowed %}`.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rules.predicates import predicate
from rules.rulesets import add_rule

from bagana.accounts.models import Role, RoleAssignment, User
from bagana.accounts.roles import (
    OFFICERS,
    WRITERS,
    assignments,
    holds,
    is_administrator,
)
from bagana.territory.models import Unit

EVERY_ROLE = tuple(Role)
READERS_OF_USERS = (*OFFICERS, Role.EVALUATOR)
GRANTABLE = {
    Role.AIMAG_OFFICER: (Role.SUM_OFFICER, Role.BAG_GOVERNOR),
    Role.ADMINISTRATOR: EVERY_ROLE,
}
# The rungs of the tree on which a role makes sense: 0 country … 3 bag.
LEVELS = {
    Role.BAG_GOVERNOR: (3,),
    Role.SUM_OFFICER: (2,),
    Role.AIMAG_OFFICER: (1,),
    Role.EVALUATOR: (0, 1, 2),
    Role.ADMINISTRATOR: (0, 1),
}


def can_see_unpublished(user: Any, unit: Unit) -> bool:
    return holds(user, EVERY_ROLE, unit)


def can_write(user: Any, unit: Unit) -> bool:
    """Enter and import drafts."""
    return holds(user, WRITERS, unit)


def can_publish(user: Any, unit: Unit) -> bool:
    return holds(user, OFFICERS, unit)


def can_change_units(user: Any, unit: Unit) -> bool:
    return holds(user, OFFICERS, unit)


def can_manage_users(user: Any, unit: Unit) -> bool:
    """Open accounts and give some role over the unit."""
    return holds(user, OFFICERS, unit)


def can_see_users(user: Any, unit: Unit) -> bool:
    return holds(user, READERS_OF_USERS, unit)


def can_grant(user: Any, role: str, unit: Unit) -> bool:
    """Whether the user may give, or end, this role over this unit."""
    over = tuple(giver for giver, given in GRANTABLE.items() if role in given)
    return holds(user, over, unit)


def can_manage_user(user: Any, target: User) -> bool:
    """Reset the password, end sessions, close the account.

    Only who could have given every role the person holds (or, when none is left,
    every role once held): else an officer could take over a stronger account.
    """
    own = list(target.roles.select_related("unit"))
    held: list[RoleAssignment] = [role for role in own if not has_ended(role)] or own
    if not held:
        return is_administrator(user)
    return all(can_grant(user, role.role, role.unit) for role in held)


def has_ended(assignment: RoleAssignment) -> bool:
    end = assignment.valid_to
    return end is not None and end <= timezone.localdate()


def can_end(user: Any, assignment: RoleAssignment) -> bool:
    """Whether the button to end a role is worth showing."""
    if has_ended(assignment) or assignment.user_id == user.pk:
        return False
    return can_grant(user, assignment.role, assignment.unit)


def roles_to_give(user: Any) -> list[str]:
    """The roles the user may give somewhere, for the list of a form."""
    held = {a.role for a in assignments(user)}
    given = [
        role for giver, roles in GRANTABLE.items() if giver in held for role in roles
    ]
    return [role for role in EVERY_ROLE if role in given]


def has_a_role(user: Any) -> bool:
    return bool(assignments(user))


def enters_anything(user: Any) -> bool:
    return any(a.role in WRITERS for a in assignments(user))


def manages_anyone(user: Any) -> bool:
    return any(a.role in OFFICERS for a in assignments(user))


def reads_users(user: Any) -> bool:
    return any(a.role in READERS_OF_USERS for a in assignments(user))


for _rule in (
    can_see_unpublished,
    can_write,
    can_publish,
    can_change_units,
    can_manage_users,
    can_see_users,
    can_manage_user,
    enters_anything,
    manages_anyone,
    reads_users,
    has_a_role,
):
    add_rule(_rule.__name__, predicate(_rule))  # type: ignore[no-untyped-call]
