"""Tables of the А данс as they are taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from bagana.registers.livestock_checks import SPECIES_NAMES
from bagana.registers.models import SPECIES, Census
from bagana.registers.queries.herds import Animals
from bagana.web.tables import Column


def herd_columns(census: Census) -> list[Column]:
    """Households of a bag; a head is written as the page may show him."""
    return [
        Column("number", _("Өрхийн дугаар"), _number),
        Column("head", _("Өрхийн тэргүүн"), _head, width=28),
        *_animals(lambda row: row.animals),
        Column("before", _("Өмнөх тооллого, нийт")),
        Column("counted_on", _("Тоолсон өдөр")),
    ]


def unit_columns() -> list[Column]:
    return [
        Column("code", _("Код"), lambda row: row.version.unit.code),
        Column("unit", _("Нэгж"), lambda row: row.version.name, width=28),
        Column("households", _("Өрх"), lambda row: row.totals.households),
        Column("counted", _("Тоолсон өрх"), lambda row: row.totals.counted),
        *_animals(lambda row: row.totals.animals),
        Column(
            "before", _("Өмнөх тооллого, нийт"), lambda row: row.totals.before.total
        ),
    ]


def _number(row: Any) -> str:
    return row.number or _("бүртгэлээс гадуурх эзэмшигч")


def _head(row: Any) -> str:
    return row.head.name if row.head else ""


def _animals(animals: Callable[[Any], Animals]) -> list[Column]:
    titles = {one: str(SPECIES_NAMES[one]).capitalize() for one in SPECIES}
    titles |= {"large": _("Бод мал"), "small": _("Бог мал"), "total": _("Нийт мал")}
    titles |= {"sheep_units": _("Хонин толгой")}
    return [Column(name, title, _of(animals, name)) for name, title in titles.items()]


def _of(animals: Callable[[Any], Animals], name: str) -> Callable[[Any], Any]:
    return lambda row: animals(row).of(name)
