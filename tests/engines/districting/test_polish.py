"""Neighbouring units divided anew: never worse, and exact where all can be seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import audit, exact_front, point, polish
from bagana.engines.districting.enumeration import divisions
from bagana.engines.districting.generator import hex_instance
from tests.engines.districting.grids import drawn, grid


def rank(problem, labels, asked, measure) -> tuple[float, float]:
    """Strain beyond the tolerances, then the measure."""
    found = point(problem, labels, asked)
    shares = [
        d / asked[n]
        for d, n in zip(found.deviation_by_weight, problem.weight_names, strict=True)
    ]
    return max(1.0, *shares), found.value(measure)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 10_000),
    st.sampled_from(["cut", "moved", "travel"]),
    st.floats(0.05, 0.6),
    st.booleans(),
)
def test_it_never_makes_a_plan_worse(seed, measure, share, fixed) -> None:
    problem = drawn(3, 6, 3, seed, offices_fixed=fixed, locked=["0-0"])
    asked = {"population": share, "sheep_units": share}
    plan = polish(problem, problem.today, asked, measure, nodes=60_000)
    before = rank(problem, problem.today, asked, measure)
    after = rank(problem, plan, asked, measure)
    assert (round(after[0], 9), round(after[1], 6)) <= (
        round(before[0], 9),
        round(before[1], 6),
    )
    assert audit(problem, plan).is_contiguous
    assert plan[0] == problem.today[0]


@pytest.mark.parametrize("measure", ["cut", "moved", "travel"])
def test_two_small_units_are_divided_as_well_as_can_be(measure: str) -> None:
    problem = drawn(3, 6, 2, seed=8)
    slack = np.array([0.2, 0.2])
    best = divisions(problem, 2, (measure,), slack, by_deviation=False)  # type: ignore[arg-type]
    plan = polish(problem, problem.today, slack, measure)  # type: ignore[arg-type]
    found = point(problem, plan, slack)
    assert found.is_feasible
    assert found.value(measure) == pytest.approx(
        min(point(problem, p, slack).value(measure) for p in best.plans)
    )


def test_three_units_find_the_tight_point_that_pairs_miss() -> None:
    problem = drawn(3, 6, 3, seed=11)
    slack = np.array([0.12, 0.12])
    front = exact_front(problem, 3, ("cut",), 0.12)
    assert front.points
    plan = polish(problem, problem.today, slack, "cut")
    assert point(problem, plan, slack).is_feasible


def test_larger_units_are_bettered_along_their_borders() -> None:
    problem = hex_instance(10, 20, 5, 2)
    asked = dict.fromkeys(problem.weight_names, 0.5)
    plan = polish(problem, problem.today, asked, "cut", nodes=300_000)
    before, after = (point(problem, p, asked) for p in (problem.today, plan))
    assert after.deviation < before.deviation
    assert audit(problem, plan).is_contiguous
    again = polish(problem, problem.today, asked, "cut", nodes=300_000)
    assert np.array_equal(plan, again)


def test_without_work_left_the_plan_stays() -> None:
    problem = drawn(3, 6, 3, seed=1)
    plan = polish(problem, problem.today, {"population": 0.1}, nodes=0)
    assert np.array_equal(plan, problem.today)


def test_unequal_targets_are_kept_apart() -> None:
    problem = grid(1, 10, 2, targets={"u0": 0.8, "u1": 0.2})
    plan = polish(problem, problem.today, {"population": 0.0})
    assert np.bincount(plan).tolist() == [8, 2]


def test_it_works_on_one_sum() -> None:
    problem = grid(1, 4, 2)
    with pytest.raises(ValueError, match="one parent"):
        polish(replace(problem, parents=("P", "Q")), problem.today, {"population": 0.1})
