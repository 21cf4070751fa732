"""A small world with shapes and published figures, for the public pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
import shapely

from bagana.engines.geography import area_km2
from bagana.indicators.models import Indicator, Observation, Publication
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Boundary, Lineage, Unit, UnitChange, UnitVersion
from tests.factories import (
    make_act,
    make_indicator,
    make_observation,
    make_tree,
    make_unit,
    make_user,
)

WEST, SOUTH, SIDE = 105.0, 49.0, 0.5
SPLIT = date(2019, 1, 1)


@dataclass
class World:
    """Units by code, indicators by code, the observations by indicator and unit."""

    units: dict[str, Unit]
    indicators: dict[str, Indicator]
    publication: Publication
    rows: dict[tuple[str, str, int], Observation] = field(default_factory=dict)

    def publish(
        self, indicator: str, unit: str, year: int, value: float, **fields: object
    ) -> Observation:
        values = {"status": "published", "publication": self.publication}
        row = make_observation(
            self.indicators[indicator],
            self.units[unit],
            year,
            value,
            **(values | fields),
        )
        self.rows[indicator, unit, year] = row
        return row


def square(column: int, row: int, size: float = SIDE) -> shapely.Polygon:
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    return shapely.box(west, south, west + size, south + size)


def give_shape(unit: Unit, shape: shapely.Geometry) -> Boundary:
    west, south, east, north = shape.bounds
    boundary = Boundary.objects.create(
        geometry=shapely.to_wkb(shape),
        simplified=shapely.to_wkb(shape),
        area_km2=area_km2(shape),
        min_lon=west,
        min_lat=south,
        max_lon=east,
        max_lat=north,
        status="schematic",
        source="test",
    )
    UnitVersion.objects.filter(unit=unit).update(boundary=boundary)
    return boundary


SQUARES = {
    "1101": (0, 0),
    "1102": (1, 0),
    "1103": (2, 0),
    "1201": (0, 1),
    "1202": (1, 1),
}
PEOPLE = {"1101": 100, "1102": 300, "1103": 300, "1201": 700}
"""1202 has no figure: what is missing must be seen as missing."""


def _indicators() -> dict[str, Indicator]:
    names = ["population_census", "households", "area_km2", "livestock_total"]
    found = {name: make_indicator(name, name_en=f"Indicator {name}") for name in names}
    found["population_density"] = make_indicator(
        "population_density",
        across_units="ratio",
        decimals=2,
        numerator=found["population_census"],
        denominator=found["area_km2"],
    )
    for side in ("male", "female"):
        for age in ("0_14", "15_18", "19_22", "23_35", "36_45", "46_64", "65_plus"):
            code = f"population_census_{side}_{age}"
            found[code] = make_indicator(code)
    return found


@pytest.fixture
def world(db):
    units = make_tree()
    for code, (column, row) in SQUARES.items():
        give_shape(units[code], square(column, row))
    give_shape(units["11"], square(0, 0, 1.0))
    give_shape(units["12"], square(0, 2, 1.0))
    publication = Publication.objects.create(
        title="Test", rows=1, sha256="ab" * 32, made_by=make_user()
    )
    world = World(units, _indicators(), publication)
    for code, value in PEOPLE.items():
        world.publish("population_census", code, 2025, value)
    for year, value in ((2023, 1000), (2024, 1200), (2025, 1400)):
        world.publish("population_census", "1", year, value)
    world.publish("population_census", "11", 2025, 700)
    return world


@pytest.fixture
def split(world):
    """1103 was cut in two on 2019-01-01: 1104 took 40 % of its people."""
    old = UnitVersion.objects.get(unit=world.units["1103"])
    change = UnitChange.objects.create(
        kind="split", act=make_act(), effective_on=SPLIT, is_assumption=True
    )
    old.valid_to, old.closed_by = SPLIT, change
    old.save()
    UnitVersion.objects.create(
        unit=old.unit,
        valid_from=SPLIT,
        name_mn=old.name_mn,
        name_en=old.name_en,
        kind=old.kind,
        parent=old.parent,
        location_type="rural",
        sort_key=old.sort_key,
        opened_by=change,
        boundary=old.boundary,
    )
    new = make_unit("1104", world.units["11"], "bag", SPLIT, opened_by=change)
    world.units["1104"] = new
    give_shape(new, square(2, 1))
    change.units.set([old.unit, new])
    for measure in ("population", "households", "area", "livestock"):
        for unit, share in ((old.unit, "0.6"), (new, "0.4")):
            Lineage.objects.create(
                change=change, source=old.unit, target=unit, measure=measure,
                share=share,
            )  # fmt: skip
    rebuild()
    return change
