"""Single cells: dates, money, levels, lists. None of them guesses in silence."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from bagana.engines.mongolian import NumberFormatError, parse_number
from bagana.indicators.calendar import parse_period
from bagana.indicators.imports.layout import cell_text
from bagana.indicators.imports.numbers import EMPTY
from bagana.indicators.imports.reading import Cell
from bagana.programme.models import Risk

CENT = Decimal("0.01")
type Level = float | tuple[float, float]
_DAY = re.compile(r"((?:19|20)\d\d)[-./ ]+(\d{1,2})[-./ ]+(\d{1,2})\.?")
_LONG = re.compile(
    r"((?:19|20)\d\d)\s*оны?\s*(\d{1,2})\D*?сарын\s*(\d{1,2})\D*?(?:өдөр)?"
)
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)\s+(?=[0-9ivIV]+\D*(?:улирал|сар|хагас))")
# Cases of the Mongolian word, and English for the readers of the English page.
_WORDS_OF_PERIODS = (
    ("улиралд", "улирал"),
    ("quarter", "улирал"),
    ("half-year", "хагас"),
    ("half year", "хагас"),
)
_WORDS = re.compile(r"\s*(мянган|мянга|мян|сая|тэрбум)\.?\s*(?:₮|төгрөг|төг)?\.?$")
_POWERS = {"мянган": 3, "мянга": 3, "мян": 3, "сая": 6, "тэрбум": 9}
_RANGE = re.compile(r"(.+?)\s*(?:\.\.+|…|–|—)\s*(.+)")
_RISKS = {
    "бага": Risk.LOW,
    "дунд": Risk.MEDIUM,
    "өндөр": Risk.HIGH,
    "их": Risk.HIGH,
} | {value: Risk(value) for value in Risk.values}
_YES = {"жишээ", "тийм", "illustrative", "yes", "1", "true", "+"}
_NO = {"үгүй", "no", "0", "false"}
_DASH = re.compile(r"\s+[-–—]\s+|\s*[—–]\s*")


def text_of(cell: Cell) -> str:
    """The cell as text, without the apostrophe that keeps it from being run."""
    text = cell_text(cell).strip()
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


def is_empty(text: str) -> bool:
    return text.strip().casefold() in EMPTY


def read_day(text: str, *, last: bool) -> date | None:
    """A day, or the first or last day of the month, quarter, half-year or year."""
    bare = text.strip().casefold()
    found = _DAY.fullmatch(bare) or _LONG.fullmatch(bare)
    if found:
        return _day(*map(int, found.groups()))
    for written, known in _WORDS_OF_PERIODS:
        bare = bare.replace(written, known)
    span = parse_period(_YEAR_FIRST.sub(r"\1 оны ", bare))
    if span is None:
        return None
    return span.end if last else span.start


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def read_money(text: str, scale: Decimal = Decimal(1)) -> Decimal | None:
    """Tugriks: «59 400 000», «59,4 сая», or a number in the heading's unit.

    A word in the cell counts before the heading's unit. None when it is no number.
    """
    bare = text.strip().casefold()
    word = _WORDS.search(bare)
    if word:
        bare, scale = bare[: word.start()], Decimal(10) ** _POWERS[word[1]]
    try:
        amount = parse_number(bare.replace("төгрөг", "").strip()) * scale
        return amount.quantize(CENT)
    except (NumberFormatError, InvalidOperation):
        return None


def read_number(text: str) -> float | None:
    try:
        number = float(parse_number(text))
    except NumberFormatError:
        return None
    return number if math.isfinite(number) else None


def read_level(text: str) -> Level | None:
    """A number, or a range «40–60»."""
    number = read_number(text)
    if number is not None:
        return number
    ends = _RANGE.fullmatch(text.strip())
    if not ends:
        return None
    low, high = read_number(ends[1]), read_number(ends[2])
    return (low, high) if low is not None and high is not None and low < high else None


def level_text(level: Level | None) -> str:
    if level is None:
        return ""
    if isinstance(level, tuple):
        return f"{number_text(level[0])}–{number_text(level[1])}"
    return number_text(level)


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number, never as 1e+16."""
    return format(Decimal(repr(value)).normalize(), "f") if value else "0"


def read_risk(text: str) -> Risk | None:
    return _RISKS.get(text.casefold())


def read_flag(text: str) -> bool | None:
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None


def split_list(text: str) -> list[str]:
    """Parts of a cell, parted by semicolons or lines; empty ones left out."""
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def split_values(text: str) -> list[str]:
    """Parts by semicolon, empty ones kept: the order tells whose they are."""
    return [part.strip() for part in text.split(";")]


def split_steps(text: str) -> Sequence[tuple[str, str]]:
    """Lines of activities as (name, date as written); a line may have no date."""
    return [name_and_date(line) for line in text.splitlines() if line.strip()]


def name_and_date(line: str) -> tuple[str, str]:
    """What stands before the last dash that a date follows, and the date."""
    bare = line.strip().lstrip("•·*").strip()
    for dash in reversed(list(_DASH.finditer(bare))):
        name, due = bare[: dash.start()].strip(), bare[dash.end() :].strip()
        if name and read_day(due, last=True):
            return name, due
    return bare, ""
