"""A problem from plain lists, and every fault of them at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bagana.engines.districting import ProblemInvalid, build_problem
from tests.engines.districting.grids import grid


def row(**given: Any) -> dict[str, Any]:
    """Four blocks in a row, two units, one sum."""
    data: dict[str, Any] = {
        "blocks": ["a", "b", "c", "d"],
        "pairs": [("a", "b", 2.0), ("b", "c", 3.0), ("c", "d", 4.0)],
        "weights": {"population": [1.0, 2.0, 3.0, 4.0]},
        "xy": [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0)],
        "today": ["u", "u", "v", "v"],
        "parents": ["P"] * 4,
        "offices": {"u": (0.0, 0.0)},
    }
    return data | given


def told(**given: Any) -> list[str]:
    with pytest.raises(ProblemInvalid) as refused:
        build_problem(**row(**given))
    for fault in refused.value.faults:
        for words in (fault.where, fault.what, fault.fix):
            assert words.mn
            assert words.en
    return [f"{f.where.en}: {f.what.en}" for f in refused.value.faults]


def test_it_keeps_borders_both_ways_in_ascending_order() -> None:
    problem = build_problem(**row())
    assert problem.indptr.tolist() == [0, 1, 3, 5, 6]
    assert problem.indices.tolist() == [1, 0, 2, 1, 3, 2]
    assert problem.border.tolist() == [2, 2, 3, 3, 4, 4]
    assert problem.units == ("u", "v")
    assert np.isnan(problem.offices[1]).all()


def test_it_leaves_out_barriers_and_neighbours_in_another_sum() -> None:
    problem = build_problem(**row(barriers=[("c", "b")]))
    assert 1 not in problem.neighbours(2)
    nested = build_problem(**row(parents=["P", "P", "Q", "Q"]))
    assert nested.indices.tolist() == [1, 0, 3, 2]


def test_it_tells_all_faults_at_once() -> None:
    faults = told(
        blocks=["a", "b", "c", "c"],
        weights={"population": [1.0, None, -3.0, 4.0]},
        pairs=[("a", "b", 1.0), ("b", "x", 1.0), ("c", "c", -1.0)],
        parents=["P", "Q", "P", "P"],
        locked=["y"],
        barriers=[("a", "z")],
        targets={"w": 0.5},
        offices={"t": (0.0, 0.0)},
        held={"a": "nobody"},
    )
    text = "\n".join(faults)
    for part in (
        "block c: the code stands 2 times",
        "block b, population: there is no figure",
        "block c, population: it cannot be -3",
        "there is no block x",
        "block c: it is its own neighbour",
        "a border cannot be -1.0 km",
        "unit u: it lies in P, Q",
        "locked block: there is no block y",
        "barrier a – z: there is no block z",
        "unit w: it has a target but no blocks",
        "unit t: it has an office but no blocks",
        "its sum has no unit nobody",
    ):
        assert part in text


def test_missing_is_not_taken_for_zero() -> None:
    assert told(weights={"population": [1.0, None, 3.0, 4.0]}) == [
        "block b, population: there is no figure"
    ]


def test_it_refuses_a_block_that_borders_nothing_but_shares_its_unit() -> None:
    pairs = [("a", "b", 1.0), ("b", "c", 1.0)]
    assert told(pairs=pairs) == [
        "block d: it has no neighbour, yet shares unit v with others"
    ]


def test_an_island_that_is_a_unit_by_itself_is_no_fault() -> None:
    pairs = [("a", "b", 1.0), ("b", "c", 1.0)]
    problem = build_problem(**row(pairs=pairs, today=["u", "u", "u", "v"]))
    assert problem.neighbours(3).size == 0


@pytest.mark.parametrize(
    ("targets", "fault"),
    [
        ({"u": 0.7, "v": 0.7}, "add up to 1.4"),
        ({"u": 0.3, "v": 0.3}, "add up to 0.6"),
        ({"u": 1.0}, "nothing is left"),
        ({"u": -0.1}, "a share cannot be -0.1"),
    ],
)
def test_shares_that_cannot_be_are_told(targets: dict[str, float], fault: str) -> None:
    assert fault in "\n".join(told(targets=targets))


def test_units_without_a_target_share_the_rest() -> None:
    problem = build_problem(**row(targets={"u": {"population": 0.25}}))
    assert problem.targets is not None
    assert problem.targets[:, 0].tolist() == [0.25, 0.75]


def test_lists_of_another_length_are_told_first() -> None:
    assert told(today=["u"]) == ["today: 1 values for 4 blocks"]
    assert "there is not one block" in "\n".join(
        told(blocks=[], weights={}, xy=[], today=[], parents=[])
    )


def test_a_held_block_keeps_the_unit_it_is_given() -> None:
    problem = build_problem(**row(locked=["b"], held={"b": "v"}))
    assert problem.held is not None
    assert problem.held.tolist() == [0, 1, 1, 1]
    assert problem.locked.tolist() == [False, True, False, False]


def test_movers_are_the_first_weight_where_there_is_no_population() -> None:
    assert grid(2, 2, 2, {"households": [1, 1, 1, 1]}).movers == 0
    assert "not here" in "\n".join(told(movers="camels"))
