"""Principal components, and the weights that suit each unit best: for comparison."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.index.components import components, loadings, varimax
from bagana.engines.index.favourable import most_favourable

# Columns 1 and 2 go together, column 3 has nothing to do with either.
PAIR = np.array([1.0, 1, -1, -1])
APART = np.array([1.0, -1, 1, -1])


def test_two_that_go_together_and_one_apart():
    x = np.column_stack([PAIR, PAIR, APART])
    # Eigenvalues 2, 1, 0: two are kept, of shares 2/3 and 1/3.
    assert components(x).tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3])
    assert components(x, 1).tolist() == pytest.approx([0.5, 0.5, 0])


def test_squared_loadings_sum_to_the_eigenvalues_and_to_one_for_each_indicator():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(50, 4)) @ rng.normal(size=(4, 4))
    whole = loadings(x, 4) ** 2
    np.testing.assert_allclose(whole.sum(axis=1), 1)
    eigenvalues = np.linalg.eigvalsh(np.corrcoef(x, rowvar=False))[::-1]
    np.testing.assert_allclose(whole.sum(axis=0), eigenvalues)


def test_rotation_finds_the_simple_structure_again():
    simple = np.array([[0.9, 0], [0.8, 0], [0, 0.7], [0, 0.6]])
    turn = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    found = np.abs(varimax(simple @ turn))
    order = np.argsort(-found[0])
    np.testing.assert_allclose(found[:, order], simple, atol=1e-6)


def test_a_constant_column_weighs_nothing():
    x = np.column_stack([PAIR, np.full(4, 7.0), PAIR])
    assert components(x).tolist() == pytest.approx([0.5, 0, 0.5])
    assert components(np.ones((4, 2))).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("count", [0, 4])
def test_a_number_of_components_that_cannot_be_is_refused(count):
    with pytest.raises(ValueError, match="component"):
        components(np.column_stack([PAIR, PAIR, APART]), count)


def test_whoever_is_best_at_something_can_be_best():
    x = np.array([[10.0, 1], [1.0, 10], [4.0, 4]])
    found = most_favourable(x)
    # The third needs w with 10 a + b <= 1 and a + 10 b <= 1: a = b = 1/11.
    assert found.scores.tolist() == pytest.approx([1, 1, 8 / 11])
    assert found.shares[2].tolist() == pytest.approx([0.5, 0.5])


def test_limits_of_shares_leave_less_to_choose():
    x = np.array([[10.0, 1], [1.0, 10], [4.0, 4]])
    free, held = most_favourable(x).scores, most_favourable(x, least=0.4).scores
    assert (held <= free + 1e-9).all()
    assert held[0] < 1
    assert (most_favourable(x, least=0.4).shares >= 0.4 - 1e-9).all()


def test_a_gap_takes_a_unit_out_of_the_comparison():
    x = np.array([[10.0, 1], [99.0, np.nan], [5.0, 1]])
    found = most_favourable(x).scores
    assert np.isnan(found[1])
    assert found[[0, 2]].tolist() == pytest.approx([1, 1])


def test_noughts_give_no_score():
    found = most_favourable(np.array([[0.0, 0], [1.0, 2]]))
    assert found.scores.tolist() == pytest.approx([0, 1])
    assert most_favourable(np.array([[0.0, 5], [1.0, 2]]), 0.1).scores[0] == 0


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        most_favourable(np.array([[-1.0, 2]]))
    with pytest.raises(ValueError, match="limits"):
        most_favourable(np.ones((2, 2)), least=0.6)


@given(
    st.lists(
        st.lists(st.integers(1, 99), min_size=3, max_size=3), min_size=1, max_size=6
    )
)
@settings(max_examples=15, deadline=None)
def test_nobody_is_above_one_and_somebody_is_at_it(rows):
    scores = most_favourable(np.array(rows, dtype=float)).scores
    assert scores.max() == pytest.approx(1)
    assert (scores > 0).all()
