"""The round is the shortest: against every order, two ways of search, known shapes."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bagana.engines.routing import (
    as_driven,
    by_cuts,
    by_held_karp,
    great_circle_km,
    great_circle_matrix,
    length_of,
    shortest_round,
    with_roads,
)

PLACES = st.lists(
    st.tuples(st.floats(104, 108), st.floats(48, 50.5)), min_size=3, max_size=7
)


def _by_all_orders(distances: NDArray[np.float64]) -> float:
    rest = range(1, len(distances))
    return min(length_of(distances, [0, *order]) for order in permutations(rest))


@settings(max_examples=25, deadline=None)
@given(PLACES)
def test_it_is_as_short_as_the_best_of_all_orders(
    places: list[tuple[float, float]],
) -> None:
    distances = great_circle_matrix(places)
    best = _by_all_orders(distances)
    found = shortest_round(distances)
    assert found.is_optimal
    assert sorted(found.order) == list(range(len(places)))
    assert found.order[0] == 0
    assert found.length_km == pytest.approx(best, abs=1e-6)


@settings(max_examples=5, deadline=None)
@given(PLACES)
def test_cuts_find_what_held_and_karp_find(places: list[tuple[float, float]]) -> None:
    distances = great_circle_matrix(places)
    order, bound = by_cuts(distances, lambda: 10.0)
    assert order is not None
    best = length_of(distances, by_held_karp(distances))
    assert length_of(distances, order) == pytest.approx(best, abs=1e-4)
    assert bound == pytest.approx(best, abs=1e-4)


def _circle(count: int) -> NDArray[np.float64]:
    """Places on a circle, mixed: the shortest round goes around it."""
    turned = np.random.default_rng(7).permutation(count)
    angles = 2 * math.pi * turned / count
    return great_circle_matrix(
        [(106 + math.cos(a), 49 + 0.6 * math.sin(a)) for a in angles]
    )


def test_sixteen_stops_on_a_circle_are_driven_around_it() -> None:
    distances = _circle(17)
    found = shortest_round(distances, seconds=20)
    assert found.is_optimal
    around = np.sort(distances + np.eye(17) * 1e9, axis=1)[:, 0]
    assert found.length_km < around.sum() * 1.3
    assert found.bound_km == pytest.approx(found.length_km)


def test_it_says_so_when_time_ends_before_the_proof() -> None:
    distances = _circle(15)
    found = shortest_round(distances, seconds=0)
    assert not found.is_optimal
    assert sorted(found.order) == list(range(15))
    assert found.bound_km <= found.length_km


def test_legs_and_the_way_back_add_up_to_the_length() -> None:
    distances = _circle(6)
    found = shortest_round(distances)
    back = distances[found.order[-1], 0]
    legs = as_driven(distances, found.order)
    assert sum(legs) + back == pytest.approx(found.length_km)


def test_the_same_places_give_the_same_way_about() -> None:
    distances = great_circle_matrix([(106, 49), (106, 49.5), (106.5, 49.2)])
    assert shortest_round(distances).order == (0, 1, 2)


@pytest.mark.parametrize("count", [1, 2])
def test_one_place_and_two_need_no_choice(count: int) -> None:
    distances = great_circle_matrix([(106, 49), (107, 49)][:count])
    assert shortest_round(distances).order == tuple(range(count))


@pytest.mark.parametrize(
    "table",
    [
        np.zeros((0, 0)),
        np.zeros((2, 3)),
        np.array([[0, 1], [2, 0]]),
        np.array([[0, -1], [-1, 0]]),
        np.array([[0, np.nan], [np.nan, 0]]),
    ],
)
def test_it_refuses_what_is_no_table_of_distances(table: NDArray[np.float64]) -> None:
    with pytest.raises(ValueError, match=r"distance|square|way"):
        shortest_round(table)


def test_a_degree_of_latitude_is_a_360th_of_the_round_earth() -> None:
    assert great_circle_km((106, 48), (106, 49)) == pytest.approx(111.195, abs=0.001)
    # Sükhbaatar to Ulaanbaatar, by the haversine formula worked by hand.
    assert great_circle_km((106.206, 50.233), (106.917, 47.919)) == pytest.approx(
        262.5, rel=0.01
    )


def test_it_refuses_a_place_outside_the_earth() -> None:
    with pytest.raises(ValueError, match="latitude"):
        great_circle_matrix([(106, 95)])


def test_roads_stand_in_for_the_straight_line_where_they_are_told() -> None:
    straight = great_circle_matrix([(106, 49), (106, 49.5), (106.5, 49.2)])
    names = ["a", "b", "c"]
    table, left = with_roads(straight, names, {("a", "b"): 80.0})
    assert table[0, 1] == table[1, 0] == 80.0
    assert table[0, 2] == straight[0, 2]
    assert left == 2
    with pytest.raises(ValueError, match="km"):
        with_roads(straight, names, {("a", "b"): -1.0})
