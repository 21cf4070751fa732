"""One task: the same for the same numbers, within its tolerance, with so many units."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import Point, Problem, build_problem, point
from bagana.engines.districting.search import emphasis_of, task, walk
from tests.engines.districting.grids import drawn, grid
from tests.engines.districting.planar import all_connected, locked, planar

CUT = (1.0, 0.0, 0.0)


def found(problem: Problem, tolerance: float = 0.3, **given: object) -> Point:
    asked = {
        "tolerance": np.full(problem.weights.shape[1], tolerance),
        "emphasis": CUT,
        "units": len(problem.units),
        "seed": 1,
        "step": 0,
        "flips": 100 * problem.size,
    }
    return task(problem, **(asked | given))[-1]  # type: ignore[arg-type]


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_every_plan_is_whole_keeps_locks_and_measures_right(
    seed: int, task_seed: int
) -> None:
    problem = planar(36, 4, seed)
    problem = locked(problem, seed % 36) if seed % 2 else problem
    plan = found(problem, seed=task_seed)
    assert all_connected(problem, plan.labels)
    assert np.unique(plan.labels).size == 4
    held = problem.locked
    np.testing.assert_array_equal(plan.labels[held], problem.today[held])
    moved = problem.weights[plan.labels != problem.today, problem.movers].sum()
    assert plan.moved == pytest.approx(moved)


def test_the_same_numbers_give_the_same_bytes() -> None:
    problem = drawn(8, 8, 4, seed=2)
    first, again = found(problem, seed=3), found(problem, seed=3)
    assert first.labels.tobytes() == again.labels.tobytes()
    assert found(problem, seed=5).labels.tobytes() != first.labels.tobytes()


def test_it_meets_a_tolerance_that_today_misses() -> None:
    problem = planar(80, 4, 3)
    assert point(problem, problem.today, {"population": 0.1}).deviation > 0.3
    plan = found(problem, tolerance=0.1)
    assert plan.is_feasible
    assert max(plan.deviation_by_weight) <= 0.1


def test_a_tight_tolerance_is_met_by_raising_the_price() -> None:
    # 64 equal blocks in 4 units: exactly 16 each is the only plan within.
    plan = found(grid(8, 8, units=4), tolerance=0.01, flips=20_000, seed=2)
    assert plan.is_feasible
    assert np.bincount(plan.labels).tolist() == [16] * 4


def test_it_gets_as_compact_as_squares_can_be() -> None:
    # Four squares of 16: two straight lines of eight borders.
    plan = found(grid(8, 8, units=4), tolerance=0.07, flips=60_000, seed=2)
    assert plan.cut == 16


@pytest.mark.parametrize(("units", "seed"), [(2, 1), (3, 2), (6, 1), (7, 2)])
def test_a_plan_may_have_fewer_or_more_units_than_today(units: int, seed: int) -> None:
    problem = drawn(8, 8, 4, seed=4)
    plan = found(problem, units=units, seed=seed)
    labels = np.unique(plan.labels)
    assert labels.size == units
    assert all_connected(problem, plan.labels)
    kept = min(units, 4)
    assert (labels < 4).sum() == kept
    if units > 4:
        assert labels.tolist() == list(range(units))


def test_people_who_move_are_few_where_they_count() -> None:
    problem = drawn(10, 10, 5, seed=6)
    by_cut = found(problem, 0.3)
    by_moved = found(problem, 0.3, emphasis=(0.0, 1.0, 0.0))
    assert by_moved.moved < by_cut.moved
    assert by_moved.cut > by_cut.cut


def test_journeys_are_short_where_they_count() -> None:
    problem = drawn(10, 10, 5, seed=6)
    by_travel = found(problem, 0.3, emphasis=(0.0, 0.0, 1.0))
    assert by_travel.travel < found(problem, 0.3).travel


def test_offices_that_may_be_chosen_make_journeys_shorter() -> None:
    problem = drawn(8, 8, 4, seed=3)
    travel = (0.0, 0.0, 1.0)
    fixed = found(problem, 0.5, emphasis=travel)
    free = found(replace(problem, offices_fixed=False), 0.5, emphasis=travel)
    assert free.travel < fixed.travel


def test_a_weight_without_tolerance_binds_nothing() -> None:
    problem = drawn(8, 8, 4, seed=5)
    plan = found(problem, tolerance=np.array([0.1, np.inf]))
    assert plan.is_feasible
    assert plan.deviation == pytest.approx(plan.deviation_by_weight[0])


def test_unequal_targets_are_met() -> None:
    targets = np.array([[0.5], [0.25], [0.25]])
    problem = replace(grid(8, 8, units=3), targets=targets)
    plan = found(problem, tolerance=0.01, flips=20_000)
    assert np.bincount(plan.labels).tolist() == [32, 16, 16]


def islands(today: list[str]) -> Problem:
    """A strip of eight blocks and apart from it one of four."""
    names = [f"b{i}" for i in range(12)]
    pairs = [(names[i], names[i + 1], 1.0) for i in range(11) if i != 7]
    return build_problem(
        blocks=names,
        pairs=pairs,
        weights={"population": np.ones(12)},
        xy=[(1000.0 * i, 0.0) for i in range(12)],
        today=today,
        parents=["P"] * 12,
        offices={},
    )


def test_islands_hold_whole_units() -> None:
    plan = found(islands(["a"] * 6 + ["b"] * 2 + ["c"] * 4), tolerance=0.0)
    assert plan.is_feasible
    assert np.bincount(plan.labels).tolist() == [4, 4, 4]


def test_a_small_island_stays_with_its_unit_and_the_break_is_told() -> None:
    problem = islands(["a"] * 5 + ["b"] * 7)
    plan = found(problem, tolerance=0.2)
    assert set(plan.labels[8:].tolist()) == {1}
    assert not plan.is_feasible


def test_a_unit_may_withdraw_to_an_island_where_that_is_within() -> None:
    plan = found(islands(["a"] * 5 + ["b"] * 7), tolerance=0.4)
    assert plan.is_feasible
    assert np.bincount(plan.labels).tolist() == [8, 4]


def test_a_stray_piece_of_today_goes_to_a_neighbour() -> None:
    problem = grid(1, 9, units=3)
    problem.today[[0, 8]] = (2, 0)
    plan = found(problem, tolerance=0.0, flips=3000)
    assert plan.is_feasible
    assert all_connected(problem, plan.labels)


def test_a_plan_given_to_set_out_from_is_where_it_starts() -> None:
    problem = grid(6, 6, units=3)
    start = np.repeat(np.arange(3), 12).astype(np.int32)[::-1].copy()
    plan = found(problem, tolerance=0.0, start=start, flips=0)
    np.testing.assert_array_equal(plan.labels, start)


def test_the_walk_counts_what_it_accepts() -> None:
    problem = drawn(10, 10, 5, seed=1)
    labels, flips, trees = walk(problem, flips=5000, trees=20)
    assert 1000 < flips < 5000
    assert 0 < trees <= 20
    assert all_connected(problem, labels)


def test_an_emphasis_leaves_out_what_is_not_minimised() -> None:
    assert emphasis_of("even", ("cut", "travel")) == (0.5, 0.0, 0.5)
    assert sum(emphasis_of("moved", ("cut", "moved", "travel"))) == pytest.approx(1)
    assert emphasis_of("cut", ("cut",)) == (1.0, 0.0, 0.0)
