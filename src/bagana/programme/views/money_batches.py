"""A money table in three steps: file, check, apply; and the way back. HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.indicators.models import BatchState
from bagana.programme.actions import money_batches as actions
from bagana.programme.forms.money import MoneyFileForm
from bagana.programme.models import PlanBatch, Programme
from bagana.programme.queries.money_book import spenders
from bagana.programme.views.money import find
from bagana.web.errors import PermissionDenied, Refused, refusals_in

SHOWN_PROBLEMS = 200


def _steps() -> list[str]:
    return [_("Файл"), _("Шалгах"), _("Хэрэгжүүлэх")]


def _mine(request: HttpRequest, code: str) -> Programme:
    programme = find(request, code)
    if not spenders(programme, request.user):
        raise PermissionDenied
    return programme


@login_required
def money_import(request: HttpRequest, code: str) -> HttpResponse:
    programme = _mine(request, code)
    form = MoneyFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_in(form):
            batch = actions.check_table(
                programme=programme,
                content=file.read(),
                name=file.name,
                user=request.user,
            )
            return redirect("programme:money_batch", code, batch.pk)
    batches = programme.plan_batches.filter(origin=actions.ORIGIN).defer("content")
    context = {
        "programme": programme,
        "form": form,
        "steps": _steps(),
        "batches": batches.select_related("made_by")[:20],
    }
    return render(request, "programme/money_import.html", context)


def _batch(programme: Programme, pk: int) -> PlanBatch:
    rows = PlanBatch.objects.filter(programme=programme, origin=actions.ORIGIN)
    return get_object_or_404(rows.select_related("made_by", "programme__unit"), pk=pk)


@login_required
def money_batch(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    programme = _mine(request, code)
    batch = _batch(programme, pk)
    is_checked = batch.state == BatchState.CHECKED
    counts, problems = batch.counts, batch.problems
    if is_checked and batch.made_by_id == request.user.pk:
        # Against the book of now: between check and apply others may have booked.
        checked = actions.recheck(batch, request.user)
        counts = checked.counts
        problems = [problem.stored() for problem in checked.problems]
    context: dict[str, Any] = {
        "programme": programme,
        "batch": batch,
        "counts": counts,
        "problems": problems[:SHOWN_PROBLEMS],
        "more": len(problems) - SHOWN_PROBLEMS,
        "steps": _steps(),
        "step": 2 if is_checked else 3,
        "is_checked": is_checked,
        "is_applied": batch.state == BatchState.APPLIED,
        "is_mine": batch.made_by_id == request.user.pk,
    }
    return render(request, "programme/money_batch.html", context)


@login_required
@require_POST
def apply(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    words = _("Шинэ мөрүүдийг мөнгөний дэвтэрт бичлээ.")
    return _done(request, code, pk, actions.apply_batch, words)


@login_required
@require_POST
def undo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    words = _("Энэ хүснэгтийн бичилт бүрийг буцаалаа.")
    return _done(request, code, pk, actions.undo_batch, words)


def _done(
    request: HttpRequest, code: str, pk: int, action: Any, words: str
) -> HttpResponse:
    batch = _batch(_mine(request, code), pk)
    try:
        action(batch=batch, user=request.user)
    except Refused as refusal:
        messages.error(request, f"{refusal.reason} {refusal.fix}".strip())
    else:
        messages.success(request, words)
    return redirect("programme:money_batch", code, pk)


@login_required
@require_POST
def discard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    batch = _batch(_mine(request, code), pk)
    actions.discard_batch(batch=batch, user=request.user)
    messages.success(request, _("Шалгасан хүснэгтийг орхилоо. Юу ч бичээгүй."))
    return redirect("programme:money_import", code)
