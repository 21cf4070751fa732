"""What rounds of collection give, as indicators like any other.

Livestock and yearly returns count only where the return of the bag is approved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from bagana.collection import rolling
from bagana.indicators.catalogue import Declared, declare
from bagana.registers.catalogue import Counted, value_of
from bagana.registers.rolling import OFFICES, REGISTER, census_in
from bagana.territory.models import Unit

_ELSEWHERE = {one.code for one in (*REGISTER, *OFFICES)}


def reader(form: str, code: str) -> Callable[[Iterable[Unit], date, date], Counted]:
    def read(units: Iterable[Unit], start: date, end: date) -> Counted:
        asked = list(units)
        found = rolling.gathered(form_in(form, start, end), asked, start, end)
        return rolling.count(found, [code]), frozenset(unit.code for unit in asked)

    return read


def form_in(form: str, start: date, end: date) -> str:
    """The count of June has the codes of December in a period of its own."""
    census = census_in(start, end)
    if form == "livestock" and census is not None and census.kind == "june":
        return "livestock_june"
    return form


declare(
    *(
        Declared(code, reader(form, code), value_of(code))
        for form in ("livestock", "households", "bag_year")
        for code in rolling.codes_of(form)
        if code not in _ELSEWHERE
    )
)
