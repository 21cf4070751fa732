"""The plan table as an Excel workbook, with instructions and lists to copy from."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bagana.programme.models import Risk
from bagana.programme.table.columns import Meaning, MoneyYear, PlanColumn
from bagana.programme.table.writing import PlanTable, headings

FROZEN_COLUMNS = 5
ROOM = 500  # lines below the last one in which cells still offer their choices
YEAR_WIDTH = 14


def as_workbook(table: PlanTable) -> bytes:
    """Three sheets; the file of the same plan has the same bytes every time."""
    import xlsxwriter

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        began = table.programme.starts_on
        # No time zone: a workbook knows none.
        made = datetime(began.year, began.month, began.day)  # noqa: DTZ001
        book.set_properties({"title": table.programme.name, "created": made})
        _write_plan(book, book.add_worksheet(_("Төлөвлөгөө")), table)
        _write_guide(book, book.add_worksheet(_("Заавар")))
        _write_lists(book, book.add_worksheet(_("Жагсаалт")), table)
    return target.getvalue()


def _write_plan(book: Any, page: Any, table: PlanTable) -> None:
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    )
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    money = book.add_format({"valign": "top", "num_format": "#,##0.##"})
    for number, title in enumerate(headings(table.columns)):
        column = table.columns[number]
        is_money = isinstance(column, MoneyYear)
        page.set_column(number, number, _width(column), money if is_money else text)
        page.write_string(0, number, title, head)
    for line, row in enumerate(table.rows, start=1):
        for number, column in enumerate(table.columns):
            _write(page, line, number, table.cell(column, row), text, money)
    page.freeze_panes(1, FROZEN_COLUMNS)
    _offer_choices(page, table)
    page.set_landscape()
    page.repeat_rows(0)


def _width(column: Meaning) -> int:
    return column.width if isinstance(column, PlanColumn) else YEAR_WIDTH


def _write(
    page: Any, line: int, number: int, value: Any, text: Any, money: Any
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Decimal | float):
        page.write_number(line, number, value, money)
    else:
        page.write_string(line, number, str(value), text)


def _offer_choices(page: Any, table: PlanTable) -> None:
    last = len(table.rows) + ROOM
    choices = {
        "phase": [phase.roman for phase in table.programme.phases.order_by("number")],
        "risk": [str(risk.label) for risk in Risk],
    }
    for number, column in enumerate(table.columns):
        offered = isinstance(column, PlanColumn) and choices.get(column.key)
        if offered:
            page.data_validation(
                1, number, last, number, {"validate": "list", "source": offered}
            )


def _write_guide(book: Any, page: Any) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 90, wrap)
    lines = [
        _("Нэг мөрөнд нэг арга хэмжээ бичнэ. Баганын гарчгийг бүү өөрчил."),
        _("Хоосон нүд юуг ч өөрчлөхгүй. Багана, мөрийг орхиж болно."),
        _("№ нь арга хэмжээг таниулна; шинэ арга хэмжээнд хоосон үлдээж болно."),
        _("Зорилтыг «1. Нэр» хэлбэрээр бичнэ; нэгтгэсэн нүдний утга доош үргэлжилнэ."),
        _("Үйл ажиллагааг мөр бүрд «юу хийх — хугацаа» хэлбэрээр бичнэ."),
        _("Нэгж, үзүүлэлтийг «Жагсаалт» хуудаснаас хуулж, «;» тэмдгээр тусгаарлана."),
        _("Огноо: 2018-06-05, 2018.06.05, 2018 оны 12 сар, 2018 оны IV улирал."),
        _("Мөнгийг төгрөгөөр бичнэ; «59,4 сая» гэж бичиж болно."),
        _(
            "Хэд хэдэн үзүүлэлттэй бол суурь, зорилтот түвшнийг нэг дарааллаар «;»"
            " тэмдгээр тусгаарлана."
        ),
        _(
            "Суурь түвшин хоосон бол хамгийн сүүлд нийтэлсэн утгыг авна; бичвэл оныг нь"
            " хаалтад: 10.5 (2017)."
        ),
        _("Файлаа «Төлөвлөгөөний хүснэгт» хуудсаар оруулж, шалгаад хэрэгжүүлнэ."),
    ]
    for line, words in enumerate(lines):
        page.write_string(line, 0, f"{line + 1}. {words}", wrap)


def _write_lists(book: Any, page: Any, table: PlanTable) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    page.set_column(0, 1, 60)
    page.write_string(0, 0, _("Нэгж"), bold)
    page.write_string(0, 1, _("Үзүүлэлт"), bold)
    units = sorted(table.units.current, key=lambda unit: table.units.code_of[unit])
    for line, unit in enumerate(units, start=1):
        page.write_string(line, 0, table.units.written(unit))
    indicators = sorted(
        table.indicators.by_pk.values(), key=lambda one: (one.position, one.code)
    )
    for line, indicator in enumerate(indicators, start=1):
        name = indicator.name.replace(";", ",")
        page.write_string(line, 1, f"{name} [{indicator.code}]")
