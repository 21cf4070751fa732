"""Proposals and the page of one: what is done, what comes next; HTTP only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.accounts.roles import has_any_role
from bagana.redistricting import rules
from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.forms.proposals import OpenForm, TextForm
from bagana.redistricting.models import (
    Alternative,
    Proposal,
    ProposalState,
    Scenario,
)
from bagana.redistricting.queries.opinions import heard_on
from bagana.redistricting.queries.proposals import (
    proposals_for,
    standing_of,
    waiting_for,
)
from bagana.redistricting.queries.proposals_touched import (
    leading_plan,
    published,
    touched_by,
    touched_units,
    unit_names,
)
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
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, then every proposal that he may see."""
    must(has_any_role(request.user))
    state = request.GET.get("state", "")
    rows = proposals_for(request.user)
    if state in ProposalState.values:
        rows = rows.filter(state=state)
    if chosen := wanted_format(request):
        return table_response(chosen, "redrawings", _columns(), rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": [
            (one, page_of(one.proposal, one.page)) for one in waiting_for(request.user)
        ],
        "page": page,
        "lines": [(row, standing_of(row)) for row in page],
        "states": ProposalState.choices,
        "state": state,
        "may_open": scenarios_of(request.user).exists(),
    }
    return render(request, "redistricting/proposals.html", context)


def _columns() -> list[Column]:
    return [
        Column("code", _("Код"), width=24),
        Column("title", _("Нэр"), width=60),
        Column("scenario", _("Даалгавар"), lambda row: row.scenario.title, 40),
        Column(
            "state",
            pgettext("хувилбарын", "Төлөв"),
            lambda row: row.get_state_display(),
            40,
        ),
        Column("hearing_from", _("Санал авч эхлэх өдөр")),
        Column("hearing_until", _("Санал авах сүүлийн өдөр")),
        Column("effective_on", _("Хэрэгжих өдөр")),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


def scenarios_of(user: Any) -> Any:
    """Scenarios with plans out of which the user may make a proposal."""
    rows = Scenario.objects.visible_to(user).filter(plans__isnull=False).distinct()
    mine = [row.pk for row in rows if rules.can_work_on(user, row)]
    return Scenario.objects.filter(pk__in=mine)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    scenarios = scenarios_of(request.user)
    must(scenarios.exists())
    given = {"scenario": request.GET.get("scenario", "")[:60]}
    form = OpenForm(request.POST or None, initial=given, scenarios=scenarios)
    opened: list[Proposal] = []
    if taken(request, form, lambda: opened.append(_open(request, form))):
        messages.success(request, _("Саналыг нээлээ. Одоо хувилбаруудаа нэмнэ үү."))
        return redirect(page_of(opened[0]))
    return form_page(
        request,
        form,
        title=_("Шинэчлэн зохион байгуулах санал нээх"),
        button=_("Нээх"),
        back=reverse("redistricting:proposals"),
        crumbs=crumbs(),
        lead=_("Нийтлэх хүртэл зөвхөн танай сум, аймгийн ажилтан харна."),
    )


def _open(request: HttpRequest, form: OpenForm) -> Proposal:
    return actions.open_proposal(user=request.user, **form.cleaned_data)


@login_required
def change(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    only_now(request, found, ProposalState.DRAFT)
    names = ("title_mn", "title_en", "reason_mn", "reason_en")
    given = {name: getattr(found, name) for name in names}
    form = TextForm(request.POST or None, initial=given)
    if taken(
        request,
        form,
        lambda: actions.change_proposal(
            user=request.user, proposal=found, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Хадгаллаа."))
        return redirect(page_of(found))
    return form_page(
        request,
        form,
        title=_("Нэр, үндэслэлийг засах"),
        button=_("Хадгалах"),
        back=page_of(found),
        crumbs=crumbs(found),
    )


@login_required
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    """The ladder, what is missing, and one button."""
    found = find(request, code)
    standing = standing_of(found)
    frame = around(request, found)
    missing = [
        (lack, page_of(found, lack.page) if frame["may_conduct"] and lack.page else "")
        for lack in standing.missing
    ]
    # Whoever is not of the sum reads no more than what was laid open to everybody.
    mine = Scenario.objects.visible_to(request.user).filter(pk=found.scenario_id)
    public = found.published_at is not None and not mine.exists()
    rows = found.alternatives.select_related("plan__scenario__block_set")
    laid = list(published(found) if public else rows)
    now = standing.now
    context = {
        **frame,
        "standing": standing,
        "missing": missing,
        "first_lack": next((address for _lack, address in missing if address), ""),
        "next_url": page_of(found, now.form.page) if now and now.form.page else "",
        "alternatives": list(
            zip(laid, map(_moved, laid), _pages(request, found, laid), strict=True)
        ),
        "touched": touched_units(found, public=public),
        "touched_by": _letter(found, public=public),
        "names": unit_names(found),
        "heard": heard_on(found, found.plan) if found.plan else [],
        "planned": found.planned_units.all(),
        "figures": _figures(standing.rules),
    }
    return render(request, "redistricting/proposal.html", context)


def _letter(found: Proposal, *, public: bool) -> str:
    """Of the plan by which the table of the touched bags is counted."""
    plan = found.plan or leading_plan(found, public=public)
    rows = found.alternatives.filter(plan=plan)
    return rows.values_list("letter", flat=True).first() or ""


def _pages(
    request: HttpRequest, found: Proposal, laid: Iterable[Alternative]
) -> list[str]:
    """Of each plan: the office's for who sees its scenario, else the public one."""
    if Scenario.objects.visible_to(request.user).filter(pk=found.scenario_id).exists():
        code = found.scenario.code
        return [reverse("redistricting:plan", args=[code, a.plan.number]) for a in laid]
    open_to_all = {one.letter for one in published(found)} if found.published_at else ()
    return [
        reverse("portal:redrawing_plan", args=[found.code, one.letter])
        if one.letter in open_to_all
        else ""
        for one in laid
    ]


def _moved(one: Alternative) -> dict[str, Any]:
    """How many bags a plan touches, households and people change bag."""
    touched = touched_by(one.plan)
    households = [one.leaving.households for one in touched]
    people = [one.leaving.population for one in touched]
    return {
        "bags": len(touched),
        "households": None if None in households else sum(h or 0 for h in households),
        "people": None if None in people else sum(p or 0 for p in people),
    }


def _figures(rules: Any) -> list[tuple[str, Any, str]]:
    """The numbers of the rules with their words and units."""
    return [
        (_("Хэлэлцүүлэх хувилбар"), rules.fewest_alternatives, ""),
        (_("Санал авах хугацаа"), rules.hearing_days, _("хоногоос доошгүй")),
        (_("Хурлын ирц"), rules.quorum, _("хувиас доошгүй өрх")),
        (_("Хариу өгөх хугацаа"), rules.answer_days, _("хоног")),
        (_("Сумын Хурлын хугацаа"), rules.sum_days, _("хоног")),
        (_("Аймгийн Хурлын хугацаа"), rules.aimag_days, _("хоног")),
    ]
