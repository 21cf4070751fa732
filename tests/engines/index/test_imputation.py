"""What stands in for a gap; the audit names it, and it is never nought."""

import numpy as np
import pytest

from bagana.engines.index import Groups, Missing, run
from tests.engines.index.building import data, framework, leaf

NAN = np.nan
GROUPS = ["north", "north", "north", "south", "south", "south"]
COLUMN = [10, 20, NAN, 40, 60, 95]


def filled(impute, column=COLUMN, groups=GROUPS, **settings):
    fw = framework(
        leaf("a"),
        leaf("b"),
        missing=Missing(0, 0, impute, **settings),
        groups=Groups(minimum=1),
    )
    rows = [[value, 1] for value in column]
    return run(fw, data(rows, ["a", "b"], groups=groups))


@pytest.mark.parametrize(
    ("impute", "value"),
    [
        ("median", 40),
        ("mean", 45),
        ("group_median", 15),
        ("group_mean", 15),
        ("hot_deck", 15),
    ],
)
def test_each_rule_fills_with_its_value(impute, value):
    assert filled(impute).imputed[0, 2, 0] == value


def test_none_leaves_the_gap():
    result = filled("none")
    assert np.isnan(result.imputed[0, 2, 0])
    assert not result.was_imputed.any()


def test_a_group_that_knows_nothing_takes_the_value_of_all_and_says_so():
    result = filled("group_median", [NAN, NAN, NAN, 40, 60, 95])
    assert result.imputed[0, :3, 0].tolist() == [60, 60, 60]
    assert {c.rule for c in result.audit} == {"median"}


def test_what_nobody_knows_stays_missing():
    result = filled("group_median", [NAN] * 6)
    assert np.isnan(result.imputed[0, :, 0]).all()


def test_the_audit_has_each_imputed_cell():
    change = next(c for c in filled("group_median").audit if c.step == "impute")
    assert (change.unit, change.year, change.indicator) == ("u2", 2020, "a")
    assert np.isnan(change.before)
    assert (change.after, change.rule) == (15, "group_median")


def years_of(column, last_years=2):
    fw = framework(leaf("a"), leaf("b"), missing=Missing(0, 0, "last", last_years))
    rows = [[[value, 1]] for value in column]
    years = list(range(2018, 2018 + len(column)))
    return run(fw, data(rows, ["a", "b"], years=years))


def test_the_last_value_is_taken_within_its_years():
    result = years_of([30, NAN, NAN, NAN])
    known = result.imputed[:, 0, 0].tolist()
    assert known[:3] == [30, 30, 30]
    assert np.isnan(known[3])
    assert [c.rule for c in result.audit] == ["last:2018", "last:2018"]


def test_the_last_value_is_never_one_of_a_later_year():
    assert np.isnan(years_of([NAN, 30]).imputed[0, 0, 0])


def test_medians_are_those_of_the_same_year():
    fw = framework(leaf("a"), leaf("b"), missing=Missing(0, 0, "median"))
    table = data(
        [[[10, 1], [20, 1], [NAN, 1]], [[50, 1], [70, 1], [NAN, 1]]],
        ["a", "b"],
        years=[2019, 2020],
    )
    assert run(fw, table).imputed[:, 2, 0].tolist() == [15, 60]


@pytest.mark.parametrize("impute", ["median", "mean", "group_median", "last"])
def test_missing_is_never_nought(impute):
    result = filled(impute)
    assert not (result.imputed == 0).any()
    assert not (np.nan_to_num(result.normalised, nan=1.0) == 0).any()
