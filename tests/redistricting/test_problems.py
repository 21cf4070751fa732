"""From rows to the engine: what a scenario asks becomes exactly that problem."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from bagana.redistricting.arrays import plane
from bagana.redistricting.models import Block, BlockMove
from bagana.redistricting.problems import (
    arrays_of,
    assumed_offices,
    inputs_of,
    labels_in,
    offices_of,
    problem_of,
    problem_of_plan,
    units_of,
)
from bagana.registers.sheep_units import coefficients_on, sheep_units
from bagana.territory.models import ChangeKind, UnitChange
from bagana.web.errors import Refused
from tests.factories import make_act
from tests.redistricting.factories import (
    BAG_OF_COLUMN,
    COLUMNS,
    ON,
    World,
    make_plan,
    make_scenario,
    make_world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_arrays_hold_the_rows_in_their_order(world: World) -> None:
    arrays = arrays_of(world.blocks)
    assert arrays.codes[7] == "b-07"
    assert arrays.bags[:6] == BAG_OF_COLUMN
    assert arrays.counts["households"][4] == 11
    assert len(arrays.pairs) == 5 * 4 + 6 * 3


def test_what_is_not_known_is_nan_and_never_zero(world: World) -> None:
    Block.objects.filter(block_set=world.blocks, ordinal=3).update(households=None)
    arrays = arrays_of(world.blocks)
    assert np.isnan(arrays.weights["households"][3])
    assert arrays.missing["households"] == 1


def test_sheep_units_follow_the_coefficients_of_the_day(world: World) -> None:
    arrays = arrays_of(world.blocks)
    # Block 0: 20 horses, 15 cattle, 200 sheep, 100 goats.
    assert arrays.weights["sheep_units"][0] == pytest.approx(140 + 90 + 200 + 90)


def test_one_unknown_kind_leaves_the_sheep_units_unknown() -> None:
    one = np.array([1.0])
    heads = {"camel": one, "horse": one, "cattle": one, "sheep": one}
    found = sheep_units(heads | {"goat": np.array([np.nan])}, ON)
    assert np.isnan(found[0])


def test_a_day_before_every_coefficient_takes_the_first() -> None:
    assert coefficients_on(date(1900, 1, 1)) == coefficients_on(date(1990, 1, 1))


def test_the_plane_keeps_distances() -> None:
    xy = plane(np.array([[106.0, 49.0], [106.0, 49.5], [106.7, 49.0]]))
    north = np.hypot(*(xy[1] - xy[0])) / 1000
    east = np.hypot(*(xy[2] - xy[0])) / 1000
    assert north == pytest.approx(55.6, rel=0.003)
    assert east == pytest.approx(51.06, rel=0.005)


def test_blocks_of_one_sum_lose_borders_to_others(world: World) -> None:
    Block.objects.filter(block_set=world.blocks, ordinal__gte=18).update(
        parent=world.units["12"], unit=world.units["1201"]
    )
    part = arrays_of(world.blocks, ["11"])
    assert part.size == 18
    assert len(part.pairs) == 5 * 3 + 6 * 2


def test_a_problem_has_todays_bags_and_four_balances(world: World) -> None:
    problem = problem_of(world.scenario)
    assert units_of(problem) == ("1101", "1102", "1103")
    assert problem.weight_names == ("households", "population", "area", "sheep_units")
    assert [problem.units[label] for label in problem.today[:6]] == list(BAG_OF_COLUMN)


def test_a_balance_with_a_gap_is_left_out(world: World) -> None:
    Block.objects.filter(block_set=world.blocks, ordinal=3).update(goat=None)
    problem = problem_of(world.scenario)
    assert "sheep_units" not in problem.weight_names


def test_it_refuses_movers_that_are_not_known_everywhere(world: World) -> None:
    Block.objects.filter(block_set=world.blocks, ordinal=3).update(population=None)
    with pytest.raises(Refused) as refused:
        problem_of(world.scenario)
    assert refused.value.field == "movers"


def test_locked_blocks_stay_in_todays_bag(world: World) -> None:
    world.scenario.locked = ["b-05"]
    problem = problem_of(world.scenario)
    assert problem.locked.nonzero()[0].tolist() == [5]


def test_a_barrier_parts_two_neighbours(world: World) -> None:
    world.scenario.barriers = [["b-00", "b-01"]]
    problem = problem_of(world.scenario)
    assert 1 not in problem.neighbours(0)


def test_an_unknown_locked_block_is_told(world: World) -> None:
    world.scenario.locked = ["b-99"]
    with pytest.raises(Refused) as refused:
        problem_of(world.scenario)
    assert "b-99" in refused.value.fix


def test_targets_left_out_share_what_is_left(world: World) -> None:
    world.scenario.targets = {"1101": 0.5}
    problem = problem_of(world.scenario)
    assert problem.targets is not None
    assert problem.targets[:, 0].tolist() == pytest.approx([0.5, 0.25, 0.25])


def test_offices_are_assumed_where_most_households_are(world: World) -> None:
    Block.objects.filter(block_set=world.blocks, code="b-13").update(households=90)
    assert offices_of(world.scenario)["1101"] == "b-13"


def test_the_scenario_may_say_another_block_for_an_office(world: World) -> None:
    world.scenario.offices = {"1101": "b-18"}
    assert offices_of(world.scenario)["1101"] == "b-18"
    problem = problem_of(world.scenario)
    place = problem.offices[problem.units.index("1101")]
    assert place.tolist() == pytest.approx(problem.xy[18].tolist())


def test_where_households_are_unknown_people_decide(world: World) -> None:
    blocks = Block.objects.filter(block_set=world.blocks)
    blocks.update(households=None)
    blocks.filter(code="b-05").update(population=500)
    arrays = arrays_of(world.blocks)
    assert assumed_offices(arrays, arrays.bags)["1103"] == "b-05"


def test_a_plans_locks_are_held_where_it_has_them(world: World) -> None:
    world.even.locked = ["b-02"]
    problem = problem_of_plan(world.even)
    assert problem.held is not None
    assert problem.locked[2]
    assert problem.units[problem.held[2]] == "1102"


def test_a_plans_new_unit_comes_after_todays(world: World) -> None:
    plan = make_plan(world.scenario, ("new-1", "1101", "1101", "1102", "1102", "1103"))
    labels = labels_in(problem_of(world.scenario), plan)
    assert labels[:COLUMNS].tolist() == [3, 0, 0, 1, 1, 2]


def test_an_enacted_move_makes_another_question(world: World) -> None:
    before = inputs_of(world.scenario)
    change = UnitChange.objects.create(
        kind=ChangeKind.REDRAW, act=make_act(), effective_on=ON
    )
    BlockMove.objects.create(
        change=change,
        block=Block.objects.get(block_set=world.blocks, code="b-02"),
        source=world.units["1101"],
        target=world.units["1102"],
    )
    problem = problem_of(world.scenario)
    assert problem.units[problem.today[2]] == "1102"
    assert inputs_of(world.scenario) != before


def test_the_same_question_of_another_scenario_is_the_same_problem(
    world: World,
) -> None:
    other = make_scenario(world.blocks, [world.units["11"]])
    assert problem_of(other) is problem_of(world.scenario)
