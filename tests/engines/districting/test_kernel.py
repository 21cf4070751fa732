"""Flips: every sum stays right, every unit in one piece, every lock kept."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import Problem, build_problem
from bagana.engines.districting.energy import (
    random_state,
    setting,
    state,
    terms,
)
from bagana.engines.districting.kernel import (
    THRESHOLDS,
    Net,
    State,
    Terms,
    attempt,
    keeps_together,
    recount,
)
from bagana.engines.districting.kernel_ring import ring_masks
from tests.engines.districting.planar import (
    all_connected,
    is_connected,
    locked,
    planar,
)

EVEN = (1 / 3, 1 / 3, 1 / 3)


def prepared(problem: Problem, tolerance: float = 0.1) -> tuple[Net, Terms, State]:
    made = setting(problem, len(problem.units))
    alive = np.unique(problem.today).astype(np.int32)
    limit = np.full(problem.weights.shape[1], tolerance)
    found = terms(made, alive, limit, EVEN, 5.0)
    return made.net, found, state(made, found, problem.today, random_state(7))


def wander(problem: Problem, heat: float, flips: int) -> tuple[Terms, State]:
    net, found, at = prepared(problem)
    for _ in range(flips):
        attempt(net, found, at, heat, THRESHOLDS)
    return found, at


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.1, 2.0, 1e9]))
def test_what_flips_keep_up_to_date_equals_a_recount(seed: int, heat: float) -> None:
    problem = planar(40, 4, seed)
    found, at = wander(problem, heat, 300)
    listed = set(at.border[: at.counts[0]].tolist())
    kept = [x.copy() for x in (at.sums, at.strain, at.tally)]
    counted = [x.copy() for x in (at.sizes, at.outer)]
    net, *_ = prepared(problem)
    recount(net, found, at)
    for before, after in zip(kept, (at.sums, at.strain, at.tally), strict=True):
        np.testing.assert_allclose(before, after, atol=1e-6)
    for before, after in zip(counted, (at.sizes, at.outer), strict=True):
        np.testing.assert_array_equal(before, after)
    assert listed == set(np.flatnonzero(at.outer).tolist())


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_flips_never_part_or_empty_a_unit(seed: int) -> None:
    problem = planar(40, 5, seed)
    _, at = wander(problem, 1e9, 400)
    assert at.counts[2] > 0
    assert set(at.labels.tolist()) == set(range(5))
    assert all_connected(problem, at.labels)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_the_ring_and_the_search_tell_what_holds_a_unit_together(seed: int) -> None:
    problem = planar(30, 3, seed)
    net, _, at = prepared(problem)
    for block in range(problem.size):
        unit = int(at.labels[block])
        rest = set(np.flatnonzero(at.labels == unit).tolist()) - {block}
        truth = is_connected(problem, rest)
        assert keeps_together(net, at, block, unit, True) == truth
        # The ring alone may be too careful, never too bold.
        assert truth or not keeps_together(net, at, block, unit, False)


@pytest.mark.parametrize("gap", [None, 30])
def test_it_searches_where_a_block_has_more_neighbours_than_bits(
    gap: int | None,
) -> None:
    rim = [f"r{i}" for i in range(70)]
    pairs = [("hub", name, 1.0) for name in rim]
    pairs += [(rim[i], rim[i + 1], 1.0) for i in range(69) if i != gap]
    problem = build_problem(
        blocks=["hub", *rim],
        pairs=pairs,
        weights={"population": np.ones(71)},
        xy=[(0.0, 0.0)] + [(float(i), 1.0) for i in range(70)],
        today=["a"] * 69 + ["b"] * 2,
        parents=["P"] * 71,
        offices={},
    )
    net, _, at = prepared(problem)
    assert keeps_together(net, at, 0, 0, True) == (gap is None)
    assert not ring_masks(net.indptr, net.indices)[:70].any()


def test_locked_blocks_stay() -> None:
    problem = locked(planar(40, 4, 3), *range(0, 40, 3))
    _, at = wander(problem, 1e9, 500)
    held = problem.locked
    assert at.counts[2] > 0
    np.testing.assert_array_equal(at.labels[held], problem.today[held])


@pytest.mark.parametrize("other", [(1, 2, 3), (3, 2, 1), (1, 2, 4), (1, 2)])
def test_random_numbers_differ_with_each_number_they_start_from(other: tuple) -> None:
    assert random_state(1, 2, 3)[0] == random_state(1, 2, 3)[0]
    if other != (1, 2, 3):
        assert random_state(*other)[0] != random_state(1, 2, 3)[0]


def test_the_thresholds_are_those_of_an_exponential() -> None:
    assert THRESHOLDS.size == 4096
    assert THRESHOLDS.mean() == pytest.approx(1.0, abs=1e-3)
    assert (np.diff(THRESHOLDS) <= 0).all()
