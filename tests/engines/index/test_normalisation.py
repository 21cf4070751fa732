"""Every way to one scale: more is better, what is missing stays missing."""

import numpy as np
import pytest

from bagana.engines.index import Goalposts, IndexRefused, Scale, normalise
from bagana.engines.index.normalise import along, line
from tests.engines.index.building import leaf

NAN = np.nan
UP, DOWN = leaf("up", target=8), leaf("down", direction=-1, target=2)
COLUMN = [2.0, 4.0, 4.0, 10.0]


def scaled(method, leaf=UP, column=COLUMN, low=0.0, high=1.0, **settings):
    given = {"goalposts": "all_years", **settings}
    values = np.array(column, dtype=float)[None, :, None]
    return normalise(values, [leaf], Scale(method, low, high, **given))[0, :, 0]


@pytest.mark.parametrize(
    ("method", "leaf", "expected"),
    [
        ("minmax", UP, [0, 0.25, 0.25, 1]),
        ("minmax", DOWN, [1, 0.75, 0.75, 0]),
        ("distance_to_maximum", UP, [0, 0.25, 0.25, 1]),
        ("distance_to_maximum", DOWN, [1, 0.75, 0.75, 0]),
        ("distance_to_target", UP, [0, 1 / 3, 1 / 3, 8 / 6]),
        ("distance_to_target", DOWN, [1, 0.75, 0.75, 0]),
        ("fraction_of_maximum", UP, [0.2, 0.4, 0.4, 1]),
        ("fraction_of_maximum", DOWN, [1, 0.5, 0.5, 0.2]),
        ("percentile_rank", UP, [0, 1 / 3, 1 / 3, 1]),
        ("percentile_rank", DOWN, [1, 1 / 3, 1 / 3, 0]),
        ("rank", UP, [1, 2, 2, 4]),
        ("rank", DOWN, [4, 2, 2, 1]),
        ("borda", UP, [0, 1, 1, 3]),
        ("borda", DOWN, [3, 1, 1, 0]),
        ("none", UP, [2, 4, 4, 10]),
        ("none", DOWN, [-2, -4, -4, -10]),
    ],
)
def test_each_method_by_hand(method, leaf, expected):
    np.testing.assert_allclose(scaled(method, leaf), expected)


def test_the_z_score_has_the_deviation_of_a_sample():
    # Mean 5, sum of squares 36, so the deviation is sqrt(12).
    expected = (np.array(COLUMN) - 5) / np.sqrt(12)
    np.testing.assert_allclose(scaled("zscore"), expected)
    np.testing.assert_allclose(scaled("zscore", DOWN), -expected)
    np.testing.assert_allclose(
        scaled("zscore", mean=10, deviation=2), 10 + 2 * expected
    )


def test_the_z_score_is_held_at_its_floor():
    assert scaled("zscore", mean=1, floor=0.5).min() == 0.5


def test_every_scale_is_held_at_its_floor():
    assert scaled("none", DOWN, floor=-4.0).tolist() == [-2, -4, -4, -4]
    assert scaled("percentile_rank", floor=0.25).tolist() == [0.25, 1 / 3, 1 / 3, 1]
    assert np.isnan(scaled("rank", UP, [1, NAN], floor=3.0)[1])


def test_shares_lie_between_the_ends_of_the_scale():
    found = scaled("minmax", low=1, high=100)
    np.testing.assert_allclose(found, [1, 25.75, 25.75, 100])


def test_fixed_goalposts_clip():
    posts = leaf("a", goalposts=Goalposts(3, 9))
    found = scaled("minmax", posts, goalposts="fixed")
    np.testing.assert_allclose(found, [0, 1 / 6, 1 / 6, 1])


def test_goalposts_may_let_values_pass():
    posts = leaf("a", goalposts=Goalposts(4, 8, clip=False))
    found = scaled("minmax", posts, goalposts="fixed")
    np.testing.assert_allclose(found, [-0.5, 0, 0, 1.5])


