"""From rows to the unit that each row names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bagana.engines.rollup.measures import How, Measure, RollUpError, Where

type Table = Mapping[str, NDArray[Any]]
"""Columns of one length (rows,); "unit" holds the place of the unit, 0 … n - 1."""
type Tables = Mapping[str, Table]
type Floats = NDArray[np.float64]
type Counts = NDArray[np.int64]
type Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cells:
    """One measure of n units.

    Attributes
    ----------
    value
        (n,); NaN where it is missing.
    rows
        (n,) rows that met the conditions.
    unknown
        (n,) rows of which it is not known whether they do, or what they count.
    contributors
        (n,) rows behind the value: of a sum those above zero. Where the table holds a
        row for each holder, the number of holders.
    largest
        (n, 2) of a sum its largest and second largest row, 0 where there is none; of
        a count ones. For the dominance rule of disclosure control.
    """

    value: Floats
    rows: Counts
    unknown: Counts
    contributors: Counts
    largest: Floats

    def masked(self, known: Flags) -> Cells:
        """The same with the value missing wherever `known` (n,) is false."""
        value = np.where(known, self.value, np.nan)
        return Cells(value, self.rows, self.unknown, self.contributors, self.largest)


def roll_up(
    columns: Tables, units: int, measures: Iterable[Measure]
) -> dict[str, Cells]:
    """Count every measure for every unit, of that unit's own rows.

    Let R(u) be the rows of unit u that meet the conditions. Then count = |R(u)|,
    sum = Σ over R(u) of Σ weight · column, distinct = |{column of R(u)}|. Ratios are
    left to `add_ratios`: they are made of values, not of rows.

    Parameters
    ----------
    columns
        Tables by name, each a mapping of columns (rows,), one of them "unit".
    units
        n, how many units there are.
    measures
        What is counted; ratios among them are passed over.

    Returns
    -------
    dict
        Cells by the code of the measure. A unit without rows has the value 0: whether
        it reports at all is told by the caller (`Cells.masked`, `roll_up_tree`).

    Raises
    ------
    RollUpError
        A table or column that a measure names is not there, columns differ in length,
        or a unit lies outside 0 … n - 1.
    """
    ready = _Ready(columns, units)
    return {
        measure.code: _cells(ready.table(measure), measure, units)
        for measure in measures
        if measure.how is not How.RATIO
    }


def is_unknown(column: NDArray[Any]) -> Flags:
    """Where a column is not known: below zero, or NaN."""
    if column.dtype.kind == "f":
        return np.isnan(column)
    if column.dtype.kind in "ub":
        return np.zeros(len(column), bool)
    return np.asarray(column < 0)


class _Ready:
    """Tables checked once, their rows in the order of units."""

    def __init__(self, tables: Tables, units: int) -> None:
        self._tables, self._units = tables, units
        self._sorted: dict[str, dict[str, NDArray[Any]]] = {}

    def table(self, measure: Measure) -> dict[str, NDArray[Any]]:
        if measure.table not in self._tables:
            raise RollUpError(f"{measure.code}: no table {measure.table!r}")
        source = self._tables[measure.table]
        kept = self._sorted.setdefault(measure.table, {})
        for name in ("unit", *measure.columns):
            if name not in source:
                raise RollUpError(f"{measure.code}: no column {name!r}")
            if name not in kept:
                kept[name] = self._column(source, kept, name)
        return kept

    def _column(
        self, source: Table, kept: dict[str, NDArray[Any]], name: str
    ) -> NDArray[Any]:
        if name == "unit":
            unit = np.asarray(source["unit"], np.int64)
            if unit.size and not 0 <= unit.min() <= unit.max() < self._units:
                raise RollUpError("a row names a unit that is not there")
            in_order = bool((unit[1:] >= unit[:-1]).all())
            kept[""] = np.arange(0) if in_order else np.argsort(unit, kind="stable")
            return unit if in_order else unit[kept[""]]
        column = np.asarray(source[name])
        if column.shape != kept["unit"].shape:
            raise RollUpError(f"column {name!r} is not as long as the units")
        return column[kept[""]] if kept[""].size else column


def _cells(table: dict[str, NDArray[Any]], measure: Measure, n: int) -> Cells:
    unit = table["unit"]
    meets, unclear = _judged(table, measure.where)
    if measure.how is How.COUNT:
        amount, known = None, meets
    elif measure.how is How.DISTINCT:
        column = table[measure.value[0][0]]
        amount, known = None, meets & ~is_unknown(column)
        known = _first_of_each(unit, column, known)
        unclear = unclear | (meets & is_unknown(column))
    else:
        amount, blank = _amounts(table, measure)
        known, unclear = meets & ~blank, unclear | (meets & blank)
    rows = np.bincount(unit[meets], minlength=n)
    unknown = np.bincount(unit[unclear], minlength=n)
    if amount is None:
        value = np.bincount(unit[known], minlength=n)
        largest = np.minimum(value[:, None], [[1, 2]]) >= [[1, 2]]
        cells = Cells(value.astype(float), rows, unknown, value, largest.astype(float))
    else:
        cells = _summed(unit[known], amount[known], n, rows, unknown)
    # Every row of the unit counts, in or out: of a bag whose houses are half unknown
    # the number with electricity is not known.
    everybody = np.bincount(unit, minlength=n)
    return cells.masked(unknown <= measure.most_unknown * everybody)


def _judged(
    table: dict[str, NDArray[Any]], conditions: Iterable[Where]
) -> tuple[Flags, Flags]:
    """Rows that meet every condition, and rows of which that is not known."""
    meets = np.ones(len(table["unit"]), bool)
    unclear = np.zeros(len(meets), bool)
    fails = np.zeros(len(meets), bool)
    for one in conditions:
        column = table[one.column]
        blank = is_unknown(column)
        holds = ~blank
        if one.least is not None:
            holds = holds & (column >= one.least)
        if one.most is not None:
            holds = holds & (column <= one.most)
        meets &= holds
        unclear |= blank
        fails |= ~blank & ~holds
    # What fails one condition is out, whatever is not known of the others.
    return meets, unclear & ~fails


def _amounts(table: dict[str, NDArray[Any]], measure: Measure) -> tuple[Floats, Flags]:
    total = np.zeros(len(table["unit"]))
    blank = np.zeros(len(total), bool)
    for name, weight in measure.value:
        column = table[name]
        blank |= is_unknown(column)
        total += weight * column
    return total, blank


def _first_of_each(unit: Counts, column: NDArray[Any], among: Flags) -> Flags:
    """One row for each different pair of unit and value."""
    places = np.flatnonzero(among)
    if not places.size:
        return among
    order = np.lexsort((column[places], unit[places]))
    at = places[order]
    new = np.ones(len(at), bool)
    new[1:] = (unit[at][1:] != unit[at][:-1]) | (column[at][1:] != column[at][:-1])
    chosen = np.zeros(len(among), bool)
    chosen[at[new]] = True
    return chosen


def _summed(
    unit: Counts, amount: Floats, n: int, rows: Counts, unknown: Counts
) -> Cells:
    """`unit` is in order, so the rows of a unit stand together."""
    value = np.bincount(unit, weights=amount, minlength=n)
    contributors = np.bincount(unit[amount > 0], minlength=n)
    largest = np.zeros((n, 2))
    if unit.size:
        starts = np.flatnonzero(np.r_[True, unit[1:] != unit[:-1]])
        first = np.maximum.reduceat(amount, starts)
        top = np.repeat(first, np.diff(np.r_[starts, len(unit)])) == amount
        places = np.flatnonzero(top)
        once = places[np.r_[True, unit[places][1:] != unit[places][:-1]]]
        rest = amount.copy()
        rest[once] = 0.0
        second = np.maximum.reduceat(rest, starts)
        largest[unit[starts]] = np.maximum(np.stack([first, second], axis=1), 0.0)
    return Cells(value, rows, unknown, contributors, largest)
