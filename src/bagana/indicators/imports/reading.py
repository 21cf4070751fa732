"""A spreadsheet file as rows of text and numbers."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

from django.utils.translation import gettext as _

from bagana.web.errors import Refused

MAX_BYTES = 32 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
MAX_ROWS = 500_000

type Cell = str | float
# Sheets of our own template that hold no figures.
GUIDE_SHEETS = ("заавар", "instructions", "жагсаалт", "lists")


def read_table(name: str, content: bytes, sheet: str = "") -> list[list[Cell]]:
    """Return every row of the file, the first being row 1 of the spreadsheet.

    Raises Refused, with what to do, for a file that cannot be read.
    """
    if not content:
        raise Refused(_("Файл хоосон байна."), _("Өөр файл сонгоно уу."), "file")
    if len(content) > MAX_BYTES:
        raise Refused(
            _("Файл 32 MB-аас том байна."),
            _("Файлыг хэсэгчлэн оруулна уу."),
            "file",
        )
    if (
        content[:4] == b"PK\x03\x04"
        or content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    ):
        return _bounded(_read_workbook(content, sheet))
    return _bounded(_read_text(name, content))


def _bounded(rows: list[list[Cell]]) -> list[list[Cell]]:
    if len(rows) > MAX_ROWS:
        raise Refused(
            _("Файл 500 000-аас олон мөртэй байна."),
            _("Файлыг хэсэгчлэн оруулна уу."),
            "file",
        )
    return rows


def _read_workbook(content: bytes, sheet: str) -> list[list[Cell]]:
    from python_calamine import CalamineError, CalamineWorkbook

    refuse_zip_bomb(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = _sheet_name(book.sheet_names, sheet)
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as error:
        raise Refused(
            _("Хүснэгтийн файлыг уншиж чадсангүй."),
            _("Файлаа XLSX хэлбэрээр дахин хадгалаад оруулна уу."),
            "file",
        ) from error
    return [[_cell(value) for value in row] for row in rows]


def refuse_zip_bomb(content: bytes) -> None:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise Refused(
            _("Файл задлахад хэт том байна."),
            _("Файлыг хэсэгчлэн оруулна уу."),
            "file",
        )


def _sheet_name(names: list[str], wanted: str) -> str:
    if wanted:
        if wanted not in names:
            raise Refused(
                _("«%(sheet)s» нэртэй хуудас алга.") % {"sheet": wanted},
                _("Хуудсууд: %(sheets)s.") % {"sheets": ", ".join(names)},
                "sheet",
            )
        return wanted
    figures = [name for name in names if name.strip().lower() not in GUIDE_SHEETS]
    return (figures or names)[0]


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _read_text(name: str, content: bytes) -> list[list[Cell]]:
    text = _decoded(content)
    if "\x00" in text:
        raise Refused(
            _("«%(name)s» файл CSV ч, XLSX ч биш байна.") % {"name": name},
            _("Файлаа CSV эсвэл XLSX хэлбэрээр хадгалаад оруулна уу."),
            "file",
        )
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        return [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise Refused(
            _("CSV файлын хашилт эсвэл мөр эвдэрсэн байна."),
            _("Файлаа дахин хадгалаад оруулна уу."),
            "file",
        ) from error


def _decoded(content: bytes) -> str:
    """UTF-8, else UTF-16 with its mark, else the code page of old spreadsheets."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def delimiter_of(text: str) -> str:
    """The mark that parts the most cells of the first lines."""
    head = "\n".join(text.splitlines()[:10])
    return max(",;\t", key=head.count)
