"""Who may do what with the registers (docs/rules/register-access.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, WRITERS, holds
from bagana.territory.models import Unit

KEEPERS = (Role.BAG_GOVERNOR, Role.SUM_OFFICER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Rule:
    """A predicate that also refuses: `rule(user, unit)`, `rule.require(user, unit)`."""

    allows: Callable[[Any, Unit], bool]

    def __call__(self, user: Any, unit: Unit) -> bool:
        return self.allows(user, unit)

    def require(self, user: Any, unit: Unit) -> None:
        if not self.allows(user, unit):
            raise PermissionDenied


can_keep = Rule(lambda user, unit: holds(user, KEEPERS, unit))
"""Write households, people, events and counts: the bag, and the sum for it."""

can_read = Rule(lambda user, unit: holds(user, WRITERS, unit))
"""Read rows; names come masked for who does not keep the register."""

can_see_names = Rule(lambda user, unit: holds(user, KEEPERS, unit))
"""Names without giving a reason. A registration number always needs a reason."""

can_import = Rule(lambda user, unit: holds(user, WRITERS, unit))
"""Take in a file: a bag's its own, the aimag's officer one of the whole aimag."""

can_set_norms = Rule(lambda user, unit: holds(user, OFFICERS, unit))
