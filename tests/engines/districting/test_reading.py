"""Neighbours, borders and places out of shapes and cells."""

import numpy as np
import pytest
import shapely

from bagana.engines.districting.reading import (
    of_cells,
    outlines,
    sheep_units,
    to_plane,
)
from bagana.engines.geography import adjacency

LON, LAT = 106.0, 49.0


def square(col, row, side=0.1, gap=0.0):
    west, south = LON + col * side, LAT + row * side
    return shapely.box(west + gap, south + gap, west + side - gap, south + side - gap)


def grid(size=3, **rest):
    codes = [f"{c}{r}" for c in range(size) for r in range(size)]
    return codes, [square(int(code[0]), int(code[1]), **rest) for code in codes]


def test_blocks_that_share_a_side_are_neighbours_and_corners_are_not():
    codes, shapes = grid()
    found = {pair[:2] for pair in outlines(codes, shapes).pairs}
    assert ("00", "01") in found
    assert ("00", "10") in found
    assert ("00", "11") not in found
    assert len(found) == 12


def test_neighbours_are_those_of_the_geography_engine():
    rng = np.random.default_rng(5)
    places = rng.uniform((LON, LAT), (LON + 1, LAT + 1), (60, 2))
    points = shapely.MultiPoint(places)
    cut = shapely.box(LON, LAT, LON + 1, LAT + 1)
    cells = shapely.intersection(
        shapely.get_parts(shapely.voronoi_polygons(points)), cut
    )
    codes = [f"{i:02d}" for i in range(len(cells))]
    found = {pair[:2] for pair in outlines(codes, list(cells)).pairs}
    assert found == adjacency(dict(zip(codes, cells, strict=True)))


def test_borders_and_areas_are_in_kilometres():
    told = outlines(*grid(2))
    borders = {pair[:2]: pair[2] for pair in told.pairs}
    # A tenth of a degree: 11.12 km along a meridian, 7.3 km along the parallel.
    assert borders["00", "10"] == pytest.approx(11.12, abs=0.02)
    assert borders["00", "01"] == pytest.approx(7.30, abs=0.03)
    assert told.area_km2 == pytest.approx(11.12 * 7.3, rel=0.01)
    assert told.perimeter_km == pytest.approx(2 * (11.12 + 7.3), rel=0.01)


def test_places_lie_where_they_lie_to_each_other():
    told = outlines(*grid(2))
    east, north = told.xy[2] - told.xy[0], told.xy[1] - told.xy[0]
    assert east == pytest.approx([7306, 0], abs=40)
    assert north == pytest.approx([0, 11121], abs=40)


def test_the_place_of_a_bent_block_is_inside_it():
    ring = shapely.difference(square(0, 0), square(0.2, 0.2, side=0.05, gap=0.001))
    bent = shapely.difference(ring, shapely.box(LON + 0.03, LAT + 0.01, LON + 1, 50))
    told = outlines(["a"], [bent])
    back = to_plane([bent], np.array([bent.representative_point().coords[0]]))
    assert told.xy[0] == pytest.approx(back[0], abs=1)


def test_borders_that_do_not_meet_are_found_within_the_gap():
    codes, shapes = grid(2, gap=0.0001)
    assert outlines(codes, shapes).pairs == ()
    told = outlines(codes, shapes, gap_m=30)
    assert {pair[:2] for pair in told.pairs} == {
        pair[:2] for pair in outlines(*grid(2)).pairs
    }


def outline_of(told, codes):
    """What the audit takes for the outline of blocks put together, in km."""
    whole = sum(told.perimeter_km[int(code)] for code in codes)
    inner = sum(km for a, b, km in told.pairs if {a, b} <= set(codes))
    return whole - 2 * inner


@pytest.mark.parametrize("apart", [0.0, 1e-5])
def test_no_more_is_taken_off_small_blocks_than_their_outline(apart):
    # Quarters of a settlement, 220 m by 150 m: corners would count for much.
    shapes = [square(i % 4, i // 4, side=0.002, gap=apart) for i in range(16)]
    codes = [str(i) for i in range(16)]
    told = outlines(codes, shapes, gap_m=2.0 + apart * 3e5)
    one = 2 * (222.4 + 146.1) / 1000
    assert {pair[:2] for pair in told.pairs} >= {("5", "6"), ("5", "9")}
    for block in ("5", "6", "9", "10"):
        borders = sum(km for a, b, km in told.pairs if block in (a, b))
        assert borders == pytest.approx(one, rel=0.03)
    assert outline_of(told, codes) == pytest.approx(4 * one, rel=0.04)


def test_blocks_that_overlap_a_little_are_neighbours():
    shapes = [square(0, 0, gap=-0.0005), square(1, 0)]
    assert len(outlines(["a", "b"], shapes).pairs) == 1


def test_a_unit_without_an_office_stays_without_a_place():
    _, shapes = grid(2)
    places = np.array([[np.nan, np.nan], [LON + 0.1, LAT + 0.1]])
    found = to_plane(shapes, places)
    assert np.isnan(found[0]).all()
    assert np.abs(found[1]).max() < 50


def test_cells_have_the_neighbours_of_their_grid():
    import h3

    middle = h3.latlng_to_cell(LAT, LON, 7)
    cells = sorted(h3.grid_disk(middle, 1))
    told, shapes = of_cells(cells)
    assert len(told.pairs) == 12
    assert {a for a, b, _ in told.pairs if b == middle} | {
        b for a, b, _ in told.pairs if a == middle
    } == set(cells) - {middle}
    by_shape = outlines(cells, shapes)
    assert {p[:2] for p in by_shape.pairs} == {p[:2] for p in told.pairs}
    assert told.area_km2 == pytest.approx(by_shape.area_km2, rel=0.01)


@pytest.mark.parametrize("wrong", ["87255c880fffffX", ""])
def test_a_text_that_is_no_cell_is_refused(wrong):
    with pytest.raises(ValueError, match="no H3 cell"):
        of_cells([wrong])


def test_cells_of_different_resolutions_are_refused():
    import h3

    cells = [h3.latlng_to_cell(LAT, LON, 7), h3.latlng_to_cell(LAT + 1, LON, 6)]
    with pytest.raises(ValueError, match="resolutions"):
        of_cells(cells)


def test_sheep_units_weigh_the_five_species():
    heads = {"camel": 1, "horse": 2, "cattle": 3, "sheep": 10, "goat": 20}
    herds = {kind: np.array([float(n)]) for kind, n in heads.items()}
    assert sheep_units(herds) == pytest.approx([5 + 14 + 18 + 10 + 18])


def test_a_species_that_was_not_counted_is_not_taken_for_none():
    with pytest.raises(KeyError):
        sheep_units({"sheep": np.array([1.0])})
