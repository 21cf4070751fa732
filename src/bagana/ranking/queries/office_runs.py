"""Runs for the office: what the user may start, and what was started."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from bagana.accounts.models import Role
from bagana.accounts.roles import assignments
from bagana.accounts.visibility import under_roles
from bagana.ranking.models import FrameworkVersion, Run
from bagana.ranking.rules import PLANNERS


def every_run() -> QuerySet[Run]:
    return Run.objects.select_related(
        "version__framework__unit", "version__act", "period", "work__made_by", "made_by"
    ).defer("inputs", "results")


def runs_for(user: Any, kind: str = "") -> QuerySet[Run]:
    """Runs of the methods under the user's roles, newest first."""
    mine = under_roles(user, "version__framework__unit")
    if mine is None:
        return Run.objects.none()
    found = every_run().filter(mine)
    return found.filter(kind=kind) if kind else found


def versions_for(user: Any) -> QuerySet[FrameworkVersion]:
    """Versions with which the user may compute: drafts too, for a trial."""
    mine = under_roles(user, "framework__unit")
    roles = {one.role for one in assignments(user)}
    if mine is None or not roles & {Role.EVALUATOR, *PLANNERS}:
        return FrameworkVersion.objects.none()
    found = FrameworkVersion.objects.filter(mine).select_related("framework")
    return found.order_by("framework__code", "-number")
