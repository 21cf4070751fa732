"""Who may do what with a re-drawing (docs/rules/redrawing-procedure.md)."""

from __future__ import annotations

from typing import Any

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, WRITERS, holds
from bagana.redistricting.models import BlockSet, Plan, Proposal, Scenario
from bagana.territory.models import Unit

PLANNERS = (Role.SUM_OFFICER, *OFFICERS)


def can_make_scenario(user: Any, unit: Unit) -> bool:
    """Ask for plans of the bags under a unit: a sum for its own, the aimag for all."""
    return holds(user, PLANNERS, unit)


def can_add_blocks(user: Any, unit: Unit) -> bool:
    return holds(user, PLANNERS, unit)


def can_see_blocks(user: Any, block_set: BlockSet) -> bool:
    return BlockSet.objects.visible_to(user).filter(pk=block_set.pk).exists()


def can_work_on(user: Any, scenario: Scenario) -> bool:
    """Search, edit by hand, freeze, put forward."""
    return holds(user, PLANNERS, scenario.unit)


def can_edit_plan(user: Any, plan: Plan) -> bool:
    return not plan.is_frozen and can_work_on(user, plan.scenario)


def can_conduct(user: Any, proposal: Proposal) -> bool:
    """Publish, record opinions, answer, submit, enter the sum's act, withdraw."""
    return can_work_on(user, proposal.scenario)


def can_record_opinion(user: Any, proposal: Proposal, unit: Unit) -> bool:
    """A bag's governor enters what his own meeting said; the officer, for any bag."""
    return holds(user, WRITERS, unit) or can_conduct(user, proposal)


def can_decide(user: Any, proposal: Proposal) -> bool:
    """Enter the aimag's act, enact and undo: the sum's officer acts for his own sum.

    The act itself is the guard: it is recorded by who may, and must be of a body of
    the aimag. Whether the change of the register is allowed, `territory` says again.
    """
    return can_conduct(user, proposal)
