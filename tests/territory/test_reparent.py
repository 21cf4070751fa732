"""A unit, with all below it, under another parent."""

from datetime import date

import pytest

from bagana.territory.actions import Part, merge, reparent, undo
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Unit
from bagana.territory.queries import ancestors_of, below, find_version
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_unit, make_user
from tests.territory.worlds import DAY, World, dump, open_codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def move(world, code="1101", parent="12", **order):
    given = world.order(**order)
    return reparent(unit=world.units[code], parent=world.units[parent], **given)


def test_it_lies_under_one_parent_at_any_time(world):
    move(world)
    sums = [
        ancestors_of(world.units["1101"], on)[-1].unit.code
        for on in (date(2020, 12, 31), DAY)
    ]
    assert sums == ["11", "12"]
    assert open_codes(world.units["11"]) == ["1102", "1103"]


def test_what_lies_below_moves_along(world):
    other = make_unit("2", world.units["MN"], "aimag")
    rebuild([other.pk])
    world.units["2"] = other
    move(world, "11", "2", user=world.root)
    inside = {version.unit.code for version in below(other, DAY)}
    assert inside == {"2", "11", "1101", "1102", "1103"}
    assert below(other, date(2020, 1, 1)).count() == 1


@pytest.mark.parametrize("parent", ["1101", "1102", "11"])
def test_it_refuses_a_parent_that_makes_no_sense(world, parent):
    before = dump()
    with pytest.raises(Refused):
        move(world, parent=parent)
    assert dump() == before


def test_it_refuses_a_parent_that_has_ended(world):
    into = Part(code="12")
    units = [world.units["11"], world.units["12"]]
    merge(units=units, into=into, **world.order(date(2020, 6, 1)))
    with pytest.raises(Refused, match="11"):
        move(world, "1201", "11")


def test_both_parents_must_be_the_officers(world):
    with pytest.raises(PermissionDenied):
        move(world, user=make_user("aimag_officer", world.units["11"]))


def test_undo_brings_back_the_exact_state(world):
    before = dump()
    undo(user=world.officer, change=move(world))
    assert dump() == before


def test_undo_is_refused_when_the_old_parent_is_gone(world):
    change = move(world)
    units = [world.units["11"], world.units["12"]]
    merge(units=units, into=Part(code="12"), **world.order(date(2022, 1, 1)))
    with pytest.raises(Conflict):
        undo(user=world.officer, change=change)
    assert find_version("1101", date(2022, 1, 1)).parent == Unit.objects.get(code="12")
