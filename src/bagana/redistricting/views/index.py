"""What of re-drawing is the user's work: HTTP only."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bagana.accounts.roles import has_any_role
from bagana.redistricting.models import Proposal, ProposalState
from bagana.redistricting.queries import blocks, scenarios
from bagana.web.errors import PermissionDenied

SHOWN = 10
OVER = (ProposalState.ENACTED, ProposalState.WITHDRAWN)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    sets = list(blocks.sets_for(request.user)[:SHOWN])
    found = scenarios.scenarios_for(request.user)[:SHOWN]
    proposals = Proposal.objects.visible_to(request.user).exclude(state__in=OVER)
    context = {
        "sets": blocks.lines_of(sets),
        "scenarios": scenarios.lines_of(found),
        "proposals": list(proposals[:SHOWN]),
        "may_plan": bool(scenarios.planned_units(request.user)),
    }
    return render(request, "redistricting/index.html", context)
