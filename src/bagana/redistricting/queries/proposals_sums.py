"""Whose act a proposal needs: assemblies of the touched sums, the aimag's assembly."""

from __future__ import annotations

from django.utils import timezone

from bagana.redistricting.models import Proposal
from bagana.redistricting.queries.proposals_touched import touched_units
from bagana.territory.models import Unit
from bagana.territory.queries import ancestors_of

AIMAG_LEVEL = 1


def touched_sums(proposal: Proposal) -> list[str]:
    """Codes of the sums in which a bag changes."""
    return sorted({one.parent for one in touched_units(proposal)})


def sums_without_act(proposal: Proposal) -> list[str]:
    done = set(proposal.sum_acts.values_list("body__unit__code", flat=True))
    return [code for code in touched_sums(proposal) if code not in done]


def aimag_of(proposal: Proposal) -> Unit | None:
    """The unit of the first rung above the sums; the scenario's own if it is one."""
    first = proposal.scenario.sums.order_by("code").first()
    if first is None:
        return None
    today = timezone.localdate()
    above = ancestors_of(first, today) or ancestors_of(first, proposal.scenario.on)
    return next((v.unit for v in above if v.kind.level == AIMAG_LEVEL), None)
