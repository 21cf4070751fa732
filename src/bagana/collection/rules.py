"""Who may do what in a round (docs/rules/collection-ladder.md)."""

from __future__ import annotations

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, WRITERS, holds
from bagana.registers.rules import KEEPERS, Rule

can_open_round = Rule(lambda user, unit: holds(user, OFFICERS, unit))
"""Open and close a round over an aimag (or a unit of it), set its days."""

can_fill = Rule(lambda user, unit: holds(user, KEEPERS, unit))
"""Fill and submit: the bag's governor; the sum's officer for a bag without network."""

can_approve_for_sum = Rule(
    lambda user, unit: holds(user, (Role.SUM_OFFICER, Role.ADMINISTRATOR), unit)
)
"""Approve or return what the bag submitted; `unit` is the bag."""

can_approve_for_aimag = Rule(lambda user, unit: holds(user, OFFICERS, unit))
"""Approve (lock) or return what the sum approved; `unit` is the bag."""

can_read_returns = Rule(
    lambda user, unit: holds(user, (*WRITERS, Role.EVALUATOR), unit)
)

can_check = Rule(
    lambda user, unit: holds(user, (Role.EVALUATOR, Role.ADMINISTRATOR), unit)
)
"""Draw a sample and count again."""
