"""Reads for locking: the blocks of one bag, which of them stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bagana.redistricting.arrays import arrays_of
from bagana.redistricting.models import Scenario
from bagana.redistricting.problems import bags_on


@dataclass(frozen=True)
class LockRow:
    """One block, its figures, whether it is locked."""

    code: str
    bag: str
    sum: str
    households: int | None
    population: int | None
    area_km2: float
    is_locked: bool


def lock_rows(scenario: Scenario) -> list[LockRow]:
    """Every block of the scenario's sums; most households first within a bag."""
    sums = [unit.code for unit in scenario.sums.all()]
    arrays = arrays_of(scenario.block_set, sums)
    bags = bags_on(scenario.block_set, sums, scenario.on)
    locked = set(scenario.locked)

    def whole(name: str, i: int) -> int | None:
        value = arrays.counts[name][i]
        return None if np.isnan(value) else int(value)

    rows = [
        LockRow(
            code=code,
            bag=bags[i],
            sum=arrays.sums[i],
            households=whole("households", i),
            population=whole("population", i),
            area_km2=float(arrays.area_km2[i]),
            is_locked=code in locked,
        )
        for i, code in enumerate(arrays.codes)
    ]
    return sorted(rows, key=lambda row: (row.bag, -(row.households or 0), row.code))
