"""A unit that comes from no other."""

from datetime import date

import pytest
from shapely.geometry import box

from bagana.territory.actions import Outline, Part, create_unit, rename, undo
from bagana.territory.models import Unit
from bagana.territory.queries import ancestors_of, find_version
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.territory.worlds import DAY, World, dump

pytestmark = pytest.mark.django_db

PART = Part(code="1109", name_mn="9-р баг", name_en="Bag 9", number=9)


@pytest.fixture
def world():
    return World()


def create(world, part=PART, parent="11", kind="bag", **order):
    given = world.order(**order)
    return create_unit(part=part, parent=world.units[parent], kind=kind, **given)


def test_it_begins_on_its_day_under_its_parent(world):
    create(world)
    unit = Unit.objects.get(code="1109")
    assert find_version("1109", date(2020, 12, 31)) is None
    above = [version.unit.code for version in ancestors_of(unit, DAY)]
    assert above == ["MN", "1", "11"]


def test_it_keeps_its_outline(world):
    outline = Outline(box(106, 49, 107, 50), "surveyed", "Хэмжилт")
    part = Part(code="1109", name_mn="9-р баг", name_en="Bag 9", outline=outline)
    create(world, part)
    boundary = find_version("1109", DAY).boundary
    assert (boundary.status, boundary.source) == ("surveyed", "Хэмжилт")
    assert boundary.area_km2 == pytest.approx(8120, rel=0.01)


@pytest.mark.parametrize(
    ("part", "kind", "field"),
    [
        (Part(code="11 09", name_mn="Н", name_en="N"), "bag", "code"),
        (Part(code="", name_mn="Н", name_en="N"), "bag", "code"),
        (Part(code="1101", name_mn="Н", name_en="N"), "bag", "code"),
        (Part(code="1109", name_mn="", name_en="N"), "bag", "name_mn"),
        (PART, "village", "kind"),
        (
            Part(code="1109", name_mn="Н", name_en="N", location_type="x"),
            "bag",
            "location_type",
        ),
    ],
)
def test_it_refuses_what_is_no_unit(world, part, kind, field):
    before = dump()
    with pytest.raises(Refused) as refusal:
        create(world, part, kind=kind)
    assert refusal.value.field == field
    assert dump() == before


def test_it_refuses_a_parent_of_no_higher_rung(world):
    with pytest.raises(Refused, match="1109"):
        create(world, parent="1101")


def test_it_refuses_a_day_before_the_parent(world):
    create(world, Part(code="13", name_mn="Сум", name_en="Sum"), "1", "sum")
    world.units["13"] = Unit.objects.get(code="13")
    with pytest.raises(Refused, match="1109"):
        create(world, parent="13", on=date(2020, 6, 1))


def test_only_who_holds_the_parent_may_create(world):
    with pytest.raises(PermissionDenied):
        create(world, user=make_user("aimag_officer", world.units["12"]))
    with pytest.raises(PermissionDenied):
        create(world, Part(code="2", name_mn="А", name_en="A"), "MN", "aimag")


def test_undo_brings_back_the_exact_state(world):
    before = dump()
    undo(user=world.officer, change=create(world))
    assert dump() == before


def test_undo_is_refused_while_a_later_change_stands_on_it(world):
    first = create(world)
    unit = Unit.objects.get(code="1109")
    day = date(2022, 1, 1)
    second = rename(unit=unit, name_mn="Өөр", name_en="Other", **world.order(day))
    with pytest.raises(Conflict, match="нэр өөрчлөх"):
        undo(user=world.officer, change=first)
    undo(user=world.officer, change=second)
    undo(user=world.officer, change=first)


def test_undo_is_refused_while_units_lie_under_it(world):
    first = create(world, Part(code="13", name_mn="Сум", name_en="Sum"), "1", "sum")
    world.units["13"] = Unit.objects.get(code="13")
    create(world, parent="13", on=date(2022, 1, 1))
    with pytest.raises(Conflict, match="1109"):
        undo(user=world.officer, change=first)


def test_a_unit_that_begins_later_can_still_be_changed_by_its_officer(world):
    change = create(world, on=date(2099, 1, 1))
    unit = Unit.objects.get(code="1109")
    day = date(2099, 6, 1)
    later = rename(unit=unit, name_mn="Өөр", name_en="Other", **world.order(day))
    undo(user=world.officer, change=later)
    undo(user=world.officer, change=change)
