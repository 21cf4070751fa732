"""A plan measured anew: figures that can be worked out by hand."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import audit, point
from bagana.engines.districting.generator import hex_instance
from bagana.engines.inequality import gini
from tests.engines.districting.grids import drawn, grid


def squares():
    """Two rows of three squares; people 1 to 6; today two rows."""
    return grid(
        2,
        3,
        2,
        {"population": np.arange(1.0, 7.0), "sheep_units": np.ones(6)},
        offices={"u0": (0.0, 0.0)},
    )


def test_sums_targets_and_deviations_are_by_hand() -> None:
    seen = audit(squares(), np.array([0, 0, 0, 1, 1, 1], np.int32))
    first, second = seen.units
    assert first.weights == (6.0, 3.0)
    assert first.targets == (10.5, 3.0)
    assert first.deviation == pytest.approx((-9 / 21, 0.0))
    assert second.deviation == pytest.approx((9 / 21, 0.0))
    assert seen.deviation == pytest.approx(9 / 21)
    assert seen.inequality[0] == pytest.approx(gini([6.0, 15.0]))
    assert (seen.cut, seen.cut_km, first.cut) == (3, 3.0, 3)
    assert seen.moved == (0.0, 0.0)
    assert seen.is_contiguous


def test_movers_are_counted_where_they_come_and_go() -> None:
    seen = audit(squares(), np.array([0, 0, 1, 1, 1, 1], np.int32))
    first, second = seen.units
    assert first.moved_out == (3.0, 1.0)
    assert second.moved_in == (3.0, 1.0)
    assert second.moved_out == (0.0, 0.0)
    assert seen.moved == (3.0, 1.0)


def test_journeys_go_to_the_fixed_office_or_to_the_best_block() -> None:
    seen = audit(squares(), np.array([0, 0, 0, 1, 1, 1], np.int32))
    first, second = seen.units
    assert first.travel_mean_km == pytest.approx((2 * 1 + 3 * 2) / 6)
    assert first.travel_max_km == pytest.approx(2)
    assert first.office == 0
    # 4, 5 and 6 people in a row: the middle is best.
    assert second.office == 4
    assert second.travel_mean_km == pytest.approx(10 / 15)
    assert seen.travel == pytest.approx(8 + 10)
    assert seen.travel_mean_km == pytest.approx(18 / 21)


def test_compactness_is_that_of_the_united_shape() -> None:
    seen = audit(squares(), np.array([0, 0, 0, 1, 1, 1], np.int32))
    # Three squares in a row: area 3, outline 8.
    assert seen.units[0].compactness == pytest.approx(4 * np.pi * 3 / 64)
    bare = grid(1, 2, 2, area_km2=None, perimeter_km=None)
    assert audit(bare, bare.today).units[0].compactness is None


def test_a_unit_may_end_and_another_begin() -> None:
    seen = audit(squares(), np.array([0, 0, 0, 2, 2, 2], np.int32))
    assert seen.ended == ("u1",)
    fresh = seen.units[1]
    assert (fresh.unit, fresh.is_new, fresh.moved_out) == ("new-1", True, ())
    assert fresh.targets == (10.5, 3.0)
    named = audit(squares(), np.array([0, 0, 0, 2, 2, 2], np.int32), ["x", "y", "z"])
    assert [u.unit for u in named.units] == ["x", "z"]


def test_a_broken_unit_and_a_moved_lock_are_seen() -> None:
    problem = grid(1, 4, 2, locked=["0-0"])
    seen = audit(problem, np.array([1, 0, 1, 1], np.int32))
    assert not seen.kept_locks
    assert not seen.is_contiguous
    assert seen.breaks == (0,)
    assert [u.pieces for u in seen.units] == [1, 2]


def test_targets_are_scaled_when_a_unit_ends() -> None:
    problem = grid(1, 6, 3, targets={"u0": 0.2, "u1": 0.2, "u2": 0.6})
    seen = audit(problem, np.array([0, 0, 0, 2, 2, 2], np.int32))
    assert [u.targets[0] for u in seen.units] == pytest.approx([1.5, 4.5])


def test_a_weight_that_nobody_has_deviates_by_nothing() -> None:
    problem = grid(1, 4, 2, {"population": np.ones(4), "camels": np.zeros(4)})
    seen = audit(problem, problem.today)
    assert seen.deviation == 0.0
    assert seen.inequality == (0.0, None)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_a_point_says_what_the_audit_says(seed: int) -> None:
    problem = drawn(3, 4, 3, seed)
    plan = np.random.default_rng(seed).integers(0, 4, 12).astype(np.int32)
    seen = audit(problem, plan)
    found = point(problem, plan, {"population": 0.2, "sheep_units": 0.2})
    assert (found.cut, found.moved) == (seen.cut, seen.moved[0])
    assert found.travel == pytest.approx(seen.travel)
    assert found.deviation == pytest.approx(seen.deviation)
    totals = np.sum([u.weights for u in seen.units], axis=0)
    assert totals == pytest.approx(problem.totals[0])
    moved_in = np.sum([u.moved_in for u in seen.units], axis=0)
    assert moved_in == pytest.approx(np.array(seen.moved))


def test_only_weights_with_a_tolerance_make_the_deviation_of_a_point() -> None:
    problem = squares()
    assert point(problem, problem.today, {"sheep_units": 0.1}).deviation == 0.0
    assert point(problem, problem.today, {"sheep_units": 0.1}).is_feasible
    assert not point(problem, problem.today, {"population": 0.1}).is_feasible
    assert point(problem, problem.today, {}).deviation == pytest.approx(9 / 21)


def test_labels_are_one_for_each_block() -> None:
    with pytest.raises(ValueError, match="one label for each block"):
        audit(squares(), np.zeros(3, np.int32))
    with pytest.raises(ValueError, match="no such weight"):
        point(squares(), squares().today, {"goats": 0.1})


def test_two_thousand_blocks_are_audited_at_once() -> None:
    problem = hex_instance(40, 50, 9, 1)
    audit(problem, problem.today)
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        audit(problem, problem.today)
        spent.append(time.perf_counter() - start)
    # 3 ms alone; the limit leaves room for a busy machine.
    assert min(spent) < 0.02
