"""Another name from a day on."""

from datetime import date

import pytest

from bagana.territory.actions import rename, undo
from bagana.territory.models import UnitName
from bagana.territory.queries import children_of, find_version, history_of, search
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_user
from tests.territory.worlds import DAY, World, dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def call_it(world, name_mn="Ивэн", name_en="Iven", **order):
    unit = world.units["1103"]
    return rename(unit=unit, name_mn=name_mn, name_en=name_en, **world.order(**order))


def test_each_day_has_its_name(world):
    call_it(world)
    assert find_version("1103", date(2020, 12, 31)).name_mn == "Нэгж 1103"
    assert find_version("1103", DAY).name_mn == "Ивэн"
    assert find_version("1103", DAY).location_type == "rural"


def test_both_names_find_the_unit(world):
    call_it(world)
    assert search("ивэн", DAY)[0].unit.code == "1103"
    assert search("нэгж 1103", DAY)[0].unit.code == "1103"


def test_the_order_of_the_list_follows(world):
    call_it(world, "Аглаг", "Aglag")
    codes = [version.unit.code for version in children_of(world.units["11"], DAY)]
    assert codes[0] == "1103"


def test_a_name_that_comes_back_is_one_spelling(world):
    call_it(world)
    before = dump()
    back = call_it(world, "Нэгж 1103", "Unit 1103", on=date(2022, 1, 1))
    assert UnitName.objects.filter(unit=world.units["1103"]).count() == 4
    undo(user=world.officer, change=back)
    assert dump() == before


def test_it_refuses_the_name_it_has(world):
    with pytest.raises(Refused):
        call_it(world, "Нэгж 1103", "Unit 1103")


def test_it_refuses_a_day_within_the_past_of_another_change(world):
    call_it(world)
    with pytest.raises(Refused) as refusal:
        call_it(world, "Эртний", "Early", on=date(2020, 6, 1))
    assert refusal.value.field == "effective_on"


def test_the_change_stands_in_the_history_until_it_is_undone(world):
    change = call_it(world)
    assert list(history_of(world.units["1103"])) == [change]
    undo(user=world.officer, change=change)
    assert list(history_of(world.units["1103"])) == []


def test_only_an_officer_renames_and_undoes(world):
    stranger = make_user("aimag_officer", world.units["12"])
    with pytest.raises(PermissionDenied):
        call_it(world, user=stranger)
    change = call_it(world)
    with pytest.raises(PermissionDenied):
        undo(user=stranger, change=change)
    with pytest.raises(PermissionDenied):
        undo(user=None, change=change)
    undo(user=None, change=change, system=True)
