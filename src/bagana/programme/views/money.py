"""The office's book of money: list, entry, reversal. HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.actions import money as actions
from bagana.programme.forms.money import EntryForm, ReverseForm, unit_choices
from bagana.programme.models import FundingSource, MoneyEntry, MoneyKind, Programme
from bagana.programme.money_columns import money_columns, unit_names
from bagana.programme.queries import money_book as queries
from bagana.programme.queries.money import MoneySum, sums
from bagana.programme.queries.money_book import Filters
from bagana.programme.queries.planning import programmes_for
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied, refusals_in
from bagana.web.tables import table_response, wanted_format

PER_PAGE = 50
SHOWN_FLAGS = 12


def find(request: HttpRequest, code: str) -> Programme:
    """The programme, if it is any work of the user's."""
    found = get_object_or_404(Programme.objects.select_related("unit"), code=code)
    if not programmes_for(request.user).filter(pk=found.pk).exists():
        raise PermissionDenied
    return found


def _filters(request: HttpRequest, programme: Programme) -> Filters:
    def asked(name: str) -> str:
        return request.GET.get(name, "").replace("\0", "")[:50]

    year = asked("year")
    return Filters(
        measure=programme.measures.filter(number=asked("measure")).first(),
        unit=Unit.objects.filter(code=asked("unit")).first(),
        source=asked("source") if asked("source") in FundingSource.values else "",
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        kind=asked("kind") if asked("kind") in MoneyKind.values else "",
    )


@login_required
def money(request: HttpRequest, code: str) -> HttpResponse:
    programme, today = find(request, code), timezone.localdate()
    filters = _filters(request, programme)
    entries = queries.book(programme, filters)
    if chosen := wanted_format(request):
        rows = list(entries)
        columns = money_columns(unit_names(rows, today))
        return table_response(chosen, f"{code}-money", columns, rows)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    flags = queries.flags(programme, filters)
    spenders = queries.spenders(programme, request.user)
    context = {
        "programme": programme,
        "page": page,
        "rows": _named(list(page.object_list), today),
        "filters": filters,
        "total": _total(programme, filters),
        "flags": flags[:SHOWN_FLAGS],
        "more_flags": len(flags) - SHOWN_FLAGS,
        "spenders": spenders,
        "books": {one.unit_id for one in spenders},
        **_choices(programme),
    }
    return render(request, "programme/money.html", context)


def _total(programme: Programme, filters: Filters) -> MoneySum:
    by_source = sums(queries.filtered(programme, filters), "source")
    return sum(by_source.values(), MoneySum())


def _choices(programme: Programme) -> dict[str, Any]:
    return {
        "measures": programme.measures.order_by("sort_key"),
        "units": unit_choices(programme, _("бүх нэгж")),
        "sources": FundingSource.choices,
        "kinds": MoneyKind.choices,
        "years": queries.years_of(programme),
    }


def _named(entries: list[MoneyEntry], today: Any) -> list[tuple[MoneyEntry, str, str]]:
    names = unit_names(entries, today)
    return [
        (row, names.get(row.unit_id or 0, ""), names.get(row.spender_id, ""))
        for row in entries
    ]


@login_required
def new_entry(request: HttpRequest, code: str) -> HttpResponse:
    programme = find(request, code)
    spenders = queries.spenders(programme, request.user)
    if not spenders:
        raise PermissionDenied
    initial = {
        "booked_on": timezone.localdate(),
        "year": min(timezone.localdate().year, programme.ends_on.year),
        "measure": programme.measures.filter(
            number=request.GET.get("measure", "").replace("\0", "")[:20]
        ).first(),
    }
    form = EntryForm(
        request.POST or None, programme=programme, spenders=spenders, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.record_entry(user=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Мөнгөний дэвтэрт бичлээ."))
            return redirect("programme:money", code)
    context = {"programme": programme, "form": form}
    return render(request, "programme/money_entry.html", context)


@login_required
def reverse(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    programme = find(request, code)
    rows = MoneyEntry.objects.select_related("measure", "unit", "spender", "made_by")
    entry = get_object_or_404(rows, pk=pk, measure__programme=programme)
    if not rules.can_book(request.user, programme, entry.spender):
        raise PermissionDenied
    form = ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.reverse_entry(user=request.user, entry=entry, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Бичилтийг буцаалаа. Хоёулаа дэвтэрт үлдэнэ."))
            return redirect("programme:money", code)
    ((row, unit, spender),) = _named([entry], timezone.localdate())
    context = {
        "programme": programme,
        "form": form,
        "entry": row,
        "unit": unit,
        "spender": spender,
    }
    return render(request, "programme/money_reverse.html", context)
