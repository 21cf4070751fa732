"""The workbook that is handed out: filled, protected, with lists and sums."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.collection.form_types import Column, Form, Value
from bagana.collection.rows import Row
from bagana.collection.sheets.reading import KEY, MARK, NUMBER
from bagana.collection.sheets.words import choices_of, written

CODES: Final = 2
HEAD: Final = 3
SUMS: Final = 4
FIRST: Final = 5
"""Rows of the sheet, counted from nought: title, what to do, codes, heading, sums."""
FIXED: Final = 3
OPTIONS: Final = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
MOST: Final = 999_999_999


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook is made of."""

    title: str
    form: Form
    columns: Sequence[Column]
    rows: Sequence[Row]
    token: str
    reasons: Mapping[str, Sequence[tuple[str, str]]]
    """Household → (field, text): why the row was sent back."""

    @property
    def has_households(self) -> bool:
        return self.form.of_households


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the sheet: a field to fill in, or last year's value beside it."""

    column: Column
    is_last_year: bool = False

    def value(self, row: Row) -> Value:
        values = row.last_year if self.is_last_year else row.values
        return values.get(self.column.code)


def write_book(book: Book) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as file:
        looks = _looks(file)
        page = file.add_worksheet(_("Мэдээ"))
        _Page(page, book, looks).write()
        _guide(file.add_worksheet(_("Заавар")), book, looks)
        file.set_custom_property(MARK, book.token)
    return target.getvalue()


def _looks(file: Any) -> dict[str, Any]:
    grey = {"font_color": "#59626c"}
    plain = {"border": 1, "border_color": "#dfe3e7"}
    tinted = {"bg_color": "#f5f6f8"} | plain
    whole, parts, care, care_ink = "#,##0", "#,##0.00", "#fff3d6", "#9a6200"
    return {
        "title": file.add_format({"bold": True, "font_size": 14}),
        "hint": file.add_format({"font_color": "#59626c"}),
        "head": file.add_format({"bold": True, "text_wrap": True, "valign": "top"}
                                | tinted),
        "past_head": file.add_format(grey | {"text_wrap": True, "valign": "top"}
                                     | tinted),
        "sum": file.add_format({"bold": True, "num_format": whole} | tinted),
        "key": file.add_format(tinted | {"num_format": "@"}),
        "past": file.add_format(grey | tinted | {"num_format": whole}),
        "integer": file.add_format(plain | {"locked": False, "num_format": whole}),
        "decimal": file.add_format(plain | {"locked": False, "num_format": parts}),
        "text": file.add_format(plain | {"locked": False}),
        "care": file.add_format(plain | {"locked": False, "bg_color": care}),
        "reason": file.add_format({"text_wrap": True, "font_color": care_ink} | tinted),
    }  # fmt: skip


