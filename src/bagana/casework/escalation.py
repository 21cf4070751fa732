"""After how many days overdue a request climbs: dated, with its source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from bagana.casework.models import Rung


@dataclass(frozen=True, slots=True)
class Climbing:
    valid_from: date
    to_sum: int
    to_aimag: int
    source_mn: str
    source_en: str
    is_illustrative: bool

    def days(self, rung: str) -> int | None:
        """Calendar days past due after which it leaves the rung; None at the top."""
        return {Rung.BAG.value: self.to_sum, Rung.SUM.value: self.to_aimag}.get(rung)


@lru_cache(maxsize=1)
def _rules() -> tuple[Climbing, ...]:
    text = (files("bagana.casework") / "data" / "escalation.json").read_text("utf-8")
    rows = [
        Climbing(**{**row, "valid_from": date.fromisoformat(row["valid_from"])})
        for row in json.loads(text)
    ]
    return tuple(sorted(rows, key=lambda row: row.valid_from))


def climbing_on(on: date) -> Climbing | None:
    found = [row for row in _rules() if row.valid_from <= on]
    return found[-1] if found else None
