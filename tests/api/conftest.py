"""A small world with what the examples of the schema name, and its readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
import shapely
from django.core.cache import cache
from django.test import Client

from bagana.accounts.models import User
from bagana.indicators.models import Indicator, Observation, Publication
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Boundary, Unit, UnitVersion
from tests.factories import (
    make_act,
    make_indicator,
    make_kinds,
    make_observation,
    make_unit,
    make_user,
)

PLACES = {
    "MN": (None, "country"),
    "43": ("MN", "aimag"),
    "4322": ("43", "sum"),
    "4325": ("43", "sum"),
    "432251": ("4322", "bag"),
    "432259": ("4322", "bag"),
    "432551": ("4325", "bag"),
}


@dataclass(frozen=True)
class World:
    units: dict[str, Unit]
    indicator: Indicator
    publication: Publication
    officer: User
    governor: User
    drafts: list[Observation]


def square(west: float, south: float) -> Boundary:
    shape = shapely.box(west, south, west + 0.1, south + 0.1)
    return Boundary.objects.create(
        geometry=shapely.to_wkb(shape),
        simplified=shapely.to_wkb(shape),
        area_km2=77.5,
        min_lon=west,
        min_lat=south,
        max_lon=west + 0.1,
        max_lat=south + 0.1,
        status="schematic",
        source="Туршилт",
    )


def make_places() -> dict[str, Unit]:
    make_kinds()
    units: dict[str, Unit] = {}
    for code, (parent, kind) in PLACES.items():
        units[code] = make_unit(code, units.get(parent or ""), kind)
    rebuild()
    for step, code in enumerate(("432251", "432259", "432551")):
        boundary = square(106 + step / 5, 49)
        UnitVersion.objects.filter(unit=units[code]).update(boundary=boundary)
    return units


def publication_of(rows: int, **fields: object) -> Publication:
    return Publication.objects.create(
        title="Туршилтын нийтлэл", rows=rows, sha256="0" * 64, **fields
    )


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Keys of rows start again in each test, so what was counted may not stay."""
    cache.clear()


@pytest.fixture
def world(db) -> World:
    units = make_places()
    indicator = make_indicator("households", name_en="Households")
    publication = publication_of(6, act=make_act())
    for number, code in enumerate(("43", "4322", "432251", "432259", "432551")):
        make_observation(
            indicator,
            units[code],
            2025,
            100.0 + number,
            status="published",
            publication=publication,
        )
    drafts = [
        make_observation(indicator, units[code], 2024, 900.0 + number)
        for number, code in enumerate(("432251", "432259", "432551"))
    ]
    officer = make_user("aimag_officer", units["43"])
    governor = make_user("bag_governor", units["432259"])
    return World(units, indicator, publication, officer, governor, drafts)


@pytest.fixture
def api(world) -> Client:
    """A reader who has not signed in."""
    return Client()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


ON = date(2025, 6, 1)
