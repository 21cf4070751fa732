"""Moves by spanning trees: uniform trees, whole units, locks kept."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting.kernel import THRESHOLDS, TREES
from bagana.engines.districting.tree import (
    ABOVE,
    NODES,
    ORDER,
    divide,
    gather,
    leaves_first,
    recombine,
    spanning_tree,
)
from tests.engines.districting.grids import grid
from tests.engines.districting.planar import all_connected, locked, planar
from tests.engines.districting.test_kernel import prepared


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_a_tree_spans_two_units_along_borders(seed: int) -> None:
    problem = planar(30, 3, seed)
    net, _, at = prepared(problem)
    count = gather(net, at, int(at.border[0]), 0, 1)
    spanning_tree(net, at, count)
    leaves_first(at, count)
    nodes, above = at.work[NODES, :count], at.work[ABOVE, :count]
    order = at.work[ORDER, :count].tolist()
    assert sorted(order) == list(range(count))
    for node in range(1, count):
        assert nodes[above[node]] in problem.neighbours(int(nodes[node]))
        assert order.index(node) < order.index(int(above[node]))


def test_every_spanning_tree_is_as_likely() -> None:
    problem = grid(2, 2, units=2)
    net, _, at = prepared(problem)
    seen: Counter[frozenset[frozenset[int]]] = Counter()
    for _ in range(4000):
        count = gather(net, at, 0, 0, 1)
        spanning_tree(net, at, count)
        nodes, above = at.work[NODES], at.work[ABOVE]
        edges = (frozenset({int(nodes[i]), int(nodes[above[i]])}) for i in range(1, 4))
        seen[frozenset(edges)] += 1
    # A square has four spanning trees; 1,000 each, within five standard deviations.
    assert len(seen) == 4
    assert all(
        abs(times - 1000) < 5 * (4000 * 3 / 16) ** 0.5 for times in seen.values()
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_recombination_keeps_units_whole_and_their_number(seed: int) -> None:
    problem = planar(40, 4, seed)
    net, found, at = prepared(problem)
    for _ in range(20):
        recombine(net, found, at, 1e9, THRESHOLDS)
    assert at.counts[TREES] > 0
    assert np.unique(at.labels).size == 4
    assert all_connected(problem, at.labels)


def test_recombination_refused_leaves_the_plan_as_it_was() -> None:
    problem = planar(40, 4, 5)
    net, found, at = prepared(problem)
    found.price[:] = (1e6, 0.0, 0.0, 0.0)
    before, tally = at.labels.copy(), at.tally.copy()
    for _ in range(30):
        was = at.tally[0]
        if not recombine(net, found, at, 0.0, THRESHOLDS):
            assert at.tally[0] == was
        else:
            before, tally = at.labels.copy(), at.tally.copy()
    np.testing.assert_array_equal(at.labels, before)
    np.testing.assert_allclose(at.tally, tally, atol=1e-6)


def test_recombination_keeps_locked_blocks_in_their_unit() -> None:
    problem = locked(planar(40, 3, 8), 0, 11, 22, 33)
    net, found, at = prepared(problem)
    for _ in range(60):
        recombine(net, found, at, 1e9, THRESHOLDS)
    assert at.counts[TREES] > 0
    held = problem.locked
    np.testing.assert_array_equal(at.labels[held], problem.today[held])


def test_a_unit_is_divided_where_it_is_most_even() -> None:
    problem = grid(1, 8, units=2)
    net, found, at = prepared(problem)
    at.labels[:] = 0
    at.sizes[:] = (8, 0)
    found.inverse[:] = 1 / 4
    assert divide(net, found, at, 0, 1)
    assert np.bincount(at.labels).tolist() == [4, 4]
