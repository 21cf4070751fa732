"""What the programme's public pages cost: queries pinned, bytes bounded."""

from __future__ import annotations

import gzip
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bagana.programme.models import Evidence
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
)

pytestmark = pytest.mark.django_db

QUERIES = {
    "/programme/bags/": 24,
    "/programme/bags/?map=money": 23,
    "/programme/bags/measures/": 10,
    "/programme/bags/text/": 7,
    "/programme/all/": 6,
    "/measures/{pk}/": 18,
    "/units/1101/": 28,
}
"""Pinned: a change that asks more often must say so here."""

PAGE = 60_000


@pytest.fixture
def programme(world):
    made = make_programme(world.units["1"], code="bags")
    fill(made, world, 3)
    return made


def fill(programme, world, count):
    for number in range(count):
        measure = make_measure(
            programme, world.units["1101"], objective=programme.objectives.first()
        )
        make_activity(measure, done_on=date(2019, 3, 1))
        make_money(measure, Decimal(100_000), spender=world.units["11"])
        Evidence.objects.create(
            measure=measure,
            kind="photo",
            file="a.jpg",
            caption=f"зураг {number}",
            taken_on=date(2019, 3, 1),
            published_at=timezone.now(),
        )


def asked(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", QUERIES)
def test_it_asks_the_database_as_often_as_is_pinned(client, programme, path):
    pk = programme.measures.values_list("pk", flat=True).first()
    assert asked(client, path.format(pk=pk)) == QUERIES[path]


@pytest.mark.parametrize(
    "path",
    ["/programme/bags/", "/programme/bags/?map=head", "/programme/bags/measures/"],
)
def test_more_measures_ask_no_more(client, programme, world, path):
    before = asked(client, path)
    fill(programme, world, 6)
    assert asked(client, path) == before


def test_a_board_of_a_hundred_measures_stays_light(client, programme, world):
    for number in range(100):
        make_measure(
            programme, world.units["1101"], name_mn=f"Танхимыг засварлах {number}"
        )
    html = client.get("/programme/bags/").content
    assert len(gzip.compress(html)) < PAGE / 2
