"""Undoing an entry brings back exactly what stood before it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.registers.actions.journal import begin, columns_of, keep, undo_entry
from bagana.registers.models import EntryKind, Household, LivestockCount, Person
from bagana.web.errors import Conflict
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_entry,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bag():
    return make_tree()["1101"]


@pytest.fixture
def governor(bag):
    return make_user("bag_governor", bag)


def test_a_changed_row_comes_back_to_the_last_column(bag, governor):
    household = make_household(bag, private={"phone": "99001122"})
    household.refresh_from_db()
    before = columns_of(household)
    entry = begin(kind=EntryKind.HOUSEHOLD, unit=bag, user=governor)
    keep(entry, household)
    household.is_herder = True
    household.save()
    undo_entry(user=governor, entry=entry)
    household.refresh_from_db()
    assert columns_of(household) == before


def test_what_an_entry_made_goes_with_it(bag, governor):
    household = make_household(bag)
    make_person(household, relation="head")
    undo_entry(user=governor, entry=household.entry)
    assert not Household.objects.exists()
    assert not Person.objects.exists()


def test_it_refuses_while_a_later_entry_stands_on_it(bag, governor):
    household = make_household(bag)
    later = make_entry(bag, kind=EntryKind.LIVESTOCK)
    count = make_count(make_census(), household, sheep=20)
    LivestockCount.objects.filter(pk=count.pk).update(entry=later)
    with pytest.raises(Conflict):
        undo_entry(user=governor, entry=household.entry)
    undo_entry(user=governor, entry=later)
    undo_entry(user=governor, entry=household.entry)
    assert not Household.objects.exists()


def test_it_refuses_to_undo_twice(bag, governor):
    entry = begin(kind=EntryKind.HOUSEHOLD, unit=bag, user=governor)
    undo_entry(user=governor, entry=entry)
    with pytest.raises(Conflict):
        undo_entry(user=governor, entry=entry)


@pytest.mark.parametrize("role", ["evaluator", "aimag_officer"])
def test_who_does_not_keep_the_register_undoes_nothing(bag, role):
    household = make_household(bag)
    with pytest.raises(PermissionDenied):
        undo_entry(user=make_user(role, bag), entry=household.entry)


def test_a_former_bag_takes_nothing_back_out_of_another_register():
    from bagana.registers.actions.moving import move_household
    from bagana.registers.models import Entry

    units = make_tree()
    household = make_household(units["1101"], number="7")
    make_person(household, relation="head")
    officer = make_user("sum_officer", units["11"])
    today = timezone.localdate()
    move_household(user=officer, household=household, on=today, to_unit=units["1102"])
    entry = Entry.objects.latest("pk")
    with pytest.raises(PermissionDenied):
        undo_entry(user=make_user("bag_governor", units["1101"]), entry=entry)
    undo_entry(user=officer, entry=entry)
    household.refresh_from_db()
    assert household.unit == units["1101"]
