"""Whether units hang together, judged without the search."""

from __future__ import annotations

from collections import deque

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.districting import Problem, breaks, breaks_if, pieces
from tests.engines.districting.grids import grid


def flooded(problem: Problem, labels: np.ndarray) -> set[frozenset[int]]:
    """The same by a queue, block by block."""
    left, out = set(range(problem.size)), set()
    while left:
        queue = deque([left.pop()])
        piece = set(queue)
        while queue:
            i = queue.popleft()
            for j in problem.neighbours(i).tolist():
                if j in left and labels[j] == labels[i]:
                    left.discard(j)
                    piece.add(j)
                    queue.append(j)
        out.add(frozenset(piece))
    return out


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=20, max_size=20))
def test_pieces_are_what_a_flood_reaches(labels: list[int]) -> None:
    problem = grid(4, 5, 4)
    plan = np.array(labels, np.int32)
    found = pieces(problem, plan)
    assert {frozenset(p.blocks) for p in found} == flooded(problem, plan)
    assert all(len(set(plan[list(p.blocks)].tolist())) == 1 for p in found)


def test_a_break_is_the_piece_with_fewer_people() -> None:
    people = np.array([1.0, 1.0, 1.0, 1.0, 9.0])
    problem = grid(1, 5, 1, {"population": people})
    assert breaks(problem, np.array([0, 0, 1, 1, 0], np.int32)) == (0, 1)


def test_giving_a_block_away_names_what_it_would_cut_off() -> None:
    problem = grid(1, 5, 1, {"population": np.array([1.0, 1.0, 1.0, 1.0, 5.0])})
    plan = np.array([0, 0, 0, 0, 1], np.int32)
    assert breaks_if(problem, plan, [3], 1) == ()
    assert breaks_if(problem, plan, [2], 1) == (2, 3)


def test_a_break_that_was_there_before_is_not_held_against_a_step() -> None:
    problem = grid(1, 6, 1)
    plan = np.array([0, 0, 1, 0, 1, 1], np.int32)
    assert breaks(problem, plan) == (2, 3)
    assert breaks_if(problem, plan, [3], 1) == ()


def test_a_block_in_no_unit_is_a_break() -> None:
    problem = grid(1, 3, 1)
    assert breaks(problem, np.array([0, 0, -1], np.int32)) == (2,)


def test_a_barrier_breaks_a_unit_apart() -> None:
    problem = grid(1, 4, 1, barriers=[("0-1", "0-2")])
    assert len(pieces(problem, problem.today)) == 2
