"""Moderating what citizens say of meetings; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from bagana.meetings.actions import remarks as actions
from bagana.meetings.forms.remarks import AnswerRemarkForm, HideRemarkForm
from bagana.meetings.models import Remark, RemarkState
from bagana.meetings.queries.remarks import remarks_to_moderate
from bagana.meetings.views.deciding import decided_crumbs
from bagana.web.errors import refusals_in
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25


@login_required
def remarks(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    rows = remarks_to_moderate(request.user, state)
    if chosen := wanted_format(request):
        return table_response(chosen, "remarks", _columns(), rows)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": RemarkState.choices,
        "crumbs": decided_crumbs(),
    }
    return render(request, "meetings/remarks.html", context)


def _columns() -> list[Column]:
    return [
        Column("unit", _("Код"), lambda row: row.meeting.unit.code),
        Column("made_at", _("Огноо")),
        Column("name", _("Нэр"), width=24),
        Column("text", _("Санал, сэтгэгдэл"), width=60),
        Column(
            "state", pgettext("comment", "Төлөв"), lambda row: row.get_state_display()
        ),
        Column("answer", _("Хариу"), width=60),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


def _mine(request: HttpRequest, pk: int) -> Remark:
    return get_object_or_404(remarks_to_moderate(request.user), pk=pk)


@login_required
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """One remark; answering it is the form of the page itself."""
    row = _mine(request, pk)
    form = AnswerRemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.answer_remark(user=request.user, remark=row, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Хариуг нийтэллээ."))
            return redirect("meetings:remarks")
    return _page(request, row, answer_form=form)


def _page(request: HttpRequest, row: Remark, **bound: Form) -> HttpResponse:
    context: dict[str, Any] = {
        "row": row,
        "crumbs": decided_crumbs(),
        "answer_form": AnswerRemarkForm(),
        "hide_form": HideRemarkForm(),
        **bound,
    }
    failed = any(form.errors for form in bound.values())
    return render(
        request, "meetings/remark.html", context, status=422 if failed else 200
    )


@login_required
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    actions.show_remark(user=request.user, remark=_mine(request, pk))
    messages.success(request, _("Сэтгэгдлийг нийтэллээ."))
    return redirect("meetings:remarks")


@login_required
@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _mine(request, pk), HideRemarkForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.hide_remark(user=request.user, remark=row, **form.cleaned_data)
    if not form.is_valid():
        return _page(request, row, hide_form=form)
    messages.success(request, _("Сэтгэгдлийг нуулаа. Үг нь түүхэнд хэвээр үлдэнэ."))
    return redirect("meetings:remarks")
