"""A money table read back: which rows are new, which stand in the book, which cannot.

The rule: docs/rules/money.md. A row with the number of an entry is that entry; a row
without one that equals an entry of the book is that entry too, so that the same file
brought in twice books nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bagana.engines.mongolian import NumberFormatError, parse_number
from bagana.indicators.imports.reading import Cell, read_table
from bagana.programme.bookkeeping import Book, NewEntry
from bagana.programme.models import (
    FundingSource,
    Measure,
    MoneyEntry,
    MoneyKind,
    Programme,
)
from bagana.programme.money_columns import money_columns
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied, Refused

NEEDED = ("measure", "kind", "source", "year", "amount", "booked_on", "spender")
COMPARED = (*NEEDED, "unit", "document", "note")
TRUE = {"1", "1.0", "тийм", "жишээ", "true", "yes", "example"}
type Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was refused; `row` and `column` are as the spreadsheet shows them."""

    row: int
    column: str
    value: str
    reason: str
    fix: str

    def stored(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class CheckedMoney:
    """What taking the table in would do."""

    entries: list[NewEntry] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    same: int = 0

    @property
    def counts(self) -> dict[str, int]:
        new, refused = len(self.entries), len(self.problems)
        return {
            "read": new + self.same + refused,
            "new": new,
            "changed": 0,
            "same": self.same,
            "refused": refused,
        }


class _Bad(Exception):  # noqa: N818  a verdict on a cell, caught in this module
    def __init__(self, column: str, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.column, self.reason, self.fix = column, reason, fix


def check_money(
    programme: Programme, name: str, content: bytes, user: Any
) -> CheckedMoney:
    """Raises Refused for a table whose heading is not understood."""
    rows = read_table(name, content)
    head = next((n for n, row in enumerate(rows) if any(row)), 0)
    columns = _columns(rows[head] if rows else [])
    checker = _Checker(programme, user, columns, rows[head] if rows else [])
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        if any(cell not in ("", None) for cell in row):
            checker.take(number, row)
    return checker.checked


def _columns(heading: Sequence[Cell]) -> dict[str, int]:
    """Where each column stands, found by its heading in either language."""
    titles = _titles()
    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        key = titles.get(str(cell).strip().casefold())
        if key is not None:
            found.setdefault(key, place)
    missing = [key for key in NEEDED if key not in found]
    if missing:
        names = {column.key: column.heading for column in money_columns({})}
        raise Refused(
            _("Хүснэгтэд багана дутуу байна: %(names)s.")
            % {"names": ", ".join(names[key] for key in missing)},
            _("Мөнгөний дэвтрээс татсан хүснэгтийн гарчгийг хэрэглэнэ үү."),
            "file",
        )
    return found


def _titles() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("mn", "en"):
        with translation.override(language):
            for column in money_columns({}):
                found.setdefault(column.heading.casefold(), column.key)
    return found


def _codes(choices: Iterable[Any]) -> dict[str, str]:
    """A code by itself and by its name in either language."""
    found: dict[str, str] = {}
    for one in choices:
        found[one.value] = one.value
        for language in ("mn", "en"):
            with translation.override(language):
                found[str(one.label).casefold()] = one.value
    return found


class _Checker:
    def __init__(
        self,
        programme: Programme,
        user: Any,
        columns: Mapping[str, int],
        heading: Sequence[Cell],
    ) -> None:
        self.columns, self.heading = columns, heading
        self.checked = CheckedMoney()
        self.book = Book(user, timezone.localdate())
        self.kinds, self.sources = _codes(MoneyKind), _codes(FundingSource)
        measures = programme.measures.select_related("programme__unit")
        self.measures: dict[str, Measure] = {one.number: one for one in measures}
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        known = MoneyEntry.objects.filter(measure__programme=programme)
        rows = known.select_related("measure", "spender", "unit", "reversed_by")
        self.known = {row.pk: row for row in rows}
        self.standing = Counter(
            _key(_of_entry(row))
            for row in self.known.values()
            if row.reverses_id is None and not hasattr(row, "reversed_by")
        )

    def take(self, number: int, row: Sequence[Cell]) -> None:
        try:
            self._take(row)
        except _Bad as bad:
            self._refuse(number, row, bad.column, bad.reason, bad.fix)
        except Refused as refusal:
            self._refuse(number, row, refusal.field, refusal.reason, refusal.fix)
        except PermissionDenied as denied:
            fix = _("Мөрийг хасах эсвэл эрх бүхий ажилтнаар оруулуулна уу.")
            self._refuse(number, row, "spender", str(denied), fix)

    def _take(self, row: Sequence[Cell]) -> None:
        entry = self._text(row, "entry").removesuffix(".0")
        if entry:
            self._compare(entry, row)
            self.checked.same += 1
            return
        new = self._understood(row)
        if self.standing[key := _key(_of_new(new))] > 0:
            self.standing[key] -= 1
            self.checked.same += 1
            return
        self.book.require(new)
        self.checked.entries.append(new)

    def _compare(self, entry: str, row: Sequence[Cell]) -> None:
        is_number = entry.isdecimal() and len(entry) < 20
        known = self.known.get(int(entry)) if is_number else None
        if known is None:
            raise _Bad(
                "entry",
                _("Энэ хөтөлбөрийн дэвтэрт ийм бичилт алга."),
                _("Шинэ бичилтийн дугаарыг хоосон үлдээнэ үү."),
            )
        stands, given = _of_entry(known), self._values(row)
        for column in COMPARED:
            if column in self.columns and given[column] != stands[column]:
                raise _Bad(
                    column,
                    _("Дэвтэрт бичсэнийг өөрчилдөггүй."),
                    _("Бичилтийг буцаагаад, дугааргүй шинэ мөр нэмнэ үү."),
                )
        self.standing[_key(stands)] -= 1

    def _understood(self, row: Sequence[Cell]) -> NewEntry:
        values = self._values(row)
        return NewEntry(
            measure=self.measures[values["measure"]],
            kind=values["kind"],
            source=values["source"],
            year=values["year"],
            amount=values["amount"],
            booked_on=values["booked_on"],
            spender=self.units[values["spender"]],
            unit=self.units[values["unit"]] if values["unit"] else None,
            document=values["document"],
            note=values["note"],
            is_illustrative=self._text(row, "illustrative").casefold() in TRUE,
        )

    def _values(self, row: Sequence[Cell]) -> Values:
        pick = _("Мөнгөний дэвтрээс татсан хүснэгтээс хуулна уу.")
        return {
            "measure": self._known(row, "measure", self.measures, pick),
            "kind": self._coded(row, "kind", self.kinds),
            "source": self._coded(row, "source", self.sources),
            "year": self._year(row),
            "amount": self._amount(row),
            "booked_on": self._day(row),
            "spender": self._known(row, "spender", self.units, pick),
            "unit": self._known(row, "unit", self.units, pick, needed=False),
            "document": self._text(row, "document"),
            "note": self._text(row, "note"),
        }

    def _known(
        self,
        row: Sequence[Cell],
        column: str,
        known: Mapping[str, Any],
        fix: str,
        *,
        needed: bool = True,
    ) -> str:
        text = self._text(row, column)
        # Excel turns the number 3 and the code 43 into 3.0 and 43.0.
        bare = text if text in known else text.removesuffix(".0")
        if bare in known or (not bare and not needed):
            return bare
        raise _Bad(column, _("Ийм дугаар, код алга."), fix)

    def _coded(self, row: Sequence[Cell], column: str, known: Mapping[str, str]) -> str:
        found = known.get(self._text(row, column).casefold())
        if found is None:
            names = ", ".join(dict.fromkeys(known.values()))
            raise _Bad(
                column,
                _("Энэ үгийг ойлгосонгүй."),
                _("Дараахын нэгийг бичнэ үү: %(names)s.") % {"names": names},
            )
        return found

    def _year(self, row: Sequence[Cell]) -> int:
        text = self._text(row, "year").removesuffix(".0")
        if not (text.isdecimal() and len(text) == 4):
            raise _Bad("year", _("Он биш байна."), _("2019 гэж бичнэ үү."))
        return int(text)

    def _amount(self, row: Sequence[Cell]) -> Decimal:
        cell = row[self.columns["amount"]] if self._has(row, "amount") else ""
        try:
            return Decimal(str(cell)) if isinstance(cell, float) else parse_number(cell)
        except NumberFormatError:
            raise _Bad(
                "amount",
                _("Мөнгөн дүн биш байна."),
                _("Төгрөгөөр, жишээ нь 59400000 гэж бичнэ үү."),
            ) from None

    def _day(self, row: Sequence[Cell]) -> date:
        text = self._text(row, "booked_on").replace(".", "-").replace("/", "-")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise _Bad(
                "booked_on",
                _("Огноог ойлгосонгүй."),
                _("Огноог 2019-03-01 хэлбэрээр бичнэ үү."),
            ) from None

    def _has(self, row: Sequence[Cell], column: str) -> bool:
        place = self.columns.get(column)
        return place is not None and place < len(row)

    def _text(self, row: Sequence[Cell], column: str) -> str:
        if not self._has(row, column):
            return ""
        # An apostrophe keeps a spreadsheet from running a text as a formula.
        return str(row[self.columns[column]]).strip().removeprefix("'")

    def _refuse(
        self, number: int, row: Sequence[Cell], column: str, reason: str, fix: str
    ) -> None:
        place = self.columns.get(column)
        title = str(self.heading[place]) if place is not None else ""
        value = str(row[place]) if place is not None and place < len(row) else ""
        self.checked.problems.append(RowProblem(number, title, value, reason, fix))


def _of_entry(row: MoneyEntry) -> Values:
    return {
        "measure": row.measure.number,
        "kind": row.kind,
        "source": row.source,
        "year": row.year,
        "amount": row.amount,
        "booked_on": row.booked_on,
        "spender": row.spender.code,
        "unit": row.unit.code if row.unit else "",
        "document": row.document,
        "note": row.note,
    }


def _of_new(new: NewEntry) -> Values:
    return {
        "measure": new.measure.number,
        "kind": new.kind,
        "source": new.source,
        "year": new.year,
        "amount": new.amount,
        "booked_on": new.booked_on,
        "spender": new.spender.code,
        "unit": new.unit.code if new.unit else "",
        "document": new.document,
        "note": new.note,
    }


def _key(values: Values) -> tuple[Any, ...]:
    return tuple(values[name] for name in COMPARED)
