"""Ratios and sums made of other figures."""

from __future__ import annotations

import pytest

from bagana.indicators.actions import derive, publish, roll_up
from bagana.indicators.imports import undo_batch
from bagana.indicators.models import Observation, Period
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_indicator, make_user
from tests.indicators.world import make_world, tidy

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def ratio(world, **fields):
    values = {
        "across_units": "ratio",
        "numerator": world.animals,
        "denominator": world.people,
        "factor": 100,
    }
    return make_indicator("per_100", **(values | fields))


def test_a_ratio_keeps_its_parts(world):
    indicator = ratio(world)
    world.take_in(tidy("1101,people,2025,40", "1101,animals,2025,10"))
    batch = derive(user=world.officer)
    row = Observation.objects.get(indicator=indicator)
    assert (row.value, row.numerator, row.denominator) == (25.0, 10.0, 40.0)
    assert (row.status, batch.origin, row.batch) == ("draft", "derived", batch)


def test_a_missing_part_or_nobody_gives_no_ratio(world):
    ratio(world)
    world.take_in(
        tidy(
            "1101,people,2025,40",
            "1102,animals,2025,10",
            "1103,people,2025,0",
            "1103,animals,2025,1",
            "1201,people,2024,1",
            "1201,animals,2025,1",
        )
    )
    assert derive(user=world.officer).counts["read"] == 0


def test_the_draft_of_a_part_counts_before_the_published_one(world):
    indicator = ratio(world)
    world.take_in(tidy("1101,people,2025,40", "1101,animals,2025,10"))
    publish(user=world.officer, title="x")
    world.take_in(tidy("1101,animals,2025,20"))
    derive(user=world.officer)
    assert Observation.objects.get(indicator=indicator).value == 50.0


def test_deriving_again_changes_nothing_and_can_be_undone(world):
    ratio(world)
    world.take_in(tidy("1101,people,2025,40", "1101,animals,2025,10"))
    batch = derive(user=world.officer)
    assert derive(user=world.officer).counts["same"] == 1
    undo_batch(user=world.officer, batch=batch)
    assert Observation.objects.count() == 2


def test_a_figure_is_never_firmer_than_its_parts(world):
    own = make_indicator("own_area", nature="own")
    with pytest.raises(Refused):
        derive(user=world.officer, indicators=[ratio(world, denominator=own)])


def test_only_own_units_are_derived(world):
    ratio(world)
    world.take_in(
        tidy(
            "1101,people,2025,40",
            "1101,animals,2025,10",
            "1201,people,2025,40",
            "1201,animals,2025,10",
        )
    )
    assert derive(user=world.sum_officer).counts["new"] == 1
    with pytest.raises(PermissionDenied):
        derive(user=make_user("evaluator", world.units["1"]))


def period() -> Period:
    return Period.objects.get(code="2025")


def test_children_are_added_up_only_when_all_are_known(world):
    world.take_in(
        tidy(
            "1101,people,2025,1",
            "1102,people,2025,2",
            "1103,people,2025,3",
            "1201,people,2025,4",
        )
    )
    sums = [world.units["11"], world.units["12"]]
    roll_up(user=world.officer, indicator=world.people, period=period(), parents=sums)
    row = Observation.objects.get(unit__code__in=["11", "12"])
    assert (row.unit.code, row.value, row.source.code) == ("11", 6.0, "added_up")


def test_a_parent_with_its_own_figure_is_left_alone(world):
    world.take_in(
        tidy("12,people,2025,100", "1201,people,2025,4", "1202,people,2025,5")
    )
    roll_up(
        user=world.officer,
        indicator=world.people,
        period=period(),
        parents=[world.units["12"]],
    )
    assert Observation.objects.get(unit__code="12").value == 100


def test_what_is_no_sum_is_not_added_up(world):
    world.take_in(tidy("1101,people,2025,1"))
    median = make_indicator("median", across_units="none")
    with pytest.raises(Refused):
        roll_up(
            user=world.officer,
            indicator=median,
            period=period(),
            parents=[world.units["11"]],
        )
