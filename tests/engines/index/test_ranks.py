"""Ranks inside groups: ties share the smallest, rounding decides nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.index import rank_within

NAN = np.nan


def ranks(scores, groups=None, **settings):
    labels = np.array(groups or ["all"] * len(scores))
    return rank_within(np.array(scores, dtype=float), labels, **settings).tolist()


def test_the_highest_score_is_first_and_ties_share_the_smallest_rank():
    assert ranks([5, 9, 9, 1]) == [3, 1, 1, 4]


def test_groups_are_ranked_apart():
    assert ranks([5, 9, 7, 1], ["a", "b", "a", "b"]) == [2, 1, 1, 2]


def test_a_unit_without_score_or_without_group_is_not_ranked():
    assert ranks([5, NAN, 7, 1], ["a", "a", "", "a"]) == [1, -1, -1, 2]


def test_what_differs_after_twelve_digits_is_a_tie():
    assert ranks([0.3, 0.1 + 0.2, 0.29999]) == [1, 1, 3]
    assert ranks([0.3, 0.1 + 0.2], digits=17) == [2, 1]


@pytest.mark.parametrize("size", [1e-200, 1e-9, 1, 1e9, 1e200])
def test_digits_count_at_any_size(size):
    assert ranks([size, size * (1 + 1e-14), size * (1 + 1e-9), 0]) == [2, 2, 1, 4]


def test_scores_below_nought_are_ranked_too():
    assert ranks([-2, -1, 0]) == [3, 2, 1]


def test_published_decimals_decide_where_asked():
    assert ranks([0.9614, 0.9611, 0.9621], decimals=3) == [2, 2, 1]


def test_replications_are_leading_axes():
    scores = np.array([[[1.0, 2.0, 2.0]], [[3.0, NAN, 1.0]]])
    found = rank_within(scores, np.full(3, "all"))
    assert found.tolist() == [[[3, 1, 1]], [[1, -1, 2]]]
    assert found.dtype == np.int64


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_a_rank_is_one_more_than_the_number_of_better_ones(scores):
    better = [sum(other > score for other in scores) + 1 for score in scores]
    assert ranks(scores) == better
