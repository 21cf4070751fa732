"""Ranks of many replications at once are those of the plain way."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from bagana.engines.index.counting import add_counts, ranks, spans_of
from bagana.engines.index.ranks import rank_within

GROUPS = np.array(["a", "a", "a", "b", "b", "c"])
SPANS = ((0, 3), (3, 5), (5, 6))


def counted(scores, spans):
    largest = max(high - low for low, high in spans)
    found = np.zeros((scores.shape[1], largest), dtype=np.int64)
    add_counts(scores, spans, found)
    return found


def test_groups_that_lie_side_by_side_are_found():
    assert spans_of(GROUPS) == SPANS
    assert spans_of(GROUPS[:0]) == ()
    assert spans_of(GROUPS[5:]) == ((0, 1),)


def test_the_highest_score_of_each_group_is_first():
    scores = np.array([[1.0, 3.0, 2.0, 5.0, 9.0, 0.0]])
    assert ranks(scores, SPANS).tolist() == [[3, 1, 2, 2, 1, 1]]


def test_equal_scores_share_the_smallest_rank():
    scores = np.array([[2.0, 2.0, 1.0, 7.0, 7.0, 3.0]])
    assert ranks(scores, SPANS).tolist() == [[1, 1, 3, 1, 1, 1]]


def test_scores_that_differ_by_rounding_only_are_equal():
    scores = np.array([[0.3, 0.1 + 0.2, 0.2999, 1.0, 1.0, 1.0]])
    assert ranks(scores, SPANS)[0, :3].tolist() == [1, 1, 3]


def test_scores_that_differ_in_the_eleventh_digit_are_not():
    scores = np.array([[50.0, 50.0 * (1 + 1e-11), 1.0, 1.0, 2.0, 1.0]])
    assert ranks(scores, SPANS)[0, :3].tolist() == [2, 1, 3]


def test_scores_below_nought_stand_behind_those_above():
    scores = np.array([[-1.0, 1.0, -3.0, 0.0, -0.0, 4.0]])
    assert ranks(scores, SPANS).tolist() == [[2, 1, 3, 1, 1, 1]]


@settings(max_examples=60, deadline=None)
@given(
    arrays(
        np.float64,
        array_shapes(min_dims=2, max_dims=2, max_side=12),
        elements=st.integers(-50, 50).map(float),
    )
)
def test_ranks_are_those_of_the_plain_way(scores):
    labels = np.array(["x"] * (scores.shape[1] // 2) + ["y"] * scores.shape[1])
    labels = labels[: scores.shape[1]]
    assert (ranks(scores, spans_of(labels)) == rank_within(scores, labels)).all()


def test_each_replication_is_counted_once_for_each_unit():
    scores = np.random.default_rng(1).normal(size=(500, 6)).round(1)
    found = counted(scores, SPANS)
    assert (found.sum(axis=1) == 500).all()
    plain = rank_within(scores, GROUPS)
    for unit in range(6):
        for rank in (1, 2, 3):
            assert found[unit, rank - 1] == (plain[:, unit] == rank).sum()


def test_counting_in_parts_adds_up_to_the_whole():
    scores = np.random.default_rng(2).normal(size=(300, 6))
    whole = counted(scores, SPANS)
    parts = np.zeros_like(whole)
    for part in (scores[200:], scores[:50], scores[50:200]):
        add_counts(part, SPANS, parts)
    assert (whole == parts).all()


def test_more_units_than_the_bits_reserved_for_them_are_told_apart():
    scores = np.arange(5000.0)[None, :]
    assert (ranks(scores, ((0, 5000),))[0] == np.arange(5000, 0, -1)).all()
