import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.anonymity import (
    QuasiIdentifier,
    anonymise,
    classes_of,
    diversity,
)


def column(name, *levels, weight=1.0):
    return QuasiIdentifier(name, tuple(np.array(x, np.int64) for x in levels), weight)


def test_nothing_is_lost_when_all_are_alike_enough():
    found = anonymise([column("age", [1] * 6 + [2] * 5, [0] * 11)], 5)
    assert (found.rungs, found.loss, found.left_out) == ((0,), 0.0, 0)
    assert (found.least, found.classes) == (5, 2)


def test_the_column_that_saves_most_is_made_coarser():
    # By hand: sex splits 4 + 4; ages 10 and 11 alternate, so only age must climb.
    sex = column("sex", [0, 0, 0, 0, 1, 1, 1, 1], [0] * 8)
    age = column("age", [10, 11, 10, 11, 10, 11, 10, 11], [1] * 8)
    found = anonymise([sex, age], 4, allowed=0)
    assert found.rungs == (0, 1)
    assert found.loss == pytest.approx(0.5)


def test_a_few_odd_rows_are_left_out_rather_than_all_made_coarse():
    found = anonymise([column("age", [1] * 99 + [2], [0] * 100)], 5, allowed=0.05)
    assert found.rungs == (0,)
    assert found.left_out == 1
    assert not found.kept[99]


def test_too_few_rows_are_all_left_out():
    found = anonymise([column("age", [1, 2, 3], [0, 0, 0])], 5)
    assert found.left_out == 3
    assert found.least == 0


def test_a_ladder_that_parts_what_it_joined_is_refused():
    with pytest.raises(ValueError, match="parts"):
        anonymise([column("age", [1, 1, 2], [0, 1, 1])], 2)


def test_one_value_in_a_class_tells_everybody_of_it():
    label, _sizes = classes_of([np.array([0, 0, 1, 1])])
    kept = np.ones(4, bool)
    assert diversity(label, kept, np.array([1, 2, 3, 3])) == 1
    assert diversity(label, kept, np.array([1, 2, 3, 4])) == 2
    assert diversity(label, ~kept, np.array([1, 2, 3, 4])) == 0


ROWS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2)), max_size=60)


@settings(max_examples=40)
@given(rows=ROWS, k=st.integers(2, 6))
def test_no_kept_row_is_told_from_k_minus_one_others(rows, k):
    ages = np.array([a for a, _ in rows], np.int64)
    sexes = np.array([s for _, s in rows], np.int64)
    columns = [
        QuasiIdentifier("age", (ages, ages // 5, ages // 20, ages * 0)),
        QuasiIdentifier("sex", (sexes, sexes * 0)),
    ]
    found = anonymise(columns, k)
    seen: dict = {}
    for row in np.flatnonzero(found.kept):
        key = tuple(
            int(c.levels[r][row]) for c, r in zip(columns, found.rungs, strict=True)
        )
        seen[key] = seen.get(key, 0) + 1
    assert all(count >= k for count in seen.values())
    assert found.least == min(seen.values(), default=0)
    # Everything made one class keeps all rows: so few rows is the only excuse.
    assert found.left_out <= max(len(rows) * 0.05, 0) or len(rows) < k
