"""Coverage, correlation, importance and reliability of an index."""

import numpy as np
import pytest

from bagana.engines.index import Missing, run
from bagana.engines.index.diagnostics import (
    correlation_ratio,
    correlations,
    coverage,
    cronbach,
    importance,
    leave_one_out,
)
from bagana.engines.index.diagnostics.correlating import alpha
from tests.engines.index.building import branch, data, framework, leaf

NAN = np.nan
FW = framework(
    branch("one", leaf("a"), leaf("b", direction=-1)), leaf("c"), missing=Missing(0, 0)
)
ROWS = [[10, 90, 50], [20, 80, 10], [30, 70, 40], [40, 60, 20]]
CODES = ["a", "b", "c"]


def result(rows=None):
    return run(FW, data(rows or ROWS, CODES))


def test_correlations_are_of_normalised_values():
    found = correlations(result(), 2020)
    assert found.within["one"].tolist() == [[1, 1], [1, 1]]
    assert found.with_branch[:2].tolist() == [1, 1]
    c = np.corrcoef([50, 10, 40, 20], [10, 20, 30, 40])[0, 1]
    assert found.within["index"][0, 1] == pytest.approx(c)
    assert found.children["index"] == ("one", "c")


def test_a_correlation_with_what_does_not_vary_is_not_known():
    rows = [[*row[:2], 7] for row in ROWS]
    found = correlations(result(rows), 2020)
    assert np.isnan(found.with_index[2])
    assert found.with_index[0] == pytest.approx(1)


def test_a_correlation_of_two_units_is_not_known():
    assert np.isnan(correlations(result(ROWS[:2]), 2020).with_index).all()


def test_cronbachs_alpha_by_hand():
    # Variances 1 and 4, of the sum 9: 2 (1 - 5/9).
    parts = np.array([[1.0, 2], [2.0, 4], [3.0, 6]])
    assert alpha(parts) == pytest.approx(8 / 9)
    found = cronbach(result(), 2020)
    assert found.branches["one"] == pytest.approx(1)
    assert set(found.branches) == {"index", "one"}


def test_alpha_of_one_part_or_two_units_is_not_known():
    assert np.isnan(alpha(np.array([[1.0], [2], [3]])))
    assert np.isnan(alpha(np.array([[1.0, 2], [2, 3]])))


def test_the_correlation_ratio_sees_what_a_correlation_does_not():
    x = np.linspace(-1, 1, 101)
    assert abs(np.corrcoef(x, x**2)[0, 1]) < 1e-9
    assert correlation_ratio(x, x**2) > 0.95


def test_the_correlation_ratio_of_noise_is_small():
    rng = np.random.default_rng(11)
    found = correlation_ratio(rng.normal(size=500), rng.normal(size=500))
    assert found < 0.05


def test_the_correlation_ratio_of_two_values_is_that_of_the_group_means():
    x = np.repeat([0.0, 1.0], 50)
    y = np.tile([0.0, 1.0], 50) + 3 * x
    # Between 2.25, within 0.25.
    assert correlation_ratio(x, y) == pytest.approx(0.9, abs=0.01)


def test_the_correlation_ratio_of_what_does_not_vary():
    assert correlation_ratio(np.ones(9), np.arange(9.0)) == 0
    assert np.isnan(correlation_ratio(np.arange(9.0), np.ones(9)))
    assert np.isnan(correlation_ratio(np.arange(3.0), np.arange(3.0)))


def test_importance_stands_beside_the_nominal_weight():
    rng = np.random.default_rng(4)
    wide, narrow = rng.uniform(0, 100, 80), rng.uniform(49, 51, 80)
    fw = framework(leaf("wide"), leaf("narrow"))
    found = importance(
        run(fw, data(np.column_stack([wide, narrow]), ["wide", "narrow"])), 2020
    )
    assert found.nominal.tolist() == [0.5, 0.5]
    assert found.ratio[0] > 0.95
    assert found.ratio[1] < 0.1
    assert found.share.sum() == pytest.approx(1)


def test_leaving_one_out_hands_its_weight_on():
    fw = framework(
        branch("one", leaf("a"), leaf("b")), leaf("c", weight=3), missing=Missing(0, 0)
    )
    table = data([[90, 10, 50], [10, 60, 51], [20, 20, 20]], CODES)
    found = leave_one_out(fw, table, 2020)
    # Without c the index is the mean of a and b.
    assert found.ranks[2].tolist() == [1, 2, 3]
    # Without b: (90 + 150) / 4, (10 + 153) / 4 and 20.
    assert found.ranks[1].tolist() == [1, 2, 3]
    assert found.ranks[0].tolist() == [2, 1, 3]
    assert found.shift.tolist() == pytest.approx([2 / 3, 0, 0])
    assert found.greatest.tolist() == [1, 0, 0]


def test_a_dimension_goes_with_its_only_indicator():
    found = leave_one_out(framework(leaf("a"), leaf("b")), ab([1, 9], [5, 6]), 2020)
    assert found.ranks.tolist() == [[1, 2], [2, 1]]


def ab(*rows):
    return data(rows, ["a", "b"])


def test_coverage_counts_what_is_known_before_imputation():
    fw = framework(leaf("a"), leaf("b"), missing=Missing(0, 1, "median"))
    found = coverage(fw, ab([1, 5], [NAN, 6], [4, NAN], [3, 6]))
    assert found.known.tolist() == [[3, 3]]
    assert found.share.tolist() == [[0.75, 0.75]]
    assert found.median.tolist() == [[3, 6]]
    assert (found.least.tolist(), found.greatest.tolist()) == ([[1, 5]], [[4, 6]])
    assert found.distinct.tolist() == [[3, 2]]
    assert found.scored.tolist() == [2]
    assert found.ranked.tolist() == [[True, False, False, True]]


def test_coverage_of_nothing_is_nought_of_all():
    found = coverage(framework(leaf("x")), ab([1, 5]))
    assert found.known.tolist() == [[0]]
    assert np.isnan(found.median).all()
