"""Named checks of proposals: what the procedure promises, looked at afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.redistricting.models import (
    PlanObjection,
    PlanObjectionState,
    Proposal,
    ProposalState,
    ProposalStep,
)
from bagana.redistricting.queries.proposals import standing_of
from bagana.territory.checks import Check
from bagana.web.procedures import hash_of

RUNNING = (
    ProposalState.HEARING,
    ProposalState.SUM,
    ProposalState.AIMAG,
    ProposalState.DECIDED,
)
PAST_HEARING = (
    ProposalState.SUM,
    ProposalState.AIMAG,
    ProposalState.DECIDED,
    ProposalState.ENACTED,
)
OVER = (ProposalState.DECIDED, ProposalState.ENACTED, ProposalState.WITHDRAWN)


def _late(on: date) -> Iterator[tuple[str, str]]:
    """A proposal that stands beyond the day by which its step was due."""
    message = _("%(code)s, %(state)s: хугацаанаас %(days)s хоног хоцорсон")
    rows = Proposal.objects.filter(state__in=RUNNING)
    for row in rows.select_related("scenario__unit", "scenario__block_set", "plan"):
        now = standing_of(row, on).now
        if now is not None and now.is_late:
            words = {
                "code": row.code,
                "state": row.get_state_display(),
                "days": now.late_days,
            }
            yield row.scenario.unit.code, message % words


def _steps_changed(on: date) -> Iterator[tuple[str, str]]:
    """A step whose kept content no longer gives the hash that was published."""
    message = _("%(code)s, %(state)s: алхмын агуулга баталгааны кодоосоо зөрсөн")
    steps = ProposalStep.objects.exclude(sha256="")
    for step in steps.select_related("proposal__scenario__unit").iterator():
        if hash_of(step.content) != step.sha256:
            row = step.proposal
            words = {"code": row.code, "state": step.get_state_display()}
            yield row.scenario.unit.code, message % words


def _unanswered(on: date) -> Iterator[tuple[str, str]]:
    """A proposal that went past its hearing with an objection left open."""
    rows = PlanObjection.objects.filter(
        state=PlanObjectionState.FILED, proposal__state__in=PAST_HEARING
    )
    message = _("%(code)s: хариулаагүй санал, эсэргүүцэл %(pk)s")
    for row in rows.select_related("proposal__scenario__unit"):
        words = {"code": row.proposal.code, "pk": row.pk}
        yield row.proposal.scenario.unit.code, message % words


def _contacts_kept(on: date) -> Iterator[tuple[str, str]]:
    """How to reach an author, kept beyond the decision."""
    rows = PlanObjection.objects.filter(proposal__state__in=OVER).exclude(contact="")
    message = _("%(code)s: санал, эсэргүүцэл %(pk)s холбоо барих мэдээлэлтэй")
    for row in rows.select_related("proposal__scenario__unit"):
        words = {"code": row.proposal.code, "pk": row.pk}
        yield row.proposal.scenario.unit.code, message % words


CHECKS: tuple[Check, ...] = (
    Check(
        "redrawing_late",
        gettext_lazy("Хугацаа хэтэрсэн шинэчлэн зохион байгуулах санал"),
        gettext_lazy("Дараагийн алхмыг хийх, эсвэл саналыг шалтгаантай татан авна уу."),
        _late,
    ),
    Check(
        "redrawing_step_changed",
        gettext_lazy("Өөрчлөгдсөн шинэчлэн зохион байгуулалтын алхам"),
        gettext_lazy("Нөөцөөс сэргээж тулгана уу; шийдвэрийг шалгуулна уу."),
        _steps_changed,
    ),
    Check(
        "plan_objection_unanswered",
        gettext_lazy("Хувилбарын талаарх хариулаагүй санал"),
        gettext_lazy("Санал гаргагчид хариу өгч, алхмын тэмдэглэлд тусгана уу."),
        _unanswered,
    ),
    Check(
        "plan_objection_contact_kept",
        gettext_lazy("Хувилбарын саналын хугацаа өнгөрсөн холбоо барих мэдээлэл"),
        gettext_lazy("Саналын хуудаснаас холбоо барих мэдээллийг устгана уу."),
        _contacts_kept,
    ),
)
