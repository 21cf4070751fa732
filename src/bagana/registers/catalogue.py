"""What the registers know of every unit, as indicators like any other.

Own counts of statistical registers: never joined with official figures in one series.
Livestock is declared by collection, which knows whose count is approved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from bagana.indicators import withholding
from bagana.indicators.catalogue import Declared, declare
from bagana.registers.models import SPECIES
from bagana.registers.rolling import (
    AGES,
    OFFICES,
    REGISTER,
    Asking,
    Rolled,
    plan_of,
    roll,
)
from bagana.territory.models import Unit

AGED = tuple(f"reg_population_{low}_" for low, _high in AGES)

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


# What hangs together, so that no two published figures tell a withheld third.
withholding.register(
    withholding.total("reg_population", "reg_population_female", "reg_population_male"),
    withholding.total(
        "reg_population",
        *(one.code for one in REGISTER if one.code.startswith(AGED)),
    ),
    withholding.total(
        "reg_livestock_total", *(f"reg_livestock_{one}" for one in SPECIES)
    ),
    withholding.weighted(
        "reg_sheep_units", *(f"reg_livestock_{one}" for one in SPECIES)
    ),
    withholding.share("reg_population", "reg_temporary"),
    *(
        withholding.share("reg_households", f"reg_{one}")
        for one in (
            "herder_households",
            "livestock_households",
            "electricity",
            "water",
            "internet",
            "assistance",
        )
    ),
)
declare(
    *(
        Declared(one.code, reader(one.code), value_of(one.code))
        for one in (*REGISTER, *OFFICES)
    )
)
