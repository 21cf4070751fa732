"""The smallest change of one weight that makes two units change places."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bagana.engines.index.swaps import swaps

POINTS = st.lists(st.floats(1, 100), min_size=3, max_size=3)
WEIGHTS = st.lists(st.floats(0.05, 1), min_size=3, max_size=3)


def score(points, weights, means, power):
    x, w = np.array(points), np.array(weights) / np.sum(weights)
    if means == "geometric":
        return np.exp(w @ np.log(x))
    if means == "harmonic":
        return 1 / (w @ (1 / x))
    if means == "generalised":
        return (w @ x**power) ** (1 / power)
    return w @ x


def test_the_factor_is_the_one_worked_out_by_hand():
    # 60, 40 against 40, 50 with equal weights: 50 against 45. The second weight times
    # 2 makes (60 + 80)/3 = (40 + 100)/3; less of the first does it at one half.
    found = swaps([60, 40], [40, 50], [1, 1], "arithmetic")
    assert [(swap.child, swap.factor) for swap in found] == [(0, 0.5), (1, 2.0)]
    assert found[0].change == -0.5


def test_a_unit_that_is_better_in_everything_keeps_its_place():
    assert swaps([60, 60], [40, 50], [1, 1], "arithmetic") == []


def test_the_first_must_be_ahead_and_known():
    assert swaps([40, 50], [60, 40], [1, 1], "arithmetic") == []
    assert swaps([float("nan"), 50], [60, 40], [1, 1], "geometric") == []


def test_the_only_weight_there_is_changes_nothing():
    assert swaps([60, 40], [40, 50], [1, 0], "arithmetic") == []


def test_copeland_has_no_such_weight():
    assert swaps([60, 40], [40, 50], [1, 1], "copeland") == []


@pytest.mark.parametrize(
    ("means", "power"),
    [
        ("arithmetic", 1),
        ("geometric", 1),
        ("harmonic", 1),
        ("generalised", 2.5),
        ("generalised", -0.5),
    ],
)
@given(a=POINTS, b=POINTS, weights=WEIGHTS)
def test_at_the_factor_the_two_are_equal_and_beyond_it_they_swap(
    means, power, a, b, weights
):
    assume(score(a, weights, means, power) > score(b, weights, means, power) + 1e-3)
    for swap in swaps(a, b, weights, means, power):
        changed = np.array(weights)
        changed[swap.child] *= swap.factor
        # With next to nothing left, rounding decides.
        assume(changed.sum() > 1e-6 and swap.factor < 1e6)
        first, second = (score(x, changed, means, power) for x in (a, b))
        assert first == pytest.approx(second, rel=1e-6)
