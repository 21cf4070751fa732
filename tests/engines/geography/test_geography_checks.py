"""Whether the shapes of units fit their parent, each other and the register."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Polygon, box

from bagana.engines.geography import (
    FindingKind,
    Tolerances,
    area_km2,
    check_boundaries,
)

PARENT = box(106, 49, 108, 50)
WEST, EAST = box(106, 49, 107, 50), box(107, 49, 108, 50)
GOOD = {"1": WEST, "2": EAST}
BOW_TIE = Polygon([(106, 49), (107, 50), (107, 49), (106, 50)])
# Long sides along a parallel bulge as geodesics: a cut pair differs from its whole.
BULGE = 3.0


def kinds(findings):
    return [finding.kind for finding in findings]


def only(findings):
    assert len(findings) == 1, findings
    return findings[0]


def test_shapes_that_fit_give_no_findings():
    registered = {code: area_km2(geom) for code, geom in GOOD.items()}
    assert check_boundaries(GOOD, PARENT, registered) == []


def test_it_measures_what_lies_outside_the_parent():
    children = {"1": WEST, "2": box(107, 49, 108.1, 50)}
    finding = only(check_boundaries(children, PARENT, {}))
    assert (finding.kind, finding.codes) == (FindingKind.OUTSIDE_PARENT, ("2",))
    assert finding.km2 == pytest.approx(area_km2(box(108, 49, 108.1, 50)), abs=BULGE)
    assert finding.percent == pytest.approx(100 / 11, rel=1e-2)
    assert finding.where.bounds == pytest.approx((108, 49, 108.1, 50))


def test_it_measures_an_overlap_of_the_smaller_unit():
    children = {"2": EAST, "1": box(106, 49, 107.1, 50)}
    finding = only(check_boundaries(children, PARENT, {}))
    assert (finding.kind, finding.codes) == (FindingKind.OVERLAP, ("1", "2"))
    assert finding.km2 == pytest.approx(area_km2(box(107, 49, 107.1, 50)), abs=BULGE)
    assert finding.percent == pytest.approx(10, rel=1e-2)


def test_it_finds_a_gap_and_who_touches_it():
    children = {"1": WEST, "2": box(107.1, 49, 108, 50)}
    finding = only(check_boundaries(children, PARENT, {}))
    assert (finding.kind, finding.codes) == (FindingKind.GAP, ("1", "2"))
    assert finding.percent == pytest.approx(5, rel=1e-2)


def test_each_gap_is_a_finding_and_the_largest_comes_first():
    children = {"1": box(106.1, 49, 107, 50), "2": box(107, 49, 107.8, 50)}
    first, second = check_boundaries(children, PARENT, {})
    assert (first.codes, second.codes) == (("2",), ("1",))
    assert first.km2 > second.km2


def test_no_children_leave_the_whole_parent_a_gap():
    finding = only(check_boundaries({}, PARENT, {}))
    assert (finding.kind, finding.codes) == (FindingKind.GAP, ())
    assert finding.percent == pytest.approx(100)


def test_without_a_parent_neither_outside_nor_gap_is_asked():
    assert check_boundaries({"1": WEST, "9": box(120, 49, 121, 50)}, None, {}) == []


def test_it_tells_what_making_a_shape_valid_would_do():
    findings = check_boundaries({"1": BOW_TIE}, None, {})
    finding = only(findings)
    assert (finding.kind, finding.reason) == (FindingKind.INVALID, "self_intersection")
    assert finding.point == pytest.approx((106.5, 49.5))
    assert finding.repair.parts == 2
    assert finding.repair.km2 == pytest.approx(area_km2(WEST) / 2, rel=1e-2)
    assert finding.repair.geom.is_valid


def test_an_invalid_shape_is_still_checked_for_the_rest():
    children = {"1": BOW_TIE, "2": EAST}
    found = kinds(check_boundaries(children, PARENT, {"1": area_km2(WEST)}))
    assert found == [
        FindingKind.INVALID, FindingKind.GAP, FindingKind.GAP, FindingKind.AREA_DIFFERS,
    ]  # fmt: skip


@pytest.mark.parametrize("geom", [Polygon(), LineString([(106, 49), (107, 50)])])
def test_a_unit_without_area_is_empty(geom):
    finding = only(check_boundaries({"1": geom, "2": EAST}, EAST, {"1": 5.0}))
    assert (finding.kind, finding.codes) == (FindingKind.EMPTY, ("1",))


def test_a_shape_that_collapses_when_mended_is_invalid_and_empty():
    flat = Polygon([(106, 49), (107, 49), (106, 49)])
    findings = check_boundaries({"1": flat}, None, {})
    assert kinds(findings) == [FindingKind.INVALID, FindingKind.EMPTY]
    assert findings[0].repair.parts == 0


def test_the_register_is_compared_with_its_sign():
    drawn = area_km2(WEST)
    finding = only(check_boundaries({"1": WEST}, None, {"1": drawn / 0.9}))
    assert finding.kind is FindingKind.AREA_DIFFERS
    assert finding.percent == pytest.approx(-10)
    assert finding.km2 == pytest.approx(drawn)
    assert finding.registered_km2 == pytest.approx(drawn / 0.9)


def test_units_without_a_registered_area_are_not_compared():
    assert check_boundaries({"1": WEST}, None, {"2": 10.0}) == []


@pytest.mark.parametrize(
    ("children", "registered", "loose"),
    [
        ({"1": WEST, "2": box(107, 49, 108.1, 50)}, {}, {"outside_km2": 900}),
        ({"1": box(106, 49, 107.1, 50), "2": EAST}, {}, {"overlap_km2": 900}),
        ({"1": WEST, "2": box(107.1, 49, 108, 50)}, {}, {"gap_km2": 900}),
        (GOOD, {"1": 0.9 * area_km2(WEST)}, {"area_percent": 12}),
    ],
)
def test_what_is_below_its_tolerance_is_not_reported(children, registered, loose):
    assert check_boundaries(children, PARENT, registered) != []
    limits = Tolerances(**loose)
    assert check_boundaries(children, PARENT, registered, tolerances=limits) == []


@pytest.mark.parametrize("area", [0, -3, float("nan")])
def test_it_refuses_a_registered_area_that_is_none(area):
    with pytest.raises(ValueError, match="above zero"):
        check_boundaries(GOOD, PARENT, {"1": area})


def test_it_refuses_a_tolerance_below_zero():
    with pytest.raises(ValueError, match="below zero"):
        Tolerances(gap_km2=-1)


@given(st.lists(st.floats(106.05, 107.95), min_size=1, max_size=5, unique=True))
@settings(max_examples=30, deadline=None)
def test_any_cutting_of_the_parent_fits(cuts):
    edges = [106.0, *sorted(cuts), 108.0]
    strips = {
        str(i): box(west, 49, east, 50)
        for i, (west, east) in enumerate(pairwise(edges))
    }
    assert check_boundaries(strips, PARENT, {}) == []


@given(st.integers(0, 3))
def test_a_strip_taken_out_is_the_gap(number):
    strips = {str(i): box(106 + i / 2, 49, 106.5 + i / 2, 50) for i in range(4)}
    gone = strips.pop(str(number))
    finding = only(check_boundaries(strips, PARENT, {}))
    assert finding.kind is FindingKind.GAP
    assert finding.where.symmetric_difference(gone).area == pytest.approx(0, abs=1e-9)
