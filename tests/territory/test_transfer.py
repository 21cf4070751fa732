"""One unit gives a part of itself to another."""

from datetime import date
from decimal import Decimal

import pytest
from shapely.geometry import box

from bagana.territory.actions import Outline, transfer, undo
from bagana.territory.boundaries import found_boundaries
from bagana.territory.models import Lineage
from bagana.territory.queries import find_version
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_user
from tests.territory.worlds import DAY, World, dump

pytestmark = pytest.mark.django_db

SHARES = {"households": Decimal("0.1"), "area": Decimal("0.25")}


@pytest.fixture
def world():
    return World()


def give(world, source="1101", to="1201", shares=SHARES, outlines=None, **order):
    return transfer(
        unit=world.units[source],
        to=world.units[to],
        shares=shares,
        outlines=outlines,
        **world.order(**order),
    )


def test_the_part_and_the_rest_are_recorded(world):
    give(world)
    rows = Lineage.objects.filter(measure="households")
    kept = {(r.source.code, r.target.code): r.share for r in rows}
    assert kept == {
        ("1101", "1101"): Decimal("0.9"),
        ("1101", "1201"): Decimal("0.1"),
        ("1201", "1201"): Decimal(1),
    }


def test_both_units_go_on(world):
    give(world)
    for code in ("1101", "1201"):
        assert find_version(code, DAY).valid_from == DAY
        assert find_version(code, date(2020, 1, 1)).valid_to == DAY


def test_new_outlines_are_kept_and_old_ones_are_not_shown_as_right(world):
    shapes = {"1101": box(106, 49, 107, 50), "1201": box(107, 49, 108, 50)}
    found_boundaries(shapes, status="schematic", source="test")
    give(world, outlines={"1101": Outline(box(106, 49, 106.75, 50))})
    assert find_version("1101", DAY).boundary.max_lon == 106.75
    assert find_version("1201", DAY).boundary is None
    assert find_version("1201", date(2020, 1, 1)).boundary.max_lon == 108


@pytest.mark.parametrize(
    "shares",
    [
        {},
        {"area": Decimal(0)},
        {"area": Decimal("1.2")},
        {"area": Decimal("-0.1")},
        {"colour": Decimal("0.5")},
    ],
)
def test_it_refuses_shares_that_give_nothing_or_too_much(world, shares):
    before = dump()
    with pytest.raises(Refused) as refusal:
        give(world, shares=shares)
    assert refusal.value.field == "shares"
    assert dump() == before


def test_it_refuses_a_gift_to_itself(world):
    with pytest.raises(Refused) as refusal:
        give(world, to="1101")
    assert refusal.value.field == "to"


def test_both_units_must_be_the_officers(world):
    with pytest.raises(PermissionDenied):
        give(world, user=make_user("aimag_officer", world.units["11"]))


def test_undo_brings_back_the_exact_state(world):
    before = dump()
    undo(user=world.officer, change=give(world))
    assert dump() == before
