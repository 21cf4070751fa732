"""Runs in the office: asked for, watched, published; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bagana.background.queries import ahead_of
from bagana.ranking import rules
from bagana.ranking.actions import runs as actions
from bagana.ranking.forms.runs import RunForm
from bagana.ranking.models import Run, RunKind
from bagana.ranking.queries import office_runs as queries
from bagana.ranking.queries.frameworks import year_periods
from bagana.ranking.queries.run_facts import facts_of
from bagana.ranking.queries.runs import results_of
from bagana.ranking.views.guard import crumbs_of, method_form
from bagana.web.errors import PermissionDenied, refusals_in
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 50


@login_required
def run_list(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    found = queries.runs_for(request.user, kind if kind in RunKind.values else "")
    if chosen := wanted_format(request):
        return table_response(chosen, "runs", _columns(), found)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "kind": kind,
        "kinds": RunKind.choices,
        "may_run": queries.versions_for(request.user).exists(),
        "crumbs": crumbs_of(),
    }
    return render(request, "ranking/runs.html", context)


def _columns() -> list[Column]:
    return [
        Column("id", _("дугаар")),
        Column("framework", _("аргачлал"), lambda run: run.version.framework.name, 40),
        Column("version", _("хувилбар"), lambda run: run.version.number),
        Column("period", _("хугацаа"), lambda run: run.period.code),
        Column("kind", _("төрөл"), lambda run: run.get_kind_display()),
        Column("seed", _("үр")),
        Column("replications", _("давталт")),
        Column("computed_at", _("бодсон"), width=20),
        Column("published_at", _("нийтэлсэн"), width=20),
        Column("results_sha256", _("дүнгийн SHA-256"), width=66),
    ]


@login_required
def new(request: HttpRequest) -> HttpResponse:
    versions = queries.versions_for(request.user)
    if not versions.exists():
        raise PermissionDenied(_("Тооцоо хийх аргачлал, эрх танд алга."))
    form = RunForm(
        request.POST or None,
        versions=versions,
        periods=year_periods(),
        initial={"version": request.GET.get("version")},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.start_run(user=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Тооцоо эхэллээ: хуудсыг орхиж болно."))
            return redirect("ranking:run", made.pk)
    return method_form(
        request,
        form,
        title=_("Индекс бодох"),
        button=_("Бодож эхлэх"),
        back=reverse("ranking:runs"),
        crumbs=[*crumbs_of(), (reverse("ranking:runs"), _("Тооцоо"))],
        lead=_(
            "Нийтэлсэн тоог энэ мөчийн байдлаар царцааж, байрын хязгаарыг олон мянган "
            "давталтаар тооцно."
        ),
    )


@login_required
@never_cache
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    context: dict[str, Any] = {
        "run": found,
        "framework": found.version.framework,
        "work": found.work,
        "ahead": ahead_of(found.work) if found.work else None,
        "may_publish": _may_publish(request, found),
        "crumbs": [*crumbs_of(), (reverse("ranking:runs"), _("Тооцоо"))],
    }
    if found.computed_at:
        context |= {"results": results_of(found), "facts": facts_of(found)}
    return render(request, "ranking/run.html", context)


def _find(request: HttpRequest, pk: int) -> Run:
    found = get_object_or_404(queries.every_run(), pk=pk)
    if not rules.can_run(request.user, found.version):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    return found


def _may_publish(request: HttpRequest, found: Run) -> bool:
    """An official result that is computed, and not out yet."""
    ready = found.computed_at is not None and found.published_at is None
    official = found.kind == RunKind.OFFICIAL
    return ready and official and rules.can_edit(request.user, found.version.framework)


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    actions.publish_run(user=request.user, run=_find(request, pk))
    messages.success(request, _("Дүнг нийтэллээ: одоо хүн бүр харна."))
    return redirect("ranking:run", pk)
