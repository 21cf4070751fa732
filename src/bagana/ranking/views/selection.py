"""Selections and the page of one: what is done, what comes next; HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from bagana.accounts.roles import has_any_role
from bagana.ranking import rules
from bagana.ranking.actions import selection as actions
from bagana.ranking.forms.selection import CancelForm, DecideForm, OpenForm
from bagana.ranking.models import Selection, SelectionState
from bagana.ranking.queries.selection import selections, standing_of
from bagana.ranking.queries.selection_candidates import candidates_of
from bagana.ranking.queries.selection_worklist import programmes_of, waiting_for
from bagana.ranking.views.selection_guard import (
    around,
    crumbs,
    find,
    form_page,
    must,
    only_now,
    page_of,
    sees_results,
    taken,
)
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, then every selection."""
    must(has_any_role(request.user))
    state = request.GET.get("state", "")
    rows = selections()
    if state in SelectionState.values:
        rows = rows.filter(state=state)
    if chosen := wanted_format(request):
        return table_response(chosen, "selections", _columns(), rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    waiting = [
        (one, page_of(one.selection, one.page)) for one in waiting_for(request.user)
    ]
    context = {
        "waiting": waiting,
        "page": page,
        "lines": [(row, standing_of(row)) for row in page],
        "states": SelectionState.choices,
        "state": state,
        "may_open": programmes_of(request.user).exists(),
    }
    return render(request, "ranking/selections.html", context)


def _columns() -> list[Column]:
    return [
        Column("code", _("Код"), width=24),
        Column("title", _("Нэр"), width=60),
        Column("programme", _("Хөтөлбөр"), lambda row: row.programme.name, 60),
        Column("period", _("Он"), lambda row: row.period.code),
        Column(
            "state",
            pgettext("хувилбарын", "Төлөв"),
            lambda row: row.get_state_display(),
            40,
        ),
        Column("act", _("Шийдвэр"), lambda row: row.act.title if row.act else "", 60),
    ]


@login_required
def new(request: HttpRequest) -> HttpResponse:
    programmes = programmes_of(request.user)
    must(programmes.exists())
    form = OpenForm(request.POST or None, programmes=programmes)
    opened: list[Selection] = []
    if taken(request, form, lambda: opened.append(_open(request, form))):
        messages.success(request, _("Шалгаруулалтыг нээлээ."))
        return redirect("ranking:selection", opened[0].code)
    return form_page(
        request,
        form,
        title=_("Шалгаруулалт нээх"),
        button=_("Нээх"),
        back=reverse("ranking:selections"),
        crumbs=[(reverse("ranking:selections"), _("Шалгаруулалт"))],
        lead=_(
            "Аргачлал, болзол, үзлэгийн хуудас нээснээс хойш өөрчлөгдөхгүй. Хугацааг"
            " бүгд харна."
        ),
    )


def _open(request: HttpRequest, form: OpenForm) -> Selection:
    return actions.open_selection(user=request.user, **form.cleaned_data)


@login_required
def selection(request: HttpRequest, code: str) -> HttpResponse:
    """The ladder, what is missing, and one button."""
    found = find(request, code)
    standing = standing_of(found)
    missing = [
        (lack, page_of(found, lack.page) if lack.page else "")
        for lack in standing.missing
    ]
    context = {
        **around(request, found),
        "standing": standing,
        "missing": missing,
        "first_lack": next((address for _lack, address in missing if address), ""),
        "next_url": _next_url(found),
        "goes_by_itself": found.state in GOES,
        "candidates": candidates_of(found) if sees_results(request, found) else None,
        "awards": found.awards.select_related("unit", "withdrawn_by"),
    }
    return render(request, "ranking/selection.html", context)


GOES: dict[str, tuple[Callable[..., Any], str]] = {
    SelectionState.PREPARING: (actions.check_gates, "gates"),
    SelectionState.RECHECK: (actions.begin_visits, "visits"),
    SelectionState.PROVISIONAL: (actions.close_objections, ""),
    SelectionState.DECIDED: (actions.close_selection, ""),
}
"""Steps that need nothing but the button; where the next thing is done."""


def _next_url(found: Selection) -> str:
    """Where the next step is taken, when it needs more than a button."""
    parts = {
        SelectionState.GATES: "index",
        SelectionState.INDEX: "recheck",
        SelectionState.VISITS: "list",
        SelectionState.ANSWERED: "act",
    }
    part = parts.get(SelectionState(found.state), "")
    return page_of(found, part) if part else ""


@login_required
@require_POST
def go(request: HttpRequest, code: str) -> HttpResponse:
    """Take the step that needs nothing but the button."""
    found = find(request, code)
    # The page the button stood on tells from where: a second press does nothing more.
    state = request.POST.get("from", "")
    if state != found.state or state not in GOES:
        messages.warning(request, _("Энэ алхам аль хэдийн хийгдсэн."))
        return redirect("ranking:selection", code)
    act, part = GOES[state]
    act(user=request.user, selection=found)
    found.refresh_from_db()
    messages.success(
        request, _("Одоогийн төлөв: %(state)s.") % {"state": found.get_state_display()}
    )
    return redirect(page_of(found, part))


@login_required
def act(request: HttpRequest, code: str) -> HttpResponse:
    """Enter the act that decides."""
    found = find(request, code)
    must(rules.can_conduct(request.user, found))
    only_now(request, found, SelectionState.ANSWERED)
    form = DecideForm(request.POST or None)
    if taken(request, form, lambda: _decide(request, found, form)):
        messages.success(request, _("Шийдвэрийг бүртгэж, шагналыг олголоо."))
        return redirect("ranking:selection_awards", code)
    return form_page(
        request,
        form,
        title=_("Шийдвэрийг бүртгэх"),
        button=_("Бүртгэх"),
        back=page_of(found),
        crumbs=crumbs(found),
        lead=_(
            "Жагсаалтад санал болгосон нэгжүүд шагналаа авна. Үүнээс хойш юу ч"
            " өөрчлөгдөхгүй: залруулгыг зөвхөн шинэ шийдвэрээр хийнэ."
        ),
    )


def _decide(request: HttpRequest, found: Selection, form: DecideForm) -> Selection:
    return actions.decide(user=request.user, selection=found, **form.cleaned_data)


@login_required
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    found = find(request, code)
    must(rules.can_conduct(request.user, found))
    form = CancelForm(request.POST or None)
    if taken(
        request,
        form,
        lambda: actions.cancel(user=request.user, selection=found, **form.cleaned_data),
    ):
        messages.success(request, _("Шалгаруулалтыг цуцаллаа."))
        return redirect("ranking:selection", code)
    return form_page(
        request,
        form,
        title=_("Шалгаруулалтыг цуцлах"),
        button=_("Цуцлах"),
        back=page_of(found),
        crumbs=crumbs(found),
        lead=_("Хийсэн бүхэн, шалтгаан нь нийтэд хэвээр харагдана."),
        danger=True,
    )
