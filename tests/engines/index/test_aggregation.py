"""Children into branches, by every mean and with gaps."""

import numpy as np
import pytest

from bagana.engines.index import IndexRefused, aggregate, nominal
from bagana.engines.index.aggregate import combine, copeland
from tests.engines.index.building import branch, leaf

NAN = np.nan
X = np.array([1.0, 4.0, 16.0])
W = np.array([0.5, 0.25, 0.25])


@pytest.mark.parametrize(
    ("means", "power", "expected"),
    [
        ("arithmetic", 1, 0.5 + 1 + 4),
        ("geometric", 1, 2 ** (0.25 * 2 + 0.25 * 4)),
        ("harmonic", 1, 1 / (0.5 + 0.25 / 4 + 0.25 / 16)),
        ("generalised", 2, np.sqrt(0.5 + 4 + 64)),
        ("generalised", 1, 5.5),
        ("generalised", 0, 2**1.5),
        ("generalised", -1, 1 / (0.5 + 0.25 / 4 + 0.25 / 16)),
        ("generalised", 300, 16 * 0.25 ** (1 / 300)),
    ],
)
def test_each_mean_by_hand(means, power, expected):
    assert combine(means, X, W, power) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("means", ["arithmetic", "geometric", "harmonic"])
def test_a_missing_child_gives_its_weight_to_the_others(means):
    with_gap = combine(means, np.array([1.0, NAN, 16.0]), W)
    without = combine(means, X[[0, 2]], W[[0, 2]])
    assert with_gap == pytest.approx(without, rel=1e-12)


@pytest.mark.parametrize("means", ["arithmetic", "geometric", "harmonic", "copeland"])
def test_nothing_known_is_missing(means):
    assert np.isnan(combine(means, np.full((2, 3), NAN), W)).all()


@pytest.mark.parametrize(
    ("means", "power"),
    [("geometric", 1), ("harmonic", 1), ("generalised", 0), ("generalised", -2)],
)
def test_one_nought_makes_the_mean_nought(means, power):
    assert combine(means, np.array([0.0, 4, 16]), W, power) == 0


@pytest.mark.parametrize("power", [-2, 0, 0.5, 3])
def test_only_noughts_make_nought(power):
    assert combine("generalised", np.zeros(3), W, power) == 0


def test_a_child_of_no_weight_does_not_count_even_if_nought():
    assert combine("geometric", np.array([0.0, 4]), np.array([0.0, 1])) == 4


@pytest.mark.parametrize("means", ["geometric", "harmonic", "generalised"])
def test_a_value_below_nought_is_refused_and_the_branch_named(means):
    tree = branch("top", leaf("a"), leaf("b"), aggregate=means, power=2)
    with pytest.raises(IndexRefused, match="top"):
        aggregate(tree, np.array([[-1.0, 2.0]]))


TREE = branch(
    "top",
    branch("one", leaf("a"), leaf("b", weight=3)),
    branch("two", leaf("c"), weight=2, aggregate="harmonic"),
    aggregate="geometric",
)


def test_levels_are_scored_from_below_each_by_its_own_mean():
    found = aggregate(TREE, np.array([[4.0, 8.0, 5.0]]))
    assert found["one"].tolist() == [7]
    assert found["two"].tolist() == pytest.approx([5])
    assert found["top"].tolist() == pytest.approx([7 ** (1 / 3) * 5 ** (2 / 3)])
    assert list(found)[-1] == "top"


def test_a_branch_of_which_nothing_is_known_gives_its_weight_away():
    found = aggregate(TREE, np.array([[4.0, 8.0, NAN]]))
    assert np.isnan(found["two"]).all()
    assert found["top"].tolist() == pytest.approx([7])


def test_years_and_replications_are_leading_axes():
    rng = np.random.default_rng(1)
    x = rng.uniform(1, 100, (4, 3, 5, 3))
    x[0, 1, 2, 1] = NAN
    whole = aggregate(TREE, x)["top"]
    assert whole.shape == (4, 3, 5)
    np.testing.assert_allclose(whole[2, 1], aggregate(TREE, x[2, 1])["top"])


def test_weights_may_differ_in_each_replication():
    x = np.array([[4.0, 8.0, 5.0], [1.0, 2.0, 3.0]])
    sets = {code: np.tile(w, (3, 1, 1)) for code, w in nominal(TREE).items()}
    sets["one"][2] = [1, 0]
    found = aggregate(TREE, x, sets)
    assert found["one"].shape == (3, 2)
    assert found["one"].tolist() == [[7, 1.75], [7, 1.75], [4, 1]]


def test_copeland_counts_wins_less_defeats():
    # First beats both (0.75 of the weight), second and third are even.
    x = np.array([[3.0, 3.0, 1.0], [2.0, 1.0, 2.0], [1.0, 2.0, 2.0]])
    assert copeland(x, np.array([0.375, 0.375, 0.25])).tolist() == [2, -1, -1]


def test_copeland_does_not_depend_on_the_order_of_rows_with_gaps():
    rng = np.random.default_rng(3)
    x = rng.integers(0, 5, (12, 4)).astype(float)
    x[rng.random((12, 4)) < 0.3] = NAN
    w = np.array([0.4, 0.3, 0.2, 0.1])
    order = rng.permutation(12)
    np.testing.assert_array_equal(copeland(x, w)[order], copeland(x[order], w))


def test_copeland_compares_only_what_both_have():
    x = np.array([[5.0, NAN], [4.0, 9.0], [NAN, NAN]])
    assert copeland(x, np.array([0.1, 0.9]))[:2].tolist() == [1, -1]
    assert np.isnan(copeland(x, np.array([0.1, 0.9]))[2])


def test_copeland_takes_rounding_errors_for_ties():
    x = np.array([[0.3, 1.0], [0.1 + 0.2, 1.0]])
    assert copeland(x, np.array([0.5, 0.5])).tolist() == [0, 0]


def test_copeland_works_in_each_year_alone():
    x = np.array([[[1.0], [2.0], [3.0]], [[3.0], [2.0], [1.0]]])
    tree = branch("top", leaf("a"), aggregate="copeland")
    assert aggregate(tree, x)["top"].tolist() == [[-2, 0, 2], [2, 0, -2]]
