"""Who may see, stop and repeat a piece of work (docs/rules/background-work.md)."""

from __future__ import annotations

from typing import Any

from rules.predicates import predicate
from rules.rulesets import add_rule

from bagana.accounts.roles import OFFICERS, has_any_role, holds
from bagana.background.models import Work


def can_start(user: Any) -> bool:
    """Nobody at all is the installation itself; what may be done, its action asks."""
    return user is None or has_any_role(user)


def can_manage(user: Any, work: Work) -> bool:
    """Stop it, or start it again: who asked for it, or an officer over its unit."""
    if has_any_role(user) and work.made_by_id == user.pk:
        return True
    return work.unit is not None and holds(user, OFFICERS, work.unit)


def manages_work(user: Any, work: Work) -> bool:
    return can_manage(user, work)


add_rule("manages_work", predicate(manages_work))  # type: ignore[no-untyped-call]
