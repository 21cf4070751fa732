"""Households follow a change of units, and come back exactly when it is undone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from shapely.geometry import box

from bagana.privacy.sealing import seal
from bagana.registers.actions.events import record_death
from bagana.registers.actions.following import assign, follow_now
from bagana.registers.actions.journal import undo_entry
from bagana.registers.following import placed, ways
from bagana.registers.models import Camp, Household, Person, Residence, Section
from bagana.registers.queries.balance import balance
from bagana.registers.queries.household_balance import household_balance
from bagana.territory.actions import Outline, Part, blockers, merge, split, undo
from bagana.territory.consequences import preview_lines
from bagana.web.errors import Conflict, Refused
from tests.factories import make_user
from tests.registers.factories import make_household, make_person
from tests.registers.test_events import kept_rows, last_entry
from tests.territory.worlds import World, dump

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)
NEW = Part(code="1110", name_mn="Нэгдсэн баг", name_en="United bag")
WEST, EAST = box(100, 48, 101, 49), box(101, 48, 102, 49)


@pytest.fixture
def world():
    world = World()
    world.keeper = make_user("sum_officer", world.units["11"])
    for code in ("1101", "1102"):
        section = Section.objects.create(unit=world.units[code], name="Хойд хэсэг")
        household = make_household(world.units[code], number="1", section=section)
        make_person(household, relation="head")
        make_person(household, is_present=False)
        gone = Residence.objects.filter(person__is_present=False)
        gone.update(ends_on=date(2024, 6, 1))
    return world


def sections():
    return list(Section.objects.order_by("pk").values_list())


def unite(world, into=NEW, on=DAY):
    units = [world.units["1101"], world.units["1102"]]
    return merge(units=units, into=into, **world.order(on))


def part(code, shape, name=""):
    share = {"households": Decimal("0.5"), "population": Decimal("0.5")}
    outline = Outline(shape, source="test")
    named = name or f"Хэсэг {code}"
    return Part(code, named, f"Part {code}", outline=outline), share


def divide(world, codes=("1110", "1111"), on=DAY):
    parts = [part(codes[0], WEST), part(codes[1], EAST)]
    return split(
        unit=world.units["1101"],
        parts=[one for one, _share in parts],
        shares={
            measure: {one.code: share[measure] for one, share in parts}
            for measure in ("households", "population")
        },
        **world.order(on),
    )


def camp(household, lon, season="winter"):
    Camp.objects.create(
        household=household,
        season=season,
        entry=household.entry,
        sealed=seal(
            {"name": "Өвөлжөө", "lon": lon, "lat": 48.5}, bind=f"camp:{household.uid}"
        ),
    )


def test_on_a_merger_all_go_to_the_one_successor_and_come_back(world):
    before = (kept_rows(), sections(), dump())
    change = unite(world)
    rows = Household.objects.filter(unit__code="1110").order_by("pk")
    assert [row.number for row in rows] == ["1", "2"], "1 is taken by the first"
    assert last_entry().options["renumbered"] == [["1", "2", "1110"]]
    assert {row.section.name for row in rows} == {"Хойд хэсэг"}
    assert not Person.objects.exclude(unit__code="1110").exists()
    assert blockers(change) == []
    undo(user=world.officer, change=change)
    assert (kept_rows(), sections(), dump()) == before


def test_each_present_person_goes_and_comes_by_one_event(world):
    change = unite(world)
    new = Household.objects.first().unit
    found = balance(new, DAY, DAY)
    came = {line.kind: line.tally.total for line in found.came}
    assert (came["redrawn_in"], found.counted.total, found.is_even) == (2, 2, True)
    gone = balance(world.units["1101"], DAY, DAY)
    assert (gone.opening.total, gone.counted.total, gone.is_even) == (1, 0, True)
    households = household_balance(new, DAY, DAY)
    assert (households.redrawn_in, households.difference) == (2, 0)
    assert change.effective_on == DAY


def test_the_balance_sheet_adds_up(world):
    lines = {line.label: line for line in preview_lines(unite(world))}
    for label, count in (("Өрх, бүртгэлээр", 2), ("Хүн ам, бүртгэлээр", 2)):
        line = lines[label]
        assert line.before == {"1101": 1, "1102": 1}
        assert line.after == {"1110": count}


def test_on_a_split_the_winter_camp_decides(world):
    west = Household.objects.get(unit__code="1101")
    camp(west, 100.5)
    camp(west, 101.5, "summer")
    east = make_household(world.units["1101"])
    camp(east, 101.5)
    divide(world)
    west.refresh_from_db()
    east.refresh_from_db()
    assert (west.unit.code, east.unit.code) == ("1110", "1111")


def test_without_camps_the_dwelling_decides(world):
    unit = world.units["1101"]
    homes = [
        make_household(unit, private={"lon": lon, "lat": 48.5})
        for lon in (100.5, 101.5, 101.5)
    ]
    camp(homes[2], 100.5)
    divide(world)
    found = [Household.objects.get(pk=one.pk).unit.code for one in homes]
    assert found == ["1110", "1111", "1110"], "a camp goes before the dwelling"


def test_who_has_no_known_place_waits_for_an_officer(world):
    change = divide(world)
    left = Household.objects.get(unit__code="1101")
    assert placed(change, ways(change)[0]).unknown == [left]
    lines = {line.label: line for line in preview_lines(change)}
    assert lines["Өрх, бүртгэлээр"].after == {"1101": 1, "1110": 0, "1111": 0}
    assert lines["Өрх, бүртгэлээр"].note.startswith("1 ")
    target = ways(change)[0].targets[1]
    assign(
        user=world.keeper,
        change=change,
        source=world.units["1101"],
        target=target,
        section=left.section,
    )
    left.refresh_from_db()
    assert left.unit == target


def test_an_assignment_is_undone_with_the_change(world):
    before = (kept_rows(), sections(), dump())
    change = divide(world)
    assign(
        user=world.keeper,
        change=change,
        source=world.units["1101"],
        target=ways(change)[0].targets[0],
        households=[Household.objects.get(unit__code="1101")],
    )
    undo(user=world.officer, change=change)
    assert (kept_rows(), sections(), dump()) == before


def test_only_who_keeps_both_bags_assigns_and_only_to_a_successor(world):
    change = divide(world)
    household = Household.objects.get(unit__code="1101")
    order = {"change": change, "source": world.units["1101"], "households": [household]}
    stranger = make_user("bag_governor", world.units["1102"])
    with pytest.raises(PermissionDenied):
        assign(user=stranger, target=ways(change)[0].targets[0], **order)
    with pytest.raises(Refused):
        assign(user=world.keeper, target=world.units["1102"], **order)


def test_a_bag_that_goes_on_keeps_whom_no_rule_places(world):
    change = divide(world, ("1101", "1111"))
    assert Household.objects.get(pk=Household.objects.first().pk).unit.code == "1101"
    assert len(placed(change, ways(change)[0]).unknown) == 1


def test_what_was_written_since_blocks_undoing_and_is_named(world):
    change = unite(world)
    head = Person.objects.filter(relation="head").first()
    record_death(user=world.keeper, person=head, on=DAY + timedelta(days=3))
    assert "1" in blockers(change)[0]
    with pytest.raises(Conflict):
        undo(user=world.officer, change=change)
    undo_entry(user=world.keeper, entry=last_entry())
    undo(user=world.officer, change=change)
    assert set(Household.objects.values_list("unit__code", flat=True)) == {
        "1101",
        "1102",
    }


def test_before_its_day_a_change_moves_nobody(world, monkeypatch):
    ahead = timezone.localdate() + timedelta(days=30)
    change = unite(world, on=ahead)
    assert Household.objects.filter(unit__code="1101").count() == 1
    lines = {line.label: line for line in preview_lines(change)}
    assert lines["Өрх, бүртгэлээр"].after == {"1110": 2}
    with pytest.raises(Conflict):
        follow_now(user=world.root, change=change)
    monkeypatch.setattr(timezone, "localdate", lambda: ahead)
    follow_now(user=world.root, change=change)
    assert Household.objects.filter(unit__code="1110").count() == 2
