"""The leaflet of services of a unit: what to bring, how long it takes, its fee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.casework.models import Days, Provider, ServiceKind, ServiceVersion
from bagana.documents.blocks import Cell, Paper, Row, Table, Text
from bagana.documents.content import cells
from bagana.documents.content.daily.form import Office, paper
from bagana.engines import mongolian
from bagana.territory.models import Unit, UnitAncestry
from bagana.web import words


def leaflet(unit: Unit, on: date, address: str) -> Paper | None:
    """None where no service is offered on the day."""
    versions = services_of(unit, on)
    if not versions:
        return None
    office = Office(unit, on)
    by_provider = groupby(versions, key=lambda one: one.service.provider)
    rows = [
        row
        for provider, found in by_provider
        for row in _provider_rows(provider, found)
    ]
    columns = (
        cells.column(_("Үйлчилгээ"), 2.0),
        cells.column(_("Юу бүрдүүлэх"), 2.0),
        cells.column(_("Хугацаа"), 0.9),
        cells.column(_("Хураамж"), 0.8),
        cells.column(_("Хаана, хэн, хэзээ"), 1.9),
    )
    note = _(
        "Төрд байгаа мэдээллийг иргэнээс шаардахгүй. Хугацааг хүсэлт авсан өдрөөс"
        " тоолно."
    )
    online = _("Цахимаар хүсэлт гаргах, явцыг харах: %(address)s")
    return paper(
        "leaflet",
        _("Багийн үйлчилгээ"),
        office,
        [
            Table("services", "", columns, tuple(rows)),
            Text(note, "note"),
            Text(online % {"address": address}),
        ],
        subtitle=f"{office.whole}, {words.as_of(on)}",
        illustrative=any(one.is_illustrative for one in versions),
        layout="sheet",
    )


def services_of(unit: Unit, on: date) -> list[ServiceVersion]:
    """Of the unit and of those above it: what its people are offered on the day."""
    above = UnitAncestry.objects.on(on).filter(unit=unit).values("ancestor")
    rows = ServiceVersion.objects.on(on).filter(service__unit__in=above)
    found = list(rows.select_related("service"))
    providers, kinds = Provider.values, ServiceKind.values
    found.sort(
        key=lambda one: (
            providers.index(one.service.provider),
            kinds.index(one.service.kind),
            one.service.code,
        )
    )
    return found


def _provider_rows(provider: str, found: Iterable[ServiceVersion]) -> Iterable[Row]:
    yield cells.group(str(Provider(provider).label).capitalize())
    for one in found:
        yield cells.row(
            [
                Cell(one.title),
                Cell(_papers(one)),
                Cell(term_words(one)),
                Cell(_fee(one)),
                Cell("; ".join(filter(None, (one.where, one.who, one.hours)))),
            ]
        )


def _papers(one: ServiceVersion) -> str:
    language = "en" if words.in_english() else "mn"
    named = [str(row.get(language) or row.get("mn", "")) for row in one.papers]
    return "\n".join(filter(None, named)) or _("шаардахгүй")


def term_words(one: ServiceVersion) -> str:
    if one.term_in == Days.WORKING:
        told = ngettext("%(n)s ажлын өдөр", "%(n)s ажлын өдөр", one.term)
    else:
        told = ngettext("%(n)s хоног", "%(n)s хоног", one.term)
    return told % {"n": one.term}


def _fee(one: ServiceVersion) -> str:
    return mongolian.format_money(one.fee) if one.fee else _("үнэгүй")
