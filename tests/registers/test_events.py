"""Births, deaths, temporary residents, corrections: each an entry, each undone."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.registers.actions.events import (
    correct_in,
    correct_out,
    end_temporary,
    record_birth,
    record_death,
    register_temporary,
)
from bagana.registers.actions.journal import KEPT, undo_entry
from bagana.registers.actions.splitting import (
    change_of_household,
    merge_households,
    split_household,
)
from bagana.registers.models import Entry, Event, Household, Person, Residence
from bagana.registers.people import Private
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db
ON = date(2025, 3, 1)
BABY = Private(given="Хүү", parent="Эцэг")


@pytest.fixture
def bag():
    return make_tree()["1101"]


@pytest.fixture
def governor(bag):
    return make_user("bag_governor", bag)


@pytest.fixture
def household(bag):
    household = make_household(bag)
    make_person(household, relation="head")
    make_person(household, relation="spouse")
    return household


def kept_rows():
    """All rows of the tables that the journal keeps, to the last column."""
    return {
        model.__name__: [
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
            for row in model._base_manager.order_by("pk").values_list()
        ]
        for model in KEPT
    }


def head_and_spouse(household):
    return household.people.get(relation="head"), household.people.get(
        relation="spouse"
    )


def last_entry():
    return Entry.objects.order_by("-pk").first()


def test_a_child_is_born_into_a_household(household, governor):
    child = record_birth(
        user=governor, household=household, private=BABY, sex="male", on=ON
    )
    event = child.events.get()
    assert (event.kind, event.on, event.unit_id) == ("birth", ON, household.unit_id)
    assert child.residences.get().starts_on == ON
    assert child.birth_year == 2025
    assert child.private["birth_date"] == "2025-03-01"


def test_a_death_ends_the_residence_once(household, governor):
    _head, spouse = head_and_spouse(household)
    record_death(user=governor, person=spouse, on=ON)
    spouse.refresh_from_db()
    assert not spouse.is_present
    assert spouse.residences.get().ends_on == ON
    with pytest.raises(Conflict):
        record_death(user=governor, person=spouse, on=ON)


def test_a_head_who_dies_needs_another_head(household, governor):
    head, spouse = head_and_spouse(household)
    with pytest.raises(Refused) as refusal:
        record_death(user=governor, person=head, on=ON)
    assert refusal.value.field == "new_head"
    record_death(user=governor, person=head, on=ON, new_head=spouse)
    household.refresh_from_db()
    spouse.refresh_from_db()
    assert household.head == spouse
    assert spouse.relation == "head"


def test_a_household_that_nobody_is_left_in_ends(household, governor):
    head, spouse = head_and_spouse(household)
    record_death(user=governor, person=spouse, on=ON)
    record_death(user=governor, person=head, on=ON + timedelta(days=1))
    household.refresh_from_db()
    assert household.closed_on == ON + timedelta(days=1)
    assert household.stays.get().ends_on == household.closed_on


def test_it_refuses_what_has_not_happened_yet(household, governor):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused) as refusal:
        record_birth(user=governor, household=household, private=BABY, on=tomorrow)
    assert refusal.value.field == "on"


def test_it_refuses_a_day_before_the_last_event_of_the_person(household, governor):
    _head, spouse = head_and_spouse(household)
    with pytest.raises(Refused, match="2024-01-01"):
        record_death(user=governor, person=spouse, on=date(2023, 12, 31))


def test_it_refuses_a_day_before_birth(household, governor):
    child = record_birth(
        user=governor, household=household, private=BABY, sex="male", on=ON
    )
    with pytest.raises(Refused, match="төрөөгүй"):
        record_death(user=governor, person=child, on=ON - timedelta(days=1))


def test_a_temporary_resident_comes_until_a_day_and_goes(household, governor):
    guest = register_temporary(
        user=governor,
        household=household,
        private=Private(given="Зочин"),
        sex="male",
        birth_year=1990,
        on=ON,
        until=date(2025, 6, 1),
    )
    assert guest.is_temporary
    assert guest.residences.get().is_temporary
    end_temporary(user=governor, person=guest, on=date(2025, 5, 1))
    kinds = list(guest.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["temporary_in", "temporary_out"]
    with pytest.raises(Conflict):
        end_temporary(
            user=governor, person=head_and_spouse(household)[0], on=date(2025, 5, 1)
        )


def test_corrections_say_why(household, governor):
    person = correct_in(
        user=governor,
        household=household,
        private=Private(given="Орхигдсон"),
        sex="female",
        birth_year=1970,
        on=ON,
        reason="Тооллогоор орхигдсон",
    )
    correct_out(user=governor, person=person, on=ON, reason="Андуурсан")
    assert last_entry().reason == "Андуурсан"
    assert not Residence.objects.filter(person=person, ends_on__isnull=True).exists()


def test_some_members_split_off_and_join_again(household, governor):
    head, spouse = head_and_spouse(household)
    before = kept_rows()
    made = split_household(
        user=governor, household=household, people=[spouse], head=spouse, on=ON
    )
    spouse.refresh_from_db()
    assert (spouse.household, made.head) == (made, spouse)
    assert Residence.objects.filter(person=spouse).count() == 1
    assert not Event.objects.filter(person=spouse).exclude(kind="opening").exists()
    split = last_entry()
    merge_households(user=governor, kept=household, other=made, on=ON)
    made.refresh_from_db()
    assert made.closed_on == ON
    assert household.people.filter(is_present=True).count() == 2
    undo_entry(user=governor, entry=last_entry_in_force())
    undo_entry(user=governor, entry=split)
    assert kept_rows() == before
    assert head.household_id == household.pk


def last_entry_in_force():
    return Entry.objects.filter(undone_at__isnull=True).order_by("-pk").first()


def test_a_household_is_not_split_to_nobody(household, governor):
    people = list(household.people.all())
    with pytest.raises(Refused) as refusal:
        split_household(
            user=governor, household=household, people=people, head=people[0], on=ON
        )
    assert refusal.value.field == "people"


def test_a_person_goes_over_to_another_household_of_the_bag(household, governor, bag):
    other = make_household(bag)
    head, spouse = head_and_spouse(household)
    change_of_household(
        user=governor, person=head, household=other, on=ON, new_head=spouse
    )
    household.refresh_from_db()
    other.refresh_from_db()
    assert (household.head, other.head) == (spouse, head)
    assert head.residences.count() == 1


@pytest.mark.parametrize("role", ["evaluator", "aimag_officer", None])
def test_only_who_keeps_the_register_records_events(household, role):
    other = make_user(role, household.unit if role else None)
    _head, spouse = head_and_spouse(household)
    for act in (
        lambda: record_death(user=other, person=spouse, on=ON),
        lambda: record_birth(user=other, household=household, private=BABY, on=ON),
        lambda: correct_out(user=other, person=spouse, on=ON, reason="!"),
        lambda: split_household(
            user=other, household=household, people=[spouse], head=spouse, on=ON
        ),
        lambda: merge_households(user=other, kept=household, other=household, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Person.objects.filter(is_present=True).count() == 2
    assert Household.objects.count() == 1
    assert apps.get_model("registers", "Entry").objects.count() == 1
