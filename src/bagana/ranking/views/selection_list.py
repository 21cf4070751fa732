"""The list of a selection: each candidate decided on, then shown to all; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagana.ranking import rules
from bagana.ranking.actions import selection as actions
from bagana.ranking.forms.selection_list import DaysForm, EntryForm, RevisionForm
from bagana.ranking.models import ListEntry, Selection, SelectionState
from bagana.ranking.queries.selection_candidates import candidates_of
from bagana.ranking.queries.selection_missing import before_list
from bagana.ranking.queries.selection_units import units_of
from bagana.ranking.views.selection_guard import around, find_results, must, page_of
from bagana.web.errors import Refused
from bagana.web.tables import Column, table_response, wanted_format

HERE = (SelectionState.VISITS, SelectionState.ANSWERED)


@login_required
def entries(request: HttpRequest, code: str) -> HttpResponse:
    """The list as it stands; edited before it is published, or after objections."""
    found = find_results(request, code)
    candidates = candidates_of(found).standing
    is_revision = found.state == SelectionState.ANSWERED
    is_here = found.state in HERE
    data = request.POST if request.method == "POST" and is_here else None
    forms = [EntryForm(data, candidate=one) for one in candidates] if is_here else []
    last: Any = (RevisionForm if is_revision else DaysForm)(data)
    if data is not None:
        must(rules.can_conduct(request.user, found))
        if _published(request, found, forms, last, is_revision=is_revision):
            messages.success(request, _("Жагсаалтыг нийтэллээ."))
            return redirect("ranking:selection", code)
    if chosen := wanted_format(request):
        return table_response(
            chosen, f"{found.code}-list", _columns(found), _rows(found)
        )
    refused = bool(last.errors) or any(form.errors for form in forms)
    context = {
        **around(request, found, "list"),
        "forms": forms,
        "last": last if is_here else None,
        "is_revision": is_revision,
        "is_here": is_here,
        "lacks": [
            (lack, page_of(found, lack.page) if lack.page else "")
            for lack in (before_list(found) if is_here else [])
        ],
        "rows": _rows(found),
        "places": {pk: one.full_name for pk, one in units_of(found).items()},
    }
    status = 422 if refused else 200
    return render(request, "ranking/selection_list.html", context, status=status)


def _published(
    request: HttpRequest,
    found: Selection,
    forms: list[EntryForm],
    last: Any,
    *,
    is_revision: bool,
) -> bool:
    valid = [form.is_valid() for form in (*forms, last)]
    if not all(valid):
        return False
    act = actions.revise_list if is_revision else actions.publish_list
    try:
        act(
            user=request.user,
            selection=found,
            entries=[form.entry() for form in forms],
            **last.cleaned_data,
        )
    except Refused as refused:
        _show(refused, forms, last)
        return False
    return True


def _show(refused: Refused, forms: list[EntryForm], last: Any) -> None:
    """At the field of the unit that it names: «reason-430101»."""
    text = f"{refused.reason} {refused.fix}".strip()
    field, _dash, code = refused.field.partition("-")
    for form in forms:
        if code and form.candidate.place.code == code:
            form.add_error("reason_mn" if field == "reason" else "proposed", text)
            return
    last.add_error(refused.field if refused.field in last.fields else None, text)


def _rows(found: Selection) -> list[ListEntry]:
    return list(found.entries.select_related("unit"))


def _columns(found: Selection) -> list[Column]:
    places = units_of(found)

    def name(row: ListEntry) -> str:
        place = places.get(row.unit_id)
        return place.full_name if place else row.unit.code

    return [
        Column("code", _("Код"), lambda row: row.unit.code, 10),
        Column("unit", _("Нэгж"), name, 30),
        Column("group", _("Бүлэг")),
        Column("by_index", _("Индексээр"), lambda r: r.get_by_index_display(), 30),
        Column("proposed", _("Санал болгосон"), lambda row: int(row.proposed)),
        Column("reason", _("Үндэслэл"), width=60),
        Column("award", _("Олгох нэр"), width=30),
    ]
