"""What every step of a proposal does: lock, ask, refuse what is over, keep a step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.redistricting import rules
from bagana.redistricting.models import Plan, Proposal, ProposalState, ProposalStep
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import day, hash_of, keep, moment

S = ProposalState
OVER: Final = (S.ENACTED, S.WITHDRAWN)
SUBMITTED: Final = (S.SUM, S.AIMAG)


def locked(proposal: Proposal) -> Proposal:
    """The row as it is now, held until the transaction ends."""
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related(
        "scenario__unit", "scenario__block_set", "plan", "aimag_act"
    ).get(pk=proposal.pk)


def conductor_only(user: Any, proposal: Proposal) -> None:
    if not rules.can_conduct(user, proposal):
        raise PermissionDenied(_("Энэ саналыг явуулах эрх танд алга."))


def decider_only(user: Any, proposal: Proposal) -> None:
    if not rules.can_decide(user, proposal):
        raise PermissionDenied(_("Энэ саналын шийдвэрийг бүртгэх эрх танд алга."))


def require_state(proposal: Proposal, *states: ProposalState) -> None:
    """Raise Conflict unless the proposal stands at one of the states."""
    if proposal.state in states:
        return
    if proposal.state == S.WITHDRAWN:
        raise Conflict(
            _("Энэ саналыг татан авсан."), _("Шаардлагатай бол шинээр нээнэ үү.")
        )
    if proposal.state == S.ENACTED:
        raise Conflict(
            _("Санал хэрэгжсэн тул юу ч өөрчлөхгүй."),
            _("Хэрэгжүүлэлтийг буцаасны дараа дахин үзнэ үү."),
        )
    raise Conflict(
        _("Санал энэ алхамд биш байна. Одоогийн төлөв: %(state)s.")
        % {"state": proposal.get_state_display()},
        _("Хуудсаа дахин нээж, дараагийн алхмыг харна уу."),
    )


def move(
    proposal: Proposal,
    state: ProposalState,
    *,
    user: Any,
    content: dict[str, Any],
    now: datetime | None = None,
    due_on: date | None = None,
    note: str = "",
    act: Act | None = None,
    is_return: bool = False,
) -> ProposalStep:
    """Save the proposal in a state, with a step that keeps what stood decided."""
    proposal.state = state
    keep(proposal, user=user, reason=str(state))
    return ProposalStep.objects.create(
        proposal=proposal,
        state=state,
        is_return=is_return,
        done_on=day(now),
        due_on=due_on,
        act=act,
        note=note.strip(),
        content=content,
        sha256=hash_of(content),
        made_by=user,
        made_at=moment(now),
    )


def needed(text: str, field: str, what: str) -> str:
    """The text without spaces around it; Refused when nothing is left."""
    bare = clean(text)
    if not bare:
        raise Refused(what, _("Энэ талбарыг бөглөнө үү."), field)
    return bare


def clean(text: str) -> str:
    return text.replace("\0", "").strip()


def told_plan(plan: Plan) -> dict[str, Any]:
    """A plan as a step keeps it: which, and what it was.

    Its own hash is over codes of blocks and bags; that of the blocks is over their
    places and figures, by which it was judged.
    """
    return {
        "scenario": plan.scenario.code,
        "number": plan.number,
        "sha256": plan.sha256,
        "blocks": plan.scenario.block_set.sha256,
    }


def told_act(act: Act) -> dict[str, Any]:
    return {
        "body": act.body.name_mn,
        "number": act.number,
        "date": act.date.isoformat(),
    }
