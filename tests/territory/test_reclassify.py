"""Another kind, location type or tosgon structure from a day on."""

from datetime import date

import pytest

from bagana.territory.actions import reclassify, undo
from bagana.territory.models import UnitVersion
from bagana.territory.queries import ancestors_of, comparable_units, find_version
from bagana.web.errors import Refused
from tests.territory.worlds import DAY, World, dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_the_location_type_changes_and_tosgon_lies_over_it(world):
    unit = world.units["1101"]
    reclassify(unit=unit, location_type="mixed", is_tosgon=True, **world.order())
    before, after = find_version("1101", date(2020, 1, 1)), find_version("1101", DAY)
    assert (before.location_type, before.is_tosgon) == ("rural", False)
    assert (after.location_type, after.is_tosgon) == ("mixed", True)


def test_what_was_assumed_is_not_carried_over(world):
    UnitVersion.objects.filter(unit=world.units["1101"]).update(assumption_mn="таамаг")
    reclassify(unit=world.units["1101"], location_type="mixed", **world.order())
    assert find_version("1101", DAY).assumption_mn == ""
    assert find_version("1101", date(2020, 1, 1)).assumption_mn == "таамаг"


def test_units_are_compared_within_their_class(world):
    reclassify(unit=world.units["1101"], location_type="centre", **world.order())
    alone = comparable_units(find_version("1101", DAY), DAY)
    others = comparable_units(find_version("1201", DAY), DAY)
    assert [version.unit.code for version in alone] == ["1101"]
    assert others.count() == 4


def test_a_bag_becomes_a_sum_with_a_new_parent(world):
    before = dump()
    change = reclassify(
        unit=world.units["1101"],
        kind="sum",
        parent=world.units["1"],
        location_type="",
        **world.order(),
    )
    above = ancestors_of(world.units["1101"], DAY)
    assert [version.unit.code for version in above] == ["MN", "1"]
    undo(user=world.officer, change=change)
    assert dump() == before


def test_it_refuses_a_rung_that_does_not_fit_the_parent(world):
    with pytest.raises(Refused, match="1101"):
        reclassify(unit=world.units["1101"], kind="sum", **world.order())


def test_it_refuses_a_change_of_nothing(world):
    with pytest.raises(Refused):
        reclassify(unit=world.units["1101"], location_type="rural", **world.order())
