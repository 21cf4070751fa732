"""Figures in the units of any date: what is exact, estimated and missing."""

from datetime import date

import pytest

from bagana.indicators.queries.reader import Reader
from bagana.portal.queries.profile import rank_of
from bagana.territory.models import Lineage, UnitChange, UnitVersion
from tests.factories import make_act

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2018, 6, 5), date(2020, 1, 1)


def figure(world, code, on, unit, year=2025):
    reader = Reader(None, on)
    indicator = world.indicators[code]
    found = [f for f in reader.series(indicator, [unit]) if f.period.code == str(year)]
    return found[0] if found else None


def test_a_unit_that_did_not_change_keeps_its_own_figure(world, split):
    own = figure(world, "population_census", BEFORE, "1101")
    assert own.value == 100
    assert not own.recast
    assert own.pk == world.rows["population_census", "1101", 2025].pk


def test_seen_from_before_a_split_the_parts_add_up(world, split):
    world.publish("population_census", "1104", 2025, 200)
    own = figure(world, "population_census", BEFORE, "1103")
    assert own.value == 500
    assert own.recast
    assert not own.estimated


def test_one_part_missing_makes_the_whole_missing(world, split):
    assert figure(world, "population_census", BEFORE, "1103") is None


def test_seen_from_after_a_split_the_shares_tell(world, split):
    world.publish("population_census", "1103", 2015, 1000)
    own = figure(world, "population_census", AFTER, "1103", 2015)
    new = figure(world, "population_census", AFTER, "1104", 2015)
    assert (own.value, new.value) == (600, 400)
    assert own.estimated
    assert new.parts[0].unit == "1103"


def test_a_ratio_is_carried_over_in_its_parts(world, split):
    world.publish(
        "population_density", "1103", 2015, 10, numerator=1000, denominator=100
    )
    own = figure(world, "population_density", AFTER, "1104", 2015)
    assert own.value == pytest.approx(10)
    assert own.pk is None


def test_after_a_merger_the_basis_parts_what_came_later(world):
    one, two = world.units["1101"], world.units["1102"]
    day = date(2019, 1, 1)
    change = UnitChange.objects.create(kind="merge", act=make_act(), effective_on=day)
    UnitVersion.objects.filter(unit=two).update(valid_to=day)
    for source in (one, two):
        Lineage.objects.create(
            change=change, source=source, target=one, measure="population", share=1
        )
    world.publish("population_census", "1101", 2015, 10)
    world.publish("population_census", "1102", 2015, 30)
    row = world.rows["population_census", "1102", 2025]
    row.delete()
    own = figure(world, "population_census", BEFORE, "1102")
    assert own.value == pytest.approx(75)
    assert own.estimated


def test_an_undone_change_carries_nothing(world, split):
    from django.utils import timezone

    split.undone_at = timezone.now()
    split.save()
    assert not figure(world, "population_census", BEFORE, "1103").recast


@pytest.mark.parametrize(
    ("direction", "expected"), [("higher", 3), ("neutral", 3), ("lower", 1)]
)
def test_ranks_start_from_the_better_end(direction, expected):
    assert rank_of(1, [1, 2, 3], direction) == expected


def test_equal_values_share_a_rank():
    assert [rank_of(v, [5, 5, 3], "higher") for v in (5, 5, 3)] == [1, 1, 3]


def test_a_missing_value_has_no_rank():
    assert rank_of(None, [1, 2], "higher") is None