class _Page:
    """The sheet to fill in, written row after row."""

    def __init__(self, page: Any, book: Book, looks: Mapping[str, Any]) -> None:
        self.page = page
        self.book = book
        self.looks = looks
        self.columns = list(self._chosen())
        self.reason_at = FIXED + len(self.columns)
        self.last = FIRST + len(book.rows) - 1

    def _chosen(self) -> list[_Column]:
        found, rows = [], self.book.rows
        for column in self.book.columns:
            found.append(_Column(column))
            if any(row.last_year.get(column.code) is not None for row in rows):
                found.append(_Column(column, is_last_year=True))
        return found

    def write(self) -> None:
        self._shape()
        self._top()
        for line, row in enumerate(self.book.rows, start=FIRST):
            self._row(line, row)
        self._validate()
        allowed = {"format_columns": True, "format_rows": True, "sort": True}
        self.page.protect("", allowed)

    def _shape(self) -> None:
        hidden = {"hidden": True}
        self.page.set_column(0, 0, 4, None, hidden)
        self.page.set_column(1, 1, 9)
        self.page.set_column(2, 2, 26)
        for at, one in enumerate(self.columns, start=FIXED):
            wide = 9 if one.column.is_number else 14
            self.page.set_column(at, at, 28 if one.column.type == "text" else wide)
        self.page.set_column(self.reason_at, self.reason_at, 40)
        self.page.freeze_panes(FIRST, FIXED)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(HEAD)

    def _top(self) -> None:
        page, looks = self.page, self.looks
        page.write_string(0, 1, self.book.title, looks["title"])
        hint = _("Зөвхөн цагаан нүдийг бөглөнө. Мэдээлэл байхгүй бол хоосон үлдээнэ.")
        page.write_string(1, 1, hint, looks["hint"])
        page.set_row(CODES, None, None, {"hidden": True})
        codes = [KEY, NUMBER, f"{MARK}:{self.book.token}"]
        codes += ["" if one.is_last_year else one.column.code for one in self.columns]
        for at, code in enumerate(codes):
            page.write_string(CODES, at, code)
        page.set_row(HEAD, 60)
        names = ("", _("Өрхийн дугаар"), _("Өрхийн тэргүүн"))
        for at, name in enumerate(names):
            page.write_string(HEAD, at, name, looks["head"])
        for at, one in enumerate(self.columns, start=FIXED):
            past = one.is_last_year
            title = _("өмнөх") if past else str(one.column.title)
            look = looks["past_head" if past else "head"]
            page.write_string(HEAD, at, title, look)
        page.write_string(HEAD, self.reason_at, _("Буцаасан шалтгаан"), looks["head"])
        self._sums()

    def _sums(self) -> None:
        look = self.looks["sum"]
        self.page.write_string(SUMS, 2, _("Нийт"), look)
        for at, one in enumerate(self.columns, start=FIXED):
            if not one.column.is_number:
                continue
            letters = column_letters(at)
            told = [one.value(row) for row in self.book.rows]
            known = sum(float(value) for value in told if value is not None)
            formula = f"=SUM({letters}{FIRST + 1}:{letters}{max(self.last, FIRST) + 1})"
            self.page.write_formula(SUMS, at, formula, look, known)

    def _row(self, line: int, row: Row) -> None:
        page, looks = self.page, self.looks
        page.write_string(line, 0, row.key, looks["key"])
        page.write_string(line, 1, row.number, looks["key"])
        page.write_string(line, 2, row.label, looks["key"])
        reasons = self.book.reasons.get(row.key, ())
        blamed = {name for name, _text in reasons}
        for at, one in enumerate(self.columns, start=FIXED):
            name = one.column.type if one.column.is_number else "text"
            look = looks["past" if one.is_last_year else name]
            if not one.is_last_year and reasons and blamed & {"", one.column.code}:
                look = looks["care"]
            self._cell(line, at, written(one.column, one.value(row)), look)
        told = "; ".join(text for _name, text in reasons)
        page.write_string(line, self.reason_at, told, looks["reason"])

    def _cell(self, line: int, at: int, value: Any, look: Any) -> None:
        if value is None:
            self.page.write_blank(line, at, None, look)
        elif isinstance(value, float):
            self.page.write_number(line, at, value, look)
        else:
            self.page.write_string(line, at, value, look)

    def _validate(self) -> None:
        for at, one in enumerate(self.columns, start=FIXED):
            if one.is_last_year or one.column.type == "text" or self.last < FIRST:
                continue
            self.page.data_validation(FIRST, at, self.last, at, _allowed(one.column))


def _allowed(column: Column) -> dict[str, Any]:
    """What a cell takes. Excel allows 32 characters in a title, 255 in a message."""
    common = {
        "input_title": str(column.heading)[:32],
        "input_message": str(column.title)[:255],
        "error_title": _("Утга таарахгүй байна"),
    }
    if words := choices_of(column):
        listed = {"validate": "list", "source": words}
        return common | listed | {"error_message": _("Жагсаалтаас сонгоно уу.")}
    return common | {
        "validate": "integer" if column.type == "integer" else "decimal",
        "criteria": "between",
        "minimum": column.minimum if column.minimum is not None else -MOST,
        "maximum": column.maximum if column.maximum is not None else MOST,
        "error_message": _("Энд зөвхөн тоо бичнэ. Мэдээлэл байхгүй бол хоосон үлдээ."),
    }


def column_letters(index: int) -> str:
    """0 → A, 26 → AA."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _guide(page: Any, book: Book, looks: Mapping[str, Any]) -> None:
    page.set_column(0, 0, 100)
    page.write_string(0, 0, book.title, looks["title"])
    lines = (
        _("«Мэдээ» хуудасны цагаан нүдийг бөглөнө. Саарал нүд түгжээтэй."),
        _("Огт байхгүй бол 0, мэдэхгүй буюу тоолоогүй бол хоосон үлдээнэ."),
        _("Шар өнгөтэй мөрийг засуулахаар буцаасан: шалтгаан нь мөрийн төгсгөлд бий."),
        _("Саарал «өмнөх» багана нь өмнөх тооллогын утга."),
        _("Өрх нэмэхийг өрхийн бүртгэлээс хийнэ; энд нэмсэн мөрийг авахгүй."),
        _("Бөглөөд Багана систем дэх мөн хуудаснаас оруулна: эхлээд шалгаж үзүүлнэ."),
        _("Хоёр хүн тусдаа бөглөж болно: зөрсөн нүдийг нэг бүрчлэн асууна."),
        _("Файлд хүний нэр бий: бусдад бүү дамжуул, оруулсны дараа устга."),
    )
    for line, text in enumerate(lines, start=2):
        page.write_string(line, 0, text)
