"""The entry grid: read, saved whole, saved row by row; HTTP only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bagana.collection.form_types import Column, Part
from bagana.collection.grid import (
    Line,
    Typed,
    headings,
    line_of,
    part_of,
    said_by_row,
    typed,
    with_zeros,
)
from bagana.collection.models import Return
from bagana.collection.queries import returns as queries
from bagana.collection.rows import (
    WRITING,
    Row,
    columns_of,
    form_of_return,
    households_of,
    rows_of,
    set_row,
    totals_of,
)
from bagana.collection.rules import can_fill
from bagana.collection.views.guard import bag_name, find_return, return_crumbs
from bagana.privacy.reading import note_reading
from bagana.registers.models import Entry, Household
from bagana.registers.private import private_page
from bagana.registers.rules import can_read
from bagana.web.errors import Conflict, PermissionDenied, Refused

PER_PAGE = 40
"""With the losses that is 840 fields: a form of Django takes a thousand."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the grid."""

    returned: Return
    columns: tuple[Column, ...]
    part: Part
    show: str
    find: str
    page: Page[int] | None
    progress: queries.Progress | None
    rows: list[Row] = field(default_factory=list)


@private_page
def grid(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    returned = find_return(request, code, unit)
    if not can_read(request.user, returned.unit):
        raise PermissionDenied(_("Өрхийн мөрийг тухайн баг, сум, аймаг уншина."))
    if request.method == "POST":
        return _save_page(request, returned)
    return _shown(request, _sheet(request, returned), {})


def _sheet(request: HttpRequest, returned: Return) -> Sheet:
    form, columns = form_of_return(returned), columns_of(returned)
    part = part_of(form, columns, request.GET.get("part", ""))
    mine = tuple(one for one in columns if one.part == part.code)
    if not form.of_households:
        rows = rows_of(returned, request.user)
        return Sheet(returned, mine or columns, part, "", "", None, None, rows)
    show = request.GET.get("show", "expected")
    find = request.GET.get("find", "").strip()[:20]
    keys, progress = queries.chosen_households(returned, show, find)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    wanted = list(page.object_list)
    found = Household.objects.select_related("head").in_bulk(wanted)
    rows = rows_of(returned, request.user, [found[pk] for pk in wanted])
    return Sheet(returned, mine, part, show, find, page, progress, rows)


def _shown(
    request: HttpRequest, sheet: Sheet, done: dict[str, Line], status: int = 200
) -> HttpResponse:
    returned, form = sheet.returned, form_of_return(sheet.returned)
    keys = [one.household for one in sheet.rows if one.household is not None]
    said = said_by_row(
        queries.remarks_of(returned, keys if form.of_households else None)
    )
    lines = [
        done.get(one.key)
        or line_of(form, one, sheet.columns, said=said.get(one.household, ()))
        for one in sheet.rows
    ]
    heads = [one.head for one in sheet.rows if one.head and one.label]
    note_reading(user=request.user, what="grid", unit=returned.unit, subjects=heads)
    totals = totals_of(returned)
    context = {
        "returned": returned,
        "round": returned.round,
        "form": form,
        "sheet": sheet,
        "page": sheet.page,
        "lines": lines,
        "headings": headings(sheet.columns),
        "parts": _parts(sheet),
        "totals": [(one, totals.get(one.code)) for one in sheet.columns],
        "may_fill": _may_fill(request, returned),
        "name": bag_name(returned),
        "crumbs": return_crumbs(returned),
        "bad": sum(1 for one in lines if one.refusal or one.bad or one.theirs),
    }
    return render(request, "collection/grid.html", context, status=status)


def _parts(sheet: Sheet) -> list[Part]:
    there = {one.part for one in columns_of(sheet.returned)}
    return [one for one in form_of_return(sheet.returned).parts if one.code in there]


def _may_fill(request: HttpRequest, returned: Return) -> bool:
    writing = returned.state in WRITING and returned.round.closed_at is None
    return writing and can_fill(request.user, returned.unit)


def _save_page(request: HttpRequest, returned: Return) -> HttpResponse:
    """Every row that changed, as one entry; a refused row is shown as it was typed."""
    if not can_fill(request.user, returned.unit):
        raise PermissionDenied
    sheet = _sheet(request, returned)
    zeros = request.POST.get("do") == "zeros"
    done: dict[str, Line] = {}
    saved, entry = 0, None
    for row in sheet.rows:
        sent = typed(request.POST, row.key, sheet.columns)
        if zeros:
            sent = with_zeros(row, sent, sheet.columns)
        line, entry, changed = _save(request, returned, row, sheet.columns, sent, entry)
        saved += changed
        if not line.is_saved:
            done[row.key] = line
    if saved:
        words = ngettext("%(n)s мөр хадгаллаа.", "%(n)s мөр хадгаллаа.", saved)
        messages.success(request, words % {"n": saved})
    if done:
        return _shown(request, _sheet(request, returned), done, 422)
    if not saved:
        messages.info(request, _("Өөрчлөгдсөн мөр алга."))
    return redirect(_next(request, sheet))


def _next(request: HttpRequest, sheet: Sheet) -> str:
    asked = request.GET.copy()
    if request.POST.get("do") == "next" and sheet.page and sheet.page.has_next():
        asked["page"] = str(sheet.page.next_page_number())
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def _save(
    request: HttpRequest,
    returned: Return,
    row: Row,
    columns: tuple[Column, ...],
    sent: Typed,
    entry: Entry | None,
) -> tuple[Line, Entry | None, int]:
    """The line afterwards, the entry so far, and whether something was written."""
    form = form_of_return(returned)
    household = _household(returned, row)
    fresh = {c: v for c, v in sent.values.items() if row.values.get(c) != v}
    refusal: Refused | None = None
    overtaken, made = False, entry
    if fresh:
        try:
            made = set_row(
                user=request.user,
                returned=returned,
                household=household,
                values=fresh,
                seen=sent.was or sent.seen,
                entry=entry,
            )
        except Conflict as problem:
            refusal, overtaken = problem, True
        except Refused as problem:
            refusal = problem
    good = refusal is None and not sent.errors
    line = line_of(
        form,
        row,
        columns,
        sent=sent,
        refusal=refusal,
        is_saved=good,
        overtaken=overtaken,
    )
    return line, made or entry, int(bool(fresh) and refusal is None)


def _household(returned: Return, row: Row) -> Household | None:
    if row.household is None:
        return None
    return Household.objects.get(pk=row.household)


@private_page
@require_POST
def save_row(request: HttpRequest, code: str, unit: str, uid: UUID) -> HttpResponse:
    """One row, as it is left; answers with how it stands, for htmx."""
    returned = find_return(request, code, unit)
    if not can_fill(request.user, returned.unit):
        raise PermissionDenied
    found = households_of(returned).select_related("head")
    household = get_object_or_404(found, uid=uid)
    row = rows_of(returned, request.user, [household])[0]
    return _answer(request, returned, row, [household])


@private_page
@require_POST
def save_cell(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Fields of a form that the unit fills; those that were sent, for htmx."""
    returned = find_return(request, code, unit)
    if not can_fill(request.user, returned.unit) or households_of(returned).exists():
        raise PermissionDenied
    return _answer(request, returned, rows_of(returned, request.user)[0], None)


def _answer(
    request: HttpRequest,
    returned: Return,
    row: Row,
    households: list[Household] | None,
) -> HttpResponse:
    columns = columns_of(returned)
    sent = typed(request.POST, row.key, columns)
    mine = tuple(one for one in columns if one.code in sent.texts)
    line, _entry, changed = _save(request, returned, row, mine, sent, None)
    after = rows_of(returned, request.user, households)[0] if changed else row
    if changed and line.is_saved:
        line = line_of(form_of_return(returned), after, mine, is_saved=True)
    part = next((one.part for one in mine), "")
    totals = totals_of(returned)
    context: dict[str, Any] = {
        "line": line,
        "row": after,
        "saved": line.is_saved,
        "totals": [(c, totals.get(c.code)) for c in columns if c.part == part],
        "form": form_of_return(returned),
    }
    return render(request, "collection/_saved.html", context)
