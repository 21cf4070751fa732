"""Sizes and places of shapes."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box

from bagana.engines.geography import area_km2, bounds, centroid, length_km

SEMI_MAJOR, ECCENTRICITY2 = 6378.137, 0.00669437999014


def zone_km2(south, north, degrees):
    """Area between two parallels of WGS84 by its closed formula, for comparison."""
    e = math.sqrt(ECCENTRICITY2)

    def q(latitude):
        s = math.sin(math.radians(latitude))
        return s / (1 - ECCENTRICITY2 * s * s) + math.atanh(e * s) / e

    whole = math.pi * SEMI_MAJOR**2 * (1 - ECCENTRICITY2)
    return whole * (q(north) - q(south)) * degrees / 360


def dense(geom):
    """Parallels bend away from geodesics; short sides follow them."""
    return shapely.segmentize(geom, 0.01)


@pytest.mark.parametrize("south", [0, 41.5, 49, 52])
def test_an_area_is_that_of_the_ellipsoid(south):
    cell = dense(box(106, south, 107, south + 1))
    assert area_km2(cell) == pytest.approx(zone_km2(south, south + 1, 1), rel=1e-6)


def test_the_order_of_vertices_does_not_matter():
    ring = [(106, 49), (107, 49), (107, 50), (106, 50)]
    assert area_km2(Polygon(ring)) == pytest.approx(area_km2(Polygon(ring[::-1])))
    assert area_km2(Polygon(ring)) > 0


@pytest.mark.parametrize("turn", [1, -1])
def test_a_hole_is_taken_off_whichever_way_it_turns(turn):
    hole = [(106.2, 49.2), (106.8, 49.2), (106.8, 49.8), (106.2, 49.8)]
    holed = Polygon(box(106, 49, 107, 50).exterior, [hole[::turn]])
    whole = area_km2(box(106, 49, 107, 50))
    assert area_km2(holed) == pytest.approx(whole - area_km2(Polygon(hole)))


def test_parts_add_up():
    parts = [box(106, 49, 107, 50), box(108, 49, 109, 50)]
    total = sum(area_km2(part) for part in parts)
    assert area_km2(MultiPolygon(parts)) == pytest.approx(total)


@pytest.mark.parametrize("geom", [Polygon(), Point(1, 1), LineString([(0, 0), (1, 1)])])
def test_what_is_no_area_has_none(geom):
    assert area_km2(geom) == 0


@given(st.floats(105, 108), st.floats(48, 51), st.floats(0.1, 0.9))
def test_a_cut_makes_two_parts_of_the_same_whole(west, south, cut):
    whole = box(west, south, west + 1, south + 1)
    left = box(west, south, west + cut, south + 1)
    right = box(west + cut, south, west + 1, south + 1)
    # The two sides that follow a parallel are geodesics bulging north, less when cut.
    assert area_km2(left) + area_km2(right) == pytest.approx(area_km2(whole), rel=1e-3)


def test_a_degree_of_the_equator_has_its_known_length():
    line = LineString([(0, 0), (1, 0)])
    assert length_km(line) == pytest.approx(math.pi * SEMI_MAJOR / 180)


def test_the_length_of_a_polygon_is_its_border():
    square = box(0, 0, 1, 1)
    assert length_km(square) == pytest.approx(length_km(square.exterior))


def test_centre_and_bounds():
    square = box(106, 49, 108, 50)
    assert centroid(square) == (107, 49.5)
    assert bounds(square) == (106, 49, 108, 50)
    assert bounds([square, box(105, 49, 106, 51), Polygon()]) == (105, 49, 108, 51)


@pytest.mark.parametrize(
    "ask", [centroid, bounds, lambda g: bounds([g]), lambda g: bounds([])]
)
def test_an_empty_shape_has_no_place(ask):
    with pytest.raises(ValueError, match="empty"):
        ask(Polygon())
