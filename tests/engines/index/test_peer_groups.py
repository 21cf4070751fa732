"""Groups that are too small are merged, and why is kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.index import Groups, IndexRefused, Merged, run, settle
from tests.engines.index.building import data, framework, leaf

RULE = Groups(
    minimum=3, merge=(("mixed", ("rural",)), ("centre", ("mixed",))), apart=("tosgon",)
)


def labels(**sizes):
    return np.array([name for name, size in sizes.items() for _ in range(size)])


def test_groups_that_are_large_enough_stay():
    given = labels(rural=3, mixed=4)
    found, merged = settle(RULE, given)
    assert found.tolist() == given.tolist()
    assert merged == ()


def test_a_small_group_joins_the_first_that_exists():
    rule = Groups(minimum=3, merge=(("mixed", ("centre", "rural")),))
    found, merged = settle(rule, labels(rural=3, mixed=2))
    assert set(found.tolist()) == {"rural"}
    assert merged == (Merged("mixed", "rural", 2, 3, "too_small"),)


def test_a_group_apart_neither_joins_nor_is_joined():
    rule = Groups(minimum=3, merge=(("mixed", ("tosgon",)),), apart=("tosgon",))
    found, merged = settle(rule, labels(mixed=2, tosgon=1))
    assert sorted(set(found.tolist())) == ["mixed", "tosgon"]
    assert {(m.group, m.reason) for m in merged} == {
        ("tosgon", "kept_apart"),
        ("mixed", "no_partner"),
    }


def test_a_group_that_joined_takes_later_ones_along():
    found, merged = settle(RULE, labels(rural=5, mixed=1, centre=2))
    assert set(found.tolist()) == {"rural"}
    assert [(m.group, m.into) for m in merged] == [
        ("mixed", "rural"),
        ("centre", "rural"),
    ]


def test_a_group_grows_by_those_that_join_it():
    found, merged = settle(RULE, labels(mixed=2, centre=1))
    assert set(found.tolist()) == {"mixed"}
    assert [m.reason for m in merged] == ["too_small"]


def test_a_unit_without_group_is_left_alone():
    found, merged = settle(RULE, np.array(["", "rural", "rural", "rural"]))
    assert found.tolist() == ["", "rural", "rural", "rural"]
    assert merged == ()


@given(st.lists(st.sampled_from(["rural", "mixed", "centre", "tosgon"]), max_size=20))
def test_the_order_of_units_does_not_matter(given):
    array = np.array(given, dtype=np.str_)
    found, merged = settle(RULE, array)
    turned, again = settle(RULE, array[::-1])
    assert turned[::-1].tolist() == found.tolist()
    assert again == merged


def test_the_result_ranks_inside_the_merged_groups():
    fw = framework(leaf("a"), groups=RULE)
    result = run(
        fw,
        data(
            [[10], [20], [30], [40], [50]],
            ["a"],
            groups=["rural", "rural", "rural", "mixed", "tosgon"],
        ),
    )
    assert result.group[0].tolist() == ["rural"] * 4 + ["tosgon"]
    assert result.ranks.tolist() == [[4, 3, 2, 1, 1]]
    assert len(result.merged) == 2


def test_a_partition_that_the_data_lack_is_refused():
    with pytest.raises(IndexRefused, match="no partition"):
        run(framework(leaf("a"), groups=RULE), data([[1]], ["a"]))


def test_a_unit_without_group_is_refused_and_named():
    fw = framework(leaf("a"), groups=RULE)
    table = data([[1], [2]], ["a"], units=["x", "y"], groups=["rural", ""])
    with pytest.raises(IndexRefused, match="Units without a group: y"):
        run(fw, table)
