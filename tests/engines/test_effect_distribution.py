"""The differences that chance gives: all of them, or drawn, always as many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.effect import EffectError, difference_in_differences
from bagana.engines.effect.distribution import permuted_differences

FIGURES = st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=9)


def rng():
    return np.random.default_rng(1)


@given(FIGURES)
def test_the_observed_difference_is_the_estimate(after):
    before = np.zeros(len(after))
    supported = [place < 2 for place in range(len(after))]
    found = permuted_differences(before, after, supported, rng=rng(), draws=50)
    effect = difference_in_differences(before, after, supported, rng=rng(), draws=50)
    assert found.observed == pytest.approx(effect.estimate, abs=1e-6)
    assert sum(found.counts) == found.assignments
    assert found.edges[0] == -found.edges[-1]


def test_few_units_are_shuffled_in_every_way():
    found = permuted_differences(
        [0, 0, 0, 0], [1, 2, 3, 4], [True, True, False, False], rng=rng()
    )
    assert found.exact is True
    assert found.assignments == 6
    assert found.observed == pytest.approx(-2)


def test_many_units_are_drawn_by_the_seed():
    before, after = np.zeros(57), np.arange(57.0)
    supported = [place < 10 for place in range(57)]
    first = permuted_differences(before, after, supported, rng=rng(), draws=200)
    again = permuted_differences(before, after, supported, rng=rng(), draws=200)
    assert first == again
    assert first.exact is False
    assert first.assignments == 200


def test_no_change_at_all_still_gives_a_picture():
    found = permuted_differences([1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 0, 0], rng=rng())
    assert sum(found.counts) == 6
    assert found.observed == 0


def test_what_the_study_refuses_is_refused():
    with pytest.raises(EffectError):
        permuted_differences([1, 2, 3], [1, 2, 3], [1, 0, 0], rng=rng())
