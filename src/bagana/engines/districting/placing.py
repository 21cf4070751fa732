"""Names on a crowded map: each as near to its unit as others leave room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

RINGS: Final = (0.0, 14.0, 24.0, 36.0, 50.0, 66.0, 84.0)
ROUND: Final = 16
"""So many directions are tried on a ring."""


@dataclass(frozen=True, slots=True)
class Box:
    """A name: the middle of its line, its width and height in px."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2 + 1
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of the box that is nearest; the point itself where it is inside."""
        half, low = self.width / 2, self.height / 2
        return (
            min(max(x, self.x - half), self.x + half),
            min(max(y, self.y - low), self.y + low),
        )

    def within(self, width: float, height: float) -> bool:
        half, low = self.width / 2, self.height / 2
        return half <= self.x <= width - half and low <= self.y <= height - low


def placed(wanted: Sequence[Box], width: float, height: float) -> list[Box]:
    """Move boxes apart, one after the other, each as little as it can.

    Parameters
    ----------
    wanted
        Boxes where they would best stand; earlier ones choose first.
    width, height
        Of the picture, which no box leaves unless it is wider.

    Returns
    -------
    list of Box
        In the same order; where nothing is free, the place that was wanted.
    """
    found: list[Box] = []
    for box in wanted:
        free = (
            one
            for one in _around(_pushed(box, width, height))
            if one.within(width, height) and not any(map(one.meets, found))
        )
        found.append(next(free, _pushed(box, width, height)))
    return found


def _pushed(box: Box, width: float, height: float) -> Box:
    """As near as it can be inside the picture."""
    half, low = box.width / 2, box.height / 2
    x = min(max(box.x, half), max(half, width - half))
    y = min(max(box.y, low), max(low, height - low))
    return replace(box, x=x, y=y)


def _around(box: Box) -> Iterator[Box]:
    for radius in RINGS:
        for step in range(ROUND if radius else 1):
            turn = 2 * math.pi * step / ROUND
            # Names are wide: a step aside must be longer than one up or down.
            aside = radius * math.cos(turn) * (1 + box.width / 80)
            yield replace(box, x=box.x + aside, y=box.y + radius * math.sin(turn))
