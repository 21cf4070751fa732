"""The plan table in three steps: file or paste, check, apply; and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bagana.indicators.models import BatchState
from bagana.programme import rules
from bagana.programme.actions import plan_batches as actions
from bagana.programme.forms.table import TableForm
from bagana.programme.models import PlanBatch, Programme
from bagana.programme.queries.plan_batches import plan_batches
from bagana.programme.table.problems import Problem
from bagana.programme.table.telling import in_words
from bagana.programme.table.workbook import as_workbook
from bagana.programme.table.writing import plan_table
from bagana.web.errors import PermissionDenied, Refused, refusals_in
from bagana.web.tables import XLSX_TYPE, Column, table_response, wanted_format

PER_PAGE = 10
SHOWN = 200


@login_required
def table(request: HttpRequest, code: str) -> HttpResponse:
    programme = _programme(request, code)
    form = TableForm(request.POST or None, request.FILES or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            batch = actions.check_table(
                programme=programme, user=request.user, **_given(form)
            )
            return redirect("programme:table_batch", code, batch.pk)
    batches = plan_batches(programme, user=request.user)
    context = {
        "programme": programme,
        "form": form,
        "step": 1,
        "page": Paginator(batches, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "programme/table.html", context)


def _programme(request: HttpRequest, code: str) -> Programme:
    programme = get_object_or_404(Programme.objects.select_related("unit"), code=code)
    if not rules.can_plan(request.user, programme):
        raise PermissionDenied(_("Энэ хөтөлбөрийг төлөвлөх эрх танд алга."))
    return programme


def _given(form: TableForm) -> dict[str, Any]:
    """The file as it is, or the pasted text; its name tells which it was."""
    chosen = form.cleaned_data
    phase = chosen["phase"] or 0
    if file := chosen["file"]:
        content = file.read()
        return {"name": file.name, "content": content, "phase": phase}
    return {
        "name": _("Хуулж тавьсан хүснэгт"),
        "content": chosen["text"].encode(),
        "origin": "paste",
        "phase": phase,
    }


@login_required
def batch(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    programme = _programme(request, code)
    found = get_object_or_404(plan_batches(programme, user=request.user), pk=pk)
    problems = [Problem.restored(kept) for kept in found.problems]
    if chosen := wanted_format(request):
        return table_response(chosen, f"refused-{pk}", _problem_columns(), problems)
    changes = [_change(one) for one in found.record.get("changes", [])]
    context = {
        "programme": programme,
        "batch": found,
        "counts": found.counts,
        "problems": problems[:SHOWN],
        "problem_count": len(problems),
        "changes": changes[:SHOWN],
        "objectives": found.record.get("objectives", []),
        "unread": found.record.get("unread", []),
        "to_write": found.counts["new"] + found.counts["changed"],
        "step": 2 if found.state == BatchState.CHECKED else 3,
        "is_mine": found.made_by_id == request.user.pk,
        "is_checked": found.state == BatchState.CHECKED,
        "is_applied": found.state == BatchState.APPLIED,
    }
    return render(request, "programme/table_batch.html", context)


def _change(kept: dict[str, Any]) -> dict[str, Any]:
    return {"row": kept["row"], "number": kept["number"], "cells": in_words(kept)}


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
def apply(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    words = _("Хүснэгтийг төлөвлөгөөнд орууллаа.")
    return _done(request, code, pk, actions.apply_batch, words)


@login_required
@require_POST
def undo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    words = _("Буцаалаа. Төлөвлөгөө өмнөх хэвээрээ сэргэсэн.")
    return _done(request, code, pk, actions.undo_batch, words)


@login_required
@require_POST
def discard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    actions.discard_batch(user=request.user, batch=_batch(request, code, pk))
    messages.success(request, _("Шалгасан файлыг орхилоо. Юу ч хадгалаагүй."))
    return redirect("programme:table", code)


def _batch(request: HttpRequest, code: str, pk: int) -> PlanBatch:
    found = plan_batches(_programme(request, code), user=request.user)
    return get_object_or_404(found, pk=pk)


def _done(
    request: HttpRequest, code: str, pk: int, action: Any, words: str
) -> HttpResponse:
    try:
        action(user=request.user, batch=_batch(request, code, pk))
    except Refused as refusal:
        messages.error(request, f"{refusal.reason} {refusal.fix}".strip())
    else:
        messages.success(request, words)
    return redirect("programme:table_batch", code, pk)


@login_required
@require_GET
def table_file(request: HttpRequest, code: str) -> HttpResponse:
    """The plan as the file that comes back; ?empty=1 is the template."""
    programme = _programme(request, code)
    phase = request.GET.get("phase", "")
    found = plan_table(
        programme,
        phase=int(phase) if phase in "12345" and phase else 0,
        empty=request.GET.get("empty") == "1",
    )
    name = f"bagana-plan-{programme.code}"
    chosen = wanted_format(request) or "xlsx"
    if chosen != "xlsx":
        return table_response(chosen, name, found.as_columns(), found.rows)
    header = content_disposition_header(True, f"{name}.xlsx")
    return HttpResponse(
        as_workbook(found),
        content_type=XLSX_TYPE,
        headers={"Content-Disposition": header},
    )
