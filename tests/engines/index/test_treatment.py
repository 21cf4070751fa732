"""Outliers are drawn in to the next value, or the column is logged."""

import numpy as np
import pytest

from bagana.engines.index import Scale, Treatment, run, treat, treat_column
from bagana.engines.index.treat import kurtosis, limit_of, skewness
from tests.engines.index.building import data, framework, leaf

RULE = Treatment(max_points=2, max_share=0)
EVEN = np.arange(1.0, 21.0)


def test_skewness_and_kurtosis_have_the_small_sample_correction():
    # Worked by hand: 1, 2, 3, 4, 10 has m2 = 10, m3 = 36, m4 = 278.8.
    x = np.array([1.0, 2, 3, 4, 10])
    g1, g2 = 36 / 10**1.5, 278.8 / 100 - 3
    assert skewness(x) == pytest.approx(g1 * np.sqrt(20) / 3)
    assert kurtosis(x) == pytest.approx(4 * (6 * g2 + 6) / (3 * 2))


def test_a_column_without_outliers_stays():
    found = treat_column(EVEN, RULE)
    assert (found.method, found.points) == ("none", 0)
    np.testing.assert_array_equal(found.values, EVEN)


def test_an_outlier_is_drawn_in_to_the_next_value():
    found = treat_column(np.append(EVEN, 500.0), RULE)
    assert (found.method, found.points) == ("winsorise", 1)
    assert found.values[-1] == 20


def test_two_outliers_are_drawn_in_one_after_the_other():
    found = treat_column(np.append(EVEN, [500.0, 900.0]), RULE)
    assert found.points == 2
    assert found.values[-2:].tolist() == [20, 20]


def test_an_outlier_below_is_drawn_up():
    found = treat_column(np.append(EVEN, -500.0), RULE)
    assert found.values[-1] == 1


def test_more_outliers_than_the_limit_log_the_raw_column():
    x = np.append(EVEN, [5_000.0, 7_000.0, 90_000.0])
    found = treat_column(x, RULE)
    assert (found.method, found.points) == ("log", 0)
    span = 90_000 - 1
    np.testing.assert_allclose(found.values, np.log(x - 1 + 0.01 * span))


def test_ties_at_the_end_never_change_more_points_than_the_limit():
    x = np.append(EVEN, [900.0, 900.0, 900.0])
    found = treat_column(x, Treatment(max_points=2, max_share=0, otherwise="none"))
    assert found.method == "none"
    np.testing.assert_array_equal(found.values, x)
    assert treat_column(x, Treatment(max_points=3, max_share=0)).points == 3


def test_a_tail_to_the_left_is_logged_in_the_mirror():
    x = -np.append(EVEN, [5_000.0, 7_000.0, 90_000.0])
    found = treat_column(x, RULE)
    assert found.method == "log"
    assert abs(skewness(found.values)) < abs(skewness(x))
    np.testing.assert_array_equal(np.argsort(found.values), np.argsort(x))


def test_the_limit_is_one_per_cent_of_many_units():
    assert limit_of(Treatment(), 57) == 5
    assert limit_of(Treatment(), 1613) == 17


def test_a_constant_column_stays():
    found = treat_column(np.full(30, 0.1), RULE)
    assert found.method == "none"


def test_missing_values_stay_missing_and_do_not_count():
    x = np.append(EVEN, [500.0, np.nan])
    found = treat_column(x, RULE)
    assert np.isnan(found.values[-1])
    assert found.values[-2] == 20


def panel():
    return np.stack([np.append(EVEN, 21.0), np.append(EVEN, 500.0)])[:, :, None]


def test_limits_come_of_all_years_together():
    found = treat(panel(), RULE)
    assert found.values[1, -1, 0] == 21
    assert len(found.columns) == 1


def test_limits_come_of_each_year_where_the_rule_says_so():
    found = treat(panel(), Treatment(max_points=2, max_share=0, years="year"))
    assert found.values[1, -1, 0] == 20
    assert [row[0].method for row in found.columns] == ["none", "winsorise"]


def test_the_audit_has_each_point_that_was_drawn_in():
    fw = framework(leaf("a"), treatment=RULE, scale=Scale(goalposts="all_years"))
    rows = [[value] for value in np.append(EVEN, 500.0)]
    (change,) = run(fw, data(rows, ["a"])).audit
    assert (change.step, change.unit, change.rule) == ("treat", "u20", "winsorise")
    assert (change.before, change.after) == (500, 20)


def test_fixed_goalposts_are_the_treatment():
    rows = [[value] for value in np.append(EVEN, 500.0)]
    result = run(framework(leaf("a"), treatment=RULE), data(rows, ["a"]))
    assert result.treated[0, -1, 0] == 500
    assert [c.step for c in result.audit] == ["clip"]


def test_a_target_is_never_measured_in_logarithms():
    column = [*EVEN, 5_000.0, 7_000.0, 90_000.0]
    fw = framework(
        leaf("a", target=100), treatment=RULE, scale=Scale("distance_to_target", 0, 1)
    )
    result = run(fw, data([[value] for value in column], ["a"]))
    np.testing.assert_array_equal(result.treated[0, :, 0], column)
