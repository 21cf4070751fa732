"""Up the tree: a total only where every part has come."""

from __future__ import annotations

import numpy as np
import pytest

from bagana.engines.rollup import (
    How,
    Measure,
    RollUpError,
    Tree,
    roll_up_tree,
)

# 0 aimag; 1, 2 sums; 3, 4 bags of 1; 5 bag of 2; 6 a bag that nobody asks.
PARENT = np.array([-1, 0, 0, 1, 1, 2, 2])
BAGS = np.array([False, False, False, True, True, True, False])
TREE = Tree(PARENT, BAGS)
TABLE = {
    "unit": np.array([3, 3, 4, 5, 6]),
    "sheep": np.array([320, 40, 5, 60, 999]),
    "holder": np.array([1, 2, 1, 3, 4]),
}
SHEEP = Measure("sheep", "herds", value=(("sheep", 1.0),), how=How.SUM)
COUNT = Measure("herds", "herds")
EACH = Measure("each", value=(("sheep", 1.0), ("herds", 1.0)), how=How.RATIO)


def rolled(*measures, reporting=None, tree=TREE):
    return roll_up_tree({"herds": TABLE}, tree, measures, reporting)


def known(values):
    return [None if np.isnan(one) else float(one) for one in values]


def test_sums_and_the_aimag_are_the_sum_of_their_bags():
    value = known(rolled(SHEEP)["sheep"].value)
    assert value == [425, 365, 60, 360, 5, 60, None]


def test_a_total_is_missing_while_one_bag_has_not_reported():
    reporting = np.array([False, False, False, True, False, True, False])
    value = known(rolled(SHEEP, reporting=reporting)["sheep"].value)
    assert value == [None, None, 60, 360, None, 60, None]


def test_the_largest_two_of_all_below_stand_behind_a_total():
    cells = rolled(SHEEP)["sheep"]
    assert cells.largest[0].tolist() == [320, 60]
    assert cells.contributors.tolist()[:3] == [4, 3, 1]


def test_a_ratio_is_made_of_the_totals_and_not_of_ratios():
    value = known(rolled(SHEEP, COUNT, EACH)["each"].value)
    assert value[:3] == [425 / 4, 365 / 3, 60]


def test_a_ratio_over_nothing_is_missing():
    table = {"unit": np.array([3]), "sheep": np.array([1])}
    found = roll_up_tree({"herds": table}, TREE, [SHEEP, COUNT, EACH])
    assert known(found["each"].value)[5] is None


def test_one_holder_in_two_bags_is_one_holder_of_the_sum():
    holders = Measure("holders", "herds", value=(("holder", 1),), how=How.DISTINCT)
    value = known(rolled(holders)["holders"].value)
    assert value == [3, 2, 1, 2, 1, 1, None]


def test_it_refuses_a_circle_and_a_parent_that_is_not_there():
    with pytest.raises(RollUpError):
        _ = Tree(np.array([1, 0]), np.array([True, True])).depth
    with pytest.raises(RollUpError):
        Tree(np.array([4]), np.array([True]))


def test_it_refuses_a_ratio_of_what_is_not_counted():
    with pytest.raises(RollUpError):
        rolled(SHEEP, EACH)
