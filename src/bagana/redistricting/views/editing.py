"""Editing a plan by hand: the page, and what is pressed on it; HTTP only."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bagana.background.queries import ahead_of
from bagana.redistricting import edit_maps, rules, wording
from bagana.redistricting.actions import editing as actions
from bagana.redistricting.actions.editing_engine import works_of
from bagana.redistricting.forms.editing import BeginForm, EditForm, NameForm
from bagana.redistricting.models import Plan, Scenario
from bagana.redistricting.queries import editing as queries
from bagana.redistricting.views.plans import crumbs_of
from bagana.web.errors import Conflict, PermissionDenied, Refused, refusals_in

PAGE = "redistricting/edit.html"
FIGURES = "redistricting/_edit_figures.html"


def _find(request: HttpRequest, code: str, number: int) -> Plan:
    scenario = get_object_or_404(
        Scenario.objects.select_related("unit", "block_set").defer(
            "block_set__neighbours"
        ),
        code=code,
    )
    if not queries.may_see(request.user, scenario):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    plan = get_object_or_404(
        scenario.plans.select_related("edited_from"), number=number
    )
    plan.scenario = scenario
    return plan


@login_required
@never_cache
def edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The map with every block, the bags beside it; a press is one deed."""
    plan = _find(request, code, number)
    if plan.is_frozen:
        return _frozen(request, plan)
    if request.method == "POST":
        return _deed(request, plan)
    return _page(request, plan)


def _frozen(request: HttpRequest, plan: Plan) -> HttpResponse:
    """A closed plan is not edited: its copy is."""
    may_work = rules.can_work_on(request.user, plan.scenario)
    form = BeginForm(request.POST or None) if may_work else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(_("Энэ хувилбарыг засах эрх танд алга."))
        if form.is_valid():
            made = actions.begin_edit(user=request.user, plan=plan, **form.cleaned_data)
            return redirect("redistricting:edit", plan.scenario.code, made.number)
    context = {
        **_frame(plan),
        "form": form,
        "drafts": plan.edits.filter(is_frozen=False),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "redistricting/edit_begin.html", context, status=status)


def _deed(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = EditForm(request.POST)
    picked: Sequence[str] = ()
    try:
        if not form.is_valid():
            raise Refused(
                _("Ийм үйлдэл алга."), _("Хуудсыг сэргээгээд дахин оролдоно уу.")
            )
        picked = form.cleaned_data["blocks"]
        _done(request.user, plan, **form.cleaned_data)
    except Refused as refused:
        # What the action had begun to change in memory is not what was kept.
        kept = _find(request, plan.scenario.code, plan.number)
        seen = form.cleaned_data.get("seen") if form.is_valid() else None
        return _answer(request, kept, picked, refused=refused, seen=seen)
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, queries.told(queries.table_of(plan)))
        return redirect("redistricting:edit", plan.scenario.code, plan.number)
    return _answer(request, plan)


def _done(user: Any, plan: Plan, **given: Any) -> None:
    """`do` is a deed, or a deed and a bag: "give:1102" gives the picked blocks to it,
    "lock:1102" locks all that lie in it."""
    deed, _colon, bag = given["do"].partition(":")
    whole = bag and deed != "give"
    blocks = queries.blocks_of_bag(plan, bag) if whole else given["blocks"]
    seen = given["seen"]
    deeds: dict[str, Callable[[], Any]] = {
        "give": lambda: actions.give(
            user=user,
            plan=plan,
            blocks=blocks,
            to=bag or given["to"],
            allow_break=given["allow_break"],
            seen=seen,
        ),
        "undo": lambda: actions.undo(user=user, plan=plan, seen=seen),
        "redo": lambda: actions.redo(user=user, plan=plan, seen=seen),
        "lock": lambda: actions.lock(user=user, plan=plan, blocks=blocks, seen=seen),
        "unlock": lambda: actions.unlock(
            user=user, plan=plan, blocks=blocks, seen=seen
        ),
    }
    if deed not in deeds:
        raise Refused(_("Ийм үйлдэл алга."), _("Хуудсыг сэргээгээд дахин оролдоно уу."))
    deeds[deed]()


