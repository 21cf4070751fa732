"""What every action on citizens' proposals does: ask, lock, keep a step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.programme.models import Proposal, ProposalState, ProposalStep
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.errors import PermissionDenied, Refused

OPEN = (ProposalState.RECEIVED, ProposalState.RANKED, ProposalState.COSTED)
DECIDED = (ProposalState.APPROVED, ProposalState.DECLINED)


def require(may: bool) -> None:
    if not may:
        raise PermissionDenied(_("Энэ багийн саналтай ажиллах эрх танд алга."))


def bare(text: str) -> str:
    return text.replace("\0", "").strip()


def refuse_act(act: Act, units: Collection[int], why: str) -> None:
    if act.body.unit_id is not None and act.body.unit_id not in units:
        raise Refused(why, _("Тухайн байгууллагын шийдвэрийг сонгоно уу."), "act")


def bags_of(unit: Unit) -> list[int]:
    places = UnitAncestry.objects.in_force(timezone.localdate())
    return list(places.filter(ancestor=unit).values_list("unit_id", flat=True))


def all_of(units: Collection[int], year: int) -> list[Proposal]:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("unit")
    return list(rows.filter(unit__in=units, year=year).order_by("unit", "rank", "pk"))


def locked(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "programme", "duplicate_of").get(pk=proposal.pk)


def keep_step(
    proposal: Proposal,
    state: str,
    *,
    user: Any,
    on: date | None = None,
    **kept: Any,
) -> Proposal:
    """Keep a step; the proposal is what its last step made of it."""
    ProposalStep.objects.create(
        proposal=proposal,
        state=state,
        on=on or timezone.localdate(),
        made_by=user if getattr(user, "is_authenticated", False) else None,
        **kept,
    )
    proposal.state = state
    proposal.save(update_fields=["state"])
    return proposal


def outcome(proposal: Proposal) -> str:
    """What the assembly said last: approved, declined, or "" before."""
    decisions = proposal.steps.filter(state__in=DECIDED)
    found = decisions.order_by("-pk").values_list("state", flat=True).first()
    return found or ""
