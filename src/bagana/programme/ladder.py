"""The rungs of a report: who may take it up or down, and when.

docs/rules/monitoring-round.md. Actions ask `rules` about one report; pages ask
`Reach`, which answers for all reports of a programme with a handful of queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from bagana.accounts.models import Role
from bagana.accounts.roles import WRITERS, assignments
from bagana.programme import rules
from bagana.programme.models import (
    Programme,
    Report,
    ReportState,
    ReportStep,
)
from bagana.territory.models import Unit, UnitAncestry

WRITING: Final = (ReportState.DRAFT, ReportState.RETURNED)
SHOWN_FROM: Final = 50
"""A proposal of this per cent or more has to be shown: a photo, paper, figure, or a
payment. In every scale that we know these are the steps 100 and 70."""


def needs_check(office: Unit, programme: Programme) -> bool:
    """Whether a unit stands between the office and who decides: a sum over its bags."""
    places = UnitAncestry.objects.in_force(timezone.localdate())
    between = places.filter(unit=office, ancestor=programme.unit_id, depth__gte=2)
    return between.exists()


def submitter_of(report: Report) -> int | None:
    """Who sent it last: this person neither checks nor decides it (four eyes)."""
    sent = ReportStep.objects.filter(report=report, state=ReportState.SUBMITTED)
    return sent.order_by("-pk").values_list("made_by", flat=True).first()


@dataclass(frozen=True)
class Reach:
    """What a user may do with the reports of a programme, by responsible unit.

    `own` are the units he writes for himself, `near` those right below him, `below`
    those over which a unit stands that checks before the programme's decides.
    """

    user: int | None
    plans: bool
    writes: frozenset[int]
    checks: frozenset[int]
    below: frozenset[int]
    own: frozenset[int]
    near: frozenset[int]

    def may_write(self, report: Report) -> bool:
        mine = self.plans or report.measure.office_id in self.writes
        return mine and report.state in WRITING

    def may_check(self, report: Report, submitter: int | None) -> bool:
        mine = self.plans or report.measure.office_id in self.checks
        return mine and report.state == ReportState.SUBMITTED and self._other(submitter)

    def may_return(self, report: Report) -> bool:
        if report.state == ReportState.SUBMITTED:
            return self.plans or report.measure.office_id in self.checks
        return self.plans and report.state in {ReportState.CHECKED, ReportState.DECIDED}

    def may_decide(self, report: Report, submitter: int | None) -> bool:
        """Once checked, or at once where no unit stands in between."""
        if not self.plans or not self._other(submitter):
            return False
        if report.state == ReportState.SUBMITTED:
            return report.measure.office_id not in self.below
        return report.state in {ReportState.CHECKED, ReportState.DECIDED}

    def _other(self, submitter: int | None) -> bool:
        return submitter is None or submitter != self.user


def reach_of(user: Any, programme: Programme) -> Reach:
    """Four queries at most, however many reports there are."""
    places = UnitAncestry.objects.in_force(timezone.localdate())
    below = places.filter(ancestor=programme.unit_id, depth__gte=2)
    writes, checks = _under(user, WRITERS), _under(user, rules.PLANNERS)
    return Reach(
        user=getattr(user, "pk", None),
        plans=rules.can_plan(user, programme),
        writes=frozenset(writes),
        checks=frozenset(checks),
        below=frozenset(below.values_list("unit", flat=True)),
        own=frozenset(unit for unit, depth in writes.items() if depth == 0),
        near=frozenset(unit for unit, depth in checks.items() if depth == 1),
    )


def _under(user: Any, roles: tuple[Role, ...]) -> dict[int, int]:
    """Units under the roles, each with how deep it lies below the nearest of them."""
    roots = [held.unit_id for held in assignments(user) if held.role in roles]
    if not roots:
        return {}
    places = UnitAncestry.objects.in_force(timezone.localdate())
    rows = places.filter(ancestor__in=roots).order_by("-depth")
    return dict(rows.values_list("unit", "depth"))
