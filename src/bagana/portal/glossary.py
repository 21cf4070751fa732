"""The terms of the field, from a table of our own."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language


@dataclass(frozen=True)
class Term:
    term_mn: str
    term_en: str
    meaning_mn: str
    meaning_en: str

    @property
    def term(self) -> str:
        return self.term_en if get_language() == "en" else self.term_mn

    @property
    def other(self) -> str:
        return self.term_mn if get_language() == "en" else self.term_en

    @property
    def meaning(self) -> str:
        return self.meaning_en if get_language() == "en" else self.meaning_mn


@cache
def terms() -> tuple[Term, ...]:
    table = files("bagana.portal") / "data" / "glossary.csv"
    with table.open(encoding="utf-8") as source:
        return tuple(Term(**row) for row in csv.DictReader(source))
