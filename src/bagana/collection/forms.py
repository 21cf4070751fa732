"""The declared forms of collection, by code; how what is typed becomes a value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from bagana.collection.form_types import (
    ERROR,
    EXTRAS,
    HOUSEHOLDS,
    UNIT,
    UNUSUAL,
    WARNING,
    Column,
    Form,
    Part,
    Rule,
    Value,
)
from bagana.collection.livestock_forms import LIVESTOCK, LIVESTOCK_JUNE
from bagana.collection.other_forms import BAG_YEAR, YEAR_LIST
from bagana.engines.mongolian import NumberFormatError, parse_number
from bagana.web.errors import Refused

__all__ = [
    "ERROR",
    "EXTRAS",
    "FORMS",
    "HOUSEHOLDS",
    "UNIT",
    "UNUSUAL",
    "WARNING",
    "Column",
    "Form",
    "Part",
    "Rule",
    "Value",
    "form_of",
    "parse",
    "shown",
]

FORMS: Final[Mapping[str, Form]] = {
    one.code: one for one in (LIVESTOCK, LIVESTOCK_JUNE, YEAR_LIST, BAG_YEAR)
}
YES: Final = "1"
NO: Final = "0"


def form_of(code: str) -> Form:
    """Raises Refused for a form that is not declared."""
    found = FORMS.get(code)
    if found is None:
        raise Refused(_("Ийм маягт алга: %s") % code, field="form")
    return found


def parse(column: Column, text: str) -> Value:
    """The value that was typed; None for a blank. Raises Refused with what to do."""
    bare = text.strip()
    if not bare:
        return None
    if column.type == "text":
        return _text(column, bare)
    if column.type == "yes_no":
        return _choice(column, bare, (YES, NO)) == YES
    if column.type == "choice":
        return _choice(column, bare, tuple(code for code, _name in column.choices))
    return _number(column, bare)


def shown(column: Column, value: Value) -> str:
    """The value as the field of a form holds it: "" for what is missing."""
    if value is None or value == "":
        return ""
    if column.type == "yes_no":
        return YES if value else NO
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def _text(column: Column, bare: str) -> str:
    if column.maximum and len(bare) > column.maximum:
        raise Refused(
            _("Хэт урт: хамгийн ихдээ %(n)s тэмдэгт.") % {"n": column.maximum},
            _("Товчлоно уу."),
            column.code,
        )
    return bare


def _choice(column: Column, bare: str, allowed: tuple[str, ...]) -> str:
    if bare not in allowed:
        raise Refused(
            _("«%s» гэсэн утга алга.") % bare, _("Жагсаалтаас сонгоно уу."), column.code
        )
    return bare


def _number(column: Column, bare: str) -> int | Decimal:
    try:
        number = parse_number(bare)
    except NumberFormatError as error:
        raise Refused(
            _("«%s» тоо биш байна.") % bare, _("Зөвхөн тоо бичнэ үү."), column.code
        ) from error
    if column.type == "integer" and number != number.to_integral_value():
        raise Refused(
            _("«%s» бүхэл тоо биш байна.") % bare, _("Бүхэл тоо бичнэ үү."), column.code
        )
    if column.minimum is not None and number < column.minimum:
        raise Refused(
            _("%(value)s: хамгийн багадаа %(least)s байна.")
            % {"value": bare, "least": column.minimum},
            _("Тоогоо шалгана уу."),
            column.code,
        )
    if column.maximum is not None and number > column.maximum:
        raise Refused(
            _("%(value)s: хамгийн ихдээ %(most)s байна.")
            % {"value": bare, "most": column.maximum},
            _("Тоогоо шалгана уу."),
            column.code,
        )
    return int(number) if column.type == "integer" else round(number, 2)
