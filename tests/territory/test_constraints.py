"""What the database itself refuses, whoever writes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from bagana.territory.models import Boundary, Lineage, Unit, UnitChange, UnitVersion
from tests.factories import make_act, make_unit
from tests.territory.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def version(code):
    return UnitVersion.objects.filter(unit__code=code)


def a_code_twice(world):
    Unit.objects.create(code="1101")


def two_open_versions(world):
    make_unit("1101", world.units["12"], "bag", start=date(2010, 1, 1))


def an_overlap_by_insertion(world):
    make_unit("1101", world.units["12"], "bag", date(1999, 1, 1), date(2000, 1, 2))


def an_overlap_by_update(world):
    version("1101").update(valid_to=date(2010, 1, 1))
    make_unit("1101", world.units["12"], "bag", date(2010, 1, 1))
    version("1101").filter(valid_to__isnull=False).update(valid_to=date(2011, 1, 1))


def an_end_before_the_start(world):
    version("1101").update(valid_to=date(1999, 1, 1))


def a_version_of_no_day(world):
    version("1101").update(valid_to=date(2000, 1, 1))


def a_unit_as_its_own_parent(world):
    version("1101").update(parent=world.units["1101"])


def an_unknown_location_type(world):
    version("1101").update(location_type="tosgon")


def a_share_above_one(world):
    lineage(world, Decimal("1.1"))


def a_share_below_zero(world):
    lineage(world, Decimal("-0.1"))


def a_share_twice(world):
    change = lineage(world, Decimal("0.5"))
    lineage(world, Decimal("0.5"), change)


def an_outline_without_area(world):
    Boundary.objects.create(
        geometry=b"",
        simplified=b"",
        area_km2=0,
        min_lon=0,
        min_lat=0,
        max_lon=0,
        max_lat=0,
        status="schematic",
        source="",
    )


def lineage(world, share, change=None):
    change = change or UnitChange.objects.create(
        kind="split", act=make_act(), effective_on=date(2020, 1, 1)
    )
    Lineage.objects.create(
        change=change,
        source=world.units["1101"],
        target=world.units["1102"],
        measure="area",
        share=share,
    )
    return change


@pytest.mark.parametrize(
    "write",
    [
        a_code_twice,
        two_open_versions,
        an_overlap_by_insertion,
        an_overlap_by_update,
        an_end_before_the_start,
        a_version_of_no_day,
        a_unit_as_its_own_parent,
        an_unknown_location_type,
        a_share_above_one,
        a_share_below_zero,
        a_share_twice,
        an_outline_without_area,
    ],
    ids=lambda write: write.__name__,
)
def test_the_database_refuses(world, write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world)


def test_versions_that_join_are_no_overlap(world):
    version("1101").update(valid_to=date(2010, 1, 1))
    make_unit("1101", world.units["12"], "bag", date(2010, 1, 1))
    assert version("1101").count() == 2
