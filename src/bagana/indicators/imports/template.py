"""The empty spreadsheet we hand out: it comes back filled, and is read without a word.

One row a unit, one column an indicator; codes in brackets tell the columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bagana.indicators.models import Indicator, Period
from bagana.indicators.rules import writing_reach
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below
from bagana.web.errors import Refused

FIRST_VALUE_COLUMN = 3


@dataclass(frozen=True, slots=True)
class Template:
    """What the spreadsheet is for, and its rows."""

    indicators: list[Indicator]
    period: Period
    versions: list[UnitVersion]

    @property
    def headings(self) -> list[str]:
        titles = [f"{one.name} [{one.code}]" for one in self.indicators]
        return [_("Код"), _("Нэр"), _("Хугацаа"), *titles]

    def row(self, version: UnitVersion) -> list[str]:
        return [version.unit.code, version.name, self.period.code]


def template(
    *,
    user: Any,
    indicators: Sequence[Indicator],
    unit: Unit,
    period: Period,
    level: int | None = None,
    system: bool = False,
) -> Template:
    """Units of one level under a unit that the user writes for, and what to fill in.

    Without a level, the lowest that all the indicators reach.
    """
    if not indicators:
        raise Refused(
            _("Үзүүлэлт сонгоогүй байна."),
            _("Дор хаяж нэг үзүүлэлт сонгоно уу."),
            "indicators",
        )
    lowest = min(indicator.lowest_level for indicator in indicators)
    reach = writing_reach(user, system=system)
    found = below(unit, period.end, lowest if level is None else level)
    versions = [version for version in found if reach.covers(version.unit_id)]
    if not versions:
        raise Refused(
            _("Энэ нэгж дотор тоо оруулах нэгж тань алга."),
            _("Өөрийн нэгжийг сонгоно уу."),
            "unit",
        )
    return Template(list(indicators), period, versions)


def as_csv(filled: Template) -> bytes:
    """UTF-8 with its mark, so that Excel shows Cyrillic."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(filled.headings)
    blank = [""] * len(filled.indicators)
    writer.writerows([*filled.row(version), *blank] for version in filled.versions)
    return target.getvalue().encode("utf-8-sig")


def as_xlsx(filled: Template) -> bytes:
    """A sheet to fill in, which lets only numbers in, and a sheet of instructions."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(_("Утга"))
        _write_figures(book, page, filled)
        _write_guide(book, book.add_worksheet(_("Заавар")), filled)
    return target.getvalue()


def _write_figures(book: Any, page: Any, filled: Template) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    for column, heading in enumerate(filled.headings):
        page.write_string(0, column, heading, head)
    for line, version in enumerate(filled.versions, start=1):
        for column, value in enumerate(filled.row(version)):
            page.write_string(line, column, value, text)
    page.set_column(0, 0, 10)
    page.set_column(1, 1, 28)
    page.set_column(2, 2, 10)
    page.set_column(FIRST_VALUE_COLUMN, len(filled.headings) - 1, 18)
    page.freeze_panes(1, FIRST_VALUE_COLUMN)
    _validate(page, filled)


def _validate(page: Any, filled: Template) -> None:
    last = len(filled.versions)
    codes = [version.unit.code for version in filled.versions]
    page.data_validation(
        1, 0, last, 0, {"validate": "list", "source": f"=$A$2:$A${last + 1}"}
    )
    page.data_validation(
        1, 2, last, 2, {"validate": "list", "source": [filled.period.code]}
    )
    for offset, indicator in enumerate(filled.indicators):
        column = FIRST_VALUE_COLUMN + offset
        page.data_validation(1, column, len(codes), column, _only_numbers(indicator))


def _only_numbers(indicator: Indicator) -> dict[str, Any]:
    lowest = -1e15 if indicator.allows_negative else 0
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": lowest,
        "maximum": 1e15,
        # Excel allows 32 characters in a title and 255 in a message.
        "input_title": indicator.code[:32],
        "input_message": f"{indicator.name}, {indicator.unit_name}"[:255],
        "error_title": _("Тоо бичнэ үү"),
        "error_message": _("Энд зөвхөн тоо бичнэ. Мэдээлэл байхгүй бол хоосон үлдээ."),
    }


def _write_guide(book: Any, page: Any, filled: Template) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True})
    page.set_column(0, 0, 34, wrap)
    page.set_column(1, 2, 40, wrap)
    lines = [
        _("Нэгж бүрийн мөрөнд үзүүлэлтийн тоог бичээд файлыг хадгална."),
        _("Тоо байхгүй бол нүдийг хоосон үлдээнэ. Хоосон нүд тэг биш."),
        _("Код, хугацаа, баганын гарчгийг бүү өөрчил."),
        _("Файлаа «Тоо оруулах» хуудсаар оруулж, шалгасны дараа хэрэгжүүлнэ."),
    ]
    for line, words in enumerate(lines):
        page.write_string(line, 0, f"{line + 1}. {words}")
    start = len(lines) + 1
    for column, heading in enumerate(
        (_("Үзүүлэлт"), _("Хэмжих нэгж"), _("Тодорхойлолт"))
    ):
        page.write_string(start, column, heading, bold)
    for line, indicator in enumerate(filled.indicators, start=start + 1):
        page.write_string(line, 0, f"{indicator.name} [{indicator.code}]", wrap)
        page.write_string(line, 1, indicator.unit_name, wrap)
        page.write_string(line, 2, indicator.definition, wrap)