def test_less_is_better_turns_the_goalposts():
    posts = leaf("a", direction=-1, goalposts=Goalposts(0, 20))
    found = scaled("minmax", posts, goalposts="fixed")
    np.testing.assert_allclose(found, [0.9, 0.8, 0.8, 0.5])


def test_goalposts_on_logarithms():
    posts = leaf("a", goalposts=Goalposts(100, 75_000, log=True))
    column = [100, 17_504, 75_000, 90_000, 0, -5]
    found = scaled("minmax", posts, column, goalposts="fixed")
    income = np.log(17_504 / 100) / np.log(750)
    np.testing.assert_allclose(found, [0, income, 1, 1, 0, 0], atol=1e-15)


def test_a_column_without_goalposts_is_refused_in_both_languages():
    with pytest.raises(IndexRefused) as refusal:
        scaled("minmax", leaf("a", goalposts=None), goalposts="fixed")
    assert "«a»" in refusal.value.what.mn
    assert "“a”" in refusal.value.what.en
    assert refusal.value.fix.mn


def test_a_column_without_target_is_refused():
    with pytest.raises(IndexRefused, match="no target"):
        scaled("distance_to_target", leaf("a"))


def test_a_target_that_all_have_reached_is_full_marks():
    found = scaled("distance_to_target", leaf("a", target=1))
    assert found.tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("column", [[0, -1, -3, -2], [-4, -4, -1, -9]])
def test_a_fraction_of_a_maximum_that_is_not_above_nought_is_refused(column):
    with pytest.raises(IndexRefused, match="not above nought"):
        scaled("fraction_of_maximum", UP, column)


METHODS = [
    ("minmax", 0.5),
    ("distance_to_maximum", 0.5),
    ("distance_to_target", 0),
    ("fraction_of_maximum", 1),
    ("percentile_rank", 0.5),
    ("rank", 1),
    ("borda", 0),
    ("zscore", 0),
]


@pytest.mark.parametrize(("method", "expected"), METHODS)
def test_a_column_that_does_not_vary_is_never_nan(method, expected):
    found = scaled(method, UP, [0.3, 0.3, 0.1 + 0.2, 0.3])
    assert found.tolist() == pytest.approx([expected] * 4)


@pytest.mark.parametrize(("method", "_"), METHODS)
def test_missing_stays_missing_and_does_not_change_the_others(method, _):
    found = scaled(method, UP, [*COLUMN, NAN])
    assert np.isnan(found[-1])
    np.testing.assert_array_equal(found[:-1], scaled(method))


@pytest.mark.parametrize(("method", "_"), METHODS)
def test_a_column_of_nothing_stays_nothing(method, _):
    assert np.isnan(scaled(method, UP, [NAN, NAN])).all()


def two_years(method, scope):
    values = np.array([[0.0, 5.0], [5.0, 10.0]])[:, :, None]
    return normalise(values, [UP], Scale(method, 0, 1, scope))[:, :, 0].tolist()


def test_limits_over_all_years_or_in_each():
    assert two_years("minmax", "all_years") == [[0, 0.5], [0.5, 1]]
    assert two_years("minmax", "year") == [[0, 1], [0, 1]]
    assert two_years("rank", "all_years") == [[1, 2], [2, 4]]
    assert two_years("rank", "year") == [[1, 2], [1, 2]]


def test_a_method_without_goalposts_reads_fixed_as_all_years():
    assert two_years("rank", "fixed") == two_years("rank", "all_years")


def test_near_ties_of_rounding_error_share_a_rank():
    assert scaled("rank", UP, [0.3, 0.1 + 0.2, 1]).tolist() == [1, 1, 3]


def test_a_line_found_once_can_be_applied_to_draws():
    values = np.array(COLUMN)[None, :, None]
    scale = Scale("minmax", 0, 1, "all_years")
    found = line(values, [UP], scale)
    draws = np.tile(values, (7, 1, 1))
    np.testing.assert_allclose(along(draws, found)[3, :, 0], scaled("minmax"))
