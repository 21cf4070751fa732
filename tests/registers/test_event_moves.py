"""Moves: waiting for the other bag, at once between own bags, stopped by elections."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.registers.actions.journal import undo_entry
from bagana.registers.actions.moving import move_household, move_in, move_out
from bagana.registers.actions.receiving import receive_household
from bagana.registers.calendar import census_days, days_late, stop_on
from bagana.registers.models import ElectionDay, Entry, Event
from bagana.registers.people import NewPerson, Private, index_of
from bagana.registers.queries.waiting import (
    arrivals_of,
    departures_of,
    is_overdue,
)
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person
from tests.registers.test_events import kept_rows, last_entry

pytestmark = pytest.mark.django_db
ON = date(2025, 3, 1)
NUMBER = "МД85021502"


class World:
    def __init__(self):
        self.units = make_tree()
        self.here, self.there = self.units["1101"], self.units["1201"]
        self.household = make_household(self.here, number="7")
        self.head = make_person(self.household, relation="head")
        self.spouse = make_person(
            self.household,
            relation="spouse",
            birth_year=1985,
            private={"given": "Сарнай", "reg_no": NUMBER},
        )
        self.target = make_household(self.there, number="7")
        self.other_head = make_person(self.target, relation="head")
        self.sender = make_user("bag_governor", self.here)
        self.receiver = make_user("bag_governor", self.there)
        self.both = make_user("administrator", self.units["MN"])


@pytest.fixture
def world():
    return World()


def resides(person):
    rows = person.residences.order_by("starts_on", "pk")
    return list(rows.values_list("unit__code", "starts_on", "ends_on"))


def test_who_left_waits_until_the_other_bag_registers_him(world):
    event = move_out(user=world.sender, person=world.spouse, on=ON, to_unit=world.there)
    assert list(arrivals_of([world.there.pk])) == [event]
    assert list(departures_of([world.here.pk])) == [event]
    assert is_overdue(event, ON + timedelta(days=8))
    assert not is_overdue(event, ON + timedelta(days=7))
    move_in(
        user=world.receiver,
        household=world.target,
        person=world.spouse,
        on=ON + timedelta(days=3),
    )
    assert not arrivals_of([world.there.pk])
    world.spouse.refresh_from_db()
    assert world.spouse.household == world.target
    assert resides(world.spouse) == [
        ("1101", date(2024, 1, 1), ON),
        ("1201", ON + timedelta(days=3), None),
    ]
    came = Event.objects.get(kind="move_in")
    assert (came.unit, came.other_unit) == (world.there, world.here)


def test_a_bag_receives_nobody_who_did_not_set_out_for_it(world):
    stranger = make_user("bag_governor", world.units["1102"])
    move_out(user=world.sender, person=world.spouse, on=ON, to_unit=world.there)
    third = make_household(world.units["1102"])
    with pytest.raises(Conflict):
        move_in(user=stranger, household=third, person=world.spouse, on=ON)
    with pytest.raises(PermissionDenied):
        move_in(user=stranger, household=world.target, person=world.spouse, on=ON)
    with pytest.raises(PermissionDenied):
        move_in(user=world.receiver, household=world.target, person=world.head, on=ON)


def told(given="Сарнай", reg_no=NUMBER):
    private = Private(given=given, parent="Эцэг", reg_no=reg_no)
    return NewPerson(private, "", None, "other")


def test_name_and_number_bring_a_person_from_his_bag_at_once(world):
    type(world.spouse).objects.filter(pk=world.spouse.pk).update(
        reg_no_index=index_of(NUMBER, "reg_no")
    )
    before = kept_rows()
    person = move_in(
        user=world.receiver, household=world.target, newcomer=told(), on=ON
    )
    assert person.pk == world.spouse.pk
    assert resides(person)[-1] == ("1201", ON, None)
    kinds = list(Event.objects.filter(entry=last_entry()).values_list("kind", "unit"))
    assert sorted(kinds) == [
        ("move_in", world.there.pk),
        ("move_out", world.here.pk),
    ]
    undo_entry(user=world.receiver, entry=last_entry())
    assert kept_rows() == before


def test_a_number_with_another_name_brings_nobody(world):
    with pytest.raises(Conflict) as refusal:
        move_in(
            user=world.receiver,
            household=world.target,
            newcomer=told(given="Өөр"),
            on=ON,
        )
    assert refusal.value.field == "reg_no"
    assert "1101" not in refusal.value.reason
    world.spouse.refresh_from_db()
    assert world.spouse.unit == world.here


def test_a_newcomer_from_outside_is_registered(world):
    private = Private(given="Ирсэн")
    person = move_in(
        user=world.receiver,
        household=world.target,
        newcomer=NewPerson(private, "male", 1990, "other"),
        place="Улаанбаатар",
        on=ON,
    )
    assert person.events.get().place == "Улаанбаатар"


def test_who_keeps_both_bags_moves_a_household_at_once(world):
    before = kept_rows()
    moved = move_household(
        user=world.both, household=world.household, on=ON, to_unit=world.there
    )
    assert (moved.unit, moved.closed_on) == (world.there, None)
    assert moved.number == "8", "7 is taken there"
    assert {r[0] for r in [resides(p)[-1] for p in moved.people.all()]} == {"1201"}
    assert moved.people.filter(is_present=True).count() == 2
    assert moved.stays.count() == 2
    undo_entry(user=world.both, entry=last_entry())
    assert kept_rows() == before


def test_a_household_that_left_is_received_whole(world):
    before = kept_rows()
    move_household(
        user=world.sender, household=world.household, on=ON, to_unit=world.there
    )
    left = last_entry()
    world.household.refresh_from_db()
    assert world.household.closed_on == ON
    event = arrivals_of([world.there.pk])[0]
    with pytest.raises(PermissionDenied):
        receive_household(user=world.sender, event=event, unit=world.there)
    received = receive_household(
        user=world.receiver, event=event, unit=world.there, number="12"
    )
    assert (received.pk, received.number) == (world.household.pk, "12")
    assert received.head == world.head
    assert not arrivals_of([world.there.pk])
    with pytest.raises(Conflict):
        undo_entry(user=world.sender, entry=left)
    undo_entry(user=world.receiver, entry=last_entry())
    undo_entry(user=world.sender, entry=left)
    assert kept_rows() == before


def test_who_goes_nowhere_known_says_where(world):
    with pytest.raises(Refused) as refusal:
        move_out(user=world.sender, person=world.spouse, on=ON)
    assert refusal.value.field == "place"
    with pytest.raises(Refused) as refusal:
        move_out(user=world.sender, person=world.spouse, on=ON, to_unit=world.here)
    assert refusal.value.field == "to_unit"


def test_moves_stop_sixty_days_before_an_election_until_the_day_after(world):
    today = timezone.localdate()
    election = ElectionDay.objects.create(
        on=today + timedelta(days=60), name_mn="Туршилтын сонгууль"
    )
    assert stop_on(today - timedelta(days=1)) is None
    assert stop_on(today).reopens_on == election.on + timedelta(days=1)
    assert stop_on(election.on) is not None
    assert stop_on(election.on + timedelta(days=1)) is None
    reopens = (election.on + timedelta(days=1)).isoformat()
    with pytest.raises(Conflict) as refusal:
        move_out(user=world.sender, person=world.spouse, on=ON, place="Дархан")
    assert reopens in refusal.value.fix
    entries = Entry.objects.count()
    with pytest.raises(Conflict):
        move_household(user=world.sender, household=world.household, on=ON, place="Х")
    assert Entry.objects.count() == entries


def test_late_is_counted_from_the_eighth_day():
    assert days_late(ON, ON + timedelta(days=7)) == 0
    assert days_late(ON, ON + timedelta(days=9)) == 2


def test_days_of_the_census_are_those_of_the_year():
    december = census_days("december", 2025)
    assert (december.starts_on, december.ends_on) == (
        date(2025, 12, 7),
        date(2025, 12, 17),
    )
    older = census_days("december", 2010)
    assert (older.starts_on.day, older.ends_on.day) == (15, 22)
    assert not older.rule.is_illustrative
    assert census_days("june", 2025).rule.is_illustrative
