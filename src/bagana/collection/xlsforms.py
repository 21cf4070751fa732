"""Declared forms as XLSForm, for ODK Collect and KoboCollect (docs/rules/odk.md).

Three sheets (survey, choices, settings) in both languages; what the rules of a form
demand of one row becomes a constraint that the phone itself checks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from bagana.collection.form_types import (
    ERROR,
    EXTRAS,
    AtMost,
    Column,
    Form,
    NeededWith,
    Required,
)
from bagana.registers.imports.columns import HOUSEHOLDS
from bagana.registers.imports.values import CHOICES, FLAGS

LANGUAGES: Final = (("Монгол (mn)", "mn"), ("English (en)", "en"))
TYPES: Final = {"integer": "integer", "decimal": "decimal", "text": "text"}
YES_NO: Final = (("1", _("тийм")), ("0", _("үгүй")))
NEW_HOUSEHOLD: Final = "household_new"
"""A form of the register itself: a household that is met for the first time."""
NUMBER: Final = "number"

type Sheet = list[dict[str, Any]]


@dataclass(slots=True)
class Book:
    """The three sheets of an XLSForm."""

    survey: Sheet = field(default_factory=list)
    choices: Sheet = field(default_factory=list)
    settings: Sheet = field(default_factory=list)
    lists: set[str] = field(default_factory=set)

    def ask(self, kind: str, name: str, label: Any, **more: Any) -> None:
        told = {key: value for key, value in more.items() if value}
        row = {"type": kind, "name": name} | _labels(label) | told
        if message := row.pop("message", None):
            row |= _labels(message, "constraint_message")
        self.survey.append(row)

    def list(self, name: str, options: Sequence[tuple[str, Any]]) -> str:
        """The type of a question that chooses from a list."""
        if name not in self.lists:
            self.lists.add(name)
            self.choices += [
                {"list_name": name, "name": code} | _labels(label)
                for code, label in options
            ]
        return f"select_one {name}"


def _labels(text: Any, name: str = "label") -> dict[str, str]:
    found = {}
    for title, code in LANGUAGES:
        with translation.override(code):
            found[f"{name}::{title}"] = str(text)
    return found


def xlsform(form: Form) -> bytes:
    """The form as an XLSForm workbook."""
    return _written(book_of(form))


def book_of(form: Form) -> Book:
    book = _begun(form.code, form.title)
    if form.of_households:
        book.ask("text", NUMBER, _("Өрхийн дугаар"), required="yes")
    columns = form.asked()
    if any(one.part == EXTRAS for one in columns):
        kind = book.list("yes_no", YES_NO)
        label = _("Худаг, хашаа, тэжээл тоолох жил үү?")
        book.ask(kind, "with_extras", label, required="yes")
    titles = {part.code: part.title for part in form.parts}
    for part in dict.fromkeys(one.part for one in columns):
        inside = [one for one in columns if one.part == part]
        if part:
            relevant = "${with_extras} = '1'" if part == EXTRAS else ""
            book.ask("begin_group", part, titles.get(part, part), relevant=relevant)
        for column in inside:
            _question(book, form, column)
        if part:
            book.survey.append({"type": "end_group"})
    return book


def _begun(code: str, title: Any) -> Book:
    book = Book()
    book.settings = [
        {
            "form_title": _labels(title)[f"label::{LANGUAGES[0][0]}"],
            "form_id": f"bagana_{code}",
            "version": "1",
            "default_language": LANGUAGES[0][0],
        }
    ]
    for meta in ("start", "end"):
        book.survey.append({"type": meta, "name": meta})
    return book


def _question(book: Book, form: Form, column: Column) -> None:
    rule = _constraint(form, column)
    book.ask(
        _type(book, column),
        column.code,
        column.title,
        required=_required(form, column),
        constraint=rule[0],
        message=rule[1],
    )


def _type(book: Book, column: Column) -> str:
    if column.type == "yes_no":
        return book.list("yes_no", YES_NO)
    if column.type == "choice":
        return book.list(column.code, column.choices)
    return TYPES[column.type]


def _required(form: Form, column: Column) -> str:
    if column.part == EXTRAS:
        return ""
    for rule in form.rules:
        check = rule.check
        if rule.level != ERROR:
            continue
        if isinstance(check, Required) and check.field == column.code:
            return "yes"
        if isinstance(check, NeededWith) and check.field == column.code:
            return f"${{{check.other}}} > 0"
    return ""


def _constraint(form: Form, column: Column) -> tuple[str, Any]:
    """What the phone checks, and the words it says."""
    found, words = [], ""
    if column.is_number:
        if column.minimum is not None:
            found.append(f". >= {column.minimum}")
        if column.maximum is not None:
            found.append(f". <= {column.maximum}")
        words = _range_words(column)
    for rule in form.rules:
        check = rule.check
        if not isinstance(check, AtMost) or rule.level != ERROR:
            continue
        # Asked of the part that comes last: the others are known by then.
        if check.parts[-1] == column.code:
            parts = [f"coalesce(${{{one}}}, 0)" for one in check.parts[:-1]]
            whole = f"coalesce(${{{check.whole}}}, 0)"
            found.append(f"{' + '.join([*parts, '.'])} <= {whole}")
            words = rule.title
    return " and ".join(found), words


def _range_words(column: Column) -> Any:
    if column.maximum is None:
        return _("Тоогоо шалгана уу.")
    return _Filled(
        _("%(least)s–%(most)s хооронд байна."),
        {"least": column.minimum or 0, "most": column.maximum},
    )


@dataclass(frozen=True, slots=True)
class _Filled:
    """Words with their numbers, said in whichever language they are asked."""

    words: Any
    about: Mapping[str, Any]

    def __str__(self) -> str:
        return str(self.words) % dict(self.about)


def household_form() -> bytes:
    """A household that is not in the register yet: its own fields and its head."""
    book = _begun(NEW_HOUSEHOLD, _("Шинэ өрх"))
    for one in HOUSEHOLDS:
        if one.code in ("sum", "bag"):
            continue
        if one.code in FLAGS:
            kind = book.list("yes_no", YES_NO)
        elif one.code in CHOICES:
            kind = book.list(one.code, _options(one.code))
        else:
            kind = _KINDS.get(one.code, "text")
        required = "yes" if one.code in ("unit", "given") else ""
        book.ask(kind, one.code, one.title, required=required)
    return _written(book)


_KINDS: Final = {
    "members_told": "integer",
    "birth_year": "integer",
    "birth_date": "date",
}


def _options(name: str) -> list[tuple[str, Any]]:
    from bagana.registers.models import Connection, Dwelling, Sex

    known: dict[str, Any] = {"dwelling": Dwelling, "sex": Sex}
    return list(known.get(name, Connection).choices)


def _written(book: Book) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(target, options) as file:
        for name in ("survey", "choices", "settings"):
            page = file.add_worksheet(name)
            for line, row in enumerate(_table(getattr(book, name))):
                for at, text in enumerate(row):
                    if text:
                        page.write_string(line, at, str(text))
    return target.getvalue()


def _table(rows: Sheet) -> Iterator[list[str]]:
    heads = list(dict.fromkeys(name for row in rows for name in row))
    yield heads
    for row in rows:
        yield [str(row.get(name, "")) for name in heads]