def _answer(
    request: HttpRequest,
    plan: Plan,
    picked: Sequence[str] = (),
    refused: Refused | None = None,
    seen: int | None = None,
) -> HttpResponse:
    """The figures alone for htmx, the whole page otherwise; nothing picked is lost."""
    table = queries.table_of(plan)
    status = 200 if refused is None else 409 if isinstance(refused, Conflict) else 422
    context = _figures(request, table, picked, refused)
    if isinstance(refused, Conflict) and seen is not None:
        context["missed"] = queries.last_deeds(table, after=seen)
    if request.htmx:  # type: ignore[attr-defined]
        drawn, arrays = edit_maps.cells_of(plan), queries.arrays_for(plan)
        state = queries.state_of(table, drawn, arrays)
        if isinstance(refused, actions.WouldBreak):
            # Shown where it would happen, beside what is broken already.
            places = map(table.problem.position.__getitem__, refused.blocks)
            state["broken"] = sorted({*state["broken"], *places})
        context["state"] = json.dumps(state)
        return render(request, FIGURES, context, status=status)
    context |= _whole(request, table, picked)
    return render(request, PAGE, context, status=status)


def _page(
    request: HttpRequest,
    plan: Plan,
    name_form: NameForm | None = None,
) -> HttpResponse:
    table = queries.table_of(plan)
    asked = request.GET
    known = queries.picked_of(table, asked.getlist("block"), asked.getlist("n"))
    context = _figures(request, table, known) | _whole(request, table, known)
    if name_form is not None:
        context["name_form"] = name_form
    status = 422 if name_form is not None else 200
    return render(request, PAGE, context, status=status)


def _frame(plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan,
        "scenario": plan.scenario,
        "name": wording.plan_name(plan),
        "crumbs": crumbs_of(plan.scenario),
    }


def _figures(
    request: HttpRequest,
    table: queries.Table,
    picked: Sequence[str],
    refused: Refused | None = None,
) -> dict[str, Any]:
    return {
        "plan": table.plan,
        "scenario": table.plan.scenario,
        "table": table,
        "bags": queries.bag_lines(table),
        "deeds": queries.last_deeds(table),
        "told": queries.told(table),
        "now": queries.now(table),
        "refused": refused,
        "picked": picked,
        "may_edit": queries.can_edit(request.user, table.plan),
        "seen_forms": ("edit-form", "edit-finish", "edit-freeze"),
    }


def _whole(
    request: HttpRequest, table: queries.Table, picked: Sequence[str]
) -> dict[str, Any]:
    plan = table.plan
    drawn, arrays = edit_maps.cells_of(plan), queries.arrays_for(plan)
    state = queries.state_of(table, drawn, arrays)
    work = works_of(plan).first()
    return {
        **_frame(plan),
        "drawn": drawn,
        "cells": queries.cells(table, drawn, arrays, picked),
        "map_state": state,
        "outlines": {name: drawn.joined(state[name]) for name in ("broken", "held")},
        # The line between the bags stands in the picture itself.
        "state": json.dumps(state | {"border": None}),
        "groups": queries.groups(table, arrays),
        "choices": queries.choices(table, picked),
        "name_form": NameForm(
            initial={"title_mn": plan.title_mn, "title_en": plan.title_en}
        ),
        "work": work,
        "ahead": ahead_of(work) if work else None,
        "found_nothing": work and work.note and queries.is_newest(table, work),
    }


@login_required
@require_POST
def name(request: HttpRequest, code: str, number: int) -> HttpResponse:
    plan = _find(request, code, number)
    form = NameForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.name_plan(user=request.user, plan=plan, **form.cleaned_data)
    if not form.is_valid():
        return _page(request, plan, name_form=form)
    messages.success(request, _("Хувилбарын нэрийг хадгаллаа."))
    return redirect("redistricting:edit", code, number)


@login_required
@require_POST
def finish(request: HttpRequest, code: str, number: int) -> HttpResponse:
    plan = _find(request, code, number)
    try:
        actions.finish_by_engine(user=request.user, plan=plan, seen=_seen(request))
    except Refused as refused:
        kept = _find(request, code, number)
        return _answer(request, kept, refused=refused, seen=_seen(request))
    messages.success(request, _("Тооцоолол эхэллээ: хуудсыг орхиж болно."))
    return redirect("redistricting:edit", code, number)


@login_required
@require_POST
def freeze(request: HttpRequest, code: str, number: int) -> HttpResponse:
    plan = _find(request, code, number)
    try:
        actions.freeze_plan(user=request.user, plan=plan, seen=_seen(request))
    except Refused as refused:
        kept = _find(request, code, number)
        if kept.is_frozen:
            raise
        return _answer(request, kept, refused=refused, seen=_seen(request))
    messages.success(
        request, _("Хувилбарыг эцэслэлээ: одоо өөрчлөгдөхгүй, санал болгож болно.")
    )
    return redirect(reverse("redistricting:plan", args=[code, number]))


def _seen(request: HttpRequest) -> int | None:
    asked = request.POST.get("seen", "")
    return int(asked[:9]) if asked.isascii() and asked.isdecimal() else None
