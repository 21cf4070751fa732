"""Who read and carried away what: HTTP only."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.forms import SoughtForm
from bagana.privacy.queries.readings import (
    Sought,
    exports_for,
    looks,
    readings_for,
)
from bagana.privacy.queries.requests import waiting_requests
from bagana.privacy.views.guard import crumbs, office_page
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 50
TAKEN = 20_000
"""Rows of a list that is taken away at once; the filters make it shorter."""


@office_page
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "waiting": waiting_requests(request.user, today),
        "readings": looks(readings_for(request.user, Sought())[:5]),
        "exports": looks(exports_for(request.user, Sought())[:5]),
    }
    return render(request, "privacy/index.html", context)


@office_page
def readings(request: HttpRequest) -> HttpResponse:
    sought, form = _sought(request)
    return _list(
        request,
        readings_for(request.user, sought),
        form=form,
        name="readings",
        title=_("Хэн хэний мэдээллийг үзсэн"),
    )


@office_page
def exports(request: HttpRequest) -> HttpResponse:
    sought, form = _sought(request, "unmasked")
    return _list(
        request,
        exports_for(request.user, sought),
        form=form,
        name="exports",
        title=_("Хэн ямар файл авсан"),
    )


def _sought(request: HttpRequest, *without: str) -> tuple[Sought, SoughtForm]:
    form = SoughtForm(request.GET or None).without(*without)
    told: dict[str, Any] = {}
    if form.is_bound:
        form.is_valid()
        told = {name: value for name, value in form.cleaned_data.items() if value}
        told = {
            name: value.replace("\0", "") if isinstance(value, str) else value
            for name, value in told.items()
        }
    return Sought(**told), form


def _list(
    request: HttpRequest,
    found: QuerySet[Any],
    *,
    form: SoughtForm,
    name: str,
    title: str,
) -> HttpResponse:
    if format_ := wanted_format(request):
        return table_response(format_, name, columns(), looks(found[:TAKEN]))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": looks(page.object_list),
        "form": form,
        "title": title,
        "crumbs": crumbs(),
        "is_exports": name == "exports",
    }
    return render(request, "privacy/readings.html", context)


def columns() -> list[Column]:
    return [
        Column("at", _("Хэзээ"), width=20),
        Column("who", _("Хэн"), width=24),
        Column("capacity", _("Ямар эрхээр"), width=30),
        Column("what", _("Юуг"), width=30),
        Column("where", _("Нэгж"), width=20),
        Column("count", _("Хүн, мөр")),
        Column("whole_unit", _("Бүх бүртгэл"), lambda row: _yes(row.whole_unit)),
        Column("unmasked", _("Бүтэн харсан"), lambda row: _yes(row.unmasked)),
        Column("reason", _("Шалтгаан"), width=40),
        Column("sha256", "SHA-256"),
    ]


def _yes(value: bool) -> str:
    return _("тийм") if value else ""
