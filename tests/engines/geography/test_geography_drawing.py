"""Shapes as SVG paths."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box

from bagana.engines.geography import (
    Frame,
    bounds,
    label_point,
    length_km,
    project_to_svg,
    scale_bar,
)

FLAT = Frame(width=100, height=100, px_per_degree=10, cos_latitude=1, x0=0, y0=100)


def points_of(path):
    """Absolute points of each ring of a path, read as a browser does."""
    number = r"-?(?:\d+\.?\d*|\.\d+)"
    rings = []
    for piece in re.findall(r"M[^M]*", path):
        numbers = [float(n) for n in re.findall(number, piece)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        x, y = pairs[0]
        ring = [(x, y)]
        for dx, dy in pairs[1:]:
            x, y = x + dx, y + dy
            ring.append((round(x, 1), round(y, 1)))
        rings.append(ring)
    return rings


def test_a_square_is_written_in_relative_steps():
    assert project_to_svg(box(1, 1, 2, 2), FLAT) == "M20 90l0-10-10 0 0 10z"


def test_numbers_have_one_decimal_and_no_leading_zero():
    path = project_to_svg(Polygon([(0, 0), (0.05, 0), (0.05, 0.123)]), FLAT)
    assert path == "M0 100l.5 0 0-1.2z"


def test_a_hole_is_a_ring_that_turns_the_other_way():
    holed = box(1, 1, 4, 4).difference(box(2, 2, 3, 3))
    outer, hole = points_of(project_to_svg(holed, FLAT))
    signs = [Polygon(ring).exterior.is_ccw for ring in (outer, hole)]
    assert signs[0] != signs[1]
    assert Polygon(outer, [hole]).area == 800


def test_every_part_is_drawn():
    two = MultiPolygon([box(1, 1, 2, 2), box(3, 3, 4, 4)])
    assert project_to_svg(two, FLAT).count("M") == 2


def test_lines_stay_open():
    assert project_to_svg(LineString([(0, 0), (1, 1)]), FLAT) == "M0 100l10-10"


def test_what_is_too_small_to_see_is_left_out():
    assert project_to_svg(box(1, 1, 1.001, 1.001), FLAT) == ""
    assert project_to_svg(Polygon(), FLAT) == ""
    speck = box(2, 2, 2.001, 2.001)
    holed = box(1, 1, 4, 4).difference(speck)
    assert len(points_of(project_to_svg(holed, FLAT))) == 1


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=3, max_size=30))
@settings(max_examples=100)
def test_rounding_never_adds_up(corners):
    ring = Polygon(corners)
    if not ring.is_valid or ring.area < 0.01:
        return
    drawn = [point for part in points_of(project_to_svg(ring, FLAT)) for point in part]
    exact = [FLAT.point(*corner) for corner in ring.exterior.coords]
    for x, y in drawn:
        near = min(max(abs(x - a), abs(y - b)) for a, b in exact)
        assert near <= 0.0500001


def test_neighbours_meet_on_the_same_points():
    line = [(106 + 0.0137 * i * (-1) ** i, 49 + i / 9) for i in range(10)]
    west = Polygon([(105, 49), *line, (105, 50)])
    east = Polygon([(107, 49), *line, (107, 50)])
    frame = Frame.fit(bounds([west, east]), 333, 222, 7)
    one, other = (points_of(project_to_svg(g, frame))[0] for g in (west, east))
    assert len(set(one) & set(other)) == len(line)


def test_a_frame_fills_the_picture_and_centres():
    frame = Frame.fit((106, 0, 108, 1), 420, 300, 10)
    west, top = frame.point(106, 1)
    east, bottom = frame.point(108, 0)
    assert (west, east) == pytest.approx((10, 410))
    assert top == pytest.approx(300 - bottom)


def test_a_kilometre_is_as_long_eastwards_as_northwards():
    frame = Frame.fit((106, 49, 108, 50), 400, 300)
    here, east, north = (
        frame.point(*p) for p in ((107, 49.5), (107.1, 49.5), (107, 49.6))
    )
    east_km = length_km(LineString([(107, 49.5), (107.1, 49.5)]))
    north_km = length_km(LineString([(107, 49.5), (107, 49.6)]))
    assert (east[0] - here[0]) / east_km == pytest.approx(frame.px_per_km, rel=5e-3)
    assert (here[1] - north[1]) / north_km == pytest.approx(frame.px_per_km, rel=5e-3)


def test_a_frame_of_a_line_is_possible_and_of_a_point_is_not():
    assert Frame.fit((106, 49, 106, 50), 100, 100).point(106, 50) == pytest.approx(
        (50, 0)
    )
    with pytest.raises(ValueError, match="extent"):
        Frame.fit((106, 49, 106, 49), 100, 100)


def test_it_refuses_a_picture_without_room():
    with pytest.raises(ValueError, match="room"):
        Frame.fit((106, 49, 107, 50), 100, 20, 10)


def test_a_label_stands_where_there_is_room():
    room = box(106, 49, 107, 50)
    tail = box(107, 49, 110, 49.1)
    x, y = label_point(room.union(tail))
    assert (x, y) == pytest.approx((106.5, 49.5), abs=0.2)


def test_a_label_stands_inside_a_ring_and_in_the_largest_part():
    ring = Point(106, 49).buffer(1).difference(Point(106, 49).buffer(0.8))
    small = box(120, 49, 120.1, 49.1)
    assert ring.contains(Point(label_point(ring.union(small))))


@pytest.mark.parametrize("geom", [Polygon(), LineString([(0, 0), (1, 1)])])
def test_a_shape_without_area_has_no_label(geom):
    with pytest.raises(ValueError, match="without area"):
        label_point(geom)


@given(st.floats(1e-3, 1e5), st.floats(20, 400))
def test_a_scale_bar_is_round_and_fits(px_per_degree, room):
    frame = Frame(100, 100, px_per_degree, 0.65, 0, 0)
    bar = scale_bar(frame, room)
    assert 0.35 * room < bar.px <= room * (1 + 1e-9)
    assert f"{bar.km:e}"[0] in "125"
    assert bar.px == pytest.approx(bar.km * frame.px_per_km)


def test_a_scale_bar_of_a_known_frame():
    frame = Frame(100, 100, 111.195, 1, 0, 0)
    assert scale_bar(frame, 120).km == 100


def test_a_scale_bar_needs_room():
    with pytest.raises(ValueError, match="room"):
        scale_bar(FLAT, 0)
