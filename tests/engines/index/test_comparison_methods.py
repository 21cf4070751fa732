"""TOPSIS, PROMETHEE II and weights from the data, on cases small enough for a hand."""

import numpy as np
import pytest

from bagana.engines.index import mcdm

X = np.array([[3.0, 8.0], [4.0, 6.0]])
HALF = np.array([1.0, 1.0])


def test_topsis_of_two_units_by_hand():
    # Lengths 5 and 10: shares 0.6 0.8 / 0.8 0.6, so each is the other's mirror.
    assert mcdm.topsis(X, HALF, [1, 1]).tolist() == pytest.approx([0.5, 0.5])
    assert mcdm.topsis(X, HALF, [-1, 1]).tolist() == [1, 0]
    found = mcdm.topsis(X, np.array([3.0, 1.0]), [1, 1])
    assert found.tolist() == pytest.approx([0.25, 0.75])


def test_topsis_of_units_that_are_alike_puts_them_in_the_middle():
    assert mcdm.topsis(np.ones((3, 2)), HALF, [1, 1]).tolist() == [0.5] * 3


def test_promethee_counts_preference_over_all_others():
    # On the first criterion c > b > a, on the second (a cost) a > b = c.
    x = np.array([[1.0, 5.0], [2.0, 7.0], [3.0, 7.0]])
    found = mcdm.promethee_ii(x, np.array([0.6, 0.4]), [1, -1])
    # a: (0.4 x 2 - 0.6 x 2) / 2; b: (0.6 - 0.6 - 0.4) / 2; c: (1.2 - 0.4) / 2.
    assert found.tolist() == pytest.approx([-0.2, -0.2, 0.4])
    assert found.sum() == pytest.approx(0)


def test_promethee_with_a_linear_preference():
    x = np.array([[0.0], [1.0], [4.0]])
    rule = mcdm.linear_preference(1.0, 3.0)
    found = mcdm.promethee_ii(x, np.array([1.0]), [1], rule)
    assert found.tolist() == pytest.approx([-0.5, -0.5, 1.0])


def test_each_kind_of_preference():
    d = np.array([-1.0, 0.0, 1.0, 2.0, 3.0])
    assert mcdm.usual_preference(d).tolist() == [0, 0, 1, 1, 1]
    assert mcdm.quasi_preference(1)(d).tolist() == [0, 0, 0, 1, 1]
    assert mcdm.linear_preference(1, 3)(d).tolist() == [0, 0, 0, 0.5, 1]
    assert mcdm.level_preference(0, 2)(d).tolist() == [0, 0, 0.5, 0.5, 1]
    expected = [0, 0, *(1 - np.exp(-(d[2:] ** 2) / 8))]
    np.testing.assert_allclose(mcdm.gaussian_preference(2)(d), expected)


def test_promethee_takes_a_preference_for_each_criterion():
    x = np.array([[0.0, 0.0], [2.0, 1.0]])
    rules = [mcdm.linear_preference(0, 4), mcdm.usual_preference]
    found = mcdm.promethee_ii(x, HALF, [1, 1], rules)
    assert found.tolist() == pytest.approx([-0.75, 0.75])


@pytest.mark.parametrize("make", [mcdm.linear_preference, mcdm.level_preference])
def test_a_preference_needs_its_limits_in_order(make):
    with pytest.raises(ValueError, match="limits"):
        make(3, 1)
    with pytest.raises(ValueError, match="limits"):
        mcdm.gaussian_preference(0)
    with pytest.raises(ValueError, match="limit"):
        mcdm.quasi_preference(-1)


def test_promethee_takes_rounding_errors_for_ties():
    x = np.array([[0.3], [0.1 + 0.2]])
    assert mcdm.promethee_ii(x, np.array([1.0]), [1]).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("scaler", "expected"),
    [("minmax", [0.5, 0.5]), ("none", [2 / 3, 1 / 3]), ("sum", None)],
)
def test_topsis_scales_as_asked(scaler, expected):
    found = mcdm.topsis(X, HALF, [1, 1], scaler)
    # Shares 3/7 4/7 and 8/14 6/14 are mirrors of each other.
    assert found.tolist() == pytest.approx(expected or [0.5, 0.5])


def test_entropy_weighs_nothing_that_is_shared_out_evenly():
    x = np.array([[1.0, 1.0], [1.0, 3.0], [1.0, 0.0]])
    assert mcdm.entropy(x).tolist() == [0, 1]
    assert mcdm.entropy(np.ones((3, 2))).tolist() == [0.5, 0.5]


def test_critic_weighs_contrast_and_conflict():
    # The first two go together; the third goes against both.
    x = np.array([[1.0, 1, 3], [2.0, 2, 2], [3.0, 3, 1]])
    assert mcdm.critic(x).tolist() == pytest.approx([0.25, 0.25, 0.5])
    # As a cost it goes with them: no conflict at all, so all weigh the same.
    assert mcdm.critic(x, [1, 1, -1]).tolist() == pytest.approx([1 / 3] * 3)


def test_critic_gives_a_constant_column_nothing():
    x = np.array([[1.0, 5, 3], [2.0, 5, 2], [3.0, 5, 1]])
    assert mcdm.critic(x).tolist() == pytest.approx([0.5, 0, 0.5])


def test_merec_weighs_what_is_missed_most():
    # A constant column is n = 1, ln n = 0: its removal changes nothing.
    x = np.array([[1.0, 5.0], [np.e, 5.0]])
    assert mcdm.merec(x, [1, 1]).tolist() == pytest.approx([1, 0])
    # Two units, n: (1, 1/e) and (1/e, 1). Each sum is ln(1 + 1/2), less one column
    # either ln 1 or ln 1.5: both columns lose as much.
    y = np.array([[1.0, np.e], [np.e, 1.0]])
    assert mcdm.merec(y, [1, 1]).tolist() == pytest.approx([0.5, 0.5])


def test_merec_gives_the_weights_that_its_authors_print():
    x = [[450, 8000, 54, 145], [10, 9100, 2, 160], [100, 8200, 31, 153]]
    x += [[220, 9300, 1, 162], [5, 8400, 23, 158]]
    found = mcdm.merec(np.array(x, dtype=float), [1, 1, -1, -1])
    assert found.tolist() == pytest.approx([0.5752, 0.0141, 0.4016, 0.0091], abs=5e-5)


def test_costs_are_inverted_in_a_weighted_sum():
    x = np.array([[1.0, 2.0], [3.0, 1.0]])
    # Benefits 1/4 and 3/4; costs 0.5 and 1 give 1/3 and 2/3.
    found = mcdm.weighted_sum(x, HALF, [1, -1])
    assert found.tolist() == pytest.approx([(1 / 4 + 1 / 3) / 2, (3 / 4 + 2 / 3) / 2])


@pytest.mark.parametrize("rule", [mcdm.weighted_sum, None])
def test_values_that_are_not_above_nought_are_refused_where_divided_by(rule):
    x = np.array([[0.0, 2.0], [3.0, 1.0]])
    with pytest.raises(ValueError, match="above nought"):
        mcdm.merec(x, [1, 1]) if rule is None else rule(x, HALF, [1, -1])


@pytest.mark.parametrize(
    "weigh", [mcdm.entropy, mcdm.critic, lambda x: mcdm.topsis(x, HALF, [1, 1])]
)
def test_a_gap_is_refused(weigh):
    with pytest.raises(ValueError, match="gaps"):
        weigh(np.array([[1.0, np.nan], [2.0, 3.0]]))


def test_entropy_of_negative_values_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        mcdm.entropy(np.array([[1.0, -1.0], [2.0, 3.0]]))
