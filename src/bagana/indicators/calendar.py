"""Years, half-years, quarters and months as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.engines.mongolian import ordinal_suffix

MONTHS_IN = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its kind and its place in the year, counted from 1."""

    year: int
    kind: str
    number: int = 1

    @property
    def code(self) -> str:
        tail = {
            "year": "",
            "half": f"-H{self.number}",
            "quarter": f"-Q{self.number}",
            "month": f"-{self.number:02d}",
        }
        return f"{self.year}{tail[self.kind]}"

    @property
    def start(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS_IN[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        """The last day, included."""
        month = self.number * MONTHS_IN[self.kind]
        return date(self.year, month, monthrange(self.year, month)[1])


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<number>\d{1,2}|i{1,3}|iv)"
_TH = r"(?:\s*-?\s*(?:р|дугаар|дүгээр))?"
_FORMS = [
    (re.compile(rf"{_YEAR}(?:\s*он)?(?:\.0)?"), "year"),
    (re.compile(rf"{_YEAR}\s*-?\s*h(?P<number>[12])"), "half"),
    (re.compile(rf"{_YEAR}\s*-?\s*q(?P<number>[1-4])"), "quarter"),
    (re.compile(rf"{_YEAR}\s*[-/.]\s*(?P<number>\d{{1,2}})"), "month"),
    (
        re.compile(
            rf"{_YEAR}\s*оны?\s*(?P<number>[12]|i{{1,2}}|эхний|сүүлийн){_TH}"
            r"\s*хагас(?:\s*жил)?"
        ),
        "half",
    ),
    (re.compile(rf"{_YEAR}\s*оны?\s*{_NUMBER}{_TH}\s*улирал"), "quarter"),
    (re.compile(rf"{_YEAR}\s*оны?\s*{_NUMBER}{_TH}\s*сар"), "month"),
]
_WORDS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "эхний": 1, "сүүлийн": 2}


def parse_period(text: str) -> Span | None:
    """Read «2025», «2025-H1», «2025-Q3», «2025-07», «2025 оны 3 дугаар улирал» …

    None when the text names no period from 1900 to 2099.
    """
    bare = " ".join(text.lower().split())
    for form, kind in _FORMS:
        found = form.fullmatch(bare)
        if found:
            return _span(kind, int(found["year"]), found.groupdict().get("number"))
    return None


def _span(kind: str, year: int, written: str | None) -> Span | None:
    if written is None:
        return Span(year, kind)
    number = _WORDS.get(written) or int(written) if written else 0
    if not 1 <= number <= 12 // MONTHS_IN[kind]:
        return None
    return Span(year, kind, number)


def period_label(code: str) -> str:
    """Return the period in words, in the reader's language."""
    span = parse_period(code)
    if span is None:
        return code
    if span.kind == "year":
        return _("%(year)s он") % {"year": span.year}
    if span.kind == "half":
        words = (_("%(year)s оны эхний хагас жил"), _("%(year)s оны сүүлийн хагас жил"))
        return words[span.number - 1] % {"year": span.year}
    if span.kind == "quarter":
        words_of_quarter = _("%(year)s оны %(quarter)s улирал")
        return words_of_quarter % {"year": span.year, "quarter": _ordinal(span.number)}
    return _("%(year)s оны %(month)s сар") % {
        "year": span.year,
        "month": _month(span.number),
    }


def _is_english() -> bool:
    return get_language() == "en"


def _ordinal(number: int) -> str:
    return str(number) if _is_english() else f"{number} {ordinal_suffix(number)}"


def _month(number: int) -> str:
    return str(MONTHS[number]) if _is_english() else _ordinal(number)
