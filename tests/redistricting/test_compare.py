"""Two plans beside each other: agreement, differences, bags that begin."""

from __future__ import annotations

import pytest

from bagana.redistricting.plan_lines import lines_of
from bagana.redistricting.queries.comparing import compare, same_bags, unlike
from bagana.redistricting.queries.costs import costs_of
from tests.redistricting.factories import (
    EVEN,
    World,
    make_blocks,
    make_plan,
    make_scenario,
    make_world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_plan_agrees_with_itself(world):
    both = compare(world.even, make_plan(world.scenario, EVEN))
    assert both.blocks_apart == 0
    assert both.agreement["population"] == pytest.approx(100)


def test_agreement_is_the_share_of_people_in_the_same_bag(world):
    both = compare(world.today, world.even)
    assert both.blocks_apart == 8
    people = [block.population for block in world.blocks.blocks.all()]
    apart = sum(p for i, p in enumerate(people) if i % 6 in (2, 4))
    assert both.agreement["population"] == pytest.approx(
        100 * (1 - apart / sum(people))
    )
    assert unlike(world.today, world.even) == pytest.approx(
        100 - both.agreement["population"]
    )


def test_bags_that_begin_are_the_same_where_they_share_their_people(world):
    """Their marks say nothing: new-1 of one plan may be new-2 of another."""
    one = make_plan(world.scenario, ("1101", "1101", "new-1", "1102", "new-2", "1103"))
    two = make_plan(world.scenario, ("1101", "1101", "new-2", "1102", "new-1", "1103"))
    assert same_bags(one, two).all()


def test_a_bag_that_begins_in_one_plan_only_agrees_with_nothing(world):
    one = make_plan(world.scenario, ("1101", "1101", "1101", "1102", "1102", "new-1"))
    assert not same_bags(one, world.today)[5]
    assert same_bags(one, world.today)[0]


def test_plans_of_two_scenarios_are_refused(world):
    other = make_scenario(make_blocks(world.units), [world.units["11"]])
    with pytest.raises(ValueError, match="two scenarios"):
        compare(world.even, make_plan(other))


def test_a_bag_missing_from_one_plan_has_no_figure_there(world):
    gone = make_plan(world.scenario, ("1101",) * 4 + ("1102",) * 2)
    both = compare(world.even, gone)
    line = next(one for one in both.bags if one.unit.key == "1103")
    assert line.state == "ended"
    assert line.balances[0][0].before is not None
    assert line.balances[0][0].after is None


def test_lines_name_every_measure_once(world):
    both = compare(world.today, world.even)
    lines = lines_of(both, (costs_of(world.today), costs_of(world.even)))
    labels = [line.label for line in lines]
    assert len(labels) == len(set(labels))
    moved = next(line for line in lines if line.label == "Баг нь солигдох хүн")
    assert moved.first == 0
    assert moved.second > 0
