"""The measures promise the properties by which inequality is defined."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bagana.engines.inequality import (
    atkinson,
    coefficient_of_variation,
    contributions,
    gini,
    theil,
    theil_split,
)

MEASURES = [gini, theil, atkinson, coefficient_of_variation]

positive = st.floats(0.01, 1e6)
values_strategy = st.lists(
    st.one_of(st.just(0.0), positive), min_size=2, max_size=20
).filter(any)


@pytest.mark.parametrize("function", MEASURES)
@given(values=values_strategy, factor=st.floats(1e-3, 1e3))
def test_the_unit_of_measurement_does_not_matter(function, values, factor):
    scaled = [value * factor for value in values]
    assert function(scaled) == pytest.approx(function(values), abs=1e-7)


@pytest.mark.parametrize("function", MEASURES)
@given(values=values_strategy)
def test_the_order_of_units_does_not_matter(function, values):
    assert function(values[::-1]) == pytest.approx(function(values), abs=1e-9)


@pytest.mark.parametrize("function", MEASURES)
@given(values=values_strategy)
def test_copying_all_units_changes_nothing(function, values):
    assert function(values * 3) == pytest.approx(function(values), abs=1e-7)


@pytest.mark.parametrize("function", MEASURES)
@given(value=positive, count=st.integers(1, 30))
def test_equal_units_have_no_inequality(function, value, count):
    assert function([value] * count) == pytest.approx(0, abs=1e-7)


@pytest.mark.parametrize("function", MEASURES)
@given(values=values_strategy, part=st.floats(0.05, 0.45))
def test_giving_from_rich_to_poor_lessens_it(function, values, part):
    low, high = min(values), max(values)
    assume(high - low > 0.05 * sum(values))
    poor, rich = values.index(low), values.index(high)
    given_away = list(values)
    given_away[poor] = low + part * (high - low)
    given_away[rich] = high - part * (high - low)
    assert function(given_away) < function(values)


@given(values_strategy)
def test_gini_is_within_its_bounds(values):
    assert 0 <= gini(values) <= (len(values) - 1) / len(values) + 1e-12


@given(values_strategy)
def test_theil_is_within_its_bounds(values):
    assert 0 <= theil(values) <= math.log(len(values)) + 1e-12


@given(values_strategy, st.floats(0.05, 20))
def test_atkinson_is_within_its_bounds(values, epsilon):
    assert 0 <= atkinson(values, epsilon) <= 1


@given(values_strategy, st.data())
def test_between_and_within_add_up(values, data):
    groups = data.draw(
        st.lists(st.sampled_from("абв"), min_size=len(values), max_size=len(values))
    )
    split = theil_split(values, groups)
    assert split.between >= 0
    assert split.within >= 0
    assert split.between + split.within == split.total
    assert split.total == pytest.approx(theil(values), abs=1e-9)


@given(values_strategy)
def test_units_alone_differ_only_between_and_together_only_within(values):
    alone = theil_split(values, range(len(values)))
    together = theil_split(values, ["all"] * len(values))
    assert alone.within == pytest.approx(0, abs=1e-12)
    assert together.between == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("function", MEASURES)
@given(pairs=st.lists(st.tuples(positive, st.integers(1, 4)), min_size=1, max_size=8))
def test_a_whole_weight_is_as_many_units(function, pairs):
    values = [value for value, _ in pairs]
    weights = [weight for _, weight in pairs]
    repeated = np.repeat(values, weights)
    assert function(values, weights=weights) == pytest.approx(
        function(repeated), abs=1e-7
    )


@given(values_strategy)
def test_shares_add_up_to_the_whole(values):
    found = contributions(values)
    assert found.share.sum() == pytest.approx(1)
    assert found.deviation.mean() == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("function", MEASURES)
def test_very_great_and_very_small_numbers_do_no_harm(function):
    expected = function([1, 2, 3])
    assert function([1e307, 2e307, 3e307]) == pytest.approx(expected)
    assert function([1e-300, 2e-300, 3e-300]) == pytest.approx(expected)
