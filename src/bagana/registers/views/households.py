"""The door to the registers: my bags, the list of one bag, the search. HTTP only."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.reading import note_export, note_reading
from bagana.registers.models import Connection, Dwelling, Person
from bagana.registers.private import private_page
from bagana.registers.queries import households as queries
from bagana.registers.queries.households import Asked, HouseholdLine
from bagana.registers.queries.search import Found, search, with_homes
from bagana.registers.rules import can_import, can_keep, can_read
from bagana.registers.showing import PersonLine, answer_word, person_line, showing
from bagana.registers.views.guard import find_bag, find_unit, register_crumbs
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import ancestors_of
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50


@private_page
def index(request: HttpRequest) -> HttpResponse:
    """My bags with the counts of their registers; a governor's one bag at once."""
    today = timezone.localdate()
    bags = list(queries.my_bags(request.user, today))
    if not bags:
        raise Http404
    if len(bags) == 1 and not wanted_format(request) and "q" not in request.GET:
        return redirect("registers:bag", bags[0].unit.code)
    lines = queries.bag_lines(bags, today)
    if chosen := wanted_format(request):
        return table_response(chosen, "registers", _bag_columns(), lines)
    return render(request, "registers/index.html", {"lines": lines})


def _bag_columns() -> list[Column]:
    return [
        Column("code", _("Код"), lambda line: line.version.unit.code),
        Column("sum", _("Сум"), width=24),
        Column("bag", _("Баг"), lambda line: line.version.name, 30),
        Column("households", _("Өрх")),
        Column("herders", _("Малчин өрх")),
        Column("people", _("Хүн")),
        Column("temporary", _("Үүнээс түр оршин суугч")),
    ]


@private_page
def bag(request: HttpRequest, code: str) -> HttpResponse:
    """The households of a bag, page by page; names of the shown page only."""
    version, today = find_bag(request, code), timezone.localdate()
    asked, how = _asked(request), showing(request.user, version.unit)
    lines = queries.household_lines(version.unit, asked, how, today)
    if chosen := wanted_format(request):
        return _carried_away(request, chosen, version, lines)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = queries.with_heads(page.object_list, how, today)
    _note(request, version.unit, "households", page.object_list)
    context = {
        "version": version,
        "page": page,
        "asked": asked,
        "sort": asked.sort,
        "filters": _filters(version.unit, asked),
        "line": queries.bag_lines([version], today)[0],
        "may_keep": can_keep(request.user, version.unit),
        "may_import": can_import(request.user, version.unit),
        "how": how,
        "is_fictional": queries.is_fictional(version.unit),
        "crumbs": register_crumbs(),
    }
    return render(request, "registers/bag.html", context)


def _asked(request: HttpRequest) -> Asked:
    told = {one.name: request.GET.get(one.name, "")[:20] for one in fields(Asked)}
    if told["sort"].removeprefix("-") not in queries.SORTS:
        told["sort"] = "number"
    return Asked(**told)


def _filters(unit: Unit, asked: Asked) -> list[dict[str, Any]]:
    answers = [("yes", _("тийм")), ("no", _("үгүй")), ("unknown", _("мэдээлэл алга"))]
    unknown = ("unknown", _("мэдээлэл алга"))
    sections = [(str(one.pk), one.name) for one in queries.sections_of(unit)]
    offered = [
        ("section", _("Багийн хэсэг"), [*sections, ("none", _("хэсэггүй"))]),
        ("is_herder", _("Малчин өрх"), answers),
        ("dwelling", _("Орон байр"), [*Dwelling.choices, unknown]),
        ("electricity", _("Цахилгаан"), [*Connection.choices, unknown]),
        ("water", _("Ус"), [*Connection.choices, unknown]),
        ("internet", _("Интернэт"), answers),
        ("needs_assistance", _("Дэмжлэг шаардлагатай"), answers),
        ("state", _("Бүртгэлийн төлөв"), [("closed", _("хаасан"))]),
    ]
    return [
        {
            "name": name,
            "label": label,
            "choices": choices,
            "chosen": getattr(asked, name),
        }
        for name, label, choices in offered
        if not (name == "section" and not sections)
    ]


def _carried_away(
    request: HttpRequest, chosen: str, version: UnitVersion, lines: list[HouseholdLine]
) -> HttpResponse:
    """The list as a file; who took how many rows is kept."""
    how = showing(request.user, version.unit)
    lines = queries.with_heads(lines, how, timezone.localdate())
    _note(request, version.unit, "households", lines)
    name = f"households-{version.unit.code}"
    response = table_response(chosen, name, _columns(), lines)
    note_export(
        user=request.user,
        what="households",
        unit=version.unit,
        rows=len(lines),
        sha256=hashlib.sha256(response.content).hexdigest(),
    )
    return response


def _columns() -> list[Column]:
    def answer(name: str) -> Any:
        return lambda line: answer_word(getattr(line, name))

    return [
        Column("number", _("Дугаар")),
        Column(
            "head", _("Өрхийн тэргүүн"), lambda x: x.head.name if x.head else "", 30
        ),
        Column("members", _("Ам бүл")),
        Column("temporary", _("Үүнээс түр оршин суугч")),
        Column("section", _("Багийн хэсэг")),
        Column("is_herder", _("Малчин өрх"), answer("is_herder")),
        Column("dwelling", _("Орон байр")),
        Column("electricity", _("Цахилгаан")),
        Column("water", _("Ус")),
        Column("internet", _("Интернэт"), answer("internet")),
        Column(
            "needs_assistance", _("Дэмжлэг шаардлагатай"), answer("needs_assistance")
        ),
    ]


def _note(request: HttpRequest, unit: Unit, what: str, lines: Any) -> None:
    heads = [line.head for line in lines if line.head and not line.head.is_restricted]
    note_reading(
        user=request.user, what=what, unit=unit, subjects=[one.pk for one in heads]
    )


@private_page
def find(request: HttpRequest, code: str) -> HttpResponse:
    """The search within a unit. The words come by POST: an address stays in logs."""
    version, today = find_unit(request, code), timezone.localdate()
    text = request.POST.get("text", "")
    found = search(request.user, version.unit, text, today)
    rows = with_homes(found.people)
    bags = queries.names_of({row.unit_id for row in rows}, today)
    people = [(row, _shown(request, row), bags.get(row.unit_id, "")) for row in rows]
    _note_found(request, version.unit, found)
    wider = [
        one
        for one in ancestors_of(version.unit, today)
        if can_read(request.user, one.unit)
    ]
    context = {
        "version": version,
        "text": found.text,
        "found": found,
        "people": people,
        "homes": queries.homes_found(request.user, found.households, today),
        "wider": wider,
        "crumbs": register_crumbs(),
        "sent": request.method == "POST",
    }
    return render(request, "registers/search.html", context)


def _shown(request: HttpRequest, row: Person) -> PersonLine:
    how = showing(request.user, row.unit)
    return person_line(row, how, timezone.localdate())


def _note_found(request: HttpRequest, unit: Unit, found: Found) -> None:
    subjects = {person.pk for person in found.people}
    subjects |= {home.head_id for home in found.households if home.head_id}
    note_reading(user=request.user, what="search", unit=unit, subjects=subjects)
