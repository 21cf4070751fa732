"""A start from fixed offices: shared out, rounded, made whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bagana.engines.districting import (
    Problem,
    audit,
    by_office,
    certificate,
    point,
    polish,
)
from bagana.engines.districting.generator import hex_instance


def wide(problem: Problem) -> dict[str, float]:
    return dict.fromkeys(problem.weight_names, 0.5)


@pytest.fixture(scope="module")
def large() -> Problem:
    return hex_instance(10, 20, 5, 1)


def test_it_comes_near_the_bound_within_the_tolerances(large: Problem) -> None:
    start = by_office(large, wide(large))
    assert start is not None
    plan = polish(large, start, wide(large), "travel", nodes=200_000)
    proof = certificate(large, plan, "travel", wide(large))
    assert proof.is_feasible
    assert proof.gap is not None
    assert proof.gap <= 0.02


def test_it_is_in_whole_units_and_always_the_same(large: Problem) -> None:
    start = by_office(large, wide(large))
    assert start is not None
    assert audit(large, start).is_contiguous
    again = by_office(large, wide(large))
    assert np.array_equal(start, again)


def test_it_keeps_locked_blocks(large: Problem) -> None:
    locked = np.zeros(large.size, dtype=bool)
    locked[[0, 50, 150]] = True
    tied = replace(large, locked=locked)
    start = by_office(tied, wide(tied))
    assert start is not None
    assert audit(tied, start).kept_locks


def test_it_starts_from_those_who_stay_when_asked(large: Problem) -> None:
    tight = dict.fromkeys(large.weight_names, 0.6)
    near, staying = by_office(large, tight), by_office(large, tight, "moved")
    assert near is not None
    assert staying is not None
    moved = [point(large, p, tight).moved for p in (near, staying)]
    assert moved[1] < moved[0]


def test_without_fixed_offices_there_is_no_start(large: Problem) -> None:
    free = replace(large, offices_fixed=False)
    assert by_office(free, wide(free)) is None
    with pytest.raises(ValueError, match="one parent"):
        by_office(replace(large, parents=("P", "Q")), wide(large))


def test_where_nothing_can_be_shared_out_there_is_no_start(large: Problem) -> None:
    tied = replace(large, locked=np.ones(large.size, dtype=bool))
    assert by_office(tied, dict.fromkeys(large.weight_names, 0.01)) is None
