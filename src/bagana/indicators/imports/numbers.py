"""A cell as a number, as nothing, or as a problem."""

from __future__ import annotations

import math
import re

from bagana.engines.mongolian import NumberFormatError, NumberProblem, parse_number
from bagana.indicators.imports.reading import Cell
from bagana.indicators.problems import Problem

# What statisticians write where there is no figure. None of it is a zero.
EMPTY = frozenset(
    {"", "-", "–", "—", "…", "...", "..", "n/a", "na", "x", "х", "мэдээлэл алга"}
)
_PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_UNCLEAR = (NumberProblem.GROUPS, NumberProblem.TWO_POINTS)


def is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().lower() in EMPTY


def to_number(cell: Cell) -> float | Problem:
    """Read a cell that is not empty."""
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else Problem("not_a_number")
    if _PLAIN.fullmatch(cell):
        return float(cell)
    try:
        return float(parse_number(cell))
    except NumberFormatError as error:
        unclear = error.problem in _UNCLEAR
        return Problem("unclear_number" if unclear else "not_a_number")


def to_optional_number(cell: Cell) -> float | Problem | None:
    return None if is_empty(cell) else to_number(cell)
