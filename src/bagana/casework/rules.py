"""Who may do what with requests (docs/rules/request-access.md)."""

from __future__ import annotations

from typing import Any

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, WRITERS, holds, sets_for_all
from bagana.registers.rules import Rule

KEEPERS = (Role.BAG_GOVERNOR, Role.SUM_OFFICER, Role.ADMINISTRATOR)
PLANNERS = (Role.SUM_OFFICER, *OFFICERS)

can_serve = Rule(lambda user, unit: holds(user, KEEPERS, unit))
"""Take and work on requests, issue references: the bag, and the sum for it."""

can_read = Rule(lambda user, unit: holds(user, WRITERS, unit))
"""Read requests; names come masked for who does not serve."""

can_decide_above = Rule(lambda user, unit: holds(user, PLANNERS, unit))
"""What was escalated, and extensions of a petition's term."""

can_offer = Rule(lambda user, unit: holds(user, PLANNERS, unit))
"""Services of the catalogue, in dated versions; a sum its own."""

can_send_round = Rule(lambda user, unit: holds(user, WRITERS, unit))
can_delegate = Rule(lambda user, unit: holds(user, PLANNERS, unit))
can_set_calendar = Rule(lambda user, unit: holds(user, OFFICERS, unit))


def may_set_terms(user: Any) -> bool:
    """What holds for the whole installation: terms of climbing, kinds of references."""
    return sets_for_all(user)
