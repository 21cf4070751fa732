"""Figures that hang together by sums, and what must not be learnt of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

type Floats = np.ndarray[Any, np.dtype[np.float64]]
type Bools = np.ndarray[Any, np.dtype[np.bool_]]
type Equation = tuple[tuple[int, int], ...]
"""Cells with their coefficients, whose weighted sum is nought."""


class DisclosureError(ValueError):
    """Figures that contradict each other, or arrays that do not fit."""


@dataclass(frozen=True)
class Linked:
    """Non-negative figures and the sums between them.

    Attributes
    ----------
    values
        (n,) what is known of each cell; NaN for one withheld earlier, whose value is
        no longer kept.
    equations
        Each the cells and coefficients of a sum that is nought: a total minus its
        parts.
    needs
        (n,) how many values must stay possible for the cell; 0 for a cell that may be
        published.
    fixed
        (n,) cells that are public already, or must be published.
    hidden
        (n,) cells that are never published: a rest that no table names, or one
        withheld earlier.
    least
        (n,) what everybody knows a cell to be at least when it is withheld: 1 where
        noughts are published, 0 for a rest.
    weights
        (n,) what withholding a cell costs before its size does.
    insiders
        (n,) cells to which a single household gives everything: that household knows
        them, and must not learn of another by them.
    """

    values: Floats
    equations: tuple[Equation, ...]
    needs: Floats
    fixed: Bools
    hidden: Bools
    least: Floats
    weights: Floats
    insiders: Bools

    @property
    def size(self) -> int:
        return len(self.values)

    @cached_property
    def of_cell(self) -> tuple[tuple[int, ...], ...]:
        """Numbers of the equations in which each cell stands."""
        found: list[list[int]] = [[] for _ in range(self.size)]
        for number, equation in enumerate(self.equations):
            for cell, _factor in equation:
                found[cell].append(number)
        return tuple(map(tuple, found))

    @cached_property
    def most(self) -> float:
        """A bound that no cell reaches; everybody is granted to know it."""
        known = self.values[~np.isnan(self.values)]
        top = float(known.max()) if len(known) else 0.0
        return 4 * top + 10 * float(self.needs.max(initial=0)) + 1000

    @cached_property
    def candidates(self) -> Bools:
        """Cells that may be withheld for the sake of others; a nought tells itself."""
        known = np.nan_to_num(self.values)
        free = ~self.fixed & ~self.hidden & (self.needs == 0)
        return np.asarray(free & (known >= self.least), dtype=bool)

    @cached_property
    def forced(self) -> Bools:
        """Cells withheld from the start: small ones, and those never published."""
        return ((self.needs > 0) & ~self.fixed) | self.hidden

    @cached_property
    def costs(self) -> Floats:
        """(n,) weight first; among equal weights the smaller sum of values."""
        known = np.nan_to_num(self.values)
        return np.asarray(self.weights + known / (1 + known.sum()), dtype=float)


def linked(
    values: Sequence[float] | Floats,
    equations: Iterable[Equation],
    needs: Sequence[float] | Floats,
    *,
    fixed: Sequence[bool] | Bools | None = None,
    hidden: Sequence[bool] | Bools | None = None,
    least: Sequence[float] | Floats | None = None,
    weights: Sequence[float] | Floats | None = None,
    insiders: Sequence[bool] | Bools | None = None,
) -> Linked:
    """Check and keep figures with their sums.

    Raises
    ------
    DisclosureError
        When arrays differ in length, a value is negative, or a sum of known values
        does not hold.
    """
    kept = np.asarray(values, dtype=float)
    hidden_ = _flags(hidden, len(kept))
    if least is None:
        least = np.where(hidden_ & ~np.isnan(kept), 0.0, 1.0)
    found = Linked(
        values=kept,
        equations=tuple(equations),
        needs=np.asarray(needs, dtype=float),
        fixed=_flags(fixed, len(kept)),
        hidden=hidden_,
        least=np.asarray(least, dtype=float),
        weights=np.asarray(
            np.ones(len(kept)) if weights is None else weights, dtype=float
        ),
        insiders=_flags(insiders, len(kept)),
    )
    _check(found)
    return found


def _flags(given: Any, size: int) -> Bools:
    return np.asarray(np.zeros(size) if given is None else given, dtype=bool)


def _check(found: Linked) -> None:
    arrays = (found.needs, found.fixed, found.hidden, found.least, found.weights)
    if any(len(array) != found.size for array in (*arrays, found.insiders)):
        raise DisclosureError("the arrays differ in length")
    if np.any(found.values < 0):
        raise DisclosureError("a figure is negative")
    if np.any(np.isnan(found.values) & ~found.hidden):
        raise DisclosureError("only a hidden cell may be unknown")
    for equation in found.equations:
        total = sum(factor * found.values[cell] for cell, factor in equation)
        scale = max((abs(found.values[cell]) for cell, _ in equation), default=0)
        if abs(total) > 1e-6 * max(1.0, scale):
            raise DisclosureError(f"a sum does not hold: {equation}")


def components(problem: Linked, withheld: Bools) -> list[tuple[list[int], list[int]]]:
    """Withheld cells that hang together, each group with its equations, in order."""
    seen = np.zeros(problem.size, dtype=bool)
    groups = []
    for start in np.flatnonzero(withheld):
        if not seen[start]:
            groups.append(_group(problem, withheld, int(start), seen))
    return groups


def _group(
    problem: Linked, withheld: Bools, start: int, seen: Bools
) -> tuple[list[int], list[int]]:
    seen[start] = True
    waiting, cells, numbers = [start], [], set()
    while waiting:
        cell = waiting.pop()
        cells.append(cell)
        for number in problem.of_cell[cell]:
            if number in numbers:
                continue
            numbers.add(number)
            for other, _factor in problem.equations[number]:
                if withheld[other] and not seen[other]:
                    seen[other] = True
                    waiting.append(other)
    return sorted(cells), sorted(numbers)


def divided(problem: Linked) -> list[tuple[list[int], Linked]]:
    """The parts that share no sum with each other, where anything must be withheld.

    What is fixed is known to everybody, so a sum does not pass through it.
    """
    parts = []
    for cells, numbers in components(problem, ~problem.fixed):
        if problem.forced[cells].any():
            equations = [problem.equations[number] for number in numbers]
            known = {c for e in equations for c, _f in e if problem.fixed[c]}
            parts.append(_part(problem, sorted({*cells, *known}), equations))
    return parts


def _part(
    problem: Linked, cells: list[int], equations: list[Equation]
) -> tuple[list[int], Linked]:
    place = {cell: i for i, cell in enumerate(cells)}
    return cells, Linked(
        values=problem.values[cells],
        equations=tuple(tuple((place[c], f) for c, f in e) for e in equations),
        needs=problem.needs[cells],
        fixed=problem.fixed[cells],
        hidden=problem.hidden[cells],
        least=problem.least[cells],
        weights=problem.weights[cells],
        insiders=problem.insiders[cells],
    )
