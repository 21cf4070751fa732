"""Which figures are small, which tell of one household, and how open they must stay."""

from __future__ import annotations

import pytest

from bagana.engines.disclosure import dominated, few_people, values_needed


@pytest.mark.parametrize(
    ("value", "is_few"), [(0, False), (1, True), (4, True), (5, False), (900, False)]
)
def test_one_to_four_people_are_few_and_nobody_is_no_secret(
    value: float, is_few: bool
) -> None:
    assert few_people(value) is is_few


@pytest.mark.parametrize(
    ("value", "contributors", "largest", "is_told"),
    [
        (40, 1, (40,), True),
        (40, 2, (30, 10), True),
        (100, 3, (50, 36), True),
        (100, 3, (50, 35), False),
        (100, 9, None, False),
        (0, 0, None, False),
    ],
)
def test_two_households_behind_a_herd_tell_it(
    value: float, contributors: int, largest: tuple[float, ...] | None, is_told: bool
) -> None:
    assert dominated(value, contributors, largest) is is_told


def test_a_large_sum_needs_three_tenths_of_itself_open() -> None:
    assert values_needed(3) == 5
    assert values_needed(100) == 31
    assert values_needed(float("nan")) == 5
