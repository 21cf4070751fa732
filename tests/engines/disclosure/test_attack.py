"""Nothing that is published tells a withheld figure: tried out by brute force."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.disclosure import (
    auditing,
    few_people,
    linked,
    protect,
    values_needed,
)
from tests.engines.disclosure.attacker import possible_values

THRESHOLD = 5


def needs_of(values: list[int]) -> list[float]:
    return [values_needed(v) if few_people(v) else 0 for v in values]


def assert_safe(values: list[int], equations: list[Any], **given_: Any) -> None:
    problem = linked(values, equations, needs_of(values), **given_)
    choice = protect(problem)
    assert not choice.exposed.any()
    hidden = choice.withheld | problem.hidden
    shown = {i: v for i, v in enumerate(values) if not hidden[i]}
    assert all(v == 0 or v >= THRESHOLD for v in shown.values())
    least = {i: int(v) for i, v in enumerate(problem.least)}
    for cell in np.flatnonzero(choice.primary):
        found = possible_values(int(cell), shown, equations, least, enough=THRESHOLD)
        assert len(found) >= THRESHOLD, (values, cell, found)


def total(parts: list[int], values: list[int], equations: list[Any]) -> int:
    values.append(sum(values[p] for p in parts))
    equations.append(((len(values) - 1, 1), *((p, -1) for p in parts)))
    return len(values) - 1


def tree(bags: list[list[int]], *, by_sex: bool) -> tuple[list[int], list[Any]]:
    """Aimag, sums and bags; with men and women of each where asked."""
    values: list[int] = []
    equations: list[Any] = []
    sums: list[list[int]] = []
    for own in bags:
        units = []
        for count in own:
            if by_sex:
                values.extend((count // 3, count - count // 3))
                parts = [len(values) - 2, len(values) - 1]
                units.append([total(parts, values, equations), *parts])
            else:
                values.append(count)
                units.append([len(values) - 1])
        sums.append(added(units, values, equations))
    added(sums, values, equations)
    return values, equations


def added(units: list[list[int]], values: list[int], equations: list[Any]) -> list[int]:
    """The unit above: each figure a sum over units, and its whole of its parts too."""
    above = [
        total([unit[k] for unit in units], values, equations)
        for k in range(len(units[0]))
    ]
    if len(above) == 3:
        equations.append(((above[0], 1), (above[1], -1), (above[2], -1)))
    return above


pairs_of_bags = st.lists(
    st.lists(st.integers(0, 14), min_size=1, max_size=2), min_size=1, max_size=2
)
parts_and_rests = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=3
)
counts = st.lists(
    st.lists(st.integers(0, 12), min_size=1, max_size=3), min_size=1, max_size=3
)


@settings(max_examples=10, deadline=None)
@given(counts)
def test_no_unit_is_told_by_the_units_around_it(bags: list[list[int]]) -> None:
    assert_safe(*tree(bags, by_sex=False))


@settings(max_examples=4, deadline=None)
@given(pairs_of_bags)
def test_no_part_is_told_by_the_whole_or_by_other_units(bags: list[list[int]]) -> None:
    assert_safe(*tree(bags, by_sex=True))


@settings(max_examples=10, deadline=None)
@given(parts_and_rests)
def test_no_part_is_told_by_the_rest_of_its_whole(pairs: list[tuple[int, int]]) -> None:
    """Herder households of a bag, and the others, whom no table names."""
    values: list[int] = []
    equations: list[Any] = []
    rests, wholes, parts = [], [], []
    for part, rest in pairs:
        values.extend((part, rest))
        parts.append(len(values) - 2)
        rests.append(len(values) - 1)
        wholes.append(total([parts[-1], rests[-1]], values, equations))
    total(parts, values, equations)
    total(wholes, values, equations)
    hidden = [i in rests for i in range(len(values))]
    assert_safe(values, equations, hidden=hidden)


def test_every_small_tree_is_safe() -> None:
    """A sum of two bags and one of a single bag: noughts, small counts, just not."""
    for a, b, c in itertools.product((0, 1, 4, 6), repeat=3):
        if a <= b:
            assert_safe(*tree([[a, b], [c]], by_sex=False))


def test_the_attacker_finds_what_is_left_open_by_mistake() -> None:
    """A test of the test: a small bag alone withheld is simply the difference."""
    values, equations = tree([[3, 20]], by_sex=False)
    shown = {i: v for i, v in enumerate(values) if i != 0}
    assert possible_values(0, shown, equations, {}, enough=5) == {3}


@pytest.mark.parametrize("exact", [0, 400])
def test_both_ways_of_choosing_are_safe(exact: int) -> None:
    values, equations = tree([[3, 8, 9], [1, 12], [7, 6, 4]], by_sex=False)
    problem = linked(values, equations, needs_of(values))
    choice = protect(problem, exact=exact)
    assert choice.is_exact == bool(exact)
    shown = {i: v for i, v in enumerate(values) if not choice.withheld[i]}
    for cell in np.flatnonzero(choice.primary):
        found = possible_values(int(cell), shown, equations, {}, enough=5)
        assert len(found) >= 5


def test_asking_only_the_neighbours_is_safe_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In large groups most cells are found open by their surroundings alone."""
    monkeypatch.setattr(auditing, "LARGE", 0)
    monkeypatch.setattr(auditing, "NEIGHBOURS", 6)
    assert_safe(*tree([[9, 14], [7, 12]], by_sex=True))
