"""Properties by which difference in differences is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.effect import difference_in_differences, permutation_test

level = st.floats(-1e4, 1e4).map(lambda value: round(value, 3))


@st.composite
def panels(draw):
    size = draw(st.integers(4, 9))
    chosen = draw(st.integers(2, size - 2))
    rows = st.lists(level, min_size=size, max_size=size)
    supported = draw(st.permutations([True] * chosen + [False] * (size - chosen)))
    return np.array(draw(rows)), np.array(draw(rows)), np.array(supported)


def study(before, after, supported):
    rng = np.random.default_rng(1)
    return difference_in_differences(before, after, supported, rng=rng)


@settings(max_examples=40, deadline=None)
@given(panels(), level, level)
def test_what_changes_for_all_alike_changes_nothing(panel, early, late):
    before, after, supported = panel
    plain = study(before, after, supported)
    shifted = study(before + early, after + late, supported)
    assert shifted.estimate == pytest.approx(plain.estimate, abs=1e-8)
    assert shifted.permutation.p == pytest.approx(plain.permutation.p)


@settings(max_examples=40, deadline=None)
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(panel, random):
    before, after, supported = panel
    order = list(range(before.size))
    random.shuffle(order)
    plain = study(before, after, supported)
    shuffled = study(before[order], after[order], supported[order])
    assert shuffled.estimate == pytest.approx(plain.estimate, abs=1e-8)
    assert shuffled.permutation == plain.permutation


@settings(max_examples=40, deadline=None)
@given(panels())
def test_the_other_group_sees_the_opposite(panel):
    before, after, supported = panel
    plain, turned = study(before, after, supported), study(before, after, ~supported)
    assert turned.estimate == pytest.approx(-plain.estimate, abs=1e-8)
    assert turned.permutation.p == pytest.approx(plain.permutation.p)


@settings(max_examples=40, deadline=None)
@given(panels())
def test_p_never_falls_below_the_smallest_attainable(panel):
    found = study(*panel).permutation
    assert 0 < found.smallest_p <= found.p <= 1


def test_noise_is_called_an_effect_as_often_as_the_level_allows():
    rng = np.random.default_rng(11)
    supported = np.arange(10) < 4
    trials = 400
    alarms = sum(
        permutation_test(rng.normal(0, 1, 10), supported, rng).p <= 0.05
        for _ in range(trials)
    )
    # 210 assignments: 0.0476 is the level that can be held; three errors either side.
    assert 0.016 <= alarms / trials <= 0.080


def test_drawn_assignments_agree_with_all_of_them():
    rng = np.random.default_rng(4)
    changes = rng.normal(0, 1, 14)
    supported = np.arange(14) < 5
    exact = permutation_test(changes, supported, rng)
    drawn = permutation_test(changes, supported, rng, exact_up_to=1)
    assert exact.exact
    assert not drawn.exact
    error = (exact.p * (1 - exact.p) / 9_999) ** 0.5
    assert abs(exact.p - drawn.p) < 4 * error + 1e-4


def test_it_recovers_a_known_effect():
    rng = np.random.default_rng(8)
    size, truth = 4_000, 3.0
    units = rng.normal(50, 10, size)
    supported = rng.random(size) < 0.3
    before = units + rng.normal(0, 1, size)
    after = units + 7 + truth * supported + rng.normal(0, 1, size)
    rng_draws = np.random.default_rng(1)
    found = difference_in_differences(before, after, supported, rng=rng_draws, draws=99)
    assert found.estimate == pytest.approx(truth, abs=0.2)
    assert found.low < truth < found.high
