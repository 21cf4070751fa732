"""Kinds of references in the office: read, added, changed, withdrawn. HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework import rules
from bagana.casework.actions import reference_kinds as actions
from bagana.casework.forms.terms import (
    KindForm,
    NewKindForm,
    WithdrawForm,
    initial_of,
)
from bagana.casework.models import ReferenceKind
from bagana.casework.queries.services import versions_on
from bagana.casework.queries.terms import KindLine, kind_lines, newest_version
from bagana.casework.views.guard import casework_crumbs
from bagana.casework.views.terms import require_office, require_setter
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format


@login_required
def kinds(request: HttpRequest) -> HttpResponse:
    """What each kind prints, how long it holds, what it costs and by what basis."""
    require_office(request)
    lines = kind_lines(timezone.localdate())
    if chosen := wanted_format(request):
        return table_response(chosen, "reference-kinds", _columns(), lines)
    context = {
        "lines": [line for line in lines if line.state != "past"],
        "past": [line for line in lines if line.state == "past"],
        "may_set": rules.may_set_terms(request.user),
        "crumbs": casework_crumbs(),
    }
    return render(request, "casework/reference_kinds.html", context)


def _columns() -> list[Column]:
    def of_row(name: str) -> Callable[[KindLine], Any]:
        return lambda line: getattr(line.row, name)

    return [
        Column("code", _("Код"), of_row("code"), 20),
        Column("title", _("Нэр"), of_row("title"), 40),
        Column("purpose", _("Зориулалт"), of_row("purpose"), 40),
        Column("says", _("Юу бичигдэх вэ"), lambda line: "; ".join(line.says), 50),
        Column("valid_days", _("Хүчинтэй хоног"), of_row("valid_days")),
        Column("fees", _("Хураамж, ₮")),
        Column("basis", _("Хууль зүйн үндэслэл"), of_row("basis"), 50),
        Column("valid_from", _("Эхлэх өдөр"), of_row("valid_from")),
        Column("valid_to", _("Дуусах өдөр, орохгүй"), of_row("valid_to")),
        Column("is_illustrative", _("Жишээ"), lambda x: int(x.row.is_illustrative)),
    ]


@login_required
def add(request: HttpRequest) -> HttpResponse:
    form = NewKindForm(request.POST or None)
    return _form(
        request,
        form,
        lambda: actions.add_kind(user=request.user, **form.asked()),
        title=_("Тодорхойлолтын төрөл нэмэх"),
        button=_("Нэмэх"),
        lead=_("Бүртгэлээс юу бичигдэхийг энд сонгоно; өөр юу ч нээгдэхгүй."),
    )


@login_required
def change(request: HttpRequest, code: str) -> HttpResponse:
    """A new version from a day; references issued before keep theirs."""
    require_setter(request)
    form = KindForm(request.POST or None, initial=initial_of(_find(code)))
    return _form(
        request,
        form,
        lambda: actions.change_kind(user=request.user, code=code, **form.asked()),
        title=_("Тодорхойлолтын төрлийг өөрчлөх"),
        button=_("Хадгалах"),
        lead=_("Өмнө олгосон тодорхойлолт тухайн өдрийнхөө хувилбараар үлдэнэ."),
    )


@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    require_setter(request)
    row = _find(code)
    form = WithdrawForm(request.POST or None)
    return _form(
        request,
        form,
        lambda: actions.withdraw_kind(
            user=request.user, code=code, **form.cleaned_data
        ),
        title=_("Тодорхойлолтын төрлийг хүчингүй болгох"),
        button=_("Хүчингүй болгох"),
        lead=_asked_for(row),
        danger=True,
    )


def _asked_for(row: ReferenceKind) -> str:
    """The kind, and what citizens could then ask for and not be given."""
    rows = versions_on(timezone.localdate()).filter(service__reference_kind=row.code)
    if not rows:
        return row.title
    told = {"kind": row.title, "names": "; ".join(one.title for one in rows)}
    return _("%(kind)s. Үүнийг хүсэх үйлчилгээ: %(names)s.") % told


@login_required
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """A version that has not begun; a page that asks once more."""
    require_setter(request)
    row = _find(code)
    if row.valid_from <= timezone.localdate():
        raise Http404
    # A form without fields is bound only by the button that was pressed.
    form = forms.Form({} if request.method == "POST" else None)
    return _form(
        request,
        form,
        lambda: actions.take_back_version(user=request.user, kind=row),
        title=_("Эхлээгүй хувилбарыг буцаах"),
        button=_("Буцаах"),
        lead=_("Өмнөх хувилбар үргэлжлэн хүчинтэй байна."),
        danger=True,
    )


def _find(code: str) -> ReferenceKind:
    row = newest_version(code)
    if row is None:
        raise Http404
    return row


def _form(
    request: HttpRequest, form: forms.Form, act: Callable[[], Any], **words: Any
) -> HttpResponse:
    require_setter(request)
    back = reverse("casework:reference_kinds")
    if taken(request, form, act):
        messages.success(request, _("Хадгаллаа."))
        return redirect(back)
    crumbs = [*casework_crumbs(), (back, _("Тодорхойлолтын төрөл"))]
    return form_page(request, form, back=back, crumbs=crumbs, **words)
