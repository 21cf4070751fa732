"""The check of a choice: is every withheld figure that matters open enough?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from bagana.engines.disclosure.attack import (
    NEAR,
    Corner,
    Group,
    corner,
    end_of,
    groups_of,
    handed_on,
)
from bagana.engines.disclosure.problem import Bools, Floats, Linked

LARGE: Final = 400
NEIGHBOURS: Final = 40
"""In a group larger than `LARGE` so many cells around one are asked first."""


@dataclass(frozen=True)
class Lack:
    """A cell of which too few values stay possible, to whom and in which group.

    `knows` is the cell of a household that knows it beforehand; -1 is everybody.
    """

    cell: int
    group: Group
    knows: int = -1
    ends: tuple[Corner, Corner] | None = None


def audit(
    problem: Linked,
    withheld: Bools,
    excused: Bools,
    *,
    sound: set[tuple[int, ...]] | None = None,
) -> list[Lack]:
    """Every lack of a choice, but of cells excused because nothing helps them.

    `sound` keeps the groups found without a lack, so that a later choice that leaves
    them as they are need not ask again.
    """
    asked = withheld & (problem.needs > 0) & ~excused
    sound = set() if sound is None else sound
    found: list[Lack] = []
    for group in groups_of(problem, withheld):
        if group.cells in sound:
            continue
        lacks = list(_lacks_in(problem, group, [c for c in group.cells if asked[c]]))
        found.extend(lacks)
        if not lacks:
            sound.add(group.cells)
    return found


def _lacks_in(problem: Linked, group: Group, cells: list[int]) -> Iterator[Lack]:
    if not cells:
        return
    yield from _narrow_in(problem, group, cells, -1)
    for insider, near in _insiders(problem, group, cells):
        yield from _to_insider(problem, group, insider, near)


def _narrow_in(
    problem: Linked, group: Group, cells: list[int], knows: int
) -> Iterator[Lack]:
    """Those of the cells whose interval holds too few values."""
    if not group.is_forest:
        yield from _narrow_by_corners(problem, group, cells, knows)
        return
    low, high = handed_on(problem, group)
    for c in cells:
        if high[c] - low[c] < problem.needs[c] - 1 - NEAR:
            yield Lack(c, group, knows)


def _narrow_by_corners(
    problem: Linked, group: Group, cells: list[int], knows: int
) -> Iterator[Lack]:
    """One corner tells of all cells at once, so few programmes are solved.

    A corner counts as seen only when it is whole: half a person is no possibility.
    """
    place = {c: i for i, c in enumerate(group.cells)}
    seen = _Seen(np.full(len(place), np.inf), np.full(len(place), -np.inf))
    known = problem.values[list(group.cells)]
    if not np.isnan(known).any():
        seen.take(known)
    for cell in cells:
        needed = problem.needs[cell] - 1 - NEAR
        if seen.width(place[cell]) >= needed or _moves_nearby(
            problem, group, cell, needed
        ):
            continue
        high = corner(problem, group, cell, 1)
        seen.take(high.point)
        if seen.width(place[cell]) >= needed:
            continue
        low = corner(problem, group, cell, -1)
        seen.take(low.point)
        if seen.width(place[cell]) >= needed:
            continue
        ends = ((1, high), (-1, low))
        if sum(end_of(problem, group, cell, s, end) for s, end in ends) < needed:
            yield Lack(cell, group, knows, (high, low))


def _moves_nearby(problem: Linked, group: Group, cell: int, needed: float) -> bool:
    """Whether the cell is open enough already when all but its neighbours stand still.

    What moves nearby moves in the whole group: a small programme spares a large one.
    """
    known = problem.values[list(group.cells)]
    if len(known) <= LARGE or np.isnan(known).any():
        return False
    near = np.zeros(problem.size, dtype=bool)
    near[_nearest(problem, set(group.cells), cell)] = True
    part = next(one for one in groups_of(problem, near) if cell in one.cells)
    ends = [corner(problem, part, cell, sign) for sign in (1, -1)]
    if not all(end.is_whole for end in ends):
        return False
    return sum(end.value for end in ends) >= needed


def _nearest(problem: Linked, group: set[int], cell: int) -> list[int]:
    """The cell and those that are fewest sums away from it."""
    found, seen, at = [cell], {cell}, 0
    while at < len(found) and len(found) < NEIGHBOURS:
        for number in problem.of_cell[found[at]]:
            for other, _factor in problem.equations[number]:
                if other in group and other not in seen:
                    seen.add(other)
                    found.append(other)
        at += 1
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
            yield from _narrow_in(problem, part, mine, insider)
