"""Long rows become arrays; nobody and nothing is lost on the way."""

import numpy as np
import pytest

from bagana.engines.index import IndexData


def row(unit, year, indicator, value, **more):
    return {"unit": unit, "year": year, "indicator": indicator, "value": value, **more}


ROWS = [
    row("b", 2021, "water", "7.5", n="40", se=""),
    row("a", "2020", "water", 3, n=None),
    row("a", 2020, "people", 100),
    row("c", 2021, "water", ""),
]


def test_axes_are_units_as_they_come_and_years_in_order():
    found = IndexData.from_long(ROWS, extra=["people"])
    assert found.units == ("b", "a", "c")
    assert found.years == (2020, 2021)
    assert found.indicators == ("water",)
    assert found.values[1, 0, 0] == 7.5
    assert found.values[0, 1, 0] == 3


def test_a_unit_without_any_value_is_there_and_missing():
    found = IndexData.from_long(ROWS, extra=["people"])
    assert np.isnan(found.values[:, 2]).all()


def test_denominators_stand_apart():
    found = IndexData.from_long(ROWS, extra=["people"])
    assert found.extra["people"][0, 1] == 100
    assert np.isnan(found.extra["people"][1]).all()


def test_counts_and_errors_are_kept_where_any_is_known():
    found = IndexData.from_long(ROWS, extra=["people"])
    assert found.n is not None
    assert found.n[1, 0, 0] == 40
    assert found.se is None


def test_groups_are_looked_up_and_empty_where_unknown():
    found = IndexData.from_long(ROWS, groups={"group": {"a": "rural"}})
    assert found.groups["group"].tolist() == ["", "rural", ""]


@pytest.mark.parametrize("value", ["seven", "inf", "nan", "1,5"])
def test_what_is_no_number_is_refused_with_its_place(value):
    with pytest.raises(ValueError, match="a, 2020, water, value"):
        IndexData.from_long([row("a", 2020, "water", value)])


def test_a_cell_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="a, 2020, water: stands twice"):
        IndexData.from_long([ROWS[1], ROWS[1]])


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"values": np.zeros((1, 2, 2))}, "shape"),
        ({"units": ("a", "a")}, "twice"),
        ({"years": (2021, 2020), "values": np.zeros((2, 2, 1))}, "ascending"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(settings, reason):
    given = {
        "units": ("a", "b"),
        "years": (2020,),
        "indicators": ("water",),
        "values": np.zeros((1, 2, 1)),
        **settings,
    }
    with pytest.raises(ValueError, match=reason):
        IndexData(**given)
