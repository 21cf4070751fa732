"""Shares of the units of one date in the units of another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import groupby

import numpy as np
import numpy.typing as npt

from bagana.engines.lineage.edges import (
    MEASURES,
    Edge,
    Share,
    by_source,
    check_shares,
    shares_of,
)

type Row = dict[str, Share | None]
type Rows = dict[str, Row]


@dataclass(frozen=True, eq=False)
class Matrix:
    """Where each unit of one date lies in the units of another.

    Attributes
    ----------
    units_from, units_to
        Codes in ascending order; n and m of them.
    shares
        (n, m) float64: part of the row's unit that lies in the column's unit. Each
        row sums to one. NaN where the two are related but the share is unknown.
    links
        (n, m) bool: the two are related, be the share zero or unknown.

    Notes
    -----
    Units that no change touched need not appear; they stand for themselves.
    """

    units_from: tuple[str, ...]
    units_to: tuple[str, ...]
    shares: npt.NDArray[np.float64]
    links: npt.NDArray[np.bool_]

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each unit of the first date."""
        return {code: i for i, code in enumerate(self.units_from)}

    @cached_property
    def column_of(self) -> dict[str, int]:
        """Column of each unit of the second date."""
        return {code: j for j, code in enumerate(self.units_to)}

    @cached_property
    def targets_per_row(self) -> npt.NDArray[np.int64]:
        """(n,) number of units of the second date that each row is related to."""
        return self.links.sum(axis=1)

    def parts(self, unit: str) -> list[tuple[str, float]]:
        """Units of the first date in a unit of the second: code and share."""
        j = self.column_of.get(unit)
        if j is None:
            return [] if unit in self.row_of else [(unit, 1.0)]
        rows = np.flatnonzero(self.links[:, j])
        return [(self.units_from[i], float(self.shares[i, j])) for i in rows]

    def is_unchanged(self, unit: str) -> bool:
        """Whether a unit of the second date is one whole unit of the first."""
        j = self.column_of.get(unit)
        if j is None:
            return unit not in self.row_of
        rows = np.flatnonzero(self.links[:, j])
        return len(rows) == 1 and bool(self.targets_per_row[rows[0]] == 1)


def transfer_matrix(
    edges: Iterable[Edge],
    from_date: date,
    to_date: date,
    measure: str,
    *,
    units: Iterable[str] = (),
    basis: Mapping[str, float | None] | None = None,
) -> Matrix:
    """Shares of the units of ``from_date`` in the units of ``to_date``.

    Parameters
    ----------
    edges
        Lineage; only changes after the earlier and up to the later date count.
    from_date, to_date
        Values are in the units of the first, wanted in the units of the second.
        The second may be the earlier.
    measure
        One of ``MEASURES``.
    units
        Units of ``from_date`` that must appear even when no change names them as a
        source (a unit that only receives a part keeps itself).
    basis
        Backwards only: value of each unit of ``to_date`` in the measure, the last
        known before the changes. It apportions a unit that has several predecessors.

    Returns
    -------
    Matrix
        Forwards the product of the changes' shares in order of date and id.
        Backwards, with forward shares ``s`` and basis ``b``,
        ``r(new, old) = s(old, new) b(old) / sum_k s(k, new) b(k)``;
        one when there is one predecessor; NaN when a basis that is needed is missing
        or the sum is zero.

    Raises
    ------
    LineageError
        For shares that do not add up.
    ValueError
        For an unknown measure or a basis below zero.

    Notes
    -----
    The backward rule is Bayes' rule with the basis as prior. Reversing each change
    in turn, with the basis carried forward to it, gives the same result.
    """
    if measure not in MEASURES:
        raise ValueError(f"unknown measure: {measure}")
    early, late = sorted((from_date, to_date))
    within = [edge for edge in edges if early < edge.date <= late]
    check_shares(within)
    if from_date <= to_date:
        return _matrix(_forward_rows(within, measure, units))
    rows = _reverse_rows(_forward_rows(within, measure, ()), basis or {})
    for code in units:
        rows.setdefault(code, {code: Fraction(1)})
    return _matrix(rows)


