"""Several units become one."""

from datetime import date
from decimal import Decimal

import pytest
from shapely.geometry import box

from bagana.territory.actions import Part, merge, undo
from bagana.territory.boundaries import found_boundaries
from bagana.territory.models import Lineage, Unit
from bagana.territory.queries import edges, find_version
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_user
from tests.territory.worlds import DAY, World, dump, open_codes

pytestmark = pytest.mark.django_db

NEW = Part(code="1110", name_mn="Нэгдсэн баг", name_en="United bag")


@pytest.fixture
def world():
    return World()


def unite(world, codes=("1101", "1102"), into=NEW, parent=None, **order):
    units = [world.units[code] for code in codes]
    above = world.units[parent] if parent else None
    return merge(units=units, into=into, parent=above, **world.order(**order))


def test_a_new_unit_takes_the_place_of_all(world):
    unite(world)
    assert open_codes(world.units["11"]) == ["1103", "1110"]
    assert find_version("1101", date(2020, 12, 31)) is not None


def test_one_of_them_goes_on(world):
    unite(world, into=Part(code="1102"))
    assert open_codes(world.units["11"]) == ["1102", "1103"]
    assert find_version("1102", DAY).name_mn == "Нэгж 1102"


def test_everything_of_each_goes_to_the_target(world):
    unite(world, into=Part(code="1102"))
    kept = Lineage.objects.values_list("source__code", "target__code", "share")
    assert set(kept) == {("1101", "1102", Decimal(1)), ("1102", "1102", Decimal(1))}
    assert {(e.source, e.target) for e in edges(date(2020, 1, 1), DAY)} == {
        ("1101", "1102"),
        ("1102", "1102"),
    }
    assert edges(DAY, date(2030, 1, 1)) == []


def test_children_come_under_the_target(world):
    before = dump()
    change = unite(world, ("11", "12"), Part(code="12"))
    assert open_codes(world.units["12"]) == ["1101", "1102", "1103", "1201", "1202"]
    assert find_version("11", DAY) is None
    undo(user=world.officer, change=change)
    assert dump() == before


def test_outlines_are_united(world):
    shapes = {"1101": box(106, 49, 107, 50), "1102": box(107, 49, 108, 50)}
    found_boundaries(shapes, status="schematic", source="test")
    unite(world)
    boundary = find_version("1110", DAY).boundary
    assert (boundary.min_lon, boundary.max_lon) == (106, 108)


def test_an_outline_with_an_unknown_piece_is_unknown(world):
    found_boundaries({"1101": box(0, 0, 1, 1)}, status="schematic", source="test")
    unite(world)
    assert find_version("1110", DAY).boundary is None


def test_units_of_different_parents_need_one_named(world):
    with pytest.raises(Refused) as refusal:
        unite(world, ("1101", "1201"))
    assert refusal.value.field == "parent"
    unite(world, ("1101", "1201"), parent="12")
    assert Unit.objects.get(code="1110").versions.get().parent == world.units["12"]


def test_it_refuses_fewer_than_two(world):
    for codes in (("1101",), ("1101", "1101")):
        with pytest.raises(Refused) as refusal:
            unite(world, codes)
        assert refusal.value.field == "units"


def test_it_refuses_a_unit_that_has_ended(world):
    unite(world)
    with pytest.raises(Refused, match="1101"):
        unite(world, ("1101", "1103"), Part(code="1103"), on=date(2022, 1, 1))


def test_every_unit_must_be_the_officers(world):
    with pytest.raises(PermissionDenied):
        unite(
            world,
            ("1101", "1201"),
            Part(code="1101"),
            user=make_user("aimag_officer", world.units["11"]),
        )


def test_undo_brings_back_the_exact_state(world):
    before = dump()
    for into in (NEW, Part(code="1102")):
        undo(user=world.officer, change=unite(world, into=into))
        assert dump() == before
