"""What a plan costs: households, posts, tögrög of the day, kilometres."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bagana.redistricting.costs import COSTS, costs_on
from bagana.redistricting.queries.costs import costs_of
from tests.redistricting.factories import World, make_plan, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_households_that_change_bag_are_those_of_the_blocks_that_move(world):
    blocks = world.blocks.blocks.all()
    wanted = sum(b.households for b in blocks if b.ordinal % 6 in (2, 4))
    assert costs_of(world.even).households == wanted


def test_the_same_number_of_bags_costs_no_post_and_no_money(world):
    found = costs_of(world.even)
    assert (found.posts, found.yearly, found.once) == (0, 0, 0)


def test_a_bag_more_adds_posts_and_money_and_one_less_saves_them(world):
    more = make_plan(world.scenario, ("1101", "1101", "new-1", "1102", "1102", "1103"))
    less = make_plan(world.scenario, ("1101",) * 3 + ("1102",) * 3)
    added, saved = costs_of(more), costs_of(less)
    assert added.posts == -saved.posts > 0
    assert added.yearly == -saved.yearly > 0
    assert isinstance(added.yearly, Decimal)


def test_what_was_spent_once_is_not_got_back(world):
    less = make_plan(world.scenario, ("1101",) * 3 + ("1102",) * 3)
    assert costs_of(less).once == 0
    swap = make_plan(world.scenario, ("1101", "1101", "1101", "1102", "1102", "new-1"))
    found = costs_of(swap)
    assert (found.begun, found.ended, found.yearly) == (1, 1, 0)
    assert found.once > 0


def test_one_row_of_each_kind_holds_on_a_day():
    for day in (
        date(2010, 1, 1),
        date(2021, 12, 31),
        date(2022, 1, 1),
        date(2040, 1, 1),
    ):
        codes = [row.code for row in costs_on(day)]
        assert sorted(codes) == sorted({row.code for row in COSTS})


def test_rates_follow_the_day():
    before = {row.code: row.amount for row in costs_on(date(2021, 12, 31))}
    after = {row.code: row.amount for row in costs_on(date(2022, 1, 1))}
    assert before["pay"] < after["pay"]


def test_every_rate_names_its_source_in_both_languages_and_is_illustrative():
    for row in COSTS:
        assert row.source_mn
        assert row.source_en
        assert row.is_illustrative


def test_journeys_of_those_who_move_are_told_before_and_after(world):
    found = costs_of(world.even).journeys
    assert found.moved_before_km > 0
    assert found.moved_after_km > 0
    assert found.nearer + found.farther <= costs_of(world.even).people


def test_todays_plan_adds_no_kilometre(world):
    found = costs_of(world.today).journeys
    assert found.person_km == pytest.approx(0)
    assert found.moved_before_km is None
