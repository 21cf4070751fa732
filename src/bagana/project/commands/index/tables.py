"""A table out of a CSV or XLSX file, with the line of each row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bagana.project.commands.index.speech import Mistake, Speech, Unusable

type Cells = dict[str, object]
SEPARATORS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class Line:
    """A row; `number` is the line in the file, as an editor counts."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class TableFile:
    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(path: Path, speech: Speech) -> TableFile:
    """The first sheet of a workbook, or a CSV of any of three separators.

    Raises
    ------
    Unusable
        If the file is not there, is no table, or a row is longer than its heading.
    """
    _ = speech.translate
    if not path.is_file():
        raise Unusable(_("%(file)s файл алга.") % {"file": path})
    rows = _sheet(path, speech) if _is_sheet(path) else _csv(path, speech)
    numbered = [(number, row) for number, row in rows if any(map(_is_filled, row))]
    if len(numbered) < 2:
        raise Unusable(_("%(file)s файлд нэг ч мөр алга.") % {"file": path.name})
    heading = [str(cell or "").strip() for cell in numbered[0][1]]
    while heading and not heading[-1]:
        heading.pop()
    _check_heading(heading, path, speech)
    lines = tuple(_lines(heading, numbered[1:], path, speech))
    return TableFile(path.name, tuple(filter(None, heading)), lines)


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() in {".xlsx", ".xls", ".ods"}


def _is_filled(cell: object) -> bool:
    return str(cell if cell is not None else "").strip() != ""


def _sheet(path: Path, speech: Speech) -> list[tuple[int, list[object]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        found = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise _unreadable(path, speech) from error
    return [(number, list(row)) for number, row in enumerate(found, start=1)]


def _csv(path: Path, speech: Speech) -> list[tuple[int, list[object]]]:
    _ = speech.translate
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable(
            _("%(file)s файл UTF-8 кодчилолтой биш.") % {"file": path.name},
            _("Хүснэгтийн програмаас «CSV UTF-8» болгон хадгална уу."),
        ) from error
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    try:
        return [(reader.line_num, [*row]) for row in reader]
    except csv.Error as error:
        raise _unreadable(path, speech) from error


def _unreadable(path: Path, speech: Speech) -> Unusable:
    _ = speech.translate
    return Unusable(
        _("%(file)s файлыг уншиж чадсангүй.") % {"file": path.name},
        _("CSV (UTF-8) эсвэл XLSX файл өгнө үү."),
    )


def _check_heading(heading: list[str], path: Path, speech: Speech) -> None:
    _ = speech.translate
    twice = sorted({name for name in heading if name and heading.count(name) > 1})
    if twice:
        words = {"file": path.name, "names": ", ".join(twice)}
        raise Unusable(
            _("%(file)s: нэг нэртэй хоёр багана байна: %(names)s.") % words,
            _("Багана бүрийг өөр нэрлэнэ үү."),
        )


def _lines(
    heading: list[str],
    rows: Iterable[tuple[int, list[object]]],
    path: Path,
    speech: Speech,
) -> Iterator[Line]:
    _ = speech.translate
    for number, row in rows:
        beyond = [cell for cell in row[len(heading) :] if _is_filled(cell)]
        if beyond:
            reason = _("Мөр толгойноосоо урт байна.")
            fix = _("Тоог аравтын таслалаар бичсэн бол цэгээр солино уу.")
            wrong = Mistake(number, "", str(beyond[0]), reason, fix)
            raise Unusable(
                _("%(file)s файлыг уншиж чадсангүй.") % {"file": path.name}, "", [wrong]
            )
        yield Line(
            number,
            {name: cell for name, cell in zip(heading, row, strict=False) if name},
        )
