"""Land of a bag shared out among those who take its blocks."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box

from bagana.redistricting.land import joined, shared_out

BAG = box(100.02, 48.01, 100.27, 48.18)
"""Its blocks lie astride its border, and one corner has none."""
CELLS = [
    box(100 + c * 0.05, 48 + r * 0.05, 100.05 + c * 0.05, 48.05 + r * 0.05)
    for c in range(5)
    for r in range(3)
]


def middles(shapes):
    return [(shape.centroid.x, shape.centroid.y) for shape in shapes]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from("ABC"), min_size=15, max_size=15))
def test_the_parts_are_the_bag_without_gap_or_overlap(targets):
    found = shared_out(BAG, CELLS, middles(CELLS), targets)
    assert set(found) == set(targets)
    whole = shapely.union_all(list(found.values()))
    assert whole.symmetric_difference(BAG).area < 1e-9
    assert sum(shape.area for shape in found.values()) == pytest.approx(
        BAG.area, rel=1e-6
    )


def test_what_a_block_covers_of_the_bag_goes_with_it():
    targets = ["A"] * 12 + ["B"] * 3
    found = shared_out(BAG, CELLS, middles(CELLS), targets)
    assert found["B"].covers(Point(100.22, 48.08))
    assert found["A"].covers(Point(100.03, 48.02))


def test_what_no_block_covers_goes_with_the_nearest():
    targets = ["A"] * 12 + ["B"] * 3
    found = shared_out(BAG, CELLS, middles(CELLS), targets)
    assert found["B"].covers(Point(100.26, 48.17))
    assert not found["A"].intersects(Point(100.26, 48.17))


def test_a_bag_that_stays_whole_keeps_its_outline_to_the_metre():
    found = shared_out(BAG, CELLS, middles(CELLS), ["A"] * 15)
    assert found == {"A": BAG}


def test_without_an_outline_the_blocks_count():
    found = shared_out(None, CELLS, middles(CELLS), ["A"] * 12 + ["B"] * 3)
    column = box(100.2, 48, 100.25, 48.15)
    assert found["B"].symmetric_difference(column).area < 1e-9


def test_one_block_alone_takes_the_whole():
    found = shared_out(BAG, CELLS[:1], middles(CELLS[:1]), ["A"])
    assert found["A"].equals(BAG)


def test_two_blocks_part_even_a_bag_that_they_hardly_touch():
    far = [box(100.0, 48.0, 100.03, 48.03), box(100.26, 48.16, 100.3, 48.2)]
    found = shared_out(BAG, far, middles(far), ["A", "B"])
    whole = shapely.union_all(list(found.values()))
    assert whole.symmetric_difference(BAG).area < 1e-9


def test_pieces_of_several_bags_make_one_unit():
    pieces = {
        "1": {"A": box(0, 0, 1, 1)},
        "2": {"A": box(1, 0, 2, 1), "B": box(2, 0, 3, 1)},
    }
    found = joined(pieces)
    assert found["A"].equals(box(0, 0, 2, 1))
    assert set(found) == {"A", "B"}
