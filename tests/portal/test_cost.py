"""What a page costs: queries pinned, bytes bounded, neither grows with the country."""

import gzip
from pathlib import Path

import pytest
import shapely
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bagana.territory.ancestry import rebuild
from tests.factories import make_unit
from tests.portal.conftest import give_shape

pytestmark = pytest.mark.django_db

QUERIES = {
    "/": 23,
    "/search/?q=Нэгж": 4,
    "/units/1/": 24,
    "/units/11/": 23,
    "/units/1101/": 23,
    "/units/1104/?on=2018-06-05": 13,
    "/indicators/": 2,
    "/indicators/population_census/": 15,
    "/compare/?units=1101,1201": 10,
    "/inequality/": 12,
    "/data/": 10,
    "/changes/": 7,
    "/programme/": 10,
    "/programme/about/": 9,
    "/charts/population_census/1.svg": 7,
}
"""Pinned: a change that asks more often must say so here."""

FIRST_VIEW = 100_000
HEAVIEST_MAP = 60_000


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", QUERIES)
def test_it_asks_the_database_as_often_as_is_pinned(client, split, path):
    assert queries_of(client, path) == QUERIES[path]


@pytest.mark.parametrize(
    "path", ["/", "/units/1101/", "/indicators/population_census/"]
)
def test_more_units_elsewhere_cost_no_more_queries(client, split, world, path):
    before = queries_of(client, path)
    aimag = make_unit("2", world.units["MN"], "aimag")
    for number in range(3):
        world.units[f"2{number}"] = make_unit(f"2{number}", aimag, "sum")
        world.publish("population_census", f"2{number}", 2025, number)
    rebuild()
    assert queries_of(client, path) == before


def _wavy(column, row):
    """A square whose sides have many corners, as drawn borders have."""
    ring = shapely.box(105 + column, 49 + row, 106 + column, 50 + row).exterior
    return shapely.Polygon(shapely.segmentize(ring, 0.01))


def test_an_aimag_of_57_bags_is_light(client, world):
    for number in range(52):
        code = f"13{number:02d}"
        world.units[code] = make_unit(code, world.units["12"], "bag")
        give_shape(world.units[code], _wavy(number % 8, 2 + number // 8))
        world.publish("population_census", code, 2025, number)
    rebuild()
    static = sum(
        len(gzip.compress(Path(finders.find(f"bagana/{name}")).read_bytes()))
        for name in ("bagana.css", "bagana.js", "mark.svg")
    )
    for path in ("/", "/indicators/population_census/", "/units/12/"):
        html = client.get(path).content
        assert len(html) < HEAVIEST_MAP + 40_000, path
        assert len(gzip.compress(html)) + static < FIRST_VIEW, path
