"""Ratings of measures, and money spent against money planned."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.progress import (
    Light,
    ProgressError,
    ProgressProblem,
    Verdict,
    execution,
    mean_rating,
    shares,
)

DUNDGOVI = {100: 59, 70: 13, 30: 5, 0: 1, None: 2}


def test_not_due_measures_are_out_of_the_mean():
    assert mean_rating(DUNDGOVI) == pytest.approx(6960 / 78)


def test_not_due_measures_stay_in_the_shares():
    assert shares(DUNDGOVI) == {100: 73.75, 70: 16.25, 30: 6.25, 0: 1.25, None: 2.5}


def test_nothing_rated_has_no_mean_rather_than_nought():
    assert mean_rating({100: 0, None: 4}) is None
    assert mean_rating({}) is None
    assert shares({}) == {}
    assert shares({100: 0}) == {}


def test_any_scale_will_do():
    assert mean_rating({20: 1, 40: 0, 60: 2, 80: 1, 100: 1}) == 64


@pytest.mark.parametrize(
    ("counts", "problem"),
    [
        ({100: -1}, ProgressProblem.COUNT),
        ({100: 1.5}, ProgressProblem.COUNT),
        ({100: True}, ProgressProblem.COUNT),
        ({101: 1}, ProgressProblem.PERCENT),
        ({-1: 1}, ProgressProblem.PERCENT),
    ],
)
def test_counts_that_cannot_be_are_refused(counts, problem):
    for function in (mean_rating, shares):
        with pytest.raises(ProgressError) as refused:
            function(counts)
        assert refused.value.problem == problem


@given(
    st.dictionaries(
        st.one_of(st.none(), st.integers(0, 100)), st.integers(0, 50), min_size=1
    )
)
def test_the_mean_lies_within_the_scale_and_shares_sum_to_a_hundred(counts):
    mean = mean_rating(counts)
    assert mean is None or 0 <= mean <= 100
    if any(counts.values()):
        assert sum(shares(counts).values()) == pytest.approx(100)


def money(*amounts):
    return [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("paid", "verdict", "colour"),
    [
        ("79.99", Verdict.UNDER, Light.RED),
        ("80", Verdict.UNDER, Light.AMBER),
        ("94.99", Verdict.UNDER, Light.AMBER),
        ("95", Verdict.WITHIN, Light.GREEN),
        ("105", Verdict.WITHIN, Light.GREEN),
        ("105.01", Verdict.OVER, Light.AMBER),
        ("120.01", Verdict.OVER, Light.RED),
    ],
)
def test_overspending_is_no_better_than_underspending(paid, verdict, colour):
    found = execution(*money(paid, 100, 200))
    assert (found.verdict, found.light) == (verdict, colour)


def test_payment_is_compared_with_both_plans():
    found = execution(*money(90, 100, 120))
    assert (found.to_adjusted, found.to_planned) == (Decimal(90), Decimal(75))


@pytest.mark.parametrize("adjusted", [0, -5])
def test_spending_without_a_plan_is_unplanned(adjusted):
    found = execution(*money(10, adjusted, 0))
    assert (found.verdict, found.light) == (Verdict.UNPLANNED, Light.RED)
    assert (found.to_adjusted, found.to_planned) == (None, None)


def test_neither_plan_nor_spending_is_nothing_to_judge():
    found = execution(*money(0, 0, 0))
    assert (found.verdict, found.light) == (Verdict.NO_PLAN, Light.GREY)


def test_a_plan_that_came_by_adjustment_has_no_share_of_the_original():
    found = execution(*money(100, 100, 0))
    assert (found.verdict, found.to_planned) == (Verdict.WITHIN, None)


def test_a_year_that_is_not_over_gets_no_colour():
    assert execution(*money(10, 100, 100), is_over=False).light == Light.GREY
    assert execution(*money(10, 0, 0), is_over=False).light == Light.RED


def test_much_money_in_december_is_flagged():
    found = execution(*money(100, 100, 100), december=Decimal(31))
    assert (found.late_share, found.is_late) == (Decimal(31), True)
    assert not execution(*money(100, 100, 100), december=Decimal(30)).is_late
    nothing = execution(*money(0, 100, 100), december=Decimal(0))
    assert (nothing.late_share, nothing.is_late) == (None, False)


def test_the_band_is_configuration():
    band = (Decimal(98), Decimal(102))
    assert execution(*money(96, 100, 100), band=band).verdict == Verdict.UNDER
    with pytest.raises(ProgressError) as refused:
        execution(*money(96, 100, 100), band=(Decimal(50), Decimal(102)))
    assert refused.value.problem == ProgressProblem.BANDS


def test_floats_are_refused():
    with pytest.raises(TypeError):
        execution(1.5, Decimal(1), Decimal(1))


def test_the_smallest_amounts_are_not_lost():
    found = execution(*money("0.01", "3", "3"))
    assert found.to_adjusted is not None
    assert found.to_adjusted * 3 == pytest.approx(Decimal(1))
