"""A reader who tries every whole number: slow, and made without the engine's own means.

He knows every published figure, every sum, and that a withheld figure is not nought.
"""

from __future__ import annotations

from collections.abc import Sequence

Equation = Sequence[tuple[int, int]]
CAP = 40


def possible_values(
    cell: int,
    published: dict[int, int],
    equations: Sequence[Equation],
    least: dict[int, int],
    *,
    enough: int,
) -> set[int]:
    """Values of a withheld cell that some whole completion has; stops when enough."""
    found: set[int] = set()
    for value in range(least.get(cell, 1), CAP):
        if completes({**published, cell: value}, equations, least):
            found.add(value)
            if len(found) >= enough:
                break
    return found


def completes(
    known: dict[int, int], equations: Sequence[Equation], least: dict[int, int]
) -> bool:
    """Whether the cells that are left can be filled: by trial, one cell at a time."""
    known = dict(known)
    if not follow(known, equations, least):
        return False
    for equation in equations:
        open_ = [cell for cell, _factor in equation if cell not in known]
        if open_:
            cell = open_[0]
            return any(
                completes({**known, cell: value}, equations, least)
                for value in range(least.get(cell, 1), CAP)
                if not too_much(equation, known, cell, value)
            )
    return True


def follow(
    known: dict[int, int], equations: Sequence[Equation], least: dict[int, int]
) -> bool:
    """Fill what a sum with one open cell tells; false at a contradiction."""
    changed = True
    while changed:
        changed = False
        for equation in equations:
            open_ = [(c, f) for c, f in equation if c not in known]
            rest = sum(f * known[c] for c, f in equation if c in known)
            if not open_ and rest != 0:
                return False
            if len(open_) == 1:
                cell, factor = open_[0]
                value = -rest // factor
                if value < least.get(cell, 1) or value * factor != -rest:
                    return False
                known[cell] = value
                changed = True
    return True


def too_much(equation: Equation, known: dict[int, int], cell: int, value: int) -> bool:
    """A part greater than its published total needs no further trial."""
    total, factor = equation[0]
    parts_only = factor == 1 and all(f == -1 for _c, f in equation[1:])
    if not parts_only or total not in known or cell == total:
        return False
    others = sum(known.get(c, 0) for c, _f in equation[1:] if c != cell)
    return others + value > known[total]
