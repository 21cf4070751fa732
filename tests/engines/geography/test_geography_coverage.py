"""Neighbours, and simplifying shapes that cover a land together."""

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Polygon, box

from bagana.engines.geography import adjacency, area_km2, invalid_edges, simplify


def grid(columns, rows):
    return {
        f"{x}{y}": box(106 + x, 49 + y, 107 + x, 50 + y)
        for x in range(columns)
        for y in range(rows)
    }


def wavy(gap=0.0):
    """Two units whose common border winds, with 80 corners."""
    line = [(106 + 0.02 * math.sin(i), 49 + i / 80) for i in range(81)]
    west = Polygon([(105, 49), *line, (105, 50)])
    east = Polygon([(107, 49), *((x + gap, y) for x, y in line), (107, 50)])
    return {"west": west, "east": east}


def test_units_of_one_side_are_neighbours_and_those_of_a_corner_are_not():
    assert adjacency(grid(2, 2)) == {
        ("00", "01"), ("00", "10"), ("01", "11"), ("10", "11"),
    }  # fmt: skip


def test_a_border_may_be_one_long_side_against_two_short_ones():
    geoms = {"a": box(106, 49, 107, 51), "b": box(107, 49, 108, 50)}
    assert adjacency(geoms) == {("a", "b")}


def test_a_centre_inside_its_surroundings_is_a_neighbour():
    hole = box(106.4, 49.4, 106.6, 49.6)
    geoms = {"centre": hole, "around": box(106, 49, 107, 50).difference(hole)}
    assert adjacency(geoms) == {("around", "centre")}


def test_overlapping_units_are_neighbours():
    geoms = {"a": box(106, 49, 107, 50), "b": box(106.9, 49.2, 108, 49.8)}
    assert adjacency(geoms) == {("a", "b")}


def test_units_drawn_apart_are_neighbours_only_within_the_gap():
    assert adjacency(wavy(gap=0.001)) == set()
    assert adjacency(wavy(gap=0.001), gap_km=0.2) == {("east", "west")}


def test_a_corner_is_no_border_even_with_a_gap():
    corner = {"a": box(106, 49, 107, 50), "b": box(107, 50, 108, 51)}
    assert adjacency(corner, gap_km=0.2) == set()


def test_a_border_shorter_than_asked_does_not_count():
    assert adjacency(grid(2, 1), min_km=120) == set()
    assert adjacency(grid(2, 1), min_km=100) == {("00", "10")}


def test_empty_shapes_and_no_shapes_have_no_neighbours():
    assert adjacency({}) == set()
    assert adjacency({"a": Polygon(), "b": box(106, 49, 107, 50)}) == set()


@pytest.mark.parametrize("name", ["min_km", "gap_km"])
def test_it_refuses_a_tolerance_below_zero(name):
    with pytest.raises(ValueError, match="below zero"):
        adjacency({}, **{name: -1})


@given(st.integers(1, 4), st.integers(1, 4))
@settings(max_examples=16, deadline=None)
def test_a_grid_has_its_known_number_of_borders(columns, rows):
    expected = (columns - 1) * rows + columns * (rows - 1)
    assert len(adjacency(grid(columns, rows))) == expected


def test_simplified_neighbours_keep_their_common_border():
    before = wavy()
    after = simplify(before, 0.05)
    assert shapely.get_num_coordinates(after["west"]) < 40
    assert invalid_edges(after) == {}
    assert adjacency(after) == adjacency(before)
    assert after["west"].intersection(after["east"]).area == 0
    total = sum(area_km2(geom) for geom in before.values())
    assert sum(area_km2(geom) for geom in after.values()) == pytest.approx(total)


def test_no_tolerance_changes_nothing():
    before = wavy()
    assert simplify(before, 0)["west"].equals(before["west"])


def test_the_outer_border_can_stay_as_it_is():
    bent = Polygon([(105, 49), (105.5, 48.99), (106, 49), (106, 50), (105, 50)])
    assert simplify({"a": bent}, 0.5, outer=False)["a"].equals(bent)
    assert not simplify({"a": bent}, 0.5)["a"].equals(bent)


def test_no_unit_disappears():
    shapes = {**grid(2, 1), "empty": Polygon()}
    after = simplify(shapes, 10)
    assert list(after) == list(shapes)
    assert after["empty"].is_empty
    assert not after["00"].is_empty


@pytest.mark.parametrize("tolerance", [-1, float("nan")])
def test_it_refuses_to_simplify_by_less_than_nothing(tolerance):
    with pytest.raises(ValueError, match="below zero"):
        simplify(wavy(), tolerance)


def test_it_finds_edges_that_do_not_fit():
    fitting = grid(2, 1)
    assert invalid_edges(fitting) == {}
    overlapping = {**fitting, "10": box(106.99, 49, 108, 50)}
    assert set(invalid_edges(overlapping)) == {"00", "10"}


def test_it_finds_narrow_gaps_when_asked():
    apart = {"00": box(106, 49, 107, 50), "10": box(107.001, 49, 108, 50)}
    assert invalid_edges(apart) == {}
    assert set(invalid_edges(apart, gap_km=0.5)) == {"00", "10"}


@pytest.mark.parametrize("work", [lambda s: simplify(s, 1), invalid_edges])
def test_it_refuses_what_is_no_polygon(work):
    assert work({}) == {}
    with pytest.raises(ValueError, match="a: LineString"):
        work({"a": LineString([(0, 0), (1, 1)])})
