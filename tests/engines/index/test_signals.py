"""Signals say how unusual a figure is, by formulas that are worked out by hand here."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import binomtest, chi2, poisson

from bagana.engines.index.signals import (
    JUMP,
    copies,
    digit_heaping,
    disagreement,
    jumps,
    noise_of_counts,
    noise_of_shares,
    robust_z,
    same_by_chance,
    shrinking,
)

FINITE = st.floats(-1e6, 1e6, allow_nan=False)


def test_the_robust_z_is_the_distance_from_the_median_in_scaled_mads():
    # Median 3, absolute deviations 2 1 0 1 97, their median 1.
    found = robust_z([1, 2, 3, 4, 100])
    assert found == pytest.approx(np.array([-2, -1, 0, 1, 97]) / 1.4826)


def test_where_most_are_alike_the_mean_deviation_takes_over():
    # Median 5, deviations 0 0 0 0 10: MAD 0, mean 2.
    assert robust_z([5, 5, 5, 5, 15])[4] == pytest.approx(10 / (1.2533 * 2))


def test_units_that_are_all_the_same_are_not_unusual():
    assert np.isnan(robust_z([7.0] * 8)).all()


def test_a_group_too_small_for_a_spread_is_compared_with_all():
    values = np.array([1.0, 2, 3, 4, 5, 6, 100])
    groups = np.array(["a"] * 6 + ["b"])
    alone = robust_z(values, groups)
    assert alone[6] == pytest.approx(robust_z(values)[6])
    assert alone[0] == pytest.approx(robust_z(values[:6])[0])


def test_fewer_than_five_units_in_all_say_nothing():
    assert np.isnan(robust_z([1, 2, 3, 50])).all()


def test_what_moves_the_whole_group_is_no_jump():
    before = np.array([10.0, 20, 30, 40, 50, 60])
    together = before + np.array([5.0, 5.1, 4.9, 5.2, 4.8, 5.0])
    one = together.copy()
    one[2] += 4
    assert np.abs(jumps(before, together)).max() < JUMP
    assert jumps(before, one)[2] > JUMP


def test_a_small_unit_does_not_jump_by_what_chance_does_to_it():
    before, after = np.array([1.0] * 9 + [2.0]), np.array([1.0] * 9 + [3.0])
    assert jumps(before, after)[9] > JUMP
    noise = noise_of_counts(before, after)
    assert noise[9] == pytest.approx(math.sqrt(5))
    assert jumps(before, after, noise=noise)[9] == pytest.approx(1 / math.sqrt(5))


def test_the_noise_of_a_share_is_that_of_two_proportions():
    # 30 of 50 and 20 of 50: p = 1/2, √(1/4 × 2/50) = 0.1.
    found = noise_of_shares(([30, 5, 1], [20, 9, 1]), ([50, 4, 0], [50, 4, 9]))
    assert found[0] == pytest.approx(0.1)
    assert np.isnan(found[1:]).all()


def test_a_missing_year_is_no_jump():
    found = jumps([1, np.nan, 3, 4, 5, 6], [2, 3, np.nan, 5, 7, 9])
    assert np.isnan(found[[1, 2]]).all()


@given(arrays(np.float64, st.integers(5, 30), elements=FINITE), st.floats(0.01, 100))
def test_the_robust_z_knows_no_unit_of_measure(values, scale):
    found, scaled = robust_z(values), robust_z(values * scale)
    known = np.isfinite(found) & np.isfinite(scaled)
    assert scaled[known] == pytest.approx(found[known], rel=1e-6, abs=1e-6)


def test_numbers_ending_in_nought_and_five_are_seen_by_the_exact_test():
    rounded = [100 + 5 * i for i in range(24)]
    found = digit_heaping(rounded)
    assert found.numbers == 24
    assert found.heaped == 1
    assert found.whipple == 500
    assert found.p == pytest.approx(0.2**24)
    assert found.statistic is None


def test_many_numbers_are_judged_by_pearson():
    even = list(range(100, 200))
    found = digit_heaping(even)
    assert found.statistic == 0
    assert found.p == 1
    heaped = digit_heaping([100] * 50 + list(range(100, 150)))
    # Digit 0: 55 of 100 where 10 are expected; the others 5 each.
    assert heaped.counts == (55, *[5] * 9)
    assert heaped.statistic == pytest.approx(45**2 / 10 + 9 * 25 / 10)
    assert heaped.p == pytest.approx(chi2.sf(heaped.statistic, 9), rel=1e-9)


def test_the_exact_test_is_the_one_sided_binomial():
    numbers = [101, 105, 110, 112, 115, 117, 118, 120, 123, 125] * 3
    found = digit_heaping(numbers)
    expected = binomtest(15, 30, 0.2, alternative="greater").pvalue
    assert found.p == pytest.approx(expected, rel=1e-9)
    assert digit_heaping([101] * 30).p == 1


def test_shares_small_counts_and_missing_ones_have_no_last_digit():
    assert digit_heaping([0.5] * 60 + [10] * 60 + [np.nan] * 60) is None
    assert digit_heaping(list(range(100, 119))) is None


def test_true_counts_are_called_heaped_no_oftener_than_the_level():
    rng = np.random.default_rng(4)
    found = [digit_heaping(rng.poisson(700, 80)).p < 0.05 for _ in range(400)]
    assert np.mean(found) == pytest.approx(0.05, abs=0.035)


@pytest.mark.parametrize("mean", [1.0, 12.0, 250.0])
def test_the_chance_of_the_same_count_is_the_sum_over_all_counts(mean):
    counts = np.arange(int(mean + 20 * math.sqrt(mean) + 20))
    expected = (poisson.pmf(counts, mean) ** 2).sum()
    assert same_by_chance(mean) == pytest.approx(expected, rel=1e-9)


def test_a_copy_needs_both_parts_to_be_the_same():
    found = copies(([40, 40, 40], [40, 40, 41]), ([90, 90, 90], [90, 91, 90]))
    assert found[0] == pytest.approx(same_by_chance(40) * same_by_chance(90))
    assert np.isnan(found[1:]).all()


def test_noughts_and_missing_ones_are_not_copies():
    found = copies(([0, np.nan], [0, np.nan]), ([90, 90], [90, 90]))
    assert np.isnan(found).all()


def test_a_share_that_rises_because_its_denominator_falls_is_seen():
    # 40/100 becomes 40/80: the whole rise is the denominator's.
    found = shrinking(([40], [40]), ([100], [80]))
    assert found.fall == pytest.approx([0.2])
    assert found.by_denominator == pytest.approx([1.0])


def test_a_share_that_rises_by_its_numerator_is_not():
    # 40/100 becomes 57/95: 0.02 of the rise of 0.2 is the denominator's.
    assert np.isnan(shrinking(([40], [57]), ([100], [95])).fall).all()
    assert np.isnan(shrinking(([40], [38]), ([100], [98])).fall).all()


def test_fewer_cases_of_both_kinds_are_no_sign():
    assert np.isnan(shrinking(([40], [36]), ([100], [80])).fall).all()


def test_where_less_is_better_the_denominator_would_have_to_grow():
    found = shrinking(([40], [40]), ([100], [125]), direction=-1)
    assert found.fall == pytest.approx([0.25])
    assert np.isnan(shrinking(([40], [40]), ([100], [80]), direction=-1).fall).all()


@given(st.integers(1, 900), st.integers(1, 900), st.integers(1, 999), st.integers(1, 9))
def test_no_unit_is_named_whose_share_did_not_improve(n, m, d, e):
    found = shrinking(([n], [m]), ([d], [d + e]))
    assert np.isnan(found.fall).all()


def test_two_sources_lie_apart_in_parts_of_the_larger():
    found = disagreement([100, 90, 0, np.nan, 0], [80, 90, 7, 3, 0])
    assert found[:3] == pytest.approx([0.2, 0, 1])
    assert np.isnan(found[3])
    assert found[4] == 0


@given(FINITE, FINITE)
def test_it_does_not_matter_which_source_is_named_first(a, b):
    assert disagreement(a, b) == pytest.approx(disagreement(b, a), nan_ok=True)
