"""Classes of values for maps."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.geography import (
    MapClass,
    class_index,
    goodness_of_fit,
    jenks_classes,
    quantile_classes,
)

METHODS = [quantile_classes, jenks_classes]
numbers = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=11)


def spans(classes):
    return [(each.low, each.high, each.count) for each in classes]


def squares(parts):
    return sum(float(((np.array(p) - np.mean(p)) ** 2).sum()) for p in parts)


def least_squares(values, k):
    """Try every way of cutting the distinct values."""
    distinct = sorted(set(values))
    k = min(k, len(distinct))
    best = np.inf
    for cuts in combinations(range(1, len(distinct)), k - 1):
        edges = [0, *cuts, len(distinct)]
        groups = [set(distinct[a:b]) for a, b in pairwise(edges)]
        best = min(best, squares([[v for v in values if v in g] for g in groups]))
    return best


def test_quantiles_hold_equal_numbers():
    classes = quantile_classes(list(range(1, 11)), 5)
    assert spans(classes) == [(1, 2, 2), (3, 4, 2), (5, 6, 2), (7, 8, 2), (9, 10, 2)]


def test_quantiles_never_part_equal_values():
    assert spans(quantile_classes([1, 1, 1, 1, 2, 3, 4, 5], 4)) == [
        (1, 1, 4), (2, 3, 2), (4, 5, 2),
    ]  # fmt: skip


def test_jenks_finds_the_groups_one_sees():
    values = [4, 5, 9, 10, 1, 2, 3, 20, 21, 22]
    assert spans(jenks_classes(values, 3)) == [(1, 5, 5), (9, 10, 2), (20, 22, 3)]


def test_jenks_is_not_led_astray_by_large_numbers():
    values = [1e9 + v for v in (0, 1, 2, 10, 11, 12)]
    assert [each.count for each in jenks_classes(values, 2)] == [3, 3]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("values", [[3.0], [3.0, 3.0], [1.0, 3.0, 3.0]])
def test_fewer_distinct_values_give_fewer_classes(method, values):
    classes = method(values, 5)
    assert [each.low for each in classes] == sorted(set(values))
    assert all(each.low == each.high for each in classes)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("bad", [[], [1.0, float("nan")], [float("inf")]])
def test_it_refuses_what_has_no_class(method, bad):
    with pytest.raises(ValueError, match="class"):
        method(bad, 3)


@pytest.mark.parametrize("method", METHODS)
def test_it_refuses_no_classes(method):
    with pytest.raises(ValueError, match="at least one"):
        method([1.0], 0)


@pytest.mark.parametrize("method", METHODS)
@given(values=numbers, k=st.integers(1, 6))
def test_every_value_lies_in_the_class_that_counts_it(method, values, k):
    classes = method(values, k)
    assert 1 <= len(classes) <= k
    assert sum(each.count for each in classes) == len(values)
    assert (classes[0].low, classes[-1].high) == (min(values), max(values))
    for i, each in enumerate(classes):
        inside = [v for v in values if class_index(classes, v) == i]
        assert len(inside) == each.count
        assert (min(inside), max(inside)) == (each.low, each.high)


@given(values=numbers, k=st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_jenks_has_the_least_squares_of_all_ways_to_cut(values, k):
    classes = jenks_classes(values, k)
    assert len(classes) == min(k, len(set(values)))
    found = squares([[v for v in values if c.low <= v <= c.high] for c in classes])
    assert found == pytest.approx(least_squares(values, k), abs=1e-6)


@given(values=numbers, k=st.integers(1, 5))
def test_jenks_fits_no_worse_than_quantiles(values, k):
    jenks = goodness_of_fit(values, jenks_classes(values, k))
    assert jenks >= goodness_of_fit(values, quantile_classes(values, k)) - 1e-9
    assert -1e-9 <= jenks <= 1 + 1e-9


def test_the_fit_of_known_classes():
    values = [1.0, 3.0, 11.0, 13.0]
    assert goodness_of_fit(values, jenks_classes(values, 2)) == pytest.approx(
        1 - 4 / 104
    )
    assert goodness_of_fit([2.0, 2.0], jenks_classes([2.0], 2)) == 1


def test_values_of_other_years_find_their_class():
    classes = (MapClass(1, 2, 2), MapClass(5, 6, 2))
    found = [class_index(classes, v) for v in (-9, 2, 3, 5, 99)]
    assert found == [0, 0, 1, 1, 1]
    with pytest.raises(ValueError, match="missing"):
        class_index(classes, float("nan"))


def test_national_size_is_quick():
    values = np.random.default_rng(1).lognormal(size=1851)
    assert len(jenks_classes(values, 5)) == 5
