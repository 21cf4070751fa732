"""The measures promise published values, and plain refusals."""

import math

import numpy as np
import pytest

from bagana.engines.inequality import (
    InequalityError,
    InequalityProblem,
    NoRatio,
    atkinson,
    coefficient_of_variation,
    contributions,
    gini,
    max_min_ratio,
    measure,
    theil,
    theil_split,
)

# Income per head of the 32 Mexican states in 1940 and their region (Hanson 1998), as
# distributed with PySAL, in whose published tests the expected values stand.
MEXICO_1940 = [
    10384, 22361, 9573, 3758, 2934, 8578, 8537, 6909, 17816, 12132, 4359, 2181, 4414,
    5309, 3408, 3327, 6936, 4836, 9073, 1892, 3569, 11016, 21965, 4372, 4840, 6399,
    2459, 7508, 3605, 5203, 7990, 3734,
]  # fmt: skip
HANSON = [
    2, 1, 2, 5, 5, 1, 1, 3, 4, 2, 3, 5, 3, 3, 4, 3, 3, 2, 1, 5, 3, 3, 5, 2, 2, 1, 5, 1,
    3, 3, 5, 2,
]  # fmt: skip


def test_it_gives_the_published_values_for_mexico():
    split = theil_split(MEXICO_1940, HANSON)
    assert gini(MEXICO_1940) == pytest.approx(0.35372371173452849, abs=1e-12)
    assert theil(MEXICO_1940) == pytest.approx(0.20894344, abs=1e-8)
    assert split.between == pytest.approx(0.0345889, abs=1e-7)
    assert split.within == pytest.approx(0.1743545422568819, abs=1e-12)


def test_all_inequality_is_between_groups_that_are_equal_inside():
    split = theil_split([0, 0, 0, 10, 10, 10], [0, 0, 0, 1, 1, 1])
    assert split.total == pytest.approx(math.log(2), abs=1e-15)
    assert split.between == pytest.approx(0.6931471805599453, abs=1e-15)
    assert split.within == 0


def test_it_gives_what_is_worked_out_by_hand():
    found = measure([1, 2, 3, 6], epsilon=1)
    assert (found.units, found.mean, found.least, found.greatest) == (4, 3, 1, 6)
    assert found.ratio.value == 6
    assert found.coefficient_of_variation == pytest.approx(math.sqrt(14 / 4) / 3)
    assert found.gini == pytest.approx(1 / 3)
    assert found.atkinson == pytest.approx(1 - 36**0.25 / 3)
    assert found.split is None


@pytest.mark.parametrize(
    ("epsilon", "expected"),
    [
        (0.5, 1 - ((1 + math.sqrt(9)) / 2) ** 2 / 5),
        (1, 1 - 3 / 5),
        (2, 1 - 1.8 / 5),
        (700, 1 - 2 ** (1 / 699) / 5),
    ],
)
def test_atkinson_by_its_formula(epsilon, expected):
    assert atkinson([1, 9], epsilon) == pytest.approx(expected, rel=1e-12)


def test_a_zero_takes_everything_when_the_least_counts_most():
    assert atkinson([0, 1, 2], 1) == 1
    assert atkinson([0, 1, 2], 2) == 1
    assert 0 < atkinson([0, 1, 2], 0.5) < 1


def test_there_is_no_ratio_to_zero_and_the_reason_is_told():
    ratio = max_min_ratio([0, 5])
    assert ratio.value is None
    assert ratio.reason is NoRatio.LEAST_IS_ZERO


def test_it_tells_what_each_unit_adds():
    found = contributions([1, 2, 3, 6])
    assert found.share == pytest.approx([1 / 12, 2 / 12, 3 / 12, 6 / 12])
    assert found.deviation == pytest.approx([-200 / 3, -100 / 3, 0, 100])


def test_weights_count_in_shares_and_in_the_mean():
    found = contributions([1, 4], weights=[2, 1])
    assert found.share == pytest.approx([1 / 3, 2 / 3])
    assert found.deviation == pytest.approx([-50, 100])
    assert measure([1, 4], weights=[2, 1]).mean == pytest.approx(2)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ([], InequalityProblem.NO_UNITS),
        ([1, math.nan], InequalityProblem.MISSING),
        ([1, math.inf], InequalityProblem.MISSING),
        ([1, -1], InequalityProblem.NEGATIVE),
        ([0, 0], InequalityProblem.ALL_ZERO),
        ([[1, 2], [3, 4]], InequalityProblem.SHAPE),
        (5, InequalityProblem.SHAPE),
    ],
)
@pytest.mark.parametrize(
    "function",
    [
        atkinson, coefficient_of_variation, contributions, gini, max_min_ratio,
        measure, theil,
    ],
)  # fmt: skip
def test_every_measure_refuses_what_it_cannot_measure(function, values, problem):
    with pytest.raises(InequalityError) as caught:
        function(values)
    assert caught.value.problem is problem


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        ([1], InequalityProblem.SHAPE),
        ([1, 0], InequalityProblem.WEIGHT),
        ([1, math.nan], InequalityProblem.WEIGHT),
    ],
)
def test_it_refuses_wrong_weights(weights, problem):
    with pytest.raises(InequalityError) as caught:
        measure([1, 2], weights=weights)
    assert caught.value.problem is problem


def test_it_refuses_groups_that_do_not_fit():
    with pytest.raises(InequalityError) as caught:
        measure([1, 2], ["a"])
    assert caught.value.problem is InequalityProblem.SHAPE


@pytest.mark.parametrize("epsilon", [0, -1, math.nan, math.inf])
def test_it_refuses_an_aversion_that_is_none(epsilon):
    with pytest.raises(InequalityError) as caught:
        atkinson([1, 2], epsilon)
    assert caught.value.problem is InequalityProblem.EPSILON


def test_it_leaves_the_callers_arrays_alone():
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0])
    measure(values, ["a", "b", "a"], weights=weights)
    assert values.tolist() == [3, 1, 2]
    assert weights.tolist() == [1, 2, 3]
