"""Median, 90th percentile and share of a set of answers."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.deadlines import nearest_rank, summary
from bagana.engines.deadlines.summary import median


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_the_median_is_that_of_the_standard_library(days: list[int]) -> None:
    assert median(days) == statistics.median(days)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_nine_in_ten_took_no_longer_than_the_90th_percentile(days: list[int]) -> None:
    found = nearest_rank(days, 0.9)
    assert found in days
    assert 10 * sum(1 for day in days if day <= found) >= 9 * len(days)
    assert 10 * sum(1 for day in days if day < found) < 9 * len(days)


def test_ten_values_have_the_ninth_as_their_90th_percentile() -> None:
    assert nearest_rank(list(range(1, 11)), 0.9) == 9


def test_nothing_answered_is_missing_and_not_zero() -> None:
    told = summary([])
    assert (told.answered, told.share, told.median, told.p90) == (0, None, None, None)


def test_the_share_is_of_all_that_were_answered() -> None:
    assert summary([(1, True), (9, False), (2, True), (3, True)]).share == 75


def test_it_refuses_a_share_that_is_none() -> None:
    with pytest.raises(ValueError, match="share"):
        nearest_rank([1], 0)
