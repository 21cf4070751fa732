"""A plan table as lines of named cells: from XLSX, CSV, or a text pasted from Word."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bagana.indicators.imports.layout import HEADER_WITHIN, column_letter
from bagana.indicators.imports.reading import Cell, read_table
from bagana.programme.table.cells import is_empty, name_and_date, text_of
from bagana.programme.table.columns import (
    BY_KEY,
    Meaning,
    MoneyYear,
    PlanColumn,
    TargetYear,
    meaning_of,
)
from bagana.programme.table.naming import named_objective
from bagana.programme.table.problems import Problem
from bagana.web.errors import Refused

PASTE = "paste"
_NUMBERED = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3}){0,2})[.)]?(?:\s+(.*)|$)", re.DOTALL)
_BULLET = re.compile(r"\s*[-–—•·*▪]\s+(.*)", re.DOTALL)


@dataclass(slots=True)
class Line:
    """What one row says: texts by column; an empty cell says nothing."""

    row: int
    cells: dict[str, str] = field(default_factory=dict)
    levels: dict[int, str] = field(default_factory=dict)
    money: dict[MoneyYear, str] = field(default_factory=dict)
    column_names: dict[str, str] = field(default_factory=dict)

    def column(self, key: str) -> str:
        return self.column_names.get(key, "")


@dataclass(slots=True)
class Read:
    """The lines of a table, what could not be placed, and headings nobody reads."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_plan(name: str, content: bytes, *, pasted: bool = False) -> Read:
    """Read a file, or what was pasted. Raises Refused when it is no plan table."""
    if not pasted:
        return _read_rows(read_table(name, content))
    text = content.decode("utf-8")
    rows = list(_tabbed(text))
    headed = _header(rows)
    if headed is not None:
        return _read_rows(rows, headed)
    return _read_outline(text)


def _tabbed(text: str) -> Iterator[list[Cell]]:
    """Rows as a spreadsheet puts them on the clipboard: a cell of several lines stands
    in quotation marks."""
    for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t"):
        yield [cell.strip() for cell in row]


type Header = tuple[int, dict[int, Meaning]]


def _header(rows: Sequence[Sequence[Cell]]) -> Header | None:
    """The first row that names the measures, or says at least two columns."""
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        meanings: dict[int, Meaning] = {}
        for column, cell in enumerate(row):
            meaning = meaning_of(text_of(cell))
            if meaning is not None and meaning not in meanings.values():
                meanings[column] = meaning
        if BY_KEY["activities"] in meanings.values() and not _names(meanings):
            # «Үйл ажиллагаа» heads the measures where no other column does.
            place = list(meanings.values()).index(BY_KEY["activities"])
            meanings[list(meanings)[place]] = BY_KEY["name_mn"]
        if _names(meanings) and len(meanings) > 1:
            return index, meanings
    return None


def _names(meanings: dict[int, Meaning]) -> bool:
    return BY_KEY["name_mn"] in meanings.values()


def _read_rows(rows: Sequence[Sequence[Cell]], header: Header | None = None) -> Read:
    header = header or _header(rows)
    if header is None:
        raise Refused(
            _("Гарчгийн мөрийг олсонгүй."),
            _("«Хэрэгжүүлэх арга хэмжээ» гэсэн баганатай загварыг ашиглана уу."),
            "file",
        )
    index, meanings = header
    found = Read(unread=_unread(rows[index], meanings))
    names = {c: _column_name(c, text_of(rows[index][c])) for c in meanings}
    objective_column = BY_KEY["objective"] in meanings.values()
    grouped = _Grouped(found, objective_column)
    for number, row in enumerate(rows[index + 1 :], start=index + 2):
        line = _line(number, row, meanings, names)
        if line.cells or line.levels or line.money:
            grouped.take(line)
    return found


def _unread(row: Sequence[Cell], meanings: dict[int, Meaning]) -> list[str]:
    titles = [(c, text_of(cell)) for c, cell in enumerate(row)]
    return [_column_name(c, t) for c, t in titles if t and c not in meanings]


def _column_name(index: int, title: str) -> str:
    return f"{column_letter(index)} · {title}"


def _line(
    number: int,
    row: Sequence[Cell],
    meanings: dict[int, Meaning],
    names: dict[int, str],
) -> Line:
    line = Line(number)
    for column, meaning in meanings.items():
        text = text_of(row[column]) if column < len(row) else ""
        key = meaning.key if isinstance(meaning, PlanColumn) else meaning.heading
        line.column_names[key] = names[column]
        if is_empty(text):
            continue
        if isinstance(meaning, PlanColumn):
            line.cells[meaning.key] = text
        elif isinstance(meaning, TargetYear):
            line.levels[meaning.year] = text
        else:
            line.money[meaning] = text
    return line


