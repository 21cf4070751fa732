"""The tables of a paper as a workbook: one sheet each, numbers as numbers."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from bagana.documents.blocks import Cell, Paper, Row, Table

MOST_CHARACTERS: Final = 31
LINE_CHARACTERS: Final = 110


def to_xlsx(paper: Paper) -> bytes:
    """Sheets in the order of the paper; texts are never run as formulas."""
    import xlsxwriter

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties(
            {
                "title": paper.title,
                "author": paper.issuer or "Bagana",
                "created": datetime.combine(paper.dated, datetime.min.time()),
            }
        )
        formats = _formats(book)
        taken: set[str] = set()
        for table in paper.tables:
            page = book.add_worksheet(_sheet_name(table, taken))
            _write(page, paper, table, formats)
        if not paper.tables:
            book.add_worksheet()
    return target.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    top: dict[str, Any] = {"valign": "top", "text_wrap": True, "border": 1}
    strong = top | {"bold": True, "bg_color": "#f1f3f5"}
    return {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "head": book.add_format(strong | {"align": "center", "valign": "vcenter"}),
        "note": book.add_format({"italic": True, "font_color": "#59626c"}),
        "row": book.add_format(top),
        "row-number": book.add_format(top | {"num_format": "#,##0.##"}),
        "row-whole": book.add_format(top | {"num_format": "#,##0"}),
        "row-day": book.add_format(top | {"num_format": "yyyy-mm-dd"}),
        "total": book.add_format(strong),
        "total-number": book.add_format(strong | {"num_format": "#,##0.##"}),
        "total-whole": book.add_format(strong | {"num_format": "#,##0"}),
        "total-day": book.add_format(strong | {"num_format": "yyyy-mm-dd"}),
        "group": book.add_format(strong),
    }


def _sheet_name(table: Table, taken: set[str]) -> str:
    """A name that Excel takes: short, without its signs, each once."""
    clean = "".join(" " if c in "[]:*?/\\" else c for c in table.title or table.key)
    name = " ".join(clean.split())[:MOST_CHARACTERS].strip("' ") or table.key
    number = 1
    while name.lower() in taken:
        number += 1
        tail = f" {number}"
        name = name[: MOST_CHARACTERS - len(tail)] + tail
    taken.add(name.lower())
    return name


def _write(page: Any, paper: Paper, table: Table, formats: dict[str, Any]) -> None:
    """Title and marks, heading, rows, then source and remarks."""
    page.write_string(0, 0, f"{paper.title}. {table.title}", formats["title"])
    page.write_string(1, 0, " · ".join(filter(None, (paper.footer, *paper.marks))))
    widths = sum(column.width for column in table.columns)
    for number, column in enumerate(table.columns):
        page.set_column(number, number, LINE_CHARACTERS * column.width / widths)
        page.write_string(2, number, column.title, formats["head"])
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    line = 3
    for row in table.rows:
        _write_row(page, line, row, len(table.columns), formats)
        line += 1
    for note in table.notes:
        page.write_string(line, 0, note, formats["note"])
        line += 1


def _write_row(
    page: Any, line: int, row: Row, count: int, formats: dict[str, Any]
) -> None:
    if row.kind == "group":
        for number in range(count):
            text = row.cells[0].text if number == 0 else ""
            page.write_string(line, number, text, formats["group"])
        return
    for number, cell in enumerate(row.cells):
        _write_cell(page, line, number, cell, row.kind, formats)


def _write_cell(
    page: Any, line: int, number: int, cell: Cell, kind: str, formats: dict[str, Any]
) -> None:
    raw = cell.raw
    if isinstance(raw, date):
        page.write_datetime(
            line,
            number,
            datetime.combine(raw, datetime.min.time()),
            formats[f"{kind}-day"],
        )
    elif isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        whole = raw == int(raw)
        page.write_number(
            line, number, raw, formats[f"{kind}-{'whole' if whole else 'number'}"]
        )
    else:
        page.write_string(line, number, cell.text, formats[kind])
