"""The tables of the statistics office that go down to sums or bags.

Number, folder and title of each, as the office's own index had them in 2026; the list
is a help for choosing, what a table holds is always asked of the office.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

from bagana.engines.mongolian import search_key
from bagana.indicators.nso.mappings import known_mappings


@dataclass(frozen=True, slots=True)
class IndexedTable:
    id: str
    path: str
    title_mn: str
    title_en: str
    lowest: str

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" else self.title_mn

    @property
    def is_known(self) -> bool:
        """Whether it comes with a declaration of ours."""
        return self.id in known_mappings()

    @property
    def haystack(self) -> str:
        return search_key(f"{self.id} {self.title_mn} {self.title_en}")


@cache
def indexed_tables() -> tuple[IndexedTable, ...]:
    """Those with a declaration first, then by number."""
    source = files("bagana.indicators.nso") / "data" / "tables.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    tables = [IndexedTable(**row) for row in csv.DictReader(lines)]
    return tuple(sorted(tables, key=lambda table: (not table.is_known, table.id)))


def find_table(table: str) -> IndexedTable | None:
    return next((one for one in indexed_tables() if one.id == table), None)


def search_tables(text: str, lowest: str = "") -> list[IndexedTable]:
    """Tables whose number or title holds every word; of one lowest level if given."""
    words = search_key(text).split()
    return [
        table
        for table in indexed_tables()
        if lowest in ("", table.lowest) and all(w in table.haystack for w in words)
    ]
