"""Opinions of meetings and objections of citizens, in the office; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bagana.redistricting import rules
from bagana.redistricting.actions import plan_objections as actions
from bagana.redistricting.actions.opinions import record_opinion
from bagana.redistricting.forms.proposals_hearing import (
    AnswerForm,
    HideForm,
    OpinionForm,
)
from bagana.redistricting.models import (
    PlanObjection,
    PlanObjectionState,
    Proposal,
    ProposalState,
)
from bagana.redistricting.proposal_resting import address
from bagana.redistricting.proposal_tables import objection_columns, opinion_columns
from bagana.redistricting.queries import plan_objections as queries
from bagana.redistricting.queries.opinions import (
    bags_of,
    heard_on,
    letters_of,
    opinion_lines,
)
from bagana.redistricting.queries.plan_objections import Told
from bagana.redistricting.queries.proposals_touched import unit_names
from bagana.redistricting.views.proposals_guard import (
    around,
    crumbs,
    find,
    form_page,
    must,
    must_conduct,
    only_now,
    page_of,
    taken,
)
from bagana.web.errors import PermissionDenied, refusals_in
from bagana.web.tables import table_response, wanted_format

PER_PAGE = 25


@login_required
@require_safe
def opinions(request: HttpRequest, code: str) -> HttpResponse:
    """Who was heard on the chosen plan, then every opinion as it was entered."""
    found = find(request, code)
    lines = opinion_lines(found)
    if chosen := wanted_format(request):
        return table_response(chosen, f"{code}-opinions", opinion_columns(), lines)
    bags = bags_of(found)
    context = {
        **around(request, found, "opinions"),
        "lines": lines,
        "heard": heard_on(found, found.plan) if found.plan else [],
        "may_record": found.state == ProposalState.HEARING
        and any(rules.can_record_opinion(request.user, found, bag) for bag in bags),
    }
    return render(request, "redistricting/opinions.html", context)


@login_required
def opinion_new(request: HttpRequest, code: str) -> HttpResponse:
    """Enter what a meeting said: a governor of his own bag, the officer of any."""
    found = find(request, code)
    mine = [
        bag
        for bag in bags_of(found)
        if rules.can_record_opinion(request.user, found, bag)
    ]
    must(bool(mine))
    only_now(request, found, ProposalState.HEARING)
    given = {
        "unit": request.GET.get("unit", "")[:20] or _only(mine),
        "plan": request.GET.get("plan", "")[:12] or found.plan_id,
        "held_on": timezone.localdate(),
    }
    form = OpinionForm(
        request.POST or None,
        initial=given,
        proposal=found,
        bags=mine,
        names=unit_names(found),
    )
    if taken(
        request,
        form,
        lambda: record_opinion(user=request.user, proposal=found, **form.cleaned_data),
    ):
        messages.success(request, _("Хурлын саналыг бүртгэлээ."))
        return redirect(page_of(found, "opinions"))
    return form_page(
        request,
        form,
        title=_("Багийн хурлын санал бүртгэх"),
        button=_("Бүртгэх"),
        back=page_of(found, "opinions"),
        crumbs=crumbs(found),
        lead=_(
            "Бүртгэснийг засахгүй: алдаа гарвал дахин бүртгэж, өмнөх нь түүхэнд үлдэнэ."
        ),
    )


def _only(bags: list[Any]) -> str:
    return bags[0].code if len(bags) == 1 else ""


@login_required
@require_safe
def objections(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    state = request.GET.get("state", "")[:20]
    rows = queries.worklist(request.user, state=state, proposal=code)
    if chosen := wanted_format(request):
        columns = objection_columns(found)
        return table_response(chosen, f"{code}-objections", columns, rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    names, letters = unit_names(found), letters_of(found)
    context = {
        **around(request, found, "objections"),
        "page": page,
        "rows": [
            (
                row,
                letters.get(row.plan_id, ""),
                names.of(row.unit.code) if row.unit else "",
            )
            for row in page
        ],
        "state": state,
        "states": [
            (queries.OPEN, _("хариулаагүй")),
            *[c for c in PlanObjectionState.choices if c[0] != "filed"],
        ],
        "today": timezone.localdate(),
    }
    return render(request, "redistricting/objections.html", context)


@login_required
@require_safe
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection with everything that can be done with it, and its history."""
    return _page(request, _mine(request, pk), HideForm(), AnswerForm())


@login_required
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    actions.show_plan_objection(user=request.user, objection=_mine(request, pk).row)
    messages.success(request, _("Саналыг нийтэллээ."))
    return redirect("redistricting:plan_objection", pk)


@login_required
@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    told, form = _mine(request, pk), HideForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.hide_plan_objection(
                user=request.user, objection=told.row, **form.cleaned_data
            )
    if not form.is_valid():
        return _page(request, told, form, AnswerForm(), status=422)
    messages.success(request, _("Үгийг нь нуулаа. Саналд хариулах үүрэг хэвээр."))
    return redirect("redistricting:plan_objection", pk)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    told, form = _mine(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.answer_plan_objection(
                user=request.user, objection=told.row, **form.cleaned_data
            )
    if not form.is_valid():
        return _page(request, told, HideForm(), form, status=422)
    messages.success(request, _("Хариуг нийтэллээ."))
    return redirect("redistricting:plan_objection", pk)


@login_required
@never_cache
@require_POST
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """How to reach the author, on this one page; the look at it is kept."""
    read = actions.read_contact(user=request.user, objection=_mine(request, pk).row)
    return _page(request, _mine(request, pk), HideForm(), AnswerForm(), contact=read)


@login_required
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    actions.erase_contact(user=request.user, objection=_mine(request, pk).row)
    messages.success(request, _("Холбоо барих мэдээллийг устгалаа."))
    return redirect("redistricting:plan_objection", pk)


def _mine(request: HttpRequest, pk: int) -> Told:
    """403 for who may not, so that a moved role reads as such and not as a loss."""
    found = queries.one_for(request.user, pk)
    if found is not None:
        return found
    if PlanObjection.objects.filter(pk=pk).exists():
        raise PermissionDenied
    raise Http404


def _page(
    request: HttpRequest,
    told: Told,
    hide_form: Form,
    answer_form: Form,
    contact: str = "",
    status: int = 200,
) -> HttpResponse:
    row = told.row
    found: Proposal = row.proposal
    context = {
        **around(request, found, "objections"),
        "told": told,
        "objection": row,
        "hide_form": hide_form,
        "answer_form": answer_form,
        "contact": contact,
        "masked": queries.masked(row.contact),
        "may_answer": queries.may_answer(row),
        "deeds": queries.deeds_of(row),
        "public": address(found),
        "today": timezone.localdate(),
    }
    return render(request, "redistricting/objection.html", context, status=status)
