"""The public page of a programme's money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from bagana.portal.programme_money_charts import money_by_year
from bagana.portal.views.pages import asked, reading_date
from bagana.portal.views.programme.frame import (
    asked_phase,
    find_programme,
    programme_page,
)
from bagana.programme.queries.money import MoneySum
from bagana.programme.queries.money_page import MoneyPage, money_page
from bagana.web.tables import Column, table_response, wanted_format

TABLES = ("source", "objective", "unit", "spender")


def programme_money(request: HttpRequest, code: str) -> HttpResponse:
    programme, on = find_programme(code), reading_date(request)
    phases = list(programme.phases.all())
    every = asked(request, "phase") in ("", "all")
    phase = None if every else asked_phase(request, phases)
    found = money_page(programme, phase=phase, on=on, user=request.user)
    if chosen := wanted_format(request):
        wanted = asked(request, "table")
        table = wanted if wanted in TABLES else TABLES[0]
        return _download(chosen, f"{code}-money-{table}", table, found)
    title = gettext("Он тус бүрийн тодотгосон төлөвлөгөө, гүйцэтгэл")
    return programme_page(
        request,
        "money",
        programme,
        found=found,
        phases=phases,
        phase=phase,
        chart=money_by_year(found.years, title=title, unit=gettext("сая ₮")),
        chart_title=title,
    )


def _download(format_: str, name: str, table: str, found: MoneyPage) -> HttpResponse:
    first: dict[str, Callable[[], tuple[list[Column], list[Any]]]] = {
        "source": lambda: _by_source(found),
        "objective": lambda: _named(gettext("Зорилт"), found.objectives),
        "unit": lambda: _by_unit(found),
        "spender": lambda: _named(gettext("Зарцуулагч"), found.spenders),
    }
    columns, rows = first[table]()
    return table_response(format_, name, [*columns, *_amounts()], rows)


def _by_source(found: MoneyPage) -> tuple[list[Column], list[Any]]:
    rows = [
        {"source": group.name, "year": line.name, "money": line.money}
        for group, lines in found.sources
        for line in lines
    ]
    columns = [
        Column("source", gettext("Хөрөнгийн эх үүсвэр"), width=28),
        Column("year", gettext("Он")),
    ]
    return columns, rows


def _named(title: str, lines: list[Any]) -> tuple[list[Column], list[Any]]:
    rows = [{"key": x.key, "name": x.name, "money": x.money} for x in lines]
    return [Column("key", gettext("Код")), Column("name", title, width=50)], rows


def _by_unit(found: MoneyPage) -> tuple[list[Column], list[Any]]:
    rows = [
        {
            "code": line.code,
            "name": line.name or gettext("нэгж заагаагүй"),
            "parent": line.parent,
            "population": line.population,
            "per_head": line.per_head,
            "money": line.money,
        }
        for line in found.units
    ]
    columns = [
        Column("code", gettext("Код")),
        Column("name", gettext("Нэгж"), width=30),
        Column("parent", gettext("Сум"), width=20),
        Column("population", gettext("Хүн ам")),
        Column("per_head", gettext("Нэг хүнд ногдох гүйцэтгэл, ₮"), width=24),
    ]
    return columns, rows


def _amounts() -> list[Column]:
    def of(name: str) -> Callable[[Any], Any]:
        return lambda row: getattr(row["money"], name)

    return [
        Column("planned", gettext("Төлөвлөгөө, ₮"), of("planned"), 20),
        Column("adjusted", gettext("Тодотгосон төлөвлөгөө, ₮"), of("adjusted"), 20),
        Column("committed", gettext("Гэрээ, үүрэг, ₮"), of("committed"), 20),
        Column("paid", gettext("Гүйцэтгэл, ₮"), of("paid"), 20),
        Column("execution", gettext("Гүйцэтгэлийн хувь"), _share, 14),
    ]


def _share(row: Any) -> Any:
    money: MoneySum = row["money"]
    share = money.execution.to_adjusted
    return None if share is None else round(share, 1)
