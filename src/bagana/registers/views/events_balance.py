"""The balance of a span and the book of movements of a year. HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.reading import note_reading
from bagana.registers.actions.households import BAG_LEVEL
from bagana.registers.forms.events import SpanForm, year_span
from bagana.registers.models import EventKind, Person
from bagana.registers.private import private_page
from bagana.registers.queries.balance import (
    AGES,
    CAME,
    WENT,
    Balance,
    Tally,
    balance,
    behind_difference,
    monthly,
)
from bagana.registers.queries.events import person_name
from bagana.registers.queries.household_balance import (
    HouseholdBalance,
    household_balance,
)
from bagana.registers.rules import can_keep
from bagana.registers.showing import showing
from bagana.registers.views.events import crumbs_of
from bagana.registers.views.guard import find_unit
from bagana.web.tables import Column, table_response, wanted_format

MOST_BEHIND: Final = 100
RARE: Final = (
    EventKind.OPENING,
    EventKind.REDRAWN_IN,
    EventKind.REDRAWN_OUT,
    EventKind.CORRECTED_IN,
    EventKind.CORRECTED_OUT,
)
"""Left out of the table where there was none."""
FIRST_YEAR: Final = 1990


@private_page
def balance_page(request: HttpRequest, code: str) -> HttpResponse:
    """Opening, what came and went, closing, counted; people, then households."""
    version, today = find_unit(request, code), timezone.localdate()
    form = SpanForm(year_span(today) | request.GET.dict())
    span = form.cleaned_data if form.is_valid() else year_span(today)
    found = balance(version.unit, span["start"], span["end"])
    rows = _rows(found)
    if chosen := wanted_format(request):
        name = f"balance-{code}-{span['start']}-{span['end']}"
        return table_response(chosen, name, _columns(), rows)
    homes = household_balance(version.unit, span["start"], span["end"])
    keeps = can_keep(request.user, version.unit)
    context = {
        "version": version,
        "form": form,
        "found": found,
        "rows": rows,
        "ages": [_age_words(first, last) for first, last in AGES],
        "homes": homes,
        "home_rows": _home_rows(homes),
        "behind": [] if found.is_even or not keeps else _behind(request, found),
        "is_bag": version.kind.level == BAG_LEVEL,
        "may_keep": keeps,
        "today": today,
        "crumbs": crumbs_of(version),
    }
    return render(request, "registers/events_balance.html", context)


def _rows(found: Balance) -> list[dict[str, Any]]:
    """Lines in the order of reading; `sum` those that are set off by a rule."""
    rows = [_row(_("Эхний үлдэгдэл"), found.opening, "sum")]
    for line in (*found.came, *found.went):
        if line.kind in RARE and not line.tally.total:
            continue
        sign = "+" if line.kind in CAME else "−"
        rows.append(_row(f"{sign} {line.label}", line.tally, ""))
    rows.append(_row(_("Эцсийн үлдэгдэл"), found.closing, "sum"))
    rows.append(_row(_("Бүртгэлээр тоолсон"), found.counted, "sum"))
    return rows


def _row(label: str, tally: Tally, role: str) -> dict[str, Any]:
    return {"label": label, "tally": tally, "role": role}


def _age_words(first: int, last: int | None) -> str:
    return f"{first}+" if last is None else f"{first}–{last}"


def _of_age(place: int) -> Callable[[Any], int]:
    return lambda row: int(row["tally"].ages[place])


def _columns() -> list[Column]:
    ages = [
        Column(f"age_{first}", _age_words(first, last), value=_of_age(place))
        for place, (first, last) in enumerate(AGES)
    ]
    return [
        Column("label", _("Мөр"), width=30),
        Column("total", _("Бүгд"), value=lambda row: row["tally"].total),
        Column("male", _("Эрэгтэй"), value=lambda row: row["tally"].male),
        Column("female", _("Эмэгтэй"), value=lambda row: row["tally"].female),
        Column(
            "sex_unknown",
            _("Хүйс нь тодорхойгүй"),
            value=lambda row: row["tally"].sex_unknown,
        ),
        *ages,
        Column(
            "age_unknown",
            _("Нас нь тодорхойгүй"),
            value=lambda row: row["tally"].age_unknown,
        ),
    ]


def _home_rows(homes: HouseholdBalance) -> list[tuple[str, int, str]]:
    rows = [
        (_("Эхний үлдэгдэл"), homes.opening, "sum"),
        (_("+ шинээр бүртгэсэн"), homes.opened, ""),
        (_("+ тусгаарласан"), homes.split, ""),
        (_("+ шилжиж ирсэн"), homes.moved_in, ""),
        (_("+ нэгжийн өөрчлөлтөөр ирсэн"), homes.redrawn_in, "rare"),
        (_("− шилжиж явсан"), homes.moved_out, ""),
        (_("− нэгжийн өөрчлөлтөөр гарсан"), homes.redrawn_out, "rare"),
        (_("− нэгтгэсэн, хаасан"), homes.ended, ""),
        (_("Эцсийн үлдэгдэл"), homes.closing, "sum"),
        (_("Бүртгэлээр тоолсон"), homes.counted, "sum"),
    ]
    return [row for row in rows if row[2] != "rare" or row[1]]


def _behind(request: HttpRequest, found: Balance) -> list[tuple[Person, str]]:
    """Only for who keeps the register: the people whose records contradict."""
    rows = behind_difference(found.unit, found.start, found.end)
    people = list(
        rows.filter(pk__in=Person.objects.visible_to(request.user))[:MOST_BEHIND]
    )
    note_reading(
        user=request.user,
        what="events",
        unit=found.unit,
        subjects=[one.pk for one in people if not one.is_restricted],
    )
    how = showing(request.user, found.unit)
    return [(one, person_name(one, how)) for one in people]


@private_page
def movements(request: HttpRequest, code: str) -> HttpResponse:
    """Month by month: шилжилт хөдөлгөөний дэвтрийн сарын тойм. No names."""
    version, today = find_unit(request, code), timezone.localdate()
    asked = request.GET.get("year", "")
    is_year = asked.isdecimal() and FIRST_YEAR <= int(asked) <= today.year
    year = int(asked) if is_year else today.year
    rows = monthly(version.unit, year, today.month if year == today.year else 12)
    kinds = [
        kind
        for kind in (*CAME, *WENT)
        if kind not in RARE or any(row.count(kind) for row in rows)
    ]
    if chosen := wanted_format(request):
        columns = _month_columns(kinds)
        return table_response(chosen, f"movements-{code}-{year}", columns, rows)
    context = {
        "version": version,
        "year": year,
        "previous": year - 1 if year > FIRST_YEAR else None,
        "next": year + 1 if year < today.year else None,
        "rows": [(row, [row.count(kind) for kind in kinds]) for row in rows],
        "kinds": [_kind_words(kind) for kind in kinds],
        "totals": [sum(row.count(kind) for row in rows) for kind in kinds],
        "is_bag": version.kind.level == BAG_LEVEL,
        "may_keep": can_keep(request.user, version.unit),
        "first": date(year, 1, 1),
        "crumbs": crumbs_of(version),
    }
    return render(request, "registers/events_movements.html", context)


def _kind_words(kind: EventKind) -> str:
    sign = "+" if kind in CAME else "−"
    return f"{sign} {kind.label}"


def _of_kind(kind: EventKind) -> Callable[[Any], int]:
    return lambda row: int(row.count(kind))


def _month_columns(kinds: list[EventKind]) -> list[Column]:
    return [
        Column("month", _("Сар")),
        Column("opening", _("Эхний үлдэгдэл")),
        *(
            Column(str(kind.value), _kind_words(kind), value=_of_kind(kind))
            for kind in kinds
        ),
        Column("closing", _("Эцсийн үлдэгдэл")),
    ]
