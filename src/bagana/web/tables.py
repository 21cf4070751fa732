"""Any table to take away: CSV, XLSX or JSON from the same rows and columns."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

FORMATS = ("csv", "xlsx", "json")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet runs a text that begins so as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Excel's own rows on a sheet and characters in a cell.
MAX_SHEET_ROWS = 1_048_575
MAX_CELL_CHARACTERS = 32_767


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `key` names it in JSON and finds the value in a row, a mapping or an object; `value`
    finds it otherwise. `title` heads it in CSV and XLSX.
    """

    key: str
    title: str = ""
    value: Callable[[Any], Any] | None = None
    width: int = 16

    def of(self, row: Any) -> Any:
        if self.value is not None:
            return self.value(row)
        return row[self.key] if isinstance(row, Mapping) else getattr(row, self.key)

    @property
    def heading(self) -> str:
        return str(self.title or self.key)


def _plain(value: Any) -> Any:
    """A number, a date, a truth, nothing, or else text; a moment in the local time."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    kept = (str, int, float, Decimal, date, datetime, type(None))
    return value if isinstance(value, kept) else str(value)


def safe_text(value: Any) -> Any:
    """A text that a spreadsheet would run gets an apostrophe; numbers stay."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _csv_cell(value: Any) -> Any:
    plain = safe_text(_plain(value))
    if isinstance(plain, datetime | date):
        return plain.isoformat()
    return "" if plain is None else plain


def to_csv(columns: Sequence[Column], rows: Iterable[Any], *, bom: bool = True) -> str:
    """Comma-separated text; the mark at its start tells Excel that it is UTF-8."""
    target = io.StringIO()
    if bom:
        target.write("\ufeff")
    writer = csv.writer(target)
    writer.writerow([safe_text(column.heading) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column.of(row)) for column in columns])
    return target.getvalue()


def _json_cell(value: Any) -> Any:
    plain = _plain(value)
    if isinstance(plain, Decimal):
        return int(plain) if plain == plain.to_integral_value() else float(plain)
    return plain


def to_json(columns: Sequence[Column], rows: Iterable[Any]) -> str:
    """A list of objects; what is missing is null."""
    found = [
        {column.key: _json_cell(column.of(row)) for column in columns} for row in rows
    ]
    return json.dumps(found, ensure_ascii=False, cls=DjangoJSONEncoder, indent=1)


def to_xlsx(
    columns: Sequence[Column], rows: Iterable[Any], *, sheet: str = ""
) -> bytes:
    """One sheet with a bold heading that stays in sight; texts are never formulas."""
    import xlsxwriter

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(_sheet_name(sheet))
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        for number, column in enumerate(columns):
            page.set_column(number, number, column.width)
            page.write_string(0, number, column.heading, bold)
        page.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            _write_row(page, line, [column.of(row) for column in columns], day)
    return target.getvalue()


def _sheet_name(wanted: str) -> str:
    return "".join(" " if c in "[]:*?/\\" else c for c in wanted)[:31].strip("' ")


def _write_row(page: Any, line: int, values: Sequence[Any], day: Any) -> None:
    if line > MAX_SHEET_ROWS:
        raise ValueError(f"a sheet holds {MAX_SHEET_ROWS} rows: take CSV instead")
    for number, value in enumerate(map(_plain, values)):
        if value is None:
            continue
        if isinstance(value, str):
            page.write_string(line, number, value[:MAX_CELL_CHARACTERS])
        elif isinstance(value, datetime | date):
            # Excel knows no time zones.
            naive = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            page.write_datetime(line, number, naive, day)
        else:
            page.write(line, number, value)


def wanted_format(request: HttpRequest) -> str:
    """The ?format= of the address if it is one of ours, else "" for the page."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else ""


def table_response(
    format_: str, name: str, columns: Sequence[Column], rows: Iterable[Any]
) -> HttpResponse:
    """The table as a file to keep, `name` without its ending.

    Raises
    ------
    ValueError
        If the format is none of `FORMATS`; a view asks `wanted_format` first.
    """
    if format_ == "csv":
        response = HttpResponse(to_csv(columns, rows), content_type=CSV_TYPE)
    elif format_ == "xlsx":
        content = to_xlsx(columns, rows, sheet=name)
        response = HttpResponse(content, content_type=XLSX_TYPE)
    elif format_ == "json":
        response = HttpResponse(to_json(columns, rows), content_type="application/json")
    else:
        raise ValueError(f"no such format: {format_}")
    response.headers["Content-Disposition"] = content_disposition_header(
        True, f"{name}.{format_}"
    )
    return response
