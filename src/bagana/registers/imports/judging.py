"""A row of a file as what it tells of a household or a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from bagana.registers.imports.problems import Problem, RefusedRowError
from bagana.registers.imports.tally import Tally
from bagana.registers.imports.units import BagFinder
from bagana.registers.imports.values import (
    FLAGS,
    LENGTHS,
    Choices,
    count_of,
    day_of,
    text_of,
    year_of,
)
from bagana.registers.models import Relation
from bagana.registers.people import NewPerson, Private, checked, digits_of
from bagana.web.errors import Refused

CHOSEN: Final = ("dwelling", "electricity", "water", *FLAGS)
SEALED: Final = ("address", "phone", "note")
SEASONS: Final = ("winter", "spring", "summer", "autumn")
NUMBER_LENGTH: Final = 20
PERSONAL: Final = ("clan", "parent", "given", "reg_no", "birth_date", "birth_year")


@dataclass(slots=True)
class Told:
    """What a row tells; what it leaves empty is not told and changes nothing."""

    line: int
    unit: int
    number: str = ""
    section: str = ""
    clear: dict[str, Any] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    camps: dict[str, str] = field(default_factory=dict)
    person: NewPerson | None = None
    # Blind indices of the person: name, parent, registration number, phone.
    indices: tuple[bytes, bytes, bytes, bytes] = (b"", b"", b"", b"")

    @property
    def reg_no_index(self) -> bytes:
        return self.indices[2]


@dataclass(slots=True)
class Judge:
    """Reads rows by the places of their columns; `headings` names them in refusals."""

    places: Mapping[str, int]
    headings: Sequence[str]
    bags: BagFinder
    choices: Choices
    today: date
    is_people: bool = False
    _fields: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def read(self, line: int, row: Sequence[Any]) -> Told:
        """Raises RefusedRowError."""
        cells = _Cells(self.places, row)
        unit = self.bags.find(cells.text("unit"), cells.text("sum"), cells.text("bag"))
        told = Told(line, unit, cells.text("number"))
        if len(told.number) > NUMBER_LENGTH:
            raise RefusedRowError("long_number", "number")
        told.person = self._person(cells)
        if not told.number and (told.person is None or self.is_people):
            raise RefusedRowError("no_number", "number")
        if not self.is_people:
            self._household(cells, told)
        return told

    def _here(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the fields that the file has a column for."""
        found = self._fields.get(names)
        if found is None:
            found = tuple(name for name in names if name in self.places)
            self._fields[names] = found
        return found

    def _household(self, cells: _Cells, told: Told) -> None:
        told.section = cells.limited("section")
        for name in self._here(CHOSEN):
            if text := cells.text(name):
                told.clear[name] = self.choices.read(name, text)
        if text := cells.text("members_told"):
            told.clear["members_told"] = count_of(text, "members_told")
        for name in self._here(SEALED):
            if text := cells.limited(name):
                told.private[name] = text
        if told.private.get("phone") and not digits_of(told.private["phone"]):
            del told.private["phone"]
        for name in self._here(SEASONS):
            if text := cells.limited(name):
                told.camps[name] = text

    def _person(self, cells: _Cells) -> NewPerson | None:
        if not cells.text("given"):
            if self.is_people or any(cells.text(name) for name in PERSONAL):
                raise RefusedRowError("person", "given", **_no_name())
            return None
        born = cells.raw("birth_date")
        sex, year = cells.text("sex"), cells.text("birth_year")
        private = Private(
            clan=cells.text("clan"),
            parent=cells.text("parent"),
            given=cells.text("given"),
            reg_no=cells.text("reg_no"),
            birth_date=day_of(born, "birth_date") if text_of(born) else None,
            phone=cells.text("person_phone"),
        )
        new = NewPerson(
            private,
            self.choices.read("sex", sex) if sex else "",
            year_of(year, "birth_year") if year else None,
            self._relation(cells),
            bool(self._flag(cells, "is_temporary")),
        )
        try:
            return checked(new, today=self.today)
        except Refused as refused:
            raise RefusedRowError(
                "person", refused.field, reason=refused.reason, fix=refused.fix
            ) from None

    def _relation(self, cells: _Cells) -> str:
        if not self.is_people:
            return Relation.HEAD
        text = cells.text("relation")
        return self.choices.read("relation", text) if text else Relation.OTHER

    def _flag(self, cells: _Cells, name: str) -> bool | None:
        text = cells.text(name)
        return self.choices.read(name, text) if text else None

    def problem(
        self, line: int, row: Sequence[Any], refusal: RefusedRowError
    ) -> Problem:
        """The refusal with its place, as the spreadsheet shows it."""
        index = self.places.get(refusal.field)
        has_cell = index is not None and index < len(row)
        return Problem(
            refusal.code,
            row=line,
            column=self.headings[index] if index is not None else "",
            value=text_of(row[index])[:100] if has_cell and index is not None else "",
            args={key: str(value) for key, value in refusal.args_of.items()},
        )


class _Cells:
    """The texts of a row by field; a column that is not there reads as empty."""

    __slots__ = ("places", "row", "texts")

    def __init__(self, places: Mapping[str, int], row: Sequence[Any]) -> None:
        self.places = places
        self.row = row
        self.texts = [text_of(cell) for cell in row]

    def raw(self, name: str) -> Any:
        index = self.places.get(name)
        return "" if index is None or index >= len(self.row) else self.row[index]

    def text(self, name: str) -> str:
        index = self.places.get(name)
        if index is None or index >= len(self.texts):
            return ""
        return self.texts[index]

    def limited(self, name: str) -> str:
        text = self.text(name)
        if len(text) > LENGTHS[name]:
            raise RefusedRowError("too_long", name, most=LENGTHS[name])
        return text


def _no_name() -> dict[str, str]:
    from django.utils.translation import gettext as _

    return {"reason": _("Өөрийн нэр дутуу байна."), "fix": _("Нэрийг бичнэ үү.")}


def told_rows(
    judge: Judge, rows: Iterator[tuple[int, Sequence[Any]]], tally: Tally
) -> Iterator[Told]:
    """Every row that can be read; why the others cannot goes to the tally."""
    for line, row in rows:
        if not any(text_of(cell) for cell in row):
            continue
        tally.read += 1
        try:
            yield judge.read(line, row)
        except RefusedRowError as refusal:
            tally.refuse(judge.problem(line, row, refusal))
