"""Who may do what with meetings (docs/rules/meeting-roles.md)."""

from __future__ import annotations

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, WRITERS, holds
from bagana.registers.rules import Rule

KEEPERS = (Role.BAG_GOVERNOR, Role.SUM_OFFICER, Role.ADMINISTRATOR)

can_hold = Rule(lambda user, unit: holds(user, KEEPERS, unit))
"""Prepare, convene, open, take attendance and votes, keep and sign the minutes."""

can_follow = Rule(lambda user, unit: holds(user, WRITERS, unit))
"""Report on obligations, with proof."""

can_drop = Rule(lambda user, unit: holds(user, (Role.SUM_OFFICER, *OFFICERS), unit))
"""Take an obligation off the list, by an act."""

can_read = Rule(lambda user, unit: holds(user, tuple(Role), unit))
can_moderate = Rule(lambda user, unit: holds(user, WRITERS, unit))
can_set_rules = Rule(lambda user, unit: holds(user, OFFICERS, unit))