def compose(first: Matrix, second: Matrix) -> Matrix:
    """Shares over two spans of time, the second beginning where the first ends.

    Parameters
    ----------
    first, second
        Matrices of one measure.

    Returns
    -------
    Matrix
        ``first @ second``, where a unit that one of the two does not name stands
        for itself and an unknown share on any path makes the result unknown.
    """
    step = _rows(second)
    rows = {source: _through(row, step) for source, row in _rows(first).items()}
    for code, row in step.items():
        if code not in first.column_of and code not in first.row_of:
            rows[code] = row
    return _matrix(rows)


def unplaced(matrix: Matrix, units: Iterable[str]) -> tuple[str, ...]:
    """Units whose values the matrix cannot place: they did not exist on its first date.

    A unit that was created by a change inside the span cannot hold a value before
    it. Such a value is left out of every sum, so callers name it to the reader.
    """
    return tuple(
        code for code in units if code not in matrix.row_of and code in matrix.column_of
    )


def _forward_rows(edges: list[Edge], measure: str, units: Iterable[str]) -> Rows:
    rows: Rows = {code: {code: Fraction(1)} for code in units}
    born: set[str] = set()
    for _, groups in groupby(by_source(edges), key=_change_of):
        step = {group[0].source: shares_of(group, measure) for group in groups}
        for source in step:
            if source not in born:
                rows.setdefault(source, {source: Fraction(1)})
        # A code that appears first as a target did not exist on the first date.
        born.update(target for row in step.values() for target in row)
        rows = {source: _through(row, step) for source, row in rows.items()}
    return rows


def _change_of(group: list[Edge]) -> tuple[date, int]:
    return group[0].date, group[0].change_id


def _through(row: Row, step: Rows) -> Row:
    """Carry one unit's shares through a step; units it does not name stay."""
    result: Row = {}
    for middle, share in row.items():
        onward: Row = step.get(middle, {middle: Fraction(1)})
        for target, part in onward.items():
            result[target] = _plus(result.get(target, Fraction(0)), _times(share, part))
    if len(result) == 1:
        # Unknown shares that meet again in one unit are the whole.
        return {target: Fraction(1) for target in result}
    return result


def _times(left: Share | None, right: Share | None) -> Share | None:
    if left == 0 or right == 0:
        return Fraction(0)
    return None if left is None or right is None else left * right


def _plus(left: Share | None, right: Share | None) -> Share | None:
    return None if left is None or right is None else left + right


def _reverse_rows(forward: Rows, basis: Mapping[str, float | None]) -> Rows:
    if any(value is not None and not value >= 0 for value in basis.values()):
        raise ValueError("a basis is a count or an area, never below zero")
    columns: Rows = {}
    for source, row in forward.items():
        for target, share in row.items():
            columns.setdefault(target, {})[source] = share
    return {target: _reverse(column, basis) for target, column in columns.items()}


def _reverse(column: Row, basis: Mapping[str, float | None]) -> Row:
    if len(column) == 1:
        return {source: Fraction(1) for source in column}
    carried = {
        source: _times(share, 1 if share == 0 else basis.get(source))
        for source, share in column.items()
    }
    holders = [source for source, share in column.items() if share != 0]
    if len(holders) == 1:
        return {source: Fraction(int(source in holders)) for source in column}
    known = [value for value in carried.values() if value is not None]
    total = sum(known)
    if len(known) < len(carried) or total == 0:
        return dict.fromkeys(column)
    return {source: value / total for source, value in zip(carried, known, strict=True)}


def _rows(matrix: Matrix) -> Rows:
    def row(i: int) -> Row:
        return {
            matrix.units_to[j]: _known(matrix.shares[i, j])
            for j in np.flatnonzero(matrix.links[i])
        }

    return {code: row(i) for i, code in enumerate(matrix.units_from)}


def _known(share: float) -> float | None:
    return None if np.isnan(share) else float(share)


def _matrix(rows: Rows) -> Matrix:
    units_from = tuple(sorted(rows))
    units_to = tuple(sorted({target for row in rows.values() for target in row}))
    column_of: Callable[[str], int] = {c: j for j, c in enumerate(units_to)}.__getitem__
    shares = np.zeros((len(units_from), len(units_to)))
    links = np.zeros(shares.shape, dtype=np.bool_)
    for i, code in enumerate(units_from):
        for target, share in rows[code].items():
            j = column_of(target)
            links[i, j] = True
            shares[i, j] = np.nan if share is None else float(share)
    shares.flags.writeable = links.flags.writeable = False
    return Matrix(units_from, units_to, shares, links)
