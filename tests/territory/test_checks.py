"""Each named check finds its fault and tells how to mend it; sound has none."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from shapely.geometry import box

from bagana.territory import checks
from bagana.territory.boundaries import found_boundaries
from bagana.territory.founding import open_register
from bagana.territory.models import (
    Lineage,
    Unit,
    UnitAncestry,
    UnitChange,
    UnitVersion,
)
from tests.factories import make_act, make_unit, make_user
from tests.territory.worlds import World

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)


@pytest.fixture
def world():
    return World()


def versions(code):
    return UnitVersion.objects.filter(unit__code=code)


def orphan(world):
    versions("1101").update(parent=None)
    return "1101"


def double_root(world):
    make_unit("XX", None, "country")
    return "XX"


def gap_or_overlap(world):
    versions("1101").update(valid_to=date(2010, 1, 1))
    make_unit("1101", world.units["11"], "bag", start=date(2010, 1, 2))
    return "1101"


def child_outside_parent_validity(world):
    versions("11").update(valid_from=date(2005, 1, 1))
    return "1101"


def level_order(world):
    versions("1102").update(parent=world.units["1101"])
    return "1102"


def same_name_under_parent(world):
    versions("1102").update(name_mn="Нэгж 1101")
    return "1101"


def unit_without_classification(world):
    versions("1102").update(location_type="")
    return "1102"


def boundary_outside_parent(world):
    shapes = {"11": box(106, 49, 107, 50), "1101": box(106, 49, 107.1, 50)}
    found_boundaries(shapes, status="schematic", source="test")
    return "1101"


def no_version(world):
    Unit.objects.create(code="77")
    return "77"


def lineage_shares(world):
    change = UnitChange.objects.create(
        kind="split", act=make_act(), effective_on=date(2020, 1, 1)
    )
    Lineage.objects.create(
        change=change,
        source=world.units["1101"],
        target=world.units["1102"],
        measure="area",
        share=Decimal("0.9"),
    )
    return "1101"


def ancestry_stale(world):
    UnitAncestry.objects.filter(unit=world.units["1101"], depth=2).delete()
    return "1101"


FAULTS = [
    orphan,
    double_root,
    gap_or_overlap,
    child_outside_parent_validity,
    level_order,
    same_name_under_parent,
    unit_without_classification,
    boundary_outside_parent,
    no_version,
    lineage_shares,
    ancestry_stale,
]


def test_every_check_of_territory_is_tried_here():
    assert {check.name for check in checks.OWN} == {make.__name__ for make in FAULTS}


def test_a_sound_register_has_no_findings(world):
    assert checks.run_checks(DAY) == []


@pytest.mark.parametrize("make", FAULTS, ids=lambda make: make.__name__)
def test_a_check_finds_its_fault(world, make):
    code = make(world)
    found = checks.run_checks(DAY, names=[make.__name__])
    assert code in [finding.code for finding in found]
    assert all(finding.message and finding.mend for finding in found)


def test_an_aimag_that_classifies_nothing_yet_is_not_reproached(world):
    UnitVersion.objects.update(location_type="")
    names = ["unit_without_classification"]
    assert checks.run_checks(DAY, names=names) == []


def test_the_national_register_is_sound(django_assert_max_num_queries):
    open_register()
    with django_assert_max_num_queries(60):
        found = checks.run_checks(DAY)
    assert found == []


def test_an_application_above_adds_a_check(world, monkeypatch):
    monkeypatch.setattr(checks, "_registered", [])
    extra = checks.Check("extra", "Нэмэлт", "Засах", lambda on: [("1101", "буруу")])
    checks.register(extra)
    checks.register(extra)
    assert [finding.name for finding in checks.run_checks(DAY)] == ["extra"]


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_page_shows_findings_and_mends_what_is_derived(client, world, language):
    client.force_login(world.officer)
    client.cookies["django_language"] = language
    page = reverse("territory:checks")
    assert client.get(page).status_code == 200
    ancestry_stale(world)
    assert "1101" in client.get(page).content.decode()
    client.post(page)
    assert checks.run_checks(DAY) == []
    assert client.get(page, {"format": "json"}).json() == []


def test_the_page_is_for_officers(client, world):
    client.force_login(make_user("bag_governor", world.units["1101"]))
    assert client.get(reverse("territory:checks")).status_code == 403
