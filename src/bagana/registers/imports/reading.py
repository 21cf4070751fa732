"""A file as a stream of rows, so that a quarter of a million need little memory."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from django.utils.translation import gettext as _

from bagana.indicators.imports.reading import delimiter_of, refuse_zip_bomb
from bagana.web.errors import Refused

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_ROWS: Final = 500_000
MAX_COLUMNS: Final = 200
BOOK: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
CHUNK: Final = 1024 * 1024

type Row = list[Any]
type Source = bytes | Path


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a file; `rows()` begins anew each time, row 1 first."""

    source: Source
    sheet: str = ""

    def rows(self) -> Iterator[Row]:
        """Raises Refused, with what to do, where the file cannot be read."""
        found = _of_book(self) if is_book(self.source) else _of_text(self.source)
        for number, row in enumerate(found, start=1):
            if number > MAX_ROWS:
                raise Refused(
                    _("Файл 500 000-аас олон мөртэй байна."),
                    _("Файлыг хэсэгчлэн оруулна уу."),
                    "file",
                )
            yield row


def open_table(source: Source, sheet: str = "") -> Table:
    """Raises Refused for an empty, too large or harmful file."""
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if not size:
        raise Refused(_("Файл хоосон байна."), _("Өөр файл сонгоно уу."), "file")
    if isinstance(source, bytes) and size > MAX_BYTES:
        raise Refused(
            _("Файл 64 MB-аас том байна."),
            _("Файлыг хэсэгчлэн эсвэл `bagana register import` командаар оруулна уу."),
            "file",
        )
    return Table(source, sheet)


def is_book(source: Source) -> bool:
    with _opened(source) as file:
        return file.read(4) in BOOK


def sheets_of(source: Source) -> list[str]:
    """Names of the sheets of a workbook; none for a text."""
    if not is_book(source):
        return []
    book = _book(source)
    return list(book.sheet_names)


@contextmanager
def _opened(source: Source) -> Iterator[IO[bytes]]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield file
    else:
        yield io.BytesIO(source)


def _book(source: Source) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    if isinstance(source, bytes):
        refuse_zip_bomb(source)
    try:
        if isinstance(source, Path):
            return CalamineWorkbook.from_path(str(source))
        return CalamineWorkbook.from_filelike(io.BytesIO(source))
    except (CalamineError, ValueError, OSError) as error:
        raise Refused(
            _("Хүснэгтийн файлыг уншиж чадсангүй."),
            _("Файлаа XLSX хэлбэрээр дахин хадгалаад оруулна уу."),
            "file",
        ) from error


def _of_book(table: Table) -> Iterator[Row]:
    book = _book(table.source)
    name = table.sheet or book.sheet_names[0]
    if name not in book.sheet_names:
        raise Refused(
            _("«%(sheet)s» нэртэй хуудас алга.") % {"sheet": name},
            _("Хуудсууд: %(sheets)s.") % {"sheets": ", ".join(book.sheet_names)},
            "sheet",
        )
    page = book.get_sheet_by_name(name)
    # Rows above the first filled one are skipped by the reader, but they count.
    above, left = page.start or (0, 0)
    for _row in range(above):
        yield []
    for row in page.iter_rows():
        yield [""] * left + row[: MAX_COLUMNS - left]


def _of_text(source: Source) -> Iterator[Row]:
    encoding = _encoding(source)
    with _opened(source) as file:
        text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
        head = text.read(8192)
        if "\x00" in head:
            raise Refused(
                _("Файл CSV ч, XLSX ч биш байна."),
                _("Файлаа CSV эсвэл XLSX хэлбэрээр хадгалаад оруулна уу."),
                "file",
            )
        text.seek(0)
        try:
            yield from csv.reader(text, delimiter=delimiter_of(head))
        except csv.Error as error:
            raise Refused(
                _("CSV файлын хашилт эсвэл мөр эвдэрсэн байна."),
                _("Файлаа дахин хадгалаад оруулна уу."),
                "file",
            ) from error


def _encoding(source: Source) -> str:
    """UTF-8, else UTF-16 with its mark, else the code page of old spreadsheets."""
    with _opened(source) as file:
        if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1251"
    return "utf-8-sig"
