"""A cell as a text, a choice, a truth, a count or a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from bagana.engines.mongolian import search_key
from bagana.registers.imports.problems import RefusedRowError

_NOTHING: Final = ("", "-", "–", "—", "…", "...", "n/a", "мэдээлэл алга")
EMPTY: Final = frozenset(
    spelt for one in _NOTHING for spelt in (one, one.upper(), one.capitalize())
)
EXCEL_DAY_ZERO: Final = date(1899, 12, 30)
EXCEL_DAYS: Final = range(1, 80_000)
MOST_MEMBERS: Final = 100
_YES: Final = ("тийм", "yes", "true", "1", "1.0", "бий", "байгаа", "+", "✓")
_NO: Final = ("үгүй", "no", "false", "0", "0.0", "байхгүй", "алга", "холбогдоогүй")
_CONNECTION: Final = {
    "none": ("none", "байхгүй", "үгүй", "алга", "холбогдоогүй", "0"),
    "grid": ("grid", "төвлөрсөн", "төвийн", "төвлөрсөн шугам", "шугамын", "2"),
    "own": ("own", "бие даасан", "нар салхи", "нарны", "сэргээгдэх", "зөөврийн", "1"),
}
CHOICES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "dwelling": {
        "ger": ("ger", "гэр"),
        "house": ("house", "байшин", "амины орон сууц", "хашаа байшин"),
        "flat": ("flat", "орон сууц", "байр", "нийтийн орон сууц"),
        "other": ("other", "бусад"),
    },
    "electricity": _CONNECTION,
    "water": _CONNECTION
    | {"own": (*_CONNECTION["own"], "худаг", "гүний худаг", "булаг")},
    "sex": {
        "male": ("male", "эрэгтэй", "эр", "m", "1"),
        "female": ("female", "эмэгтэй", "эм", "f", "2"),
    },
    "relation": {
        "head": ("head", "өрхийн тэргүүн", "тэргүүн", "өөрөө"),
        "spouse": ("spouse", "эхнэр нөхөр", "эхнэр", "нөхөр", "гэр бүл"),
        "child": ("child", "хүүхэд", "хүү", "охин", "төрсөн хүүхэд"),
        "parent": ("parent", "эцэг эх", "эцэг", "эх", "аав", "ээж"),
        "other": ("other", "бусад"),
    },
}
FLAGS: Final = ("is_herder", "internet", "needs_assistance", "is_temporary")
LENGTHS: Final = {
    "address": 500,
    "phone": 40,
    "note": 500,
    "section": 100,
    "winter": 100,
    "spring": 100,
    "summer": 100,
    "autumn": 100,
}
_DAY: Final = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:[T ].*)?")
_DAY_BACKWARD: Final = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")


def text_of(cell: Any) -> str:
    """A cell as people write it: 12.0 of a workbook is 12; what says nothing is ""."""
    if isinstance(cell, str):
        text = cell.strip()
        return "" if text in EMPTY else text
    if isinstance(cell, bool):
        return "тийм" if cell else "үгүй"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


class Choices:
    """What a file writes → what the register keeps, with the values of a mapping."""

    def __init__(self, told: Mapping[str, Mapping[str, str]]) -> None:
        self._known: dict[str, dict[str, Any]] = {}
        for field, choices in CHOICES.items():
            self._known[field] = {
                search_key(word) or word: kept
                for kept, words in choices.items()
                for word in words
            }
        for field in FLAGS:
            self._known[field] = {search_key(word) or word: True for word in _YES}
            self._known[field] |= {search_key(word) or word: False for word in _NO}
        for field, values in told.items():
            known = self._known.get(field)
            for word, kept in values.items() if known is not None else ():
                value = {"yes": True, "no": False}.get(kept, kept)
                if known is not None and value in known.values():
                    known[search_key(word) or word] = value
        self._cells: dict[tuple[str, str], Any] = {}

    def read(self, field: str, text: str) -> Any:
        """Raises RefusedRowError naming what may stand there."""
        if (field, text) in self._cells:
            return self._cells[field, text]
        known = self._known[field]
        found = known.get(search_key(text) or text)
        if found is None:
            raise RefusedRowError("unknown_choice", field, choices=words_of(field))
        self._cells[field, text] = found
        return found


def words_of(field: str) -> str:
    """The words for people: the first Mongolian one of each value."""
    if field in FLAGS:
        return "тийм, үгүй"
    return ", ".join(words[1] for words in CHOICES[field].values())


def day_of(cell: Any, field: str) -> date:
    """A day written as a day, a text, or as the number that Excel keeps of one."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and int(cell) in EXCEL_DAYS:
        return EXCEL_DAY_ZERO + timedelta(days=int(cell))
    text = text_of(cell)
    if text.isdecimal() and len(text) == 5:
        return EXCEL_DAY_ZERO + timedelta(days=int(text))
    return _written_day(text, field)


def _written_day(text: str, field: str) -> date:
    if found := _DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_BACKWARD.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif text.isdecimal() and len(text) == 8:
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    else:
        raise RefusedRowError("not_a_date", field)
    try:
        return date(year, month, day)
    except ValueError:
        raise RefusedRowError("not_a_date", field) from None


def count_of(text: str, field: str) -> int:
    if not text.isdecimal() or int(text) > MOST_MEMBERS:
        raise RefusedRowError("not_a_count", field)
    return int(text)


def year_of(text: str, field: str) -> int:
    if not (text.isdecimal() and len(text) == 4):
        raise RefusedRowError("not_a_year", field)
    return int(text)
