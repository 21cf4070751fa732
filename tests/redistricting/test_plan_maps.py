"""Maps of plans: every bag drawn, changed blocks hatched, one frame for all."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest
from shapely.geometry import box

from bagana.engines.geography import Frame
from bagana.redistricting.models import Block, BlockMove
from bagana.redistricting.plan_maps import plan_map, slanting, unit_shapes
from bagana.territory.models import ChangeKind, UnitChange, UnitVersion
from tests.factories import make_act
from tests.redistricting.factories import (
    EVEN,
    World,
    make_plan,
    make_scenario,
    make_world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_it_draws_every_bag_with_its_own_colour_and_name(world):
    found = plan_map(world.even)
    assert {unit.key for unit in found.units} == {"1101", "1102", "1103"}
    assert len({unit.css for unit in found.units}) == 3
    assert all(unit.path.startswith("M") and unit.name for unit in found.units)


def test_it_hatches_what_differs_from_today_and_nothing_else(world):
    assert plan_map(world.today).moved == ""
    assert plan_map(world.even).moved
    assert plan_map(world.even, beside=make_plan(world.scenario, EVEN)).moved == ""


def test_todays_bags_are_those_of_the_scenarios_own_day(world):
    """One division is news before its enactment and nothing new after it."""
    assert plan_map(world.even).moved
    change = UnitChange.objects.create(
        kind=ChangeKind.REDRAW, act=make_act(), effective_on=date(2026, 3, 1)
    )
    for block in Block.objects.all():
        if (target := EVEN[block.ordinal % len(EVEN)]) != block.unit.code:
            BlockMove.objects.create(
                change=change, block=block, source=block.unit,
                target=world.units[target],
            )  # fmt: skip
    later = make_scenario(world.blocks, [world.units["11"]], on=date(2026, 6, 1))
    same = make_plan(later, EVEN, sha256=world.even.sha256)
    assert plan_map(same).moved == ""


def test_the_hatch_stays_inside_the_blocks_that_move(world):
    found = plan_map(world.even)
    starts = [float(x) for x in re.findall(r"M(-?[\d.]+) ", found.moved)]
    inside = found.width / 6
    # Columns three and five of six move; the padding is six px.
    assert all(2 * inside - 8 <= x <= 5 * inside + 8 for x in starts)


def test_a_bag_that_ends_is_not_drawn(world):
    found = plan_map(make_plan(world.scenario, ("1101",) * 4 + ("1102",) * 2))
    assert {unit.key for unit in found.units} == {"1101", "1102"}


def test_plans_of_a_scenario_share_their_frame(world):
    one, two = plan_map(world.today), plan_map(world.even)
    assert (one.view_box, one.scale_px) == (two.view_box, two.scale_px)


def test_a_bag_keeps_its_colour_in_every_plan(world):
    one, two = plan_map(world.today), plan_map(world.even)
    colours = [{unit.key: unit.css for unit in found.units} for found in (one, two)]
    assert colours[0] == colours[1]


def test_the_chosen_bag_is_drawn_last_and_outlined(world):
    found = plan_map(world.even, chosen="1101")
    assert found.units[-1].key == "1101"
    assert "chosen" in found.units[-1].css


def test_a_narrow_screen_gets_the_numbers_of_the_bags(world):
    """Colours alone name nothing where there is no room for names."""
    UnitVersion.objects.filter(unit__code="1101").update(number=4)
    numbers = {unit.key: unit.number for unit in plan_map(world.even).units}
    assert numbers == {"1101": "4", "1102": "", "1103": ""}


def test_an_office_stands_in_each_bag(world):
    found = plan_map(world.even)
    assert len(found.offices) == 3
    assert all(0 < dot.x < found.width for dot in found.offices)


def test_outlines_of_bags_cover_all_blocks_and_do_not_overlap(world):
    shapes = unit_shapes(world.even)
    area = sum(shape.area for shape in shapes.values())
    assert area == pytest.approx(6 * 4 * 0.05 * 0.05)
    assert all(shape.geom_type == "Polygon" for shape in shapes.values())


def test_a_map_is_light(world):
    found = plan_map(world.even)
    assert sum(len(unit.path) for unit in found.units) + len(found.moved) < 20_000


def test_a_block_too_small_for_the_hatch_still_shows_its_rim():
    frame = Frame.fit((104.9, 49.9, 105.1, 50.1), 640, 640, 6)
    tiny = np.array([box(105, 50, 105.001, 50.001)], dtype=object)
    assert slanting(tiny, frame).startswith("M")
    assert slanting(np.array([], dtype=object), frame) == ""
