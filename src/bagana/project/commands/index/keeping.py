"""Results into a folder: CSV, one workbook, a record of what was computed of what.

The same framework, data and seed give the same bytes, in whatever year it is.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bagana.project.commands.index.sheets import Run, Sheet, Value

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""As in `web.tables`, which brings Django: a spreadsheet runs such a text."""

NEWLINE: Final = "\n"


def write_csv(folder: Path, sheets: list[Sheet]) -> None:
    for sheet in sheets:
        target = io.StringIO()
        writer = csv.writer(target, lineterminator=NEWLINE)
        writer.writerow(sheet.columns)
        for row in sheet.rows:
            writer.writerow([_cell(value) for value in row])
        (folder / f"{sheet.name}.csv").write_text(
            target.getvalue(), encoding="utf-8", newline=""
        )


def _cell(value: Value) -> Any:
    """Numbers in full: what is read back is what was computed."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return repr(value) if isinstance(value, float) else value


def write_workbook(folder: Path, run: Run, sheets: list[Sheet]) -> None:
    """Every table on a sheet of its own; texts are never formulas."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(folder / "results.xlsx"), options) as book:
        # Its own clock would make the same results differ.
        book.set_properties({"created": datetime(run.year, 12, 31)})  # noqa: DTZ001
        bold = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.columns) - 1, 16)
            page.write_row(0, 0, sheet.columns, bold)
            for line, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    _write(page, line, column, value)


def _write(page: Any, line: int, column: int, value: Value) -> None:
    if isinstance(value, str):
        page.write_string(line, column, value)
    elif value is not None:
        page.write_number(line, column, value)


def write_record(folder: Path, record: dict[str, Any]) -> None:
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "run.json").write_text(text + NEWLINE, encoding="utf-8")
