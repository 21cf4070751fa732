"""Every division of few blocks, against counts of the literature and brute force."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import Archive, Problem, point
from bagana.engines.districting.enumeration import divisions, exact_front, namings
from tests.engines.districting.grids import drawn, grid


def brute_front(problem: Problem, k: int, minimise: tuple[str, ...], limit: float):
    """Every labelling there is, judged by the audit."""
    width = max(k, len(problem.units))
    used = min(k, len(problem.units))
    archive = Archive(10_000, minimise)  # type: ignore[arg-type]
    for labels in product(range(width), repeat=problem.size):
        names = set(labels)
        if len(names) != k or sum(x < len(problem.units) for x in names) != used:
            continue
        found = point(
            problem, np.array(labels, np.int32), [limit] * len(problem.weight_names)
        )
        if found.is_feasible:
            archive.add(found)
    return archive.points()


def same_front(front, other, minimise) -> bool:
    def measures(points):
        rows = [(p.deviation, *(p.value(m) for m in minimise)) for p in points]
        return np.array(sorted(rows)).round(6)

    a, b = measures(front), measures(other)
    return a.shape == b.shape and bool(np.allclose(a, b))


@pytest.mark.parametrize(
    ("k", "minimise"),
    [
        (2, ("cut", "moved", "travel")),
        (3, ("moved",)),
        (4, ("cut", "moved", "travel")),
    ],
)
def test_it_finds_what_brute_force_finds(k, minimise) -> None:
    problem = drawn(2, 3, 3, seed=k)
    front = exact_front(problem, k, minimise, 1.0)
    assert front.is_exact
    assert same_front(front.points, brute_front(problem, k, minimise, 1.0), minimise)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.booleans())
def test_it_is_exact_with_locks_chosen_offices_and_unequal_targets(
    seed: int, fixed: bool, unequal: bool
) -> None:
    targets = {"u0": 0.5, "u1": 0.2} if unequal else None
    problem = drawn(2, 3, 3, seed, offices_fixed=fixed, targets=targets, locked=["0-0"])
    every = ("cut", "moved", "travel")
    front = exact_front(problem, 3, every, 0.8)
    assert same_front(front.points, brute_front(problem, 3, every, 0.8), every)
    assert all(p.labels[0] == 0 for p in front.points)


def test_nine_squares_fall_into_three_equal_parts_in_ten_ways() -> None:
    """With every block a unit of its own weight class, each way is a plan apart."""
    problem = grid(3, 3)
    plans = set()
    for labels in product(range(3), repeat=9):
        if sorted(np.bincount(labels, minlength=3)) == [3, 3, 3] and labels[0] == 0:
            found = point(problem, np.array(labels, np.int32), {"population": 0.0})
            if found.is_feasible:
                plans.add(
                    frozenset(
                        np.flatnonzero(np.array(labels) == u).tobytes()
                        for u in range(3)
                    )
                )
    assert len(plans) == 10
    front = exact_front(problem, 3, ("cut",), 0.0)
    assert front.points[0].cut == 6


def test_plans_within_uneven_tolerances_are_not_driven_out_by_a_smaller_largest() -> (
    None
):
    problem = drawn(3, 4, 3, seed=4)
    asked = {"population": 0.1, "sheep_units": 0.6}
    front = exact_front(problem, 3, ("cut",), 1.0, tolerance=asked)
    within = [p for p in front.points if p.is_feasible]
    assert within
    best = min(p.cut for p in brute_front_by(problem, asked))
    assert front.points[front.chosen].cut == best


def brute_front_by(problem: Problem, tolerance: dict[str, float]):
    """Plans within tolerances, from divisions that nothing prunes but the limits."""
    slack = np.array([tolerance[n] for n in problem.weight_names])
    found = divisions(problem, 3, ("cut", "moved", "travel"), slack)
    return [point(problem, plan, tolerance) for plan in found.plans]


def test_it_says_when_it_did_not_look_at_all() -> None:
    front = exact_front(drawn(4, 5, 4, seed=1), 4, nodes=100)
    assert not front.is_exact


def test_it_answers_nothing_where_no_plan_lies_within_the_limit() -> None:
    heavy = np.ones(8)
    heavy[0] = 100
    problem = grid(2, 4, 2, {"population": heavy})
    front = exact_front(problem, 2, limit=0.5)
    assert front.points == ()
    assert front.chosen == -1
    assert front.is_exact


def test_plans_within_the_tolerances_are_found_beyond_the_limit_too() -> None:
    heavy = np.ones(8)
    heavy[0] = 20
    problem = grid(2, 4, 2, {"population": heavy})
    front = exact_front(problem, 2, limit=0.1, tolerance={"population": 0.9})
    assert any(p.is_feasible for p in front.points)


def test_it_takes_a_range_of_units() -> None:
    problem = drawn(3, 3, 3, seed=2)
    front = exact_front(problem, (2, 3), ("cut",), 2.0)
    assert {len(set(p.labels.tolist())) for p in front.points} <= {2, 3}
    assert min(p.cut for p in front.points) <= 3


def test_a_weight_that_nobody_has_balances_by_itself() -> None:
    problem = grid(2, 3, 2, {"population": np.ones(6), "camels": np.zeros(6)})
    assert exact_front(problem, 2, ("cut",)).points[0].deviation == 0


def test_it_refuses_more_than_it_can_look_at() -> None:
    with pytest.raises(ValueError, match="at most 25"):
        exact_front(grid(4, 7), 3)
    with pytest.raises(ValueError, match="at least one unit"):
        exact_front(grid(2, 2, 2), 0)
    with pytest.raises(ValueError, match="too many ways"):
        namings(20, 8)


def test_it_divides_one_parent_only() -> None:
    two = replace(grid(2, 2, 2), parents=("P", "Q"))
    with pytest.raises(ValueError, match="one parent"):
        exact_front(two, 2)