class _Grouped:
    """Carries the objective and the phase down where cells were merged, and joins
    numbered activities to the measure above them."""

    def __init__(self, read: Read, objective_column: bool) -> None:
        self.read = read
        self.objective_column = objective_column
        self.objective: dict[str, str] = {}
        self.phase = ""

    def take(self, line: Line) -> None:
        depth = _depth(line.cells.get("number", ""))
        if self._is_heading(line, depth):
            number = line.cells.get("number", "").rstrip(".")
            self.objective = {"objective": f"{number}. {line.cells['name_mn']}"}
            if "name_en" in line.cells:
                self.objective["objective_en"] = line.cells["name_en"]
        elif self._only_names_objective(line, depth):
            self._carry_objective(line)
        elif depth == 3 and "name_mn" in line.cells:
            self._step(line)
        else:
            self._measure(line)

    def _is_heading(self, line: Line, depth: int) -> bool:
        """A row that holds but a whole number and a name is an objective, in a table
        without a column for objectives."""
        if self.objective_column or depth != 1 or line.money or line.levels:
            return False
        return line.cells.keys() <= {"number", "name_mn", "name_en"}

    def _only_names_objective(self, line: Line, depth: int) -> bool:
        """A row over its measures, as official tables are set: a whole number and the
        objective in its own column. The number is the objective's, not a measure's."""
        if depth != 1 or "objective" not in line.cells or line.money or line.levels:
            return False
        known = {"number", "objective", "objective_en", "phase"}
        return line.cells.keys() <= known

    def _carry_objective(self, line: Line) -> None:
        self.objective = _objective_of(line)
        self.phase = line.cells.get("phase", self.phase)
        if not named_objective(self.objective["objective"])[0]:
            number = line.cells["number"].rstrip(".")
            self.objective["objective"] = f"{number}. {self.objective['objective']}"

    def _measure(self, line: Line) -> None:
        if "objective" in line.cells:
            self.objective = _objective_of(line)
        elif "name_mn" not in line.cells and "number" not in line.cells:
            return
        self.phase = line.cells.get("phase", self.phase)
        line.cells = {**self.objective, **line.cells}
        if self.phase:
            line.cells["phase"] = self.phase
        if "name_mn" in line.cells or "number" in line.cells:
            self.read.lines.append(line)

    def _step(self, line: Line) -> None:
        if not self.read.lines:
            name = line.cells["name_mn"]
            problem = Problem("step_without_measure", line.row, value=name)
            self.read.problems.append(problem)
            return
        measure = self.read.lines[-1]
        measure.column_names.setdefault("activities", line.column("name_mn"))
        due = line.cells.get("due_on", "")
        text = f"{line.cells['name_mn']} — {due}" if due else line.cells["name_mn"]
        _add_line(measure, "activities", text)
        if "name_en" in line.cells:
            _add_line(measure, "activities_en", line.cells["name_en"])


def _objective_of(line: Line) -> dict[str, str]:
    kept = ("objective", "objective_en")
    return {key: line.cells[key] for key in kept if key in line.cells}


def _add_line(line: Line, key: str, text: str) -> None:
    before = line.cells.get(key)
    line.cells[key] = f"{before}\n{text}" if before else text


def _depth(number: str) -> int:
    found = _NUMBERED.fullmatch(number)
    return found[1].count(".") + 1 if found and not found[2] else 0


def _read_outline(text: str) -> Read:
    """Numbered lines: 1. objective, 1.1. measure, 1.1.1. activity; dashes are
    activities too. Behind a tab or a dash may stand the due date."""
    found = Read()
    grouped = _Grouped(found, objective_column=False)
    for row, written in enumerate(text.splitlines(), start=1):
        if not written.strip():
            continue
        line = _outline_line(row, written, grouped)
        if line is None:
            value = written.strip()[:80]
            found.problems.append(Problem("not_an_item", row, value=value))
        else:
            grouped.take(line)
    if not found.lines and not found.problems:
        raise Refused(
            _("Бичвэр хоосон байна."), _("Хүснэгтээ хуулж тавина уу."), "text"
        )
    return found


def _outline_line(row: int, written: str, grouped: _Grouped) -> Line | None:
    bullet = _BULLET.fullmatch(written)
    if bullet and grouped.read.lines:
        number, rest = "1.1.1", bullet[1]
    else:
        numbered = _NUMBERED.fullmatch(written)
        if not numbered or not numbered[2]:
            return None
        number, rest = numbered[1], numbered[2]
    parts = [part.strip() for part in rest.split("\t") if part.strip()]
    name, due = name_and_date(parts[0])
    cells = {"number": number, "name_mn": name}
    if due or len(parts) > 1:
        cells["due_on"] = due or parts[1]
    return Line(row, cells)
