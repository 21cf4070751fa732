"""The office's pages of objections; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bagana.accounts.roles import assignments
from bagana.ranking.actions import objections as actions
from bagana.ranking.forms.objections import AnswerForm, HideForm
from bagana.ranking.holding import address
from bagana.ranking.models import Objection, ObjectionState, Selection
from bagana.ranking.queries import objections as queries
from bagana.ranking.queries.objections import Told
from bagana.ranking.rules import PLANNERS
from bagana.web.errors import refusals_in
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25


@login_required
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    if not any(one.role in PLANNERS for one in assignments(request.user)):
        raise PermissionDenied
    asked = {
        name: request.GET.get(name, "").replace("\0", "")[:60]
        for name in ("state", "selection")
    }
    found = queries.worklist(request.user, **asked)
    if chosen := wanted_format(request):
        return table_response(chosen, "objections", _columns(), found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = queries.names_of(page.object_list)
    context = {
        "page": page,
        "rows": [(row, names.get(row.unit_id or 0, "")) for row in page],
        "asked": asked,
        "states": [(queries.OPEN, _("хариулаагүй")), *_decided()],
        "selections": _selections(request.user),
        "waiting": queries.waiting_for(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "ranking/objections.html", context)


def _decided() -> list[tuple[str, Any]]:
    return [
        choice for choice in ObjectionState.choices if choice[0] != ObjectionState.FILED
    ]


def _selections(user: Any) -> list[Selection]:
    rows = queries.conducted_by(user).values("selection")
    return list(Selection.objects.filter(pk__in=rows))


def _columns() -> list[Column]:
    return [
        Column("selection", _("Шалгаруулалт"), lambda row: row.selection.code, 24),
        Column("made_at", _("Огноо")),
        Column("unit", _("Нэгж"), lambda row: row.unit.code if row.unit else ""),
        Column("figure", _("Тоо"), _figure, 40),
        Column("name", _("Нэр"), width=24),
        Column("text", _("Эсэргүүцэл"), width=60),
        Column("state", _("Эсэргүүцлийн төлөв"), lambda row: row.get_state_display()),
        Column("answer", _("Хариу"), width=60),
        Column("answered_at", _("Хариулсан")),
        Column("due", _("Хариу өгөх хугацаа"), lambda row: row.selection.answers_due),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


def _figure(row: Objection) -> str:
    seen = row.observation
    return f"{seen.indicator.code}, {seen.period.code}" if seen else ""


@login_required
@require_safe
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection with everything that can be done with it, and its history."""
    return _page(request, _mine(request, pk), HideForm(), AnswerForm())


@login_required
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    actions.show_objection(user=request.user, objection=_mine(request, pk).row)
    messages.success(request, _("Эсэргүүцлийг нийтэллээ."))
    return redirect("ranking:objection", pk)


@login_required
@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _mine(request, pk), HideForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.hide_objection(
                user=request.user, objection=found.row, **form.cleaned_data
            )
    if not form.is_valid():
        return _page(request, found, form, AnswerForm())
    messages.success(request, _("Үгийг нь нуулаа. Эсэргүүцэлд хариулах үүрэг хэвээр."))
    return redirect("ranking:objection", pk)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _mine(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.answer_objection(
                user=request.user, objection=found.row, **form.cleaned_data
            )
    if not form.is_valid():
        return _page(request, found, HideForm(), form)
    messages.success(request, _("Хариуг нийтэллээ."))
    return redirect("ranking:objection", pk)


@login_required
@never_cache
@require_POST
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """How to reach the author, on this one page; the look at it is kept."""
    found = _mine(request, pk)
    read = actions.read_contact(user=request.user, objection=found.row)
    return _page(request, _mine(request, pk), HideForm(), AnswerForm(), read)


@login_required
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    actions.erase_contact(user=request.user, objection=_mine(request, pk).row)
    messages.success(request, _("Холбоо барих мэдээллийг устгалаа."))
    return redirect("ranking:objection", pk)


def _mine(request: HttpRequest, pk: int) -> Told:
    """403 for who may not, so that a moved role reads as such and not as a loss."""
    found = queries.one_for(request.user, pk)
    if found is not None:
        return found
    if Objection.objects.filter(pk=pk).exists():
        raise PermissionDenied
    raise Http404


def _page(
    request: HttpRequest,
    told: Told,
    hide_form: Form,
    answer_form: Form,
    contact: str = "",
) -> HttpResponse:
    row = told.row
    context = {
        "told": told,
        "objection": row,
        "hide_form": hide_form,
        "answer_form": answer_form,
        "contact": contact,
        "masked": queries.masked(row.contact),
        "may_answer": queries.may_answer(row),
        "public": address(row.selection),
        "today": timezone.localdate(),
    }
    return render(request, "ranking/objection.html", context)
