"""What the registers know of every unit, as indicators like any other.

Own counts of statistical registers: never joined with official figures in one series.
Livestock is declared by collection, which knows whose count is approved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from bagana.indicators.catalogue import Declared, declare
from bagana.registers.rolling import OFFICES, REGISTER, Asking, Rolled, plan_of, roll
from bagana.territory.models import Unit

type Counted = tuple[Rolled, frozenset[str]]
"""What was counted, and the codes of the units that were asked for."""


def reader(code: str) -> Callable[[Iterable[Unit], date, date], Counted]:
    """Reads the records of one figure and counts them for units and all below."""

    def read(units: Iterable[Unit], start: date, end: date) -> Counted:
        asked = list(units)
        rolled = roll(Asking(plan_of(asked, end), start, end), [code])
        return rolled, frozenset(unit.code for unit in asked)

    return read


def value_of(code: str) -> Callable[[Counted], Mapping[str, float | None]]:
    def value(counted: Counted) -> Mapping[str, float | None]:
        rolled, asked = counted
        values = rolled.values(code)
        return {unit: values[unit] for unit in asked if unit in values}

    return value


declare(
    *(
        Declared(one.code, reader(one.code), value_of(one.code))
        for one in (*REGISTER, *OFFICES)
    )
)
