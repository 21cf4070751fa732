"""A plan measured against today: each bag, all bags, what moves."""

from __future__ import annotations

import pytest

from bagana.redistricting.models import Plan
from bagana.redistricting.queries.plan_moves import moves_of
from bagana.redistricting.queries.plan_units import units_of_plans
from bagana.redistricting.queries.plans import plan_audit
from tests.redistricting.factories import (
    BAG_OF_COLUMN,
    World,
    make_plan,
    make_proposal,
    make_world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def row_of(plan: Plan, key: str):
    return next(row for row in plan_audit(plan).rows if row.unit.key == key)


def test_it_counts_each_bag_before_and_after(world):
    blocks = list(world.blocks.blocks.all())
    today = sum(b.households for b in blocks if b.unit.code == "1101")
    after = sum(b.households for b in blocks if b.ordinal % 6 < 2)
    found = row_of(world.even, "1101").balances["households"].value
    assert (found.before, found.after) == (today, after)


def test_what_comes_and_goes_balances(world):
    audit = plan_audit(world.even)
    for name in ("households", "population", "area", "sheep_units"):
        came = sum(row.balances[name].moved_in for row in audit.rows)
        went = sum(row.balances[name].moved_out for row in audit.rows)
        assert came == pytest.approx(went) == pytest.approx(audit.weight(name).moved)


def test_inequality_falls_when_bags_become_equal(world):
    for row in plan_audit(world.even).weights:
        assert row.gini.after < row.gini.before


def test_todays_plan_changes_nothing(world):
    audit = plan_audit(world.today)
    assert {row.state for row in audit.rows} == {"same"}
    assert all(row.moved == 0 for row in audit.weights)


def test_a_bag_that_ends_and_one_that_begins_have_one_side_only(world):
    columns = ("1101", "1101", "1102", "1102", "new-1", "new-1")
    audit = plan_audit(make_plan(world.scenario, columns))
    ended = next(row for row in audit.rows if row.unit.key == "1103")
    begun = next(row for row in audit.rows if row.unit.key == "new-1")
    assert (ended.state, begun.state) == ("ended", "new")
    assert ended.balances["population"].value.after is None
    assert ended.balances["population"].moved_out > 0
    assert begun.balances["population"].value.before is None


def test_a_tolerance_that_is_missed_is_not_feasible(world):
    assert not plan_audit(world.today).is_feasible
    assert plan_audit(world.even).is_feasible


def test_a_weight_without_tolerance_is_neither_within_nor_outside(world):
    row = plan_audit(world.even).weight("sheep_units")
    assert row.tolerance is None
    assert row.is_within is None


def test_a_weight_that_a_block_lacks_is_missing_and_never_nought(world):
    world.blocks.blocks.filter(ordinal=3).update(sheep=None)
    row = plan_audit(world.even).weight("sheep_units")
    assert row.deviation.after is None
    assert row.moved is None


def test_a_broken_bag_is_told(world):
    broken = make_plan(world.scenario, ("1101", "1102", "1102", "1103", "1103", "1101"))
    audit = plan_audit(broken)
    assert audit.breaks.after == 4
    assert row_of(broken, "1101").pieces.after == 2
    assert not audit.is_feasible


def test_moves_name_both_bags_and_add_up(world):
    units = units_of_plans(world.scenario, [world.even])
    lines = moves_of(world.even, units)
    assert [(one.source.key, one.target.key) for one in lines] == [
        ("1101", "1102"),
        ("1102", "1103"),
    ]
    assert sum(line.blocks for line in lines) == 8
    moved = plan_audit(world.even).weight("population").moved
    assert sum(line.people for line in lines) == moved


def test_a_new_bag_carries_the_name_planned_for_it(world):
    columns = (*BAG_OF_COLUMN[:5], "new-1")
    plan = make_plan(world.scenario, columns)
    proposal = make_proposal(world.scenario, plan=plan)
    proposal.planned_units.create(
        key="new-1", code="1105", name_mn="5-р баг, Хөндий", name_en="Bag 5, Khöndii",
        proper_name="Хөндий", number=5,
    )  # fmt: skip
    assert units_of_plans(world.scenario, [plan])["new-1"].name == "Шинэ баг 1"
    named = units_of_plans(world.scenario, [plan], proposal)["new-1"]
    assert (named.name, named.short) == ("5-р баг, Хөндий", "Хөндий")
