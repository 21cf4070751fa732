"""What is counted of which records: declared, so that it can be read and repeated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RollUpError(ValueError):
    """A measure that cannot be computed of the tables at hand."""


class How(StrEnum):
    """How records become the value of a unit."""

    COUNT = "count"
    SUM = "sum"
    DISTINCT = "distinct"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on a column: least <= column <= most; None is no bound.

    A row whose column is not known (a negative whole number, or NaN) is neither in nor
    out: it is unknown.
    """

    column: str
    least: float | None = None
    most: float | None = None

    @classmethod
    def equals(cls, column: str, value: float) -> Where:
        return cls(column, value, value)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of every unit.

    Attributes
    ----------
    code
        Name of the figure.
    table
        Table whose rows are counted; "" for a ratio.
    where
        Conditions that a row must all meet.
    value
        Pairs of (name, weight). Of a sum: columns and what each counts for, as sheep
        of an animal; a row is known only where every column is. Of a distinct count:
        the column, its weight unread. Of a ratio: (numerator, factor) and
        (denominator, 1), codes of other measures. Of a count: nothing.
    how
        count: rows; sum: weighted sum of columns; distinct: different values of a
        column; ratio: factor · numerator / denominator.
    most_unknown
        The share of the rows of a unit that may be unknown; above it the unit's value
        is missing, for missing is never zero. Unknown rows are left out of a value.
    """

    code: str
    table: str = ""
    where: tuple[Where, ...] = ()
    value: tuple[tuple[str, float], ...] = ()
    how: How = How.COUNT
    most_unknown: float = 0.0

    def __post_init__(self) -> None:
        asked = {How.COUNT: 0, How.DISTINCT: 1, How.RATIO: 2}.get(self.how)
        if self.how is How.SUM and not self.value:
            raise RollUpError(f"{self.code}: a sum names its columns")
        if asked is not None and len(self.value) != asked:
            raise RollUpError(f"{self.code}: {self.how} takes {asked} names")
        if not 0 <= self.most_unknown <= 1:
            raise RollUpError(f"{self.code}: most_unknown is a share")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that the measure reads."""
        if self.how is How.RATIO:
            return ()
        named = [one.column for one in self.where] + [name for name, _ in self.value]
        return tuple(dict.fromkeys(named))


def sheep_units(code: str, table: str, coefficients: Mapping[str, float]) -> Measure:
    """The sum of heads, each kind by the sheep that one animal counts for."""
    return Measure(code, table, value=tuple(coefficients.items()), how=How.SUM)
