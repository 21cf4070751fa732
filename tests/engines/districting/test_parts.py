"""One sum at a time, and the plan of all from the plans of each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bagana.engines.districting import audit, build_problem, join, only, split
from tests.engines.districting.grids import grid


def two_sums():
    """Two rows of four blocks in two sums, their codes mixed."""
    whole = grid(2, 4, 4, {"population": np.arange(1.0, 9.0)})
    return replace(
        whole,
        parents=("P", "Q"),
        parent=np.array([0, 0, 0, 0, 1, 1, 1, 1], np.int32),
        locked=np.array([True] + [False] * 7),
        targets=np.array([[0.4], [0.6], [0.5], [0.5], [0.3]]),
        offices=np.arange(8.0).reshape(4, 2),
    )


def test_each_part_has_its_own_blocks_units_and_neighbours() -> None:
    whole = two_sums()
    first, second = split(whole)
    assert second.blocks == whole.blocks[4:]
    assert second.units == ("u2", "u3")
    assert second.today.tolist() == [0, 0, 1, 1]
    assert second.neighbours(0).tolist() == [1]
    assert second.offices.tolist() == [[4, 5], [6, 7]]
    assert second.targets is not None
    assert second.targets[:, 0].tolist() == [0.5, 0.5, 0.3]
    assert first.locked.any()
    assert not second.locked.any()


def test_plans_of_parts_make_the_plan_of_the_whole() -> None:
    whole = two_sums()
    parts = split(whole)
    plans = [np.array([0, 0, 2, 1], np.int32), np.array([2, 0, 0, 1], np.int32)]
    joined = join(whole, parts, plans)
    assert joined.tolist() == [0, 0, 4, 1, 5, 2, 2, 3]


def test_parts_together_measure_as_the_whole() -> None:
    rng = np.random.default_rng(1)
    n = 12
    whole = build_problem(
        blocks=[f"b{i}" for i in range(n)],
        pairs=[(f"b{i}", f"b{i + 1}", 1.0) for i in range(n - 1)],
        weights={"population": rng.integers(1, 9, n).astype(float)},
        xy=[(i * 1000.0, 0.0) for i in range(n)],
        today=[f"u{i // 3}" for i in range(n)],
        parents=["P"] * 6 + ["Q"] * 6,
        offices={"u0": (0.0, 0.0)},
    )
    plan = np.array([0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3], np.int32)
    apart = [audit(part, _local(part, plan)) for part in split(whole)]
    together = audit(whole, plan)
    assert together.cut == sum(a.cut for a in apart)
    assert together.travel == pytest.approx(sum(a.travel for a in apart))
    assert together.deviation == pytest.approx(max(a.deviation for a in apart))


def _local(part, plan):
    back = {int(u): i for i, u in enumerate(part.unit_index)}
    return np.array([back[int(x)] for x in plan[part.block_index]], np.int32)


def test_held_labels_of_new_units_go_along() -> None:
    whole = two_sums()
    held = whole.today.copy()
    held[7] = 4
    second = only(replace(whole, held=held), "Q")
    assert second.held is not None
    assert second.held.tolist() == [0, 0, 1, 2]


def test_there_is_no_part_of_an_unknown_sum() -> None:
    with pytest.raises(KeyError):
        only(two_sums(), "R")
