"""Who may do what with a ranking (docs/rules/selection.md)."""

from __future__ import annotations

from typing import Any

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, WRITERS, holds
from bagana.ranking.models import Framework, FrameworkVersion, Selection
from bagana.territory.models import Unit

PLANNERS = (Role.SUM_OFFICER, *OFFICERS)
CHECKERS = (Role.EVALUATOR, *OFFICERS)


def can_make_framework(user: Any, unit: Unit) -> bool:
    """Make a method for the units under one: a sum for its bags, the aimag for all."""
    return holds(user, PLANNERS, unit)


def can_edit(user: Any, framework: Framework) -> bool:
    return holds(user, PLANNERS, framework.unit)


def can_run(user: Any, version: FrameworkVersion) -> bool:
    """A trial run computes and publishes nothing."""
    return holds(user, (Role.EVALUATOR, *PLANNERS), version.framework.unit)


def can_conduct(user: Any, selection: Selection) -> bool:
    """Move a selection on: gates, run, list, answers, act, support."""
    return holds(user, PLANNERS, selection.programme.unit)


def can_check(user: Any, selection: Selection) -> bool:
    """Enter what a re-check found and what a visit saw."""
    return holds(user, CHECKERS, selection.programme.unit)


def can_show_evidence(user: Any, unit: Unit) -> bool:
    """Hand in evidence for a unit's gates: who writes its figures."""
    return holds(user, WRITERS, unit)
