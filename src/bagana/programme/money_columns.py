"""The columns of the money table: what goes out of the book can come back in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from bagana.programme.models import MoneyEntry
from bagana.programme.queries.standings import names_of
from bagana.web.tables import Column


def money_columns(names: Mapping[int, str]) -> list[Column]:
    """Codes stand before names, so that the file is read without guessing."""

    def name(pk: int | None) -> str:
        return names.get(pk, "") if pk is not None else ""

    return [
        Column("entry", _("Бичилт"), lambda row: row.pk, 9),
        Column("measure", _("Арга хэмжээ"), lambda row: row.measure.number, 12),
        Column("name", _("Арга хэмжээний нэр"), lambda row: row.measure.name, 40),
        Column("kind", _("Төрөл"), lambda row: row.get_kind_display(), 14),
        Column(
            "source", _("Хөрөнгийн эх үүсвэр"), lambda row: row.get_source_display(), 24
        ),
        Column("year", _("Төсвийн он"), width=10),
        Column("amount", _("Дүн, ₮"), width=18),
        Column("booked_on", _("Огноо"), width=12),
        Column("spender", _("Зарцуулагчийн код"), lambda row: row.spender.code, 12),
        Column("spender_name", _("Зарцуулагч"), lambda row: name(row.spender_id), 20),
        Column(
            "unit", _("Нэгжийн код"), lambda row: row.unit.code if row.unit else "", 12
        ),
        Column(
            "unit_name", _("Аль нэгжид зориулсан"), lambda row: name(row.unit_id), 20
        ),
        Column("document", _("Баримтын дугаар"), width=18),
        Column("note", _("Тэмдэглэл"), width=30),
        Column("reverses", _("Буцаасан бичилт"), lambda row: row.reverses_id, 12),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative), 8),
    ]


def unit_names(entries: list[MoneyEntry], on: date) -> dict[int, str]:
    units = {row.spender_id for row in entries}
    units |= {row.unit_id for row in entries if row.unit_id is not None}
    return names_of(units, on)
