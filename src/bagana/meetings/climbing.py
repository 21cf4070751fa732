"""How far an overdue obligation has climbed: bag, then sum, then aimag.

The days are dated configuration (data/climbing.json); docs/rules/obligations.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from bagana.meetings.models import Obligation, ObligationState

BAG: Final = 3
SUM: Final = 2
AIMAG: Final = 1


@dataclass(frozen=True, slots=True)
class Steps:
    """After how many days overdue each level sees it, from a day on."""

    valid_from: date
    bag: int
    sum: int
    aimag: int
    source: str
    is_illustrative: bool

    def days_of(self, level: int) -> int:
        return {BAG: self.bag, SUM: self.sum, AIMAG: self.aimag}[level]


@dataclass(frozen=True, slots=True)
class Rung:
    """`level` is the highest that sees it (3 bag, 2 sum, 1 aimag; None: not overdue),
    `days` how long it is overdue (negative: days that are left)."""

    level: int | None
    days: int
    steps: Steps

    @property
    def is_late(self) -> bool:
        return self.level is not None


@cache
def _configured() -> tuple[Steps, ...]:
    text = files("bagana.meetings").joinpath("data/climbing.json").read_text("utf-8")
    rows = [
        Steps(**{**row, "valid_from": date.fromisoformat(row["valid_from"])})
        for row in json.loads(text)
    ]
    return tuple(sorted(rows, key=lambda row: row.valid_from))


def steps_on(day: date) -> Steps:
    """The configuration in force on a day; before the first one, the first."""
    rows = _configured()
    return next((one for one in reversed(rows) if one.valid_from <= day), rows[0])


def climbing(obligation: Obligation, today: date) -> Rung:
    """The rung on which an obligation stands today; what is settled has none."""
    days = (today - obligation.due_on).days
    steps = steps_on(today)
    if obligation.state != ObligationState.OPEN or days <= 0:
        return Rung(None, days, steps)
    level = next(one for one in (AIMAG, SUM, BAG) if days > steps.days_of(one))
    return Rung(level, days, steps)


def due_before(level: int, today: date) -> date:
    """An open obligation whose term lies before this day has climbed to the level."""
    return today - timedelta(days=steps_on(today).days_of(level))
