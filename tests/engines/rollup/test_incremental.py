"""Counting the touched units again equals counting everything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.rollup import (
    How,
    Incremental,
    Measure,
    RollUpError,
    Tree,
    Where,
    roll_up_tree,
)

TREE = Tree(
    np.array([-1, 0, 0, 1, 1, 2, 2]),
    np.array([False, False, False, True, True, True, True]),
)
BAGS = [3, 4, 5, 6]
MEASURES = (
    Measure("herds", "herds"),
    Measure("large", "herds", (Where("sheep", least=50),)),
    Measure("sheep", "herds", value=(("sheep", 1.0), ("goat", 0.9)), how=How.SUM),
    Measure("each", value=(("sheep", 1.0), ("herds", 1.0)), how=How.RATIO),
)
ROW = st.tuples(st.sampled_from(BAGS), st.integers(-1, 99), st.integers(0, 99))
STEP = st.one_of(
    st.tuples(st.just("insert"), ROW),
    st.tuples(st.just("change"), ROW),
    st.tuples(st.just("delete"), ROW),
    st.tuples(st.just("undo"), ROW),
    st.tuples(st.just("report"), ROW),
)


def table(rows):
    columns = np.array(rows, np.int64).reshape(-1, 3)
    return {
        "herds": {"unit": columns[:, 0], "sheep": columns[:, 1], "goat": columns[:, 2]}
    }


class Register:
    """Rows, what stood before each step, and the units touched since the last count."""

    def __init__(self, rows):
        self.rows, self.before = list(rows), []
        self.touched, self.reporting = set(), np.ones(len(TREE), bool)

    def step(self, kind, row):
        if kind == "undo":
            if not self.before:
                return
            old = self.before.pop()
            self.touched |= {one[0] for one in (set(old) ^ set(self.rows))}
            # A row that stands twice: its unit is touched as well.
            self.touched |= {one[0] for one in old + self.rows if old != self.rows}
            self.rows = old
            return
        if kind == "report":
            self.reporting[row[0]] = not self.reporting[row[0]]
            return
        self.before.append(list(self.rows))
        if kind in ("change", "delete") and self.rows:
            gone = self.rows.pop(row[1] % len(self.rows))
            self.touched.add(gone[0])
        if kind in ("insert", "change"):
            self.rows.append(row)
            self.touched.add(row[0])


def same(one, other):
    return all(
        np.array_equal(getattr(one[code], name), getattr(other[code], name), True)
        for code in one
        for name in ("value", "rows", "unknown", "contributors", "largest")
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=12), st.lists(STEP, max_size=12), st.integers(1, 4))
def test_it_equals_a_full_recount_after_any_changes_and_undoings(rows, steps, every):
    register = Register(rows)
    kept = Incremental(TREE, MEASURES)
    kept.start(table(register.rows))
    for number, (kind, row) in enumerate(steps):
        register.step(kind, row)
        if number % every:
            continue
        units = sorted(register.touched)
        some = [one for one in register.rows if one[0] in register.touched]
        kept.recount(table(some), np.array(units, np.int64), register.reporting)
        register.touched.clear()
        full = roll_up_tree(table(register.rows), TREE, MEASURES, register.reporting)
        assert same(kept.rolled(), full)


def test_it_refuses_rows_of_a_unit_that_is_not_counted_again():
    kept = Incremental(TREE, MEASURES)
    kept.start(table([(3, 1, 1)]))
    with pytest.raises(RollUpError):
        kept.recount(table([(4, 1, 1)]), np.array([3]))


def test_it_refuses_to_count_again_before_it_has_counted():
    with pytest.raises(RollUpError):
        Incremental(TREE, MEASURES).recount(table([]), np.array([3]))


def test_it_refuses_a_distinct_count():
    with pytest.raises(RollUpError):
        Incremental(TREE, [Measure("d", "t", value=(("x", 1),), how=How.DISTINCT)])
