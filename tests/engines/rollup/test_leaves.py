"""Rows to units: what counts, what is not known, and who stands behind it."""

from __future__ import annotations

import numpy as np
import pytest

from bagana.engines.rollup import (
    How,
    Measure,
    RollUpError,
    Where,
    roll_up,
    sheep_units,
)

HERDS = {
    "unit": np.array([1, 0, 1, 0, 1]),
    "holder": np.array([7, 3, 7, 4, 9]),
    "sheep": np.array([320, 40, 80, 0, 5]),
    "goat": np.array([10, 0, 20, 30, -1]),
}
SHEEP = Measure("sheep", "herds", value=(("sheep", 1.0),), how=How.SUM)


def one(measure, table=HERDS, units=3):
    return roll_up({"herds": table}, units, [measure])[measure.code]


def test_it_adds_up_the_rows_of_a_unit_in_any_order():
    assert one(SHEEP).value.tolist() == [40, 405, 0]


def test_it_counts_rows_that_meet_every_condition():
    big = Measure("big", "herds", (Where("sheep", least=40), Where("goat", most=15)))
    assert one(big).value.tolist() == [1, 1, 0]
    assert one(big).largest.tolist() == [[1, 0], [1, 0], [0, 0]]


def test_a_value_that_one_row_does_not_know_is_missing_and_never_less():
    goats = one(Measure("goat", "herds", value=(("goat", 1.0),), how=How.SUM))
    assert np.isnan(goats.value[1])
    assert goats.unknown.tolist() == [0, 1, 0]
    assert goats.value[0] == 30


def test_a_few_unknown_rows_may_be_left_out_where_the_measure_says_so():
    measure = Measure(
        "goat", "herds", value=(("goat", 1.0),), how=How.SUM, most_unknown=0.34
    )
    assert one(measure).value.tolist() == [30, 30, 0]


def test_a_row_that_fails_one_condition_is_out_whatever_else_is_unknown():
    measure = Measure("some", "herds", (Where("sheep", least=6), Where("goat", 0)))
    assert one(measure).unknown.tolist() == [0, 0, 0]
    assert one(measure).value.tolist() == [1, 2, 0]


def test_it_counts_different_holders_once():
    measure = Measure("holders", "herds", value=(("holder", 1),), how=How.DISTINCT)
    assert one(measure).value.tolist() == [2, 2, 0]


def test_it_tells_who_stands_behind_a_sum():
    cells = one(SHEEP)
    assert cells.contributors.tolist() == [1, 3, 0]
    assert cells.largest.tolist() == [[40, 0], [320, 80], [0, 0]]


def test_two_equal_largest_rows_are_both_told():
    table = {"unit": np.array([0, 0, 0]), "sheep": np.array([9, 2, 9])}
    assert one(SHEEP, table, 1).largest.tolist() == [[9, 9]]


def test_sheep_units_are_heads_by_their_coefficients():
    table = {
        "unit": np.array([0]),
        "camel": np.array([2]),
        "goat": np.array([10]),
    }
    units = sheep_units("units", "herds", {"camel": 5.0, "goat": 0.9})
    assert one(units, table, 1).value.tolist() == [19.0]


def test_an_empty_table_gives_nought_of_every_unit():
    table = {name: column[:0] for name, column in HERDS.items()}
    assert one(SHEEP, table).value.tolist() == [0, 0, 0]


def test_nan_is_unknown_too():
    table = {"unit": np.array([0, 1]), "sheep": np.array([np.nan, 2.0])}
    assert np.isnan(one(SHEEP, table, 2).value).tolist() == [True, False]


@pytest.mark.parametrize(
    "table",
    [
        {"unit": np.array([0]), "goat": np.array([1])},
        {"unit": np.array([5]), "sheep": np.array([1])},
        {"unit": np.array([0, 0]), "sheep": np.array([1])},
    ],
)
def test_it_refuses_a_table_that_does_not_fit(table):
    with pytest.raises(RollUpError):
        one(SHEEP, table)


def test_it_refuses_a_measure_that_says_too_little():
    with pytest.raises(RollUpError):
        Measure("sum", "herds", how=How.SUM)
    with pytest.raises(RollUpError):
        Measure("ratio", value=(("sheep", 1.0),), how=How.RATIO)
    with pytest.raises(RollUpError):
        roll_up({}, 1, [SHEEP])
