"""A set says which published figures it splits up, and no others."""

import pytest

from bagana.redistricting.actions.blocks import add_block_set
from bagana.redistricting.models import Nature
from tests.factories import make_indicator, make_observation
from tests.redistricting.factories import BAG_OF_COLUMN, ON, make_world

pytestmark = pytest.mark.django_db


def _features(world):
    from shapely import wkb
    from shapely.geometry import mapping

    return [
        {
            "properties": {
                "id": block.code,
                "bag": block.unit.code,
                "households": block.households,
                "population": block.population,
            },
            "geometry": mapping(wkb.loads(bytes(block.geometry))),
        }
        for block in world.blocks.blocks.select_related("unit")
    ]


def _publish(world, code, figures):
    indicator = make_indicator(code)
    for bag, value in figures.items():
        make_observation(indicator, world.units[bag], 2025, value, status="published")


def _sums(world, column):
    blocks = world.blocks.blocks.select_related("unit")
    return {
        bag: sum(getattr(b, column) for b in blocks if b.unit.code == bag)
        for bag in dict.fromkeys(BAG_OF_COLUMN)
    }


def _taken_in(world):
    return add_block_set(
        user=world.officer,
        unit=world.units["11"],
        title_mn="Дахин",
        title_en="Again",
        on=ON,
        period="2025",
        nature=Nature.OWN,
        source_mn="Туршилт",
        features=_features(world),
    )


def test_a_figure_that_the_blocks_split_up_is_named():
    world = make_world()
    _publish(world, "households", _sums(world, "households"))
    _publish(world, "population_census", _sums(world, "population"))
    assert _taken_in(world).carries == {
        "households": ("households", "2025"),
        "population": ("population_census", "2025"),
    }


def test_a_bag_that_differs_by_one_leaves_the_figure_out():
    world = make_world()
    sums = _sums(world, "households")
    _publish(world, "households", sums | {"1103": sums["1103"] + 1})
    assert _taken_in(world).carries == {}


def test_a_bag_without_the_figure_leaves_it_out():
    world = make_world()
    sums = _sums(world, "households")
    _publish(world, "households", {bag: sums[bag] for bag in ("1101", "1102")})
    assert _taken_in(world).carries == {}
