"""Contributions, distances and changes: parts that add up exactly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.index import IndexRefused, aggregate, effective
from bagana.engines.index.diagnostics import decompose
from tests.engines.index.building import branch, framework, leaf

MEANS = ["arithmetic", "geometric", "harmonic", "generalised"]
points = st.lists(st.floats(0, 100), min_size=5, max_size=5).map(np.array)


def tree(inside, above):
    return framework(
        branch("one", leaf("a", weight=2), leaf("b"), aggregate=inside, power=-2),
        branch("two", leaf("c"), leaf("d"), aggregate=inside, power=3, weight=3),
        leaf("e"),
        means=above,
    )


def score(fw, x):
    return aggregate(fw.tree, np.array(x))["index"]


@given(points, points, st.sampled_from(MEANS), st.sampled_from(MEANS))
@settings(max_examples=30, deadline=None)
def test_parts_add_up_under_any_mean(start, end, inside, above):
    fw = tree(inside, above)
    found = decompose(fw, start, end)
    assert found.sum() == pytest.approx(score(fw, end) - score(fw, start), abs=1e-9)


@given(points, points, st.sampled_from(MEANS))
@settings(max_examples=20, deadline=None)
def test_an_indicator_that_did_not_move_has_no_part(start, end, above):
    end[2] = start[2]
    assert decompose(tree("arithmetic", above), start, end)[2] == 0


@given(points, points, st.sampled_from(MEANS))
@settings(max_examples=20, deadline=None)
def test_what_got_better_adds_and_what_got_worse_takes(start, end, above):
    found = decompose(tree("arithmetic", above), start, end)
    assert ((found >= -1e-9) | (end < start)).all()
    assert ((found <= 1e-9) | (end > start)).all()


def test_under_arithmetic_means_a_part_is_weight_times_difference():
    fw = tree("arithmetic", "arithmetic")
    start, end = np.zeros(5), np.array([10.0, 20, 30, 40, 50])
    np.testing.assert_allclose(decompose(fw, start, end), effective(fw.tree) * end)


def test_the_product_of_two_is_shared_evenly():
    # sqrt(x y) along (t, t) has slope 1/2 for each; the whole is the geometric mean.
    fw = framework(leaf("a"), leaf("b"), means="geometric")
    assert decompose(fw, np.zeros(2), np.full(2, 9.0)).tolist() == pytest.approx(
        [4.5, 4.5]
    )
    # Along (1, t) from 0 to 4 only b moves: all of sqrt(4) is its part.
    found = decompose(fw, np.array([1.0, 0.0]), np.array([1.0, 4.0]))
    assert found.tolist() == pytest.approx([0, 2])


def test_a_small_weight_at_nought_does_not_spoil_the_sum():
    fw = framework(leaf("a", weight=0.01), leaf("b"), means="geometric")
    start, end = np.array([0.0, 5]), np.array([80.0, 20])
    found = decompose(fw, start, end)
    assert found.sum() == pytest.approx(score(fw, end), abs=1e-9)


def test_a_missing_indicator_takes_no_part_and_the_rest_add_up():
    fw = tree("arithmetic", "geometric")
    start = np.array([10.0, np.nan, 30, 40, 50])
    end = np.array([20.0, 60, 10, 45, 55])
    found = decompose(fw, start, end)
    assert np.isnan(found[1])
    end[1] = np.nan
    whole = score(fw, end) - score(fw, start)
    assert np.nansum(found) == pytest.approx(whole, abs=1e-9)


def test_a_dimension_that_is_missing_hands_its_weight_on():
    fw = tree("arithmetic", "arithmetic")
    start = np.array([np.nan, np.nan, 30, 40, 50])
    end = start + 4
    found = decompose(fw, start, end)
    assert found[2:].tolist() == pytest.approx([1.5, 1.5, 1])


def test_nothing_known_has_no_parts():
    found = decompose(tree("arithmetic", "geometric"), np.full(5, np.nan), np.ones(5))
    assert np.isnan(found).all()


def test_copeland_has_no_parts():
    fw = framework(leaf("a"), leaf("b"), means="copeland")
    with pytest.raises(IndexRefused, match="depend on all other"):
        decompose(fw, np.zeros(2), np.ones(2))


def test_values_below_nought_are_refused_under_a_geometric_mean():
    fw = framework(leaf("a"), leaf("b"), means="geometric")
    with pytest.raises(IndexRefused, match="below nought"):
        decompose(fw, np.array([-1.0, 1]), np.ones(2))
