"""What every office page of a proposal begins with, and what stands around it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from bagana.accounts.roles import has_any_role
from bagana.programme.views.guard import form_page
from bagana.redistricting import rules
from bagana.redistricting.actions.proposals_steps import require_state
from bagana.redistricting.models import Proposal, ProposalState
from bagana.redistricting.queries.proposals import find_proposal
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, taken

__all__ = [
    "around",
    "crumbs",
    "find",
    "form_page",
    "must",
    "must_conduct",
    "only_now",
    "page_of",
    "taken",
]

ON_THE_PAGE = ("alternatives",)
"""Parts that are sections of the proposal's own page."""


def find(request: HttpRequest, code: str) -> Proposal:
    """The proposal, for whoever holds a role; drafts under his roles only."""
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    found = find_proposal(request.user, code)
    if found is not None:
        return found
    if Proposal.objects.filter(code=code).exists():
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    raise Http404


def must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("Энэ үйлдлийг хийх эрх танд алга."))


def must_conduct(request: HttpRequest, code: str) -> Proposal:
    found = find(request, code)
    must(rules.can_conduct(request.user, found))
    return found


def only_now(request: HttpRequest, proposal: Proposal, *states: ProposalState) -> None:
    """Open no empty form for a step whose time is past or has not come.

    What was sent is left to the action, which refuses it without losing a word.
    """
    if request.method != "POST":
        require_state(proposal, *states)


def page_of(proposal: Proposal, part: str = "") -> str:
    """The address of a part of a proposal; "" where that part is not there."""
    if not part or part in ON_THE_PAGE:
        page = reverse("redistricting:proposal", args=[proposal.code])
        return f"{page}#{part}" if part else page
    name = part if part == "enact" else f"proposal_{part}"
    try:
        return reverse(f"redistricting:{name}", args=[proposal.code])
    except NoReverseMatch:
        return ""


def crumbs(proposal: Proposal | None = None) -> Crumbs:
    found: Crumbs = [
        (reverse("redistricting:proposals"), _("Шинэчлэн зохион байгуулах саналууд"))
    ]
    if proposal is not None:
        found.append((page_of(proposal), proposal.title))
    return found


def around(request: HttpRequest, proposal: Proposal, part: str = "") -> dict[str, Any]:
    """The frame of every page: links to the parts, and what the reader may do."""
    may_conduct = rules.can_conduct(request.user, proposal)
    parts = (
        ("", _("Явц")),
        ("opinions", _("Хурлын саналууд")),
        ("objections", _("Иргэдийн санал, эсэргүүцэл")),
    )
    return {
        "proposal": proposal,
        "part": part,
        "parts": [
            (one, name, page_of(proposal, one))
            for one, name in parts
            if may_conduct or one != "objections"
        ],
        "crumbs": crumbs(proposal),
        "may_conduct": may_conduct,
    }
