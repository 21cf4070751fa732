"""A scenario asks only what can be asked, and is not changed once it was searched."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bagana.redistricting.actions.scenarios import (
    change_scenario,
    copy_scenario,
    make_scenario,
)
from bagana.redistricting.actions.searching import new_search
from bagana.redistricting.models import Block, PlanKind, Scenario
from bagana.redistricting.staleness import stale_bags
from bagana.territory.models import ChangeKind, UnitChange, UnitVersion
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_user
from tests.redistricting.factories import ON, World, make_plan, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def ask(world: World, **changed: Any) -> Scenario:
    values: dict[str, Any] = {
        "user": world.officer,
        "unit": world.units["11"],
        "code": "mandal-2026",
        "title_mn": "Тэгш болгох",
        "block_set": world.blocks,
        "sums": [world.units["11"]],
        "on": ON,
        "tolerance": {"households": 0.15, "area": 0.3},
    }
    return make_scenario(**(values | changed))


def test_a_scenario_keeps_what_was_asked_and_todays_plan(world: World) -> None:
    made = ask(world, locked=["b-05", "b-01"], unit_range={"11": [2, 4]})
    assert made.locked == ["b-01", "b-05"]
    assert made.title_en == "Тэгш болгох"
    today = made.plans.get()
    assert (today.kind, today.number) == (PlanKind.TODAY, 0)
    assert today.measures["deviation_by_weight"]["households"] == pytest.approx(0.5)
    assert today.measures["is_feasible"] is False


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "Мандал"}, "code"),
        ({"code": "blocks"}, "code"),
        ({"title_mn": " "}, "title_mn"),
        ({"sums": []}, "sums"),
        ({"tolerance": {}}, "tolerance_households"),
        ({"tolerance": {"area": 0}}, "tolerance_area"),
        ({"tolerance": {"area": 7}}, "tolerance_area"),
        ({"minimise": []}, "minimise_1"),
        ({"minimise": ["cut", "cut"]}, "minimise_1"),
        ({"minimise": ["beauty"]}, "minimise_1"),
        ({"movers": "area"}, "movers"),
        ({"effort": "endless"}, "effort"),
        ({"seed": -1}, "seed"),
        ({"unit_range": {"11": [4, 3]}}, "unit_range"),
        ({"unit_range": {"11": [1, 25]}}, "unit_range"),
        ({"unit_range": {"12": [1, 2]}}, "unit_range"),
        ({"targets": {"1101": 1.5}}, "targets"),
        ({"targets": {"1201": 0.5}}, "targets"),
        ({"targets": {"1101": 0.7, "1102": 0.7}}, "targets"),
        ({"offices": {"1101": "b-05"}}, "offices"),
        ({"locked": ["b-99"]}, "locked"),
        ({"barriers": [["b-00", "b-03"]]}, "barriers"),
        ({"barriers": [["b-00"]]}, "barriers"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(
    world: World, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        ask(world, **changed)
    assert refused.value.field == field


def test_a_balance_with_a_gap_cannot_be_asked_for(world: World) -> None:
    Block.objects.filter(block_set=world.blocks, ordinal=1).update(goat=None)
    with pytest.raises(Refused) as refused:
        ask(world, tolerance={"sheep_units": 0.5})
    assert refused.value.field == "tolerance_sheep_units"


def test_a_sum_without_blocks_is_refused(world: World) -> None:
    aimag = make_user("aimag_officer", world.units["1"])
    with pytest.raises(Refused) as refused:
        ask(world, user=aimag, unit=world.units["1"], sums=[world.units["12"]])
    assert refused.value.field == "sums"


def test_the_same_code_is_not_taken_twice(world: World) -> None:
    ask(world)
    with pytest.raises(Refused) as refused:
        ask(world)
    assert refused.value.field == "code"


@pytest.mark.parametrize("who", ["governor", "other_officer"])
def test_only_planners_of_the_sum_ask(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(world, user=getattr(world, who))


def test_no_officer_asks_for_another_sum_under_his_own(world: World) -> None:
    with pytest.raises(PermissionDenied):
        ask(world, sums=[world.units["11"], world.units["12"]])


def test_it_changes_until_it_is_searched(world: World) -> None:
    made = ask(world)
    change_scenario(
        user=world.officer,
        scenario=made,
        texts={"title_mn": "Шинэ нэр"},
        tolerance={"population": 0.6},
    )
    made.refresh_from_db()
    assert (made.title_mn, made.tolerance) == ("Шинэ нэр", {"population": 0.6})
    assert made.plans.get().measures["is_feasible"] is True
    new_search(made, world.officer)
    with pytest.raises(Conflict):
        change_scenario(user=world.officer, scenario=made, seed=3)


def test_it_does_not_change_under_a_plan_made_by_hand(world: World) -> None:
    made = ask(world)
    make_plan(made)
    with pytest.raises(Conflict):
        change_scenario(user=world.officer, scenario=made, seed=3)


def test_a_stranger_changes_nothing(world: World) -> None:
    with pytest.raises(PermissionDenied):
        change_scenario(user=world.other_officer, scenario=world.scenario, seed=3)


def test_a_copy_asks_the_same_and_can_be_changed(world: World) -> None:
    made = ask(world, offices={"1101": "b-01"}, seed=7)
    new_search(made, world.officer)
    copied = copy_scenario(
        user=world.officer, scenario=made, code="second", title_mn="Хуулбар"
    )
    assert copied.copied_from == made
    assert (copied.offices, copied.seed) == ({"1101": "b-01"}, 7)
    change_scenario(user=world.officer, scenario=copied, seed=8)


def test_a_stranger_copies_nothing(world: World) -> None:
    with pytest.raises(PermissionDenied):
        copy_scenario(
            user=world.other_officer,
            scenario=world.scenario,
            code="second",
            title_mn="Хуулбар",
        )


def split(world: World, day: date, **fields: Any) -> UnitChange:
    change = UnitChange.objects.create(
        kind=fields.pop("kind", ChangeKind.SPLIT),
        act=make_act(),
        effective_on=day,
        **fields,
    )
    change.units.add(world.units["1102"])
    return change


def test_a_set_is_stale_after_another_change_of_its_bags(world: World) -> None:
    after = date(2026, 6, 1)
    assert stale_bags(world.blocks, None, after) == []
    split(world, date(2026, 3, 1))
    assert stale_bags(world.blocks, None, after) == ["1102"]
    assert stale_bags(world.blocks, None, ON) == []
    with pytest.raises(Refused) as refused:
        ask(world, on=after)
    assert refused.value.field == "block_set"


def test_a_redrawing_or_an_undone_change_leaves_no_set_stale(world: World) -> None:
    day = date(2026, 3, 1)
    split(world, day, kind=ChangeKind.REDRAW)
    split(world, day, undone_at="2026-03-02T00:00:00Z")
    assert stale_bags(world.blocks, None, date(2026, 6, 1)) == []


def test_a_bag_that_ended_makes_its_set_stale(world: World) -> None:
    ended = UnitVersion.objects.filter(unit=world.units["1103"])
    ended.update(valid_to=date(2026, 1, 1))
    assert stale_bags(world.blocks, None, date(2026, 6, 1)) == ["1103"]


def test_a_scenario_asks_only_about_sums_under_its_own_unit(world: World) -> None:
    """Who works on a sum's scenarios must not come to draw another sum's bags."""
    aimag = make_user("aimag_officer", world.units["1"])
    with pytest.raises(Refused) as refused:
        ask(world, user=aimag, unit=world.units["12"])
    assert refused.value.field == "sums"
    made = ask(world, user=aimag)
    Scenario.objects.filter(pk=made.pk).update(unit=world.units["12"])
    with pytest.raises(Refused) as refused:
        change_scenario(user=aimag, scenario=made, seed=2)
    assert refused.value.field == "sums"
