"""Scenarios in the office: put, changed, copied, searched; HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bagana.accounts.roles import has_any_role
from bagana.background.queries import ahead_of
from bagana.programme.views.guard import form_page
from bagana.redistricting import rules, wording
from bagana.redistricting.actions import scenarios as actions
from bagana.redistricting.actions.searching import is_answered, start_search
from bagana.redistricting.forms.scenarios import (
    CopyForm,
    ScenarioForm,
    initial_of,
)
from bagana.redistricting.models import WEIGHTS, BlockSet, PlanKind, Scenario
from bagana.redistricting.plan_maps import plan_map
from bagana.redistricting.queries import scenarios as queries
from bagana.redistricting.queries.blocks import sets_for
from bagana.redistricting.queries.plans import UnitRow, plan_audit
from bagana.redistricting.views.plans import crumbs_of, readable
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25
USUAL = {"tolerance_households": "15", "tolerance_population": "15"}
"""A usual wish; what the form begins with, and nothing that a rule asks for."""


def _must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("Энэ үйлдлийг хийх эрх танд алга."))


@login_required
@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    state, sort = request.GET.get("state", ""), request.GET.get("sort", "")
    found = queries.scenarios_for(request.user, state, sort)
    if chosen := wanted_format(request):
        lines = queries.lines_of(found)
        return table_response(chosen, "scenarios", _list_columns(), lines)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": queries.lines_of(page.object_list),
        "state": state,
        "sort": sort or "-made",
        "may_plan": bool(queries.planned_units(request.user)),
        "crumbs": [(reverse("redistricting:index"), _("Шинэчлэн зохион байгуулалт"))],
    }
    return render(request, "redistricting/scenarios.html", context)


def _list_columns() -> list[Column]:
    return [
        Column("code", _("Код"), lambda line: line.scenario.code),
        Column("title", _("Нэр"), lambda line: line.scenario.title, 40),
        Column("sums", _("Сум"), width=30),
        Column("state", _("Байдал"), width=24),
        Column("plans", _("Хувилбарын тоо")),
        Column("made_at", _("Гаргасан"), lambda line: line.scenario.made_at, 20),
    ]


@login_required
@never_cache
@require_safe
def scenario(request: HttpRequest, code: str) -> HttpResponse:
    """The question, today's bags, and where the search stands."""
    found = readable(request, code)
    today = found.plans.filter(kind=PlanKind.TODAY).select_related(
        "scenario__block_set"
    ).first()  # fmt: skip
    audit = plan_audit(today) if today else None
    if (chosen := wanted_format(request)) and audit:
        return table_response(chosen, f"{code}-today", _bag_columns(), audit.rows)
    searches = list(found.searches.select_related("work", "made_by")[:10])
    newest = searches[0] if searches else None
    work = newest.work if newest and newest.work else None
    plans = list(found.plans.all())
    chosen_plan = wording.chosen_of(plans)
    context: dict[str, Any] = {
        "scenario": found,
        "sums": queries.sum_names(found),
        "question": queries.question_of(found),
        "offices": queries.office_rows(found),
        "stale": queries.stale_names(found, timezone.localdate()),
        "audit": audit,
        "map": plan_map(today) if today else None,
        "searches": searches,
        "newest": newest,
        "work": work,
        "ahead": ahead_of(work) if work else None,
        "is_waiting": bool(work and not work.is_finished),
        "told": wording.found_words(found, plans),
        "plan_count": sum(plan.kind != PlanKind.TODAY for plan in plans),
        "is_unmet": chosen_plan and not chosen_plan.measures.get("is_feasible"),
        "is_fixed": actions.is_fixed(found),
        "is_answered": is_answered(found),
        "may_work": rules.can_work_on(request.user, found),
        "crumbs": crumbs_of(found, plans=False)[:1],
    }
    return render(request, "redistricting/scenario.html", context)


def _bag_columns() -> list[Column]:
    found = [
        Column("code", _("Код"), lambda row: row.unit.key),
        Column("bag", _("Баг"), lambda row: row.unit.name, 30),
    ]
    for weight in WEIGHTS:
        name = wording.weight_name(weight)
        found += [
            Column(weight, name, _value(weight)),
            Column(
                f"{weight}_deviation",
                f"{name}: {_('зөрүү, хувь')}",
                _deviation(weight),
            ),
        ]
    return found


def _value(weight: str) -> Callable[[UnitRow], float | None]:
    return lambda row: row.balances[weight].value.before


def _deviation(weight: str) -> Callable[[UnitRow], float | None]:
    return lambda row: row.balances[weight].deviation_percent.before


@login_required
def scenario_new(request: HttpRequest) -> HttpResponse:
    """First the set of blocks, where there are several; then the question."""
    units = queries.planned_units(request.user)
    _must(bool(units))
    sets = list(sets_for(request.user))
    asked = request.GET.get("blocks", "")
    chosen = next((one for one in sets if str(one.pk) == asked), None)
    if chosen is None and len(sets) == 1:
        chosen = sets[0]
    if chosen is None:
        crumbs = [(reverse("redistricting:index"), _("Шинэчлэн зохион байгуулалт"))]
        context = {"sets": sets, "crumbs": crumbs}
        return render(request, "redistricting/scenario_blocks.html", context)
    return _new_form(request, chosen)


