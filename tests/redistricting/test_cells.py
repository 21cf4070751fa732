"""Blocks from cells: no land and no person is lost or made up on the way."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from bagana.redistricting import cells
from bagana.redistricting.actions.cells import build_cells
from bagana.redistricting.arrays import arrays_of
from bagana.redistricting.models import BlockSet
from bagana.territory.models import BoundaryStatus, Unit, UnitVersion
from bagana.territory.shapes import boundary_row
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_indicator, make_observation, make_tree, make_user
from tests.redistricting.factories import ON

OUTLINES = {
    "1101": box(105.0, 49.0, 105.3, 49.3),
    "1102": box(105.3, 49.0, 105.6, 49.3),
    "1103": box(105.0, 49.3, 105.6, 49.34),
}


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    made = make_tree()
    for code, shape in OUTLINES.items():
        row = boundary_row(shape, shape, status=BoundaryStatus.SCHEMATIC, source="x")
        row.save()
        UnitVersion.objects.filter(unit=made[code]).update(boundary=row)
    return made


def publish(units: dict[str, Unit]) -> None:
    households = make_indicator("households")
    goats = make_indicator("livestock_modelled_goat", nature="modelled")
    for i, code in enumerate(OUTLINES):
        make_observation(households, units[code], 2024, 200 + 7 * i, status="published")
        make_observation(goats, units[code], 2023, 1000 + i, status="published")


def build(units: dict[str, Unit], **fields: object) -> BlockSet:
    values = {"unit": units["11"], "on": ON, "resolution": 6}
    user = fields.pop("user", None) or make_user("sum_officer", units["11"])
    return build_cells(user=user, **(values | fields))  # type: ignore[arg-type]


def test_pieces_cover_each_bag_without_overlap() -> None:
    found = cells.pieces(OUTLINES, 6)
    for bag, outline in OUTLINES.items():
        own = [piece.shape for piece in found if piece.bag == bag]
        assert shapely.union_all(own).area == pytest.approx(outline.area, rel=1e-9)
        assert sum(s.area for s in own) == pytest.approx(outline.area, rel=1e-9)


def test_every_piece_is_connected_and_no_sliver_is_left() -> None:
    found = cells.pieces(OUTLINES, 6)
    largest = max(piece.shape.area for piece in found)
    assert {piece.shape.geom_type for piece in found} == {"Polygon"}
    assert min(piece.shape.area for piece in found) > 0.1 * largest
    assert len({piece.code for piece in found}) == len(found)


def test_a_bag_smaller_than_a_cell_is_one_piece() -> None:
    found = cells.pieces({"1101": box(105.0, 49.0, 105.01, 49.01)}, 5)
    assert len(found) == 1


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST", 10)
    with pytest.raises(cells.TooManyCells):
        cells.pieces(OUTLINES, 6)


@settings(max_examples=15, deadline=None)
@given(
    total=st.integers(0, 5000),
    weights=st.lists(st.floats(0, 1e6), min_size=1, max_size=30),
)
def test_what_is_placed_adds_up_exactly(total: int, weights: list[float]) -> None:
    found = cells.placed(total, np.array(weights))
    assert sum(x or 0 for x in found) == total
    assert min(x or 0 for x in found) >= 0


def test_what_is_not_known_is_placed_nowhere() -> None:
    assert cells.placed(None, np.array([1.0, 2.0])) == [None, None]


def test_people_gather_and_herds_lie_even() -> None:
    areas = np.ones(3)
    lonlat = np.array([[105.0, 49.0], [105.1, 49.0], [105.4, 49.0]])
    people = cells.shares("population", areas, lonlat, (105.0, 49.0))
    herds = cells.shares("goat", areas, lonlat, (105.0, 49.0))
    assert people[0] > 0.7
    assert people[2] < 0.2
    assert herds.tolist() == pytest.approx([1 / 3] * 3)
    assert people.sum() == pytest.approx(1)


def test_totals_of_each_bag_are_the_published_ones(units: dict[str, Unit]) -> None:
    publish(units)
    arrays = arrays_of(build(units))
    bags = np.array(arrays.bags)
    for i, code in enumerate(OUTLINES):
        own = bags == code
        assert arrays.counts["households"][own].sum() == 200 + 7 * i
        assert arrays.counts["goat"][own].sum() == 1000 + i


def test_what_is_not_published_stays_unknown(units: dict[str, Unit]) -> None:
    publish(units)
    arrays = arrays_of(build(units))
    assert np.isnan(arrays.counts["population"]).all()
    assert arrays.missing["sheep_units"] == arrays.size


def test_the_set_says_that_it_is_a_model_and_from_what(
    units: dict[str, Unit],
) -> None:
    publish(units)
    made = build(units)
    assert made.nature == "modelled"
    assert made.period == "2023, 2024"
    assert "households" in made.source_mn


def test_cells_of_neighbouring_bags_are_neighbours(units: dict[str, Unit]) -> None:
    publish(units)
    arrays = arrays_of(build(units))
    across = {
        frozenset((arrays.bags[arrays.position[a]], arrays.bags[arrays.position[b]]))
        for a, b, _km in arrays.pairs
    }
    assert frozenset(("1101", "1102")) in across


def test_a_bag_without_an_outline_is_named(units: dict[str, Unit]) -> None:
    UnitVersion.objects.filter(unit=units["1103"]).update(boundary=None)
    with pytest.raises(Refused) as refused:
        build(units)
    assert "1103" in refused.value.reason


def test_an_odd_resolution_is_refused(units: dict[str, Unit]) -> None:
    with pytest.raises(Refused) as refused:
        build(units, resolution=2)
    assert refused.value.field == "resolution"


def test_only_planners_build_cells(units: dict[str, Unit]) -> None:
    with pytest.raises(PermissionDenied):
        build(units, user=make_user("bag_governor", units["1101"]))
