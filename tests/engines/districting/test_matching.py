"""New units named after today's, so that fewest people move."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import relabel
from tests.engines.districting.grids import drawn, grid


def moved(problem, labels) -> float:
    return float(problem.weights[labels != problem.today, problem.movers].sum())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.lists(st.integers(0, 2), min_size=12, max_size=12))
def test_no_other_naming_moves_fewer(seed: int, picked: list[int]) -> None:
    problem = drawn(3, 4, 3, seed)
    plan = np.array([0, 1, 2, *picked[3:]], np.int32)
    best = min(
        moved(problem, np.array(names, np.int32)[plan])
        for names in permutations(range(3))
    )
    named = relabel(problem, plan)
    assert moved(problem, named) == best
    assert len(set(zip(plan.tolist(), named.tolist(), strict=True))) == 3


def test_a_unit_more_than_today_is_new() -> None:
    problem = grid(1, 6, 2)
    named = relabel(problem, np.array([7, 7, 3, 5, 5, 5], np.int32))
    assert named.tolist() == [0, 0, 2, 1, 1, 1]


def test_today_keeps_its_names() -> None:
    problem = grid(2, 6, 4)
    assert relabel(problem, problem.today).tolist() == problem.today.tolist()


def test_a_locked_block_names_its_unit() -> None:
    problem = grid(1, 6, 2, locked=["0-0"], held={"0-0": "u1"})
    named = relabel(problem, np.array([0, 0, 0, 1, 1, 1], np.int32))
    assert named.tolist() == [1, 1, 1, 0, 0, 0]


def test_where_nobody_lives_blocks_are_counted() -> None:
    problem = grid(1, 6, 2, {"population": np.zeros(6)})
    named = relabel(problem, np.array([1, 1, 1, 1, 0, 0], np.int32))
    assert named.tolist() == [0, 0, 0, 0, 1, 1]


def test_sums_are_named_apart() -> None:
    whole = grid(1, 8, 4)
    nested = replace(
        whole, parents=("P", "Q"), parent=np.repeat([0, 1], 4).astype(np.int32)
    )
    named = relabel(nested, np.array([3, 3, 2, 2, 1, 1, 0, 0], np.int32))
    assert named.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