def _new_form(request: HttpRequest, block_set: BlockSet) -> HttpResponse:
    sums = queries.sums_to_plan(request.user, block_set, block_set.on)
    _must(bool(sums))
    form = _form(request, sums, _first(block_set, sums), fixed_code=False)
    made: list[Scenario] = []

    def act() -> None:
        chosen = _chosen(sums, form.cleaned_data["sums"])
        made.append(
            actions.make_scenario(
                user=request.user,
                unit=_unit_of(request, chosen, block_set),
                code=form.cleaned_data["code"],
                block_set=block_set,
                sums=chosen,
                is_illustrative=block_set.is_illustrative,
                **form.texts(),
                **form.asked(),
            )
        )

    if taken(request, form, act):
        messages.success(request, _("Даалгаврыг хадгаллаа. Хайлтыг эндээс эхлүүлнэ."))
        return redirect("redistricting:scenario", made[0].code)
    return _form_page(
        request,
        form,
        block_set,
        title=_("Хувилбар боловсруулах даалгавар"),
        back=reverse("redistricting:index"),
    )


def _form(
    request: HttpRequest,
    sums: list[UnitVersion],
    initial: dict[str, Any],
    *,
    fixed_code: bool,
) -> ScenarioForm:
    return ScenarioForm(
        request.POST or None, sums=sums, fixed_code=fixed_code, initial=initial
    )


def _first(block_set: BlockSet, sums: list[UnitVersion]) -> dict[str, Any]:
    """What most scenarios ask, to begin with; today's number of bags in words."""
    one = sums if len(sums) == 1 else []
    return {
        **USUAL,
        "sums": [version.unit.code for version in one],
        "on": block_set.on,
        "minimise_1": "moved",
        "minimise_2": "cut",
        "minimise_3": "travel",
        "unit_range": "\n".join(
            f"{version.unit.code} {below(version.unit, block_set.on, 3).count()}"
            for version in sums
        ),
        "offices_fixed": True,
    }


def _chosen(sums: list[UnitVersion], codes: list[str]) -> list[Unit]:
    return [version.unit for version in sums if version.unit.code in codes]


def _unit_of(request: HttpRequest, sums: list[Unit], block_set: BlockSet) -> Unit:
    """A scenario of one sum is that sum's; of several, that of the unit above."""
    if len(sums) == 1:
        return sums[0]
    mine = queries.planned_units(request.user)
    return next((unit for unit in mine if unit.pk == block_set.unit_id), mine[0])


def _form_page(
    request: HttpRequest, form: ScenarioForm, block_set: BlockSet, **page: str
) -> HttpResponse:
    crumbs = [(reverse("redistricting:index"), _("Шинэчлэн зохион байгуулалт"))]
    context = {"form": form, "block_set": block_set, "crumbs": crumbs, **page}
    status = 422 if form.errors else 200
    return render(request, "redistricting/scenario_form.html", context, status=status)


@login_required
def scenario_change(request: HttpRequest, code: str) -> HttpResponse:
    found = readable(request, code)
    _must(rules.can_work_on(request.user, found))
    sums = queries.sums_to_plan(request.user, found.block_set, found.on)
    form = _form(request, sums, initial_of(found), fixed_code=True)

    def act() -> None:
        actions.change_scenario(
            user=request.user,
            scenario=found,
            texts=form.texts(),
            sums=_chosen(sums, form.cleaned_data["sums"]),
            **form.asked(),
        )

    if taken(request, form, act):
        messages.success(request, _("Даалгаврыг өөрчиллөө."))
        return redirect("redistricting:scenario", code)
    page = reverse("redistricting:scenario", args=[code])
    return _form_page(
        request, form, found.block_set, title=_("Даалгаврыг өөрчлөх"), back=page
    )


@login_required
def scenario_copy(request: HttpRequest, code: str) -> HttpResponse:
    found = readable(request, code)
    _must(rules.can_work_on(request.user, found))
    form = CopyForm(request.POST or None, initial={"title_mn": found.title_mn})
    made: list[Scenario] = []

    def act() -> None:
        made.append(
            actions.copy_scenario(
                user=request.user, scenario=found, **form.cleaned_data
            )
        )

    if taken(request, form, act):
        messages.success(request, _("Хууллаа: одоо өөрчилж болно."))
        return redirect("redistricting:scenario_change", made[0].code)
    return form_page(
        request,
        form,
        title=_("Даалгаврыг хуулах"),
        button=_("Хуулах"),
        back=reverse("redistricting:scenario", args=[code]),
        crumbs=crumbs_of(found, plans=False),
    )


@login_required
@require_POST
def search_start(request: HttpRequest, code: str) -> HttpResponse:
    start_search(user=request.user, scenario=readable(request, code))
    messages.success(request, _("Хайлт эхэллээ: хуудсыг орхиж болно."))
    return redirect("redistricting:scenario", code)


@login_required
@never_cache
@require_safe
def search(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One search: how far, what it answered, its exact inputs."""
    found = readable(request, code)
    one = get_object_or_404(found.searches.select_related("work", "made_by"), pk=pk)
    names = queries.sum_names(found)
    bags = queries.bag_names(found)
    answers = [
        {
            "sum": names.get(key, key),
            "answer": answer,
            "proofs": wording.proof_words(answer),
            "unmet": [
                wording.unmet_words(each, bags.get(each["unit"], each["unit"]))
                for each in answer.get("unmet", [])
                if each.get("deviation") is not None
            ],
        }
        for key, answer in one.answer.items()
    ]
    context = {
        "scenario": found,
        "search": one,
        "work": one.work,
        "ahead": ahead_of(one.work) if one.work else None,
        "answers": answers,
        "plan_count": one.plans.count(),
        "cut_short": wording.effort_words(one) if one.finished_at else "",
        "crumbs": crumbs_of(found, plans=False),
    }
    return render(request, "redistricting/search.html", context)
