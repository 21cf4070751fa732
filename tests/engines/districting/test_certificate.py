"""What is proven of a plan, against exact minima."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import Problem, certificate, point
from bagana.engines.districting.certificate import costs
from bagana.engines.districting.enumeration import divisions, exact_front
from bagana.engines.districting.generator import hex_instance
from bagana.engines.districting.relaxation import bound_of, share_out, sharing
from bagana.engines.districting.targets import targets_of
from tests.engines.districting.grids import drawn

WIDE = {"population": 0.6, "sheep_units": 0.6}
WIDE_OPEN = {"population": 100.0}


def least(problem: Problem, k: int, measure: str) -> float | None:
    """The least value of any plan within the tolerances."""
    slack = np.array([0.6, 0.6])
    found = divisions(problem, k, (measure,), slack)  # type: ignore[arg-type]
    values = [point(problem, p, slack).value(measure) for p in found.plans]
    return min(values, default=None)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["moved", "travel"]))
def test_no_plan_comes_below_the_linear_bound(seed: int, measure: str) -> None:
    problem = drawn(3, 4, 3, seed)
    best = least(problem, 3, measure)
    cost = costs(problem, np.arange(3), measure)
    assert cost is not None
    targets = targets_of(problem, problem.today)
    shared = share_out(sharing(problem, cost, targets, np.array([0.6, 0.6])))
    if best is not None:
        assert shared is not None
        assert shared.bound <= best + 1e-6


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_any_multipliers_give_a_bound(seed: int) -> None:
    """The solver is not trusted: even nonsense from it would prove nothing false."""
    problem = drawn(3, 4, 3, seed)
    cost = costs(problem, np.arange(3), "travel")
    assert cost is not None
    targets = targets_of(problem, problem.today)
    given_ = sharing(problem, cost, targets, np.array([0.6, 0.6]))
    true = share_out(given_)
    if true is None:
        return
    rng = np.random.default_rng(seed)
    for scale in (0.1, 1.0, 10.0):
        above, below = rng.normal(0, scale, (2, 3, 2))
        assert bound_of(given_, above, below) <= true.bound + 1e-6


@pytest.mark.parametrize("measure", ["deviation", "cut", "moved", "travel"])
def test_small_sums_are_proven_exactly(measure: str) -> None:
    problem = drawn(3, 4, 3, seed=3)
    front = exact_front(problem, 3, tolerance=WIDE)
    fit = [p for p in front.points if p.is_feasible]
    chosen = fit[0]
    proof = certificate(problem, chosen.labels, measure, WIDE)
    assert proof.kind == "exact"
    assert proof.bound == pytest.approx(min(p.value(measure) for p in fit))
    assert proof.value == chosen.value(measure)
    assert proof.gap is not None
    assert proof.gap >= 0


def test_larger_sums_get_a_linear_bound_for_journeys_and_none_for_cuts() -> None:
    problem = hex_instance(6, 6, 3, 1)
    wide = dict.fromkeys(problem.weight_names, 3.0)
    travel = certificate(problem, problem.today, "travel", wide)
    assert travel.kind == "lp"
    assert travel.is_feasible
    assert travel.gap is not None
    assert 0 <= travel.gap < 1
    # Without limits everybody goes to the nearest office.
    from bagana.engines.districting.distances import to_offices

    people = problem.weights[:, problem.movers]
    assert travel.bound == pytest.approx(to_offices(problem).min(axis=1) @ people)
    for measure in ("cut", "deviation"):
        none = certificate(problem, problem.today, measure, wide)
        assert (none.kind, none.bound, none.gap) == ("none", None, None)


def test_journeys_to_offices_that_are_chosen_have_no_linear_bound() -> None:
    problem = replace(hex_instance(6, 6, 3, 1), offices_fixed=False)
    wide = dict.fromkeys(problem.weight_names, 3.0)
    assert certificate(problem, problem.today, "travel", wide).kind == "none"
    assert certificate(problem, problem.today, "moved", wide).bound == 0.0


def test_a_plan_beyond_the_tolerances_has_no_gap_but_says_what_it_misses() -> None:
    problem = hex_instance(6, 6, 3, 1)
    proof = certificate(
        problem, problem.today, "moved", dict.fromkeys(problem.weight_names, 0.2)
    )
    assert not proof.is_feasible
    assert proof.gap is None
    assert proof.unmet


def test_locked_blocks_raise_the_bound() -> None:
    problem = drawn(6, 6, 3, seed=5)
    wide = {"population": 0.9, "sheep_units": 0.9}
    free = certificate(problem, problem.today, "travel", wide)
    tied = replace(problem, locked=np.ones(36, dtype=bool))
    bound = certificate(tied, tied.today, "travel", wide).bound
    assert free.bound is not None
    assert bound is not None
    assert bound > free.bound
    assert bound == pytest.approx(free.value)


def test_unknown_measures_and_several_sums_are_refused() -> None:
    problem = drawn(2, 3, 2, seed=1)
    with pytest.raises(ValueError, match="no such measure"):
        certificate(problem, problem.today, "beauty", WIDE)
    with pytest.raises(ValueError, match="one parent"):
        certificate(replace(problem, parents=("P", "Q")), problem.today, "cut", WIDE)


def test_a_bound_that_the_plan_contradicts_is_no_proof(monkeypatch) -> None:
    module = import_module("bagana.engines.districting.certificate")
    problem = hex_instance(6, 8, 3, 1)
    monkeypatch.setattr(module, "_linear", lambda *_: (1e12, "lp"))
    found = module.certificate(problem, problem.today, "travel", WIDE_OPEN)
    assert found.is_feasible
    assert (found.bound, found.gap, found.kind) == (None, None, "none")
