"""Rows of a re-drawing for tests, on the tree of tests.factories.make_tree().

The sum 11 is a strip of 6 x 4 square blocks: three columns are 1101, two 1102, one
1103, so that its bags are plainly unequal. Coordinates are of nowhere.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import numpy as np
from shapely.geometry import box

from bagana.accounts.models import User
from bagana.redistricting import models
from bagana.territory.models import Unit
from tests.factories import make_tree, make_user

COLUMNS, ROWS = 6, 4
BAG_OF_COLUMN = ("1101", "1101", "1101", "1102", "1102", "1103")
SIDE = 0.05
KM = 4.0
ON = date(2025, 12, 31)
EVEN = tuple("1101" if c < 2 else "1102" if c < 4 else "1103" for c in range(COLUMNS))
"""A plan by column in which every bag has two columns."""
_number = count(1)


def neighbours_archive(columns: int = COLUMNS, rows: int = ROWS) -> bytes:
    """The NumPy archive of `BlockSet.neighbours` for a grid; rows of blocks first."""
    indptr, indices = [0], []
    for i in range(columns * rows):
        c, r = i % columns, i // columns
        around = [(c, r - 1), (c - 1, r), (c + 1, r), (c, r + 1)]
        inside = [(x, y) for x, y in around if 0 <= x < columns and 0 <= y < rows]
        indices += [y * columns + x for x, y in inside]
        indptr.append(len(indices))
    held = io.BytesIO()
    np.savez(
        held,
        indptr=np.array(indptr, dtype=np.int32),
        indices=np.array(indices, dtype=np.int32),
        border=np.full(len(indices), KM),
        perimeter=np.full(columns * rows, 4 * KM),
    )
    return held.getvalue()


def make_blocks(
    units: dict[str, Unit], parent: str = "11", **fields: Any
) -> models.BlockSet:
    """A set of 24 blocks over the sum; block `b-07` is the eighth, row by row."""
    number = next(_number)
    values: dict[str, Any] = {
        "unit": units[parent],
        "title_mn": f"Туршилтын суурь хэсэг {number}",
        "title_en": f"Test blocks {number}",
        "on": ON,
        "period": "2025",
        "nature": models.Nature.MODELLED,
        "source_mn": "Туршилт",
        "source_en": "Test",
        "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
        "neighbours": neighbours_archive(),
    }
    block_set = models.BlockSet.objects.create(**(values | fields))
    models.Block.objects.bulk_create(
        _block(block_set, i, units, parent) for i in range(COLUMNS * ROWS)
    )
    return block_set


def _block(
    block_set: models.BlockSet, i: int, units: dict[str, Unit], parent: str
) -> models.Block:
    c, r = i % COLUMNS, i // COLUMNS
    shape = box(
        100 + c * SIDE, 48 - r * SIDE, 100 + (c + 1) * SIDE, 48 - (r + 1) * SIDE
    )
    return models.Block(
        block_set=block_set,
        ordinal=i,
        code=f"b-{i:02d}",
        unit=units[BAG_OF_COLUMN[c]],
        parent=units[parent],
        households=10 + i % 3,
        population=35 + i % 5,
        camel=0,
        horse=20 + i % 4,
        cattle=15,
        sheep=200 + 10 * (i % 7),
        goat=100,
        area_km2=KM * KM,
        lon=shape.centroid.x,
        lat=shape.centroid.y,
        geometry=shape.wkb,
    )


def make_scenario(
    block_set: models.BlockSet, sums: list[Unit], **fields: Any
) -> models.Scenario:
    number = next(_number)
    values: dict[str, Any] = {
        "code": f"scenario-{number}",
        "unit": block_set.unit,
        "block_set": block_set,
        "title_mn": f"Туршилтын даалгавар {number}",
        "title_en": f"Test scenario {number}",
        "on": ON,
        "tolerance": {"households": 0.2, "population": 0.2, "area": 0.3},
        "minimise": ["moved", "cut"],
        "unit_range": {one.code: [3, 3] for one in sums},
        "effort": models.Effort.QUICK,
    }
    scenario = models.Scenario.objects.create(**(values | fields))
    scenario.sums.set(sums)
    return scenario


def make_plan(
    scenario: models.Scenario,
    by_column: tuple[str, ...] = EVEN,
    kind: str = models.PlanKind.MANUAL,
    **fields: Any,
) -> models.Plan:
    """A plan of the strip that gives whole columns to bags, frozen unless told."""
    units = list(dict.fromkeys(["1101", "1102", "1103", *by_column]))
    labels = [units.index(by_column[i % COLUMNS]) for i in range(COLUMNS * ROWS)]
    return make_plan_of(scenario, units, labels, kind, **fields)


def make_plan_of(
    scenario: models.Scenario,
    units: list[str],
    labels: list[int],
    kind: str = models.PlanKind.MANUAL,
    **fields: Any,
) -> models.Plan:
    number = scenario.plans.count()
    held = np.array(labels, dtype="<i2").tobytes()
    values: dict[str, Any] = {
        "number": number,
        "kind": kind,
        "units": units,
        "labels": held,
        "sha256": hashlib.sha256(held + str(number).encode()).hexdigest(),
        "measures": {},
    }
    return models.Plan.objects.create(scenario=scenario, **(values | fields))


def make_proposal(scenario: models.Scenario, **fields: Any) -> models.Proposal:
    number = next(_number)
    values: dict[str, Any] = {
        "code": f"proposal-{number}",
        "title_mn": f"Туршилтын санал {number}",
        "title_en": f"Test proposal {number}",
        "reason_mn": "Багууд тэгш бус байна.",
        "reason_en": "The bags are unequal.",
        "rules": "2022",
    }
    return models.Proposal.objects.create(scenario=scenario, **(values | fields))


@dataclass(frozen=True)
class World:
    """Everything a test of the application begins with."""

    units: dict[str, Unit]
    blocks: models.BlockSet
    scenario: models.Scenario
    today: models.Plan
    even: models.Plan
    officer: User
    other_officer: User
    governor: User


def make_world() -> World:
    """The strip, a scenario of its sum with today's plan and an even one, and users."""
    units = make_tree()
    blocks = make_blocks(units)
    scenario = make_scenario(blocks, [units["11"]])
    return World(
        units=units,
        blocks=blocks,
        scenario=scenario,
        today=make_plan(scenario, BAG_OF_COLUMN, models.PlanKind.TODAY),
        even=make_plan(scenario),
        officer=make_user("sum_officer", units["11"]),
        other_officer=make_user("sum_officer", units["12"]),
        governor=make_user("bag_governor", units["1101"]),
    )
