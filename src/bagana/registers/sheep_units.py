"""Sheep units: how many sheep an animal counts for, by the day (DOMAIN: хонин толгой).

Configuration and no constant: the official act of the coefficients was not found, so
each row names where its figures come from. Head counts are what is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from bagana.registers.models import SPECIES


@dataclass(frozen=True)
class Coefficients:
    """Sheep for one animal of each kind, from a day on."""

    code: str
    valid_from: date
    of: Mapping[str, float]
    source_mn: str
    source_en: str


COEFFICIENTS: Final = (
    Coefficients(
        code="5-7-6-1-0.9",
        valid_from=date(1990, 1, 1),
        of={"camel": 5.0, "horse": 7.0, "cattle": 6.0, "sheep": 1.0, "goat": 0.9},
        source_mn=(
            "Бэлчээрийн тооцоонд түгээмэл хэрэглэдэг итгэлцүүр; албан ёсны актыг "
            "тогтоогоогүй тул жишээ утга."
        ),
        source_en=(
            "Coefficients in common use for pasture; the official act was not "
            "established, so the values are illustrative."
        ),
    ),
)


def coefficients_on(on: date) -> Coefficients:
    """The row in force on the day; before the first row, the first."""
    begun = [row for row in COEFFICIENTS if row.valid_from <= on]
    return max(begun or COEFFICIENTS[:1], key=lambda row: row.valid_from)


def sheep_units(
    heads: Mapping[str, npt.NDArray[np.float64]], on: date
) -> npt.NDArray[np.float64]:
    """(n,) sheep units; NaN where a kind is not known: missing is never zero."""
    of = coefficients_on(on).of
    return np.asarray(
        np.sum([of[kind] * heads[kind] for kind in SPECIES], axis=0), dtype=np.float64
    )
