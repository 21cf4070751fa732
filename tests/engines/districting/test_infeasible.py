"""What a plan does not meet, and when nothing could."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import point, unmet
from bagana.engines.districting.enumeration import divisions
from tests.engines.districting.grids import drawn, grid


def test_a_plan_within_its_tolerances_misses_nothing() -> None:
    problem = grid(1, 4, 2)
    assert unmet(problem, problem.today, {"population": 0.0}) == ()


def test_it_names_weight_unit_and_excess_the_worst_first() -> None:
    people = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 9.0])
    problem = grid(1, 6, 3, {"population": people})
    found = unmet(problem, problem.today, {"population": 0.5})
    # 24 people in three units: 8 are owed, 3, 7 and 14 are held.
    assert [(u.unit, u.weight) for u in found] == [
        ("u2", "population"),
        ("u0", "population"),
    ]
    assert found[0].deviation == pytest.approx(0.75)
    assert found[0].excess == pytest.approx(0.25)
    assert found[1].excess == pytest.approx(0.125)
    assert not any(u.proven for u in found)


def test_one_block_that_outweighs_a_unit_is_a_proof() -> None:
    heavy = np.ones(40)
    heavy[0] = 100
    problem = grid(4, 10, 4, {"population": heavy})
    found = unmet(problem, problem.today, {"population": 0.2})
    assert {(u.unit, u.why) for u in found} == {(f"u{i}", "block") for i in range(4)}
    assert all(u.proven for u in found)


def test_locked_blocks_that_outweigh_their_unit_are_a_proof() -> None:
    problem = grid(
        4,
        10,
        4,
        locked=[f"{r}-{c}" for r in (0, 1) for c in range(10)],
        held={f"1-{c}": "u0" for c in range(10)},
    )
    plan = np.repeat([0, 0, 1, 2], 10).astype(np.int32)
    plan[39] = 3
    found = {u.unit: u for u in unmet(problem, plan, {"population": 0.5})}
    assert (found["u0"].why, found["u0"].proven) == ("locked", True)


def test_islands_that_hold_no_whole_number_of_units_are_a_proof() -> None:
    problem = grid(3, 12, 3, barriers=[(f"0-{c}", f"1-{c}") for c in range(12)])
    # An island of 12 blocks, a mainland of 24: three units of 12 fit.
    assert unmet(problem, problem.today, {"population": 0.1}) == ()
    two = np.where(np.arange(36) < 12, 0, 1).astype(np.int32)
    found = unmet(problem, two, {"population": 0.1})
    assert {u.why for u in found} == {"islands"}


def test_what_locks_leave_too_little_of_fails_even_when_blocks_are_divided() -> None:
    """Of 36 people two units are held to 14 each: 8 are left for one that needs 9.6."""
    codes = [f"{r}-{c}" for r in range(3) for c in range(12)]
    held = dict.fromkeys(codes[:14], "u0") | dict.fromkeys(codes[14:28], "u1")
    problem = grid(3, 12, 3, locked=codes[:28], held=held)
    plan = np.repeat([0, 1, 2], [14, 14, 8]).astype(np.int32)
    found = unmet(problem, plan, {"population": 0.2})
    assert [(u.unit, u.why, u.proven) for u in found] == [("u2", "relaxation", True)]
    assert found[0].deviation == pytest.approx(1 / 3)


def test_every_division_looked_at_is_a_proof() -> None:
    people = np.array([5.0, 1.0, 1.0, 5.0, 1.0, 1.0])
    problem = grid(1, 6, 3, {"population": people})
    found = unmet(problem, problem.today, {"population": 0.1})
    assert {u.why for u in found} == {"enumeration"}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.05, 0.5), st.booleans())
def test_what_is_called_proven_no_plan_meets(
    seed: int, share: float, locks: bool
) -> None:
    problem = drawn(3, 4, 3, seed)
    if locks:
        locked = np.random.default_rng(seed).random(12) < 0.4
        problem = replace(problem, locked=locked)
    asked = {"population": share, "sheep_units": share}
    slack = np.array([share, share])
    possible = bool(divisions(problem, 3, (), slack).plans)
    found = unmet(problem, problem.today, asked)
    assert bool(found) != point(problem, problem.today, asked).is_feasible
    if possible:
        assert not any(u.proven for u in found)
    elif found:
        assert any(u.proven for u in found)
