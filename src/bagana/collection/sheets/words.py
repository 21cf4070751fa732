"""How a spreadsheet writes a value, and how what people write there is read."""

from __future__ import annotations

from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from bagana.collection.form_types import Column, Value
from bagana.collection.forms import NO, YES, parse, shown
from bagana.engines.mongolian import search_key
from bagana.registers.imports.values import text_of

LANGUAGES: Final = ("mn", "en")
_YES: Final = ("тийм", "yes", "true", "1", "+", "✓")
_NO: Final = ("үгүй", "no", "false", "0")


def choices_of(column: Column) -> list[str]:
    """The words of the drop-down, in the reader's language; none for a number."""
    if column.type == "yes_no":
        return [_("тийм"), _("үгүй")]
    return [str(name) for _code, name in column.choices]


def written(column: Column, value: Value) -> Any:
    """What stands in the cell: a number, or the word of a choice."""
    if value is None or value == "":
        return None
    if column.type == "yes_no":
        return _("тийм") if value else _("үгүй")
    if column.type == "choice":
        return next((str(name) for code, name in column.choices if code == value), "")
    return float(value) if column.is_number else str(value)


def read(column: Column, cell: Any) -> Value:
    """The value of a cell. Raises Refused with what to do."""
    text = text_of(cell)
    if not text:
        return None
    if column.type == "yes_no":
        return parse(column, _yes_no(text))
    if column.type == "choice":
        return parse(column, _code(column, text))
    if column.is_number:
        # A number written as text may carry an apostrophe and spaces of all kinds.
        text = "".join(text.lstrip("'").split())
    return parse(column, text)


def _yes_no(text: str) -> str:
    key = search_key(text) or text
    if key in _YES:
        return YES
    return NO if key in _NO else text


def _code(column: Column, text: str) -> str:
    """By the code, or by its word in either language, look-alikes repaired."""
    key = search_key(text)
    for code, name in column.choices:
        if text.casefold() == code:
            return code
        for language in LANGUAGES:
            with translation.override(language):
                if key == search_key(str(name)):
                    return code
    return text


def kept(column: Column, value: Value) -> str:
    """The value as a snapshot keeps it; "" for what is missing."""
    return shown(column, value)
