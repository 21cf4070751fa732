"""A file in three steps on one page: choose, check, apply; and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from bagana.accounts.roles import has_any_role
from bagana.indicators import imports
from bagana.indicators.forms import ImportForm, TemplateForm
from bagana.indicators.imports import Options
from bagana.indicators.imports.template import as_csv, as_xlsx, template
from bagana.indicators.models import BatchState, ImportBatch
from bagana.indicators.periods import ensure_period
from bagana.indicators.problems import Problem
from bagana.indicators.queries.office import batches_visible_to
from bagana.indicators.rules import own_unit_code, require_writer, writing_reach
from bagana.web.errors import PermissionDenied, Refused, refusals_in
from bagana.web.tables import XLSX_TYPE, Column, table_response, wanted_format

PER_PAGE = 50
SHOWN_PROBLEMS = 200
COUNTS = ("read", "new", "changed", "same", "refused", "empty")


@login_required
def import_file(request: HttpRequest) -> HttpResponse:
    require_writer(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            batch = imports.check_file(
                user=request.user,
                name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
                options=_options(form),
            )
            return redirect("indicators:batch", batch.pk)
    return render(request, "indicators/import.html", {"form": form, "step": 1})


def _options(form: ImportForm) -> Options:
    chosen = form.cleaned_data
    return Options(
        layout=chosen["layout"],
        sheet=chosen["sheet"],
        indicator=chosen["indicator"].code if chosen["indicator"] else "",
        period=chosen["period"],
        source=chosen["source"].code if chosen["source"] else "",
    )


@login_required
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(batches_visible_to(request.user), pk=pk)
    problems = [Problem.restored(kept) for kept in found.problems]
    if chosen := wanted_format(request):
        return table_response(chosen, f"refused-{pk}", _problem_columns(), problems)
    context = {
        "batch": found,
        "counts": found.counts,
        "problems": problems[:SHOWN_PROBLEMS],
        "problem_count": len(problems),
        "to_write": found.counts["new"] + found.counts["changed"],
        "step": 2 if found.state == BatchState.CHECKED else 3,
        "is_mine": found.made_by_id == request.user.pk,
        "is_checked": found.state == BatchState.CHECKED,
        "is_applied": found.state == BatchState.APPLIED,
    }
    return render(request, "indicators/batch.html", context)


def _problem_columns() -> list[Column]:
    return [
        Column("row", _("Мөр")),
        Column("column", _("Хүснэгтийн багана")),
        Column("value", _("Утга")),
        Column("reason", _("Шалтгаан"), width=50),
        Column("fix", _("Яаж засах вэ"), width=50),
    ]


@login_required
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    found = _batch(request, pk)
    return _done(
        request, found, imports.apply_batch, _("Тоог ноорог болгож хадгаллаа.")
    )


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = _batch(request, pk)
    words = _("Импортыг буцаалаа. Өмнөх ноорог сэргэсэн.")
    return _done(request, found, imports.undo_batch, words)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    imports.discard_batch(user=request.user, batch=_batch(request, pk))
    messages.success(request, _("Шалгасан файлыг орхилоо. Юу ч хадгалаагүй."))
    return redirect("indicators:import")


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    return get_object_or_404(batches_visible_to(request.user), pk=pk)


def _done(
    request: HttpRequest, found: ImportBatch, action: Any, words: str
) -> HttpResponse:
    try:
        action(user=request.user, batch=found)
    except Refused as refusal:
        messages.error(request, f"{refusal.reason} {refusal.fix}".strip())
    else:
        messages.success(request, words)
    return redirect("indicators:batch", found.pk)


@login_required
@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    if not has_any_role(request.user):
        raise PermissionDenied
    state = request.GET.get("state", "")
    found = batches_visible_to(request.user)
    if state in BatchState.values:
        found = found.filter(state=state)
    if chosen := wanted_format(request):
        return table_response(chosen, "imports", _batch_columns(), found)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": BatchState.choices,
    }
    return render(request, "indicators/batches.html", context)


def _batch_columns() -> list[Column]:
    return [
        Column("pk", _("Дугаар")),
        Column("title", _("Нэр"), width=40),
        Column(
            "state",
            pgettext("хувилбарын", "Төлөв"),
            lambda row: row.get_state_display(),
        ),
        Column("made_at", _("Оруулсан")),
        *[_count_column(key) for key in COUNTS],
    ]


def _count_column(key: str) -> Column:
    return Column(key, key, lambda row: row.counts.get(key))


@login_required
@require_GET
def template_file(request: HttpRequest) -> HttpResponse:
    require_writer(request.user)
    asked = "indicators" in request.GET or "unit" in request.GET
    initial = {"unit": own_unit_code(request.user), "format": "xlsx"}
    form = TemplateForm(request.GET if asked else None, initial=initial)
    form.fields["unit"].reach = writing_reach(request.user)  # type: ignore[attr-defined]
    if asked and form.is_valid():
        with refusals_in(form):
            return _template_response(request, form)
    groups = form.groups(request.GET.getlist("indicators"))
    context = {"form": form, "groups": groups}
    return render(request, "indicators/template.html", context)


def _template_response(request: HttpRequest, form: TemplateForm) -> HttpResponse:
    chosen = form.cleaned_data
    period = ensure_period(chosen["period"])
    filled = template(
        user=request.user,
        indicators=chosen["indicators"],
        unit=chosen["unit"],
        period=period,
    )
    as_sheet = chosen["format"] == "xlsx"
    content = as_xlsx(filled) if as_sheet else as_csv(filled)
    kind = XLSX_TYPE if as_sheet else "text/csv; charset=utf-8"
    name = f"bagana-{chosen['unit'].code}-{period.code}.{chosen['format']}"
    header = content_disposition_header(True, name)
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": header}
    )
