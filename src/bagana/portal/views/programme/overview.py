"""The way in: one programme opens its board, several stand in a table."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bagana.portal.programme_tables import overview_table
from bagana.portal.views import about
from bagana.portal.views.pages import address, asked, page, reading_date
from bagana.programme.models import Programme
from bagana.programme.queries.overview import SORTS, overview, sorted_lines
from bagana.programme.queries.standings import names_of
from bagana.web.tables import wanted_format

PAGE = 50


def programme(request: HttpRequest) -> HttpResponse:
    codes = list(Programme.objects.order_by().values_list("code", flat=True)[:2])
    if not codes:
        return about.programme(request)
    if len(codes) == 1:
        return redirect(address(request, "board", codes[0]))
    return programmes(request)


def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme with its measures, money and last rating."""
    on = reading_date(request)
    found = overview(on)
    sort = asked(request, "sort")
    sort = sort if sort.removeprefix("-") in SORTS else ""
    lines = sorted_lines(found.lines, sort)
    format_ = wanted_format(request)
    if format_:
        units = (line.programme.unit_id for line in lines if line.programme)
        return overview_table(lines, names_of(units, on), on, format_)
    pages = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    units = (line.programme.unit_id for line in pages if line.programme)
    names = names_of(units, on)
    return page(
        request,
        "programme/overview",
        total=found.total,
        pages=pages,
        rows=[
            (line, names.get(line.programme.unit_id, ""))
            for line in pages
            if line.programme
        ],
        sort=sort,
    )
