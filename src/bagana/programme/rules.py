"""Who may do what with a programme (docs/rules/programme-roles.md)."""

from __future__ import annotations

from typing import Any

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, WRITERS, holds
from bagana.programme.models import Measure, Programme
from bagana.territory.models import Unit

PLANNERS = (Role.SUM_OFFICER, *OFFICERS)
EVALUATORS = (Role.EVALUATOR, *OFFICERS)


def can_found(user: Any, unit: Unit) -> bool:
    """Found a programme of the unit; a sum officer for his sum, never for the aimag."""
    return holds(user, PLANNERS, unit)


def can_plan(user: Any, programme: Programme) -> bool:
    """Text, plan, targets; opening, deciding and closing a round."""
    return holds(user, PLANNERS, programme.unit)


def can_report(user: Any, measure: Measure) -> bool:
    """Evidence, milestones and the report, over the responsible unit; who plans the
    programme may always help."""
    return holds(user, WRITERS, measure.office) or can_plan(user, measure.programme)


def can_check(user: Any, measure: Measure) -> bool:
    """Check or return a report: the sum over its bags, the aimag over everything."""
    return holds(user, PLANNERS, measure.office) or can_plan(user, measure.programme)


def can_book(user: Any, programme: Programme, spender: Unit) -> bool:
    """Enter money that the spender's budget plans or pays."""
    return holds(user, PLANNERS, spender) or can_plan(user, programme)


def can_evaluate(user: Any, programme: Programme) -> bool:
    """Write findings and studies; publishing is `can_plan`."""
    return holds(user, EVALUATORS, programme.unit)


def can_moderate(user: Any, measure: Measure) -> bool:
    """Show, hide and answer comments: whoever checks reports on the measure."""
    return can_check(user, measure)


def can_propose(user: Any, unit: Unit) -> bool:
    """Enter citizens' proposals of a bag and the order of its meeting."""
    return holds(user, WRITERS, unit)


def can_cost(user: Any, unit: Unit) -> bool:
    """Cost proposals, enter the assembly's decision and the report back."""
    return holds(user, PLANNERS, unit)
