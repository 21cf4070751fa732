"""Cells of tables: written as the pages write them, counted as they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bagana.documents.blocks import Align, Cell, Column, Row, RowKind
from bagana.engines import mongolian
from bagana.programme.queries.target_values import GroupValue
from bagana.web import words

Number = int | float | Decimal


def missing() -> Cell:
    return Cell(words.missing(), None, missing=True)


def text(value: Any) -> Cell:
    return Cell(str(value or ""))


def known(value: Any) -> Cell:
    """A text, or that it is missing."""
    return Cell(str(value)) if value else missing()


def number(value: Number | None, decimals: int = 0) -> Cell:
    if value is None or words.is_missing(value):
        return missing()
    return Cell(mongolian.format_number(value, decimals), value)


def reached(found: GroupValue, decimals: int) -> Cell:
    """What a target's units came to; «нууцалсан» where it is not published."""
    return Cell(_("нууцалсан")) if found.withheld else number(found.value, decimals)


def count(value: int) -> Cell:
    return Cell(mongolian.format_number(value), value)


def money(value: Decimal | None) -> Cell:
    """An amount without its sign: the heading of the column carries it."""
    if value is None:
        return missing()
    return Cell(mongolian.format_number(value), value)


def percent(value: Number | None, decimals: int = 1) -> Cell:
    """A figure that is in per cent already."""
    if value is None or words.is_missing(value):
        return missing()
    return Cell(mongolian.format_percent(value, decimals), value)


def day(value: date | None) -> Cell:
    return Cell(words.short_date(value), value) if value else missing()


def group(title: str) -> Row:
    return Row((Cell(title),), "group")


def row(cells: Iterable[Cell], kind: RowKind = "row") -> Row:
    return Row(tuple(cells), kind)


def column(title: str, width: float = 1.0, align: Align = "left") -> Column:
    return Column(title, width, align)


def figures(title: str, width: float = 1.0) -> Column:
    """A column of figures."""
    return Column(title, width, "right")
