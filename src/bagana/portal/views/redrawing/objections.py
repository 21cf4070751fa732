"""Saying what one thinks of a plan, and reading the answer; nobody need sign in."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from bagana.portal.views.pages import asked, page
from bagana.portal.views.redrawing.proposals import find
from bagana.redistricting.actions import plan_objections as actions
from bagana.redistricting.forms.proposals_hearing import PlanObjectionForm
from bagana.redistricting.models import PlanObjection, Proposal
from bagana.redistricting.queries.opinions import bags_of
from bagana.redistricting.queries.plan_objections import Told, by_code, window_of
from bagana.redistricting.queries.proposals_touched import unit_names
from bagana.web.errors import refusals_in

SESSION_KEY = "plan_objections_sent"
SESSION_SECONDS = 600
MOST_IN_SESSION = 3


# Exempt for the reason of the comments' form: nobody's rights are used here, and a lost
# session must not cost a citizen what he wrote.
@csrf_exempt
@never_cache
def redrawing_object(request: HttpRequest, code: str) -> HttpResponse:
    """The form; before and after its days it says when they are or were."""
    found = find(code)
    window = window_of(found)
    letter = asked(request, "plan")[:2]
    laid = found.alternatives.filter(letter=letter).first()
    laid = laid or found.alternatives.order_by("-is_preferred", "letter").first()
    given = {"plan": laid.plan_id if laid else None, "unit": asked(request, "bag")[:20]}
    form = PlanObjectionForm(
        request.POST or None,
        initial=given,
        proposal=found,
        bags=bags_of(found),
        names=unit_names(found),
    )
    if request.method == "POST" and form.is_valid():
        made = None
        with refusals_in(form):
            made = _take_in(request, found, form)
        if form.is_valid():
            return _thank(request, found, made)
    response = page(
        request, "redrawing/object", proposal=found, window=window, form=form
    )
    response.status_code = 422 if form.errors else 200
    return response


def _take_in(
    request: HttpRequest, found: Proposal, form: PlanObjectionForm
) -> PlanObjection | None:
    if form.is_from_a_machine:
        return None  # thanked like anyone, and dropped
    since = time.time() - SESSION_SECONDS
    sent = [at for at in request.session.get(SESSION_KEY, []) if at > since]
    if len(sent) >= MOST_IN_SESSION:
        raise actions.too_many()
    data = form.cleaned_data
    made = actions.file_plan_objection(
        proposal=found,
        plan=data["plan"],
        text=data["text"],
        unit=data["unit"],
        name=data["name"],
        contact=data["contact"],
    )
    request.session[SESSION_KEY] = [*sent, time.time()]
    return made


def _thank(
    request: HttpRequest, found: Proposal, made: PlanObjection | None
) -> HttpResponse:
    messages.success(
        request,
        _("Саналыг хүлээн авлаа. Хариуг хугацаанд нь, хүн бүрт нээлттэй тавина."),
    )
    if made is None:
        return redirect("portal:redrawing", found.code)
    return redirect("portal:plan_objection", made.code)


@never_cache
@require_safe
def plan_objection_find(request: HttpRequest) -> HttpResponse:
    """Where an author types the code that he wrote down."""
    code = asked(request, "code").strip()
    told = by_code(code) if code else None
    if told is not None:
        return redirect("portal:plan_objection", told.row.code)
    response = page(request, "redrawing/objection_find", code=code)
    response.status_code = 404 if code else 200
    return response


def _told(code: str) -> Told:
    told = by_code(code)
    if told is None:
        raise Http404
    return told


@never_cache
@require_safe
def plan_objection(request: HttpRequest, code: str) -> HttpResponse:
    """What its author reads under his code: his words, where it is, the answer."""
    told = _told(code)
    response = page(
        request,
        "redrawing/objection",
        told=told,
        objection=told.row,
        proposal=told.row.proposal,
    )
    # The address is the key to the page: it stays with who has it.
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_POST
def plan_objection_forget(request: HttpRequest, code: str) -> HttpResponse:
    """The author takes back how to reach him; his words stay."""
    told = _told(code)
    actions.forget_me(code=told.row.code)
    messages.success(request, _("Холбоо барих мэдээллийг устгалаа."))
    return redirect("portal:plan_objection", told.row.code)
