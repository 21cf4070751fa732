"""Maps of plans: every unit named, what changes hatched, small bags enlarged."""

import re

import numpy as np
import pytest
import shapely
from lxml import etree

from bagana.engines.districting.drawing import FILLS, Panel, plan_maps, unit_shapes
from bagana.engines.districting.placing import Box, placed

NONE = np.empty(0, dtype=np.int32)


def squares(side=0.1, count=3):
    return [
        shapely.box(106 + c * side, 49 + r * side, 106 + (c + 1) * side,
                    49 + (r + 1) * side)
        for c in range(count) for r in range(count)
    ]  # fmt: skip


def labels(*values):
    return np.array(values, dtype=np.int32)


THREE = labels(0, 0, 0, 1, 1, 1, 2, 2, 2)
NAMES = {0: "Баруун", 1: "Дунд <баг>", 2: "Зүүн"}


def drawn(**rest):
    panel = Panel("Өнөөдөр", THREE, NAMES, **rest)
    return plan_maps(squares(), [panel], hatch="солигдоно", office="албан байр")


def test_a_map_is_a_document_on_its_own():
    root = etree.fromstring(drawn().encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(root.get("width")) > 100


def test_every_unit_has_its_name_and_its_fill():
    svg = drawn()
    for number, name in ((0, "Баруун"), (1, "Дунд &lt;баг&gt;"), (2, "Зүүн")):
        assert f"<title>{name}</title>" in svg
        assert f">{name}</text>" in svg
        assert f'fill="{FILLS[number]}"' in svg


def test_changed_blocks_are_hatched_and_the_hatch_explained():
    svg = drawn(changed=labels(3, 4))
    assert 'fill="url(#moved)"' in svg
    assert "солигдоно" in svg
    assert "солигдоно" not in drawn()


def test_offices_are_dots_and_explained():
    svg = drawn(offices={0: (106.05, 49.05)})
    assert svg.count("<circle") == 2
    assert "албан байр" in svg


def test_nothing_in_it_needs_a_style_sheet_or_a_script():
    svg = drawn(changed=labels(3))
    assert "class=" not in svg
    assert "style=" not in svg
    assert "<script" not in svg


def test_two_panels_stand_side_by_side_in_one_scale():
    shapes = squares()
    one = plan_maps(shapes, [Panel("a", THREE, NAMES)])
    two = plan_maps(shapes, [Panel("a", THREE, NAMES), Panel("b", THREE, NAMES)])
    width = [float(re.search(r' width="(\d+)"', svg)[1]) for svg in (one, two)]
    assert width[1] > 2 * width[0]


def test_bags_too_small_for_a_name_are_enlarged_below():
    town = [shapely.box(106.0 + i * 0.004, 49, 106.004 + i * 0.004, 49.004)
            for i in range(3)]  # fmt: skip
    rest = shapely.difference(shapely.box(106, 49, 107, 50), shapely.union_all(town))
    plan = Panel("x", labels(0, 1, 2, 3), {i: f"Баг {i}" for i in range(4)})
    svg = plan_maps([*town, rest], [plan])
    assert 'clip-path="url(#near)"' in svg
    assert svg.count(">Баг 1</text>") == 2  # once with its halo, in one of the maps
    assert 'clip-path="url(#near)"' not in drawn()


def test_units_are_the_union_of_their_blocks():
    found = unit_shapes(squares(), THREE)
    assert sorted(found) == [0, 1, 2]
    assert found[1].area == pytest.approx(0.03)
    assert found[1].geom_type == "Polygon"


def test_names_never_lie_over_each_other_where_there_is_room():
    wanted = [Box(100 + i, 100, 60, 11) for i in range(6)]
    found = placed(wanted, 400, 300)
    assert not any(a.meets(b) for i, a in enumerate(found) for b in found[:i])
    assert found[0] == wanted[0]


def test_a_name_stays_inside_the_picture():
    (found,) = placed([Box(1, 1, 60, 11)], 400, 300)
    assert found.within(400, 300)


def test_a_name_without_room_stands_where_it_was_wanted():
    wanted = [Box(20, 10, 40, 20), Box(20, 10, 40, 20)]
    assert placed(wanted, 40, 20) == wanted


def test_the_same_plan_gives_the_same_picture():
    assert drawn(changed=labels(1)) == drawn(changed=labels(1))
