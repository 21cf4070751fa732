"""Maps: classes, names, legend, and what is missing."""

import re
from itertools import accumulate

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from bagana.portal.maps import LETTER, LINE, MapUnit, draw


def unit(code, value, **fields):
    return MapUnit(code, fields.pop("name", code), f"/{code}", "", value, **fields)


def row_of_squares(count):
    return {str(i): shapely.box(i, 0, i + 1, 1) for i in range(count)}


def test_colours_follow_the_values():
    picture = draw([unit(str(i), i) for i in range(10)], row_of_squares(10))
    css = {d.unit.code: d.css for d in picture.drawn}
    assert css["0"] == "class-0"
    assert css["9"] == "class-4"
    assert sorted(css[str(i)] for i in range(10)) == [css[str(i)] for i in range(10)]


def test_the_legend_counts_every_unit_once():
    values = [1, 2, 2, 3, None, 9, 9, 12]
    units = [unit(str(i), value) for i, value in enumerate(values)]
    picture = draw(units, row_of_squares(8))
    assert sum(row.count for row in picture.legend) == 7
    assert picture.missing == 1
    assert picture.legend[0].low == 1
    assert picture.legend[-1].high == 12


def test_missing_has_no_class():
    picture = draw([unit("0", None), unit("1", 5)], row_of_squares(2))
    assert {d.unit.code: d.css for d in picture.drawn}["0"] == "missing"


def test_nought_is_a_value():
    picture = draw([unit("0", 0), unit("1", 5)], row_of_squares(2))
    assert {d.unit.code: d.css for d in picture.drawn}["0"] == "class-0"


def test_few_classes_take_colours_far_apart():
    picture = draw([unit("0", 1), unit("1", 2)], row_of_squares(2))
    assert [row.css for row in picture.legend] == ["class-0", "class-4"]


def test_the_chosen_unit_is_drawn_last_and_named():
    units = [unit("0", 1, is_chosen=True, name="Хаа"), unit("1", 2)]
    picture = draw(units, row_of_squares(2))
    assert picture.drawn[-1].unit.code == "0"
    assert picture.drawn[-1].label == "Хаа"
    assert picture.drawn[-1].css.endswith("chosen")


def test_without_shapes_there_is_no_map():
    assert draw([unit("0", 1)], {}) is None


def polygon(path):
    """The shape of a path of one ring, from its relative moves."""
    numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    xs = list(accumulate(x for x, _ in pairs))
    ys = list(accumulate(y for _, y in pairs))
    return shapely.Polygon(list(zip(xs, ys, strict=True)))


def test_neighbours_meet_without_gap_or_overlap():
    wavy = [shapely.segmentize(shapely.box(i, 0, i + 1, 1), 0.02) for i in range(3)]
    shapes = {str(i): shape for i, shape in enumerate(wavy)}
    picture = draw([unit(str(i), i) for i in range(3)], shapes)
    drawn = [polygon(d.path) for d in picture.drawn]
    whole = shapely.union_all(drawn)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert sum(shape.area for shape in drawn) == pytest.approx(whole.area)


names = st.lists(st.text("абвгд", min_size=1, max_size=12), min_size=1, max_size=12)


@given(names)
def test_names_never_cover_each_other(given_names):
    units = [unit(str(i), i, name=name) for i, name in enumerate(given_names)]
    picture = draw(units, row_of_squares(len(units)))
    shown = [d for d in picture.drawn if d.label]
    for one in shown:
        for other in shown:
            if one is not other and abs(one.y - other.y) < LINE:
                room = (len(one.label) + len(other.label)) * LETTER / 2
                assert abs(one.x - other.x) >= room - 0.2


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=20))
def test_legend_and_missing_add_up_to_the_units(values):
    units = [unit(str(i), value) for i, value in enumerate(values)]
    picture = draw(units, row_of_squares(len(values)))
    assert sum(r.count for r in picture.legend) + picture.missing == len(values)
