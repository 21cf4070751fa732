"""Instances made for measuring: the same everywhere, connected, lopsided, solvable."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from bagana.engines.districting.generator import (
    MOST_OF_A_UNIT,
    SIZES,
    hex_instance,
    hex_neighbours,
    nested,
)


def graph(problem, keep=None):
    n = problem.size
    matrix = csr_array(
        (np.ones(len(problem.indices)), problem.indices, problem.indptr), (n, n)
    )
    return matrix if keep is None else matrix[keep][:, keep]


def pieces(problem, keep=None):
    return connected_components(graph(problem, keep), directed=False)[0]


def test_the_same_numbers_give_the_same_instance():
    one, two = hex_instance(10, 20, 5, 7), hex_instance(10, 20, 5, 7)
    for name in ("weights", "today", "indices", "xy", "offices"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()


def test_another_seed_gives_another_instance():
    one, two = hex_instance(10, 20, 5, 7), hex_instance(10, 20, 5, 8)
    assert (one.weights != two.weights).any()


@pytest.mark.parametrize("size", ["S", "A"])
@pytest.mark.parametrize("seed", [1, 2])
def test_todays_units_are_connected_and_out_of_balance(size, seed):
    rows, cols, units = SIZES[size]
    problem = hex_instance(rows, cols, units, seed)
    assert problem.size == rows * cols
    assert pieces(problem) == 1
    sums = np.zeros((units, 4))
    np.add.at(sums, problem.today, problem.weights)
    for unit in range(units):
        assert pieces(problem, np.flatnonzero(problem.today == unit)) == 1
    assert np.abs(sums / sums.mean(axis=0) - 1).max() > 0.4


def test_neighbours_are_mutual_ascending_and_six_at_most():
    indptr, indices = hex_neighbours(5, 7)
    rows = [indices[indptr[i] : indptr[i + 1]].tolist() for i in range(35)]
    assert all(row == sorted(set(row)) for row in rows)
    assert all(i in rows[j] for i, row in enumerate(rows) for j in row)
    assert max(map(len, rows)) == 6
    assert len(rows[2 * 7 + 3]) == 6


def test_neighbours_are_those_one_step_away():
    problem = hex_instance(6, 9, 3, 1)
    apart = np.hypot(*(problem.xy[:, None] - problem.xy[None]).transpose(2, 0, 1))
    near = {(i, j) for i, j in np.argwhere((apart > 0) & (apart < 5001)).tolist()}
    told = {(i, int(j)) for i in range(problem.size) for j in problem.neighbours(i)}
    assert told == near


def test_no_cell_outweighs_a_unit():
    problem = hex_instance(30, 38, 56, 3)
    share = problem.weights.sum(axis=0) / 56
    # The cap was set before it took some of the sum away.
    assert (problem.weights.max(axis=0) <= 1.2 * MOST_OF_A_UNIT * share).all()
    assert (problem.weights > 0).all()


@pytest.mark.parametrize("wrong", [(0, 3, 1), (3, 3, 10), (3, 3, 0)])
def test_it_refuses_more_units_than_cells(wrong):
    with pytest.raises(ValueError, match="cells"):
        hex_instance(*wrong, 1)


def test_nested_problems_come_apart_as_they_went_in():
    from dataclasses import replace

    from bagana.engines.districting import split

    parts = [
        replace(hex_instance(4, 5 + i, 2, i), parents=(f"S{i}",),
                units=tuple(f"S{i}-{u}" for u in range(2)))
        for i in range(3)
    ]  # fmt: skip
    whole = nested(parts)
    assert whole.size == sum(part.size for part in parts)
    for before, after in zip(parts, split(whole), strict=True):
        for name in ("indptr", "indices", "weights", "today", "xy", "offices"):
            one, two = getattr(before, name), getattr(after, name)
            assert np.array_equal(one, two), name
        assert before.units == after.units
