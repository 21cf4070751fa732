"""Who may do what for the people whose data are kept (docs/rules/subject-requests.md).

The registers above have their own predicates; these ask for the same roles.
"""

from __future__ import annotations

from typing import Any, Final

from rules.predicates import predicate
from rules.rulesets import add_rule

from bagana.accounts.models import Role
from bagana.accounts.roles import assignments, holds, is_administrator
from bagana.territory.models import Unit

TAKERS: Final = (Role.BAG_GOVERNOR, Role.SUM_OFFICER, Role.ADMINISTRATOR)
ERASERS: Final = (Role.SUM_OFFICER, Role.ADMINISTRATOR)
RESEARCHERS: Final = (Role.AIMAG_OFFICER, Role.ADMINISTRATOR)


def can_take(user: Any, unit: Unit) -> bool:
    """Take a request, give the extract, correct: who keeps the register."""
    return holds(user, TAKERS, unit)


def can_erase(user: Any, unit: Unit) -> bool:
    """Erase or restrict: never the bag alone, which keeps the rows."""
    return holds(user, ERASERS, unit)


def can_extract(user: Any, unit: Unit) -> bool:
    """Draw an anonymised extract for research."""
    return holds(user, RESEARCHERS, unit)


def can_retain(user: Any) -> bool:
    """Make people nameless whose term of keeping is over, everywhere."""
    return is_administrator(user)


def draws_extracts(user: Any) -> bool:
    """Whether the page of extracts is worth a link."""
    return any(one.role in RESEARCHERS for one in assignments(user))


add_rule("draws_extracts", predicate(draws_extracts))  # type: ignore[no-untyped-call]
