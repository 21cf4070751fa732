"""The check of a choice: is every withheld figure that matters open enough?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bagana.engines.disclosure.attack import (
    NEAR,
    Group,
    corner,
    extreme,
    groups_of,
    handed_on,
)
from bagana.engines.disclosure.problem import Bools, DisclosureError, Floats, Linked


@dataclass(frozen=True)
class Lack:
    """A cell of which too few values stay possible, to whom and in which group.

    `knows` is the cell of a household that knows it beforehand; -1 is everybody.
    """

    cell: int
    group: Group
    knows: int = -1


def audit(problem: Linked, withheld: Bools, excused: Bools) -> list[Lack]:
    """Every lack of a choice, but of cells excused because nothing helps them."""
    return list(_lacks(problem, withheld, excused))


def _lacks(problem: Linked, withheld: Bools, excused: Bools) -> Iterator[Lack]:
    asked = withheld & (problem.needs > 0) & ~excused
    for group in groups_of(problem, withheld):
        cells = [c for c in group.cells if asked[c]]
        if not cells:
            continue
        yield from (Lack(c, group) for c in narrow_in(problem, group, cells))
        for insider, near in _insiders(problem, group, cells):
            yield from _to_insider(problem, group, insider, near)


def narrow_in(problem: Linked, group: Group, cells: list[int]) -> list[int]:
    """Those of the cells whose interval holds too few values."""
    if group.is_forest:
        low, high = handed_on(problem, group)
        return [c for c in cells if high[c] - low[c] < problem.needs[c] - 1 - NEAR]
    return _narrow_by_corners(problem, group, cells)


def _narrow_by_corners(problem: Linked, group: Group, cells: list[int]) -> list[int]:
    """One corner tells of all cells at once, so few programmes are solved.

    A corner counts as seen only when it is whole: half a person is no possibility.
    """
    place = {c: i for i, c in enumerate(group.cells)}
    seen = _Seen(np.full(len(place), np.inf), np.full(len(place), -np.inf))
    known = problem.values[list(group.cells)]
    if not np.isnan(known).any():
        seen.take(known)
    found = []
    for cell in cells:
        needed = problem.needs[cell] - 1 - NEAR
        for sign in (1, -1):
            if seen.width(place[cell]) < needed:
                seen.take(corner(problem, group, cell, sign).point)
        if seen.width(place[cell]) >= needed:
            continue
        width = extreme(problem, group, cell, 1) + extreme(problem, group, cell, -1)
        if width < needed:
            found.append(cell)
    return found


@dataclass
class _Seen:
    low: Floats
    high: Floats

    def take(self, point: Floats) -> None:
        if np.all(np.abs(point - point.round()) < 1e-5):
            self.low = np.minimum(self.low, point)
            self.high = np.maximum(self.high, point)

    def width(self, i: int) -> float:
        return float(self.high[i] - self.low[i])


def _insiders(
    problem: Linked, group: Group, cells: list[int]
) -> Iterator[tuple[int, list[int]]]:
    """Sole givers, and the cells that stand in one sum with theirs."""
    asked = set(cells)
    for insider in group.cells:
        if not problem.insiders[insider] or np.isnan(problem.values[insider]):
            continue
        near = {
            c
            for number in problem.of_cell[insider]
            for c, _factor in problem.equations[number]
            if c in asked and c != insider
        }
        if near:
            yield insider, sorted(near)


def _to_insider(
    problem: Linked, group: Group, insider: int, near: list[int]
) -> Iterator[Lack]:
    rest = np.zeros(problem.size, dtype=bool)
    rest[list(group.cells)] = True
    rest[insider] = False
    for part in groups_of(problem, rest):
        mine = [c for c in part.cells if c in near]
        if mine:
            yield from (Lack(c, part, insider) for c in narrow_in(problem, part, mine))


def is_contradiction(problem: Linked, withheld: Bools) -> bool:
    """Whether what is published leaves no possible value at all."""
    try:
        for group in groups_of(problem, withheld):
            corner(problem, group, group.cells[0], 1)
    except DisclosureError:
        return True
    return False
