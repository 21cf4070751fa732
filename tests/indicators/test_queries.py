"""What pages read: figures of a period, chain, inequality."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.indicators import queries
from bagana.indicators.actions import correct, derive, publish, withdraw
from bagana.indicators.models import Observation, Period
from bagana.indicators.queries.inequality import inequality_of
from bagana.territory.queries import below
from tests.factories import make_indicator
from tests.indicators.world import make_world, tidy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


@pytest.fixture
def world():
    return make_world()


def published(world, *rows: str) -> None:
    world.take_in(tidy(*rows))
    publish(user=world.officer, title="x")


def test_drafts_never_count_in_public_series(world):
    published(world, "1101,people,2025,10")
    world.take_in(tidy("1101,people,2025,11", "1102,people,2025,7"))
    period = Period.objects.get(code="2025")
    for user in (None, world.officer):
        values = queries.values_of(world.people, period, user=user)
        assert [value.value for value in values.values()] == [10.0]


def test_values_are_bounded_by_the_unit(world):
    published(world, "1101,people,2025,1", "1201,people,2025,2")
    period = Period.objects.get(code="2025")
    inside = queries.values_of(
        world.people, period, user=None, within=world.units["11"]
    )
    assert list(inside) == [world.units["1101"].pk]


def test_the_version_of_the_data_moves_with_what_is_published(world):
    before = queries.data_version()
    published(world, "1101,people,2025,1")
    middle = queries.data_version()
    row = Observation.objects.get()
    withdraw(user=world.officer, observation=row, reason="x")
    assert len({before, middle, queries.data_version()}) == 3


def test_the_chain_of_an_imported_and_corrected_figure(world):
    published(world, "1101,people,2025,1")
    old = Observation.objects.get()
    correct(user=world.governor, observation=old, value=2, note="дахин")
    publish(user=world.officer, title="y")
    chain = queries.chain_of(old, user=None)
    assert [step.kind for step in chain.steps] == ["import", "publication"]
    newest = Observation.objects.get(status="published")
    chain = queries.chain_of(newest, user=None)
    assert [step.kind for step in chain.steps] == ["correction", "publication"]
    assert chain.steps[0].who == "багийн Засаг дарга"
    assert [row.version for row in chain.versions] == [2, 1]


def test_the_chain_of_a_ratio_leads_to_its_parts(world):
    make_indicator(
        "per_head",
        across_units="ratio",
        numerator=world.animals,
        denominator=world.people,
    )
    world.take_in(tidy("1101,people,2025,2", "1101,animals,2025,10"))
    derive(user=world.officer)
    publish(user=world.officer, title="x")
    row = Observation.objects.get(indicator__code="per_head")
    chain = queries.chain_of(row, user=None)
    assert [part.value for part in chain.parts] == [10.0, 2.0]
    assert [step.kind for step in chain.steps] == [
        "derived",
        "part",
        "part",
        "publication",
    ]


def test_nobody_follows_a_draft_of_others(world):
    world.take_in(tidy("1101,people,2025,2"))
    with pytest.raises(Observation.DoesNotExist):
        queries.chain_of(Observation.objects.get(), user=None)


def test_inequality_names_who_has_no_figure(world):
    published(
        world, "1101,people,2025,10", "1102,people,2025,30", "1201,people,2025,20"
    )
    bags = list(below(world.units["1"], TODAY, level=3))
    wanted = [world.people, world.animals]
    (people,) = inequality_of(queries.Reader(None, TODAY), wanted, bags, "parent")
    assert people.result is not None
    assert people.result.ratio.value == 3
    assert people.result.split is not None
    assert {version.unit.code for version in people.missing} == {"1103", "1202"}
    assert people.least[0].unit.code == "1101"
    assert people.greatest[0].unit.code == "1102"
