"""opening + came − went = closing = counted, whatever happens or is undone."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.registers.actions.events import (
    correct_out,
    record_birth,
    record_death,
    register_temporary,
)
from bagana.registers.actions.journal import undo_entry
from bagana.registers.actions.moving import move_household, move_in, move_out
from bagana.registers.actions.receiving import receive_household
from bagana.registers.actions.splitting import (
    change_of_household,
    merge_households,
    split_household,
)
from bagana.registers.models import Event, Household, Person, Residence
from bagana.registers.people import Private
from bagana.registers.queries.balance import balance, behind_difference, monthly
from bagana.registers.queries.household_balance import household_balance
from bagana.registers.queries.waiting import arrivals_of
from bagana.web.errors import Refused
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person
from tests.registers.test_events import kept_rows, last_entry_in_force

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
BAGS = ("1101", "1102", "1201")


class World:
    def __init__(self):
        self.units = make_tree()
        self.root = make_user("administrator", self.units["MN"])
        for code in BAGS:
            household = make_household(self.units[code])
            make_person(household, relation="head", sex="male", birth_year=1970)
            make_person(household, relation="child", birth_year=2015)


def child(number):
    return Private(given=f"Хүүхэд{number}")


def test_a_year_adds_up_by_sex_and_age():
    world = World()
    household = Household.objects.get(unit__code="1101")
    young = household.people.get(relation="child")
    on = date(2025, 5, 1)
    record_birth(
        user=world.root, household=household, private=child(1), sex="male", on=on
    )
    move_out(user=world.root, person=young, on=on, place="Дархан")
    found = balance(world.units["1101"], FIRST, LAST)
    assert (found.opening.total, found.closing.total, found.counted.total) == (2, 2, 2)
    came = {line.kind: line.tally for line in found.came}
    went = {line.kind: line.tally for line in found.went}
    assert came["birth"].cells == (1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)
    assert went["move_out"].cells == (1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0)
    assert found.opening.ages == (1, 0, 0, 0, 0, 1, 0)
    assert found.is_even


def test_moves_between_bags_of_a_sum_are_told_apart():
    world = World()
    person = Person.objects.get(unit__code="1101", relation="child")
    target = Household.objects.get(unit__code="1102")
    move_in(user=world.root, household=target, person=person, on=date(2025, 5, 1))
    whole = balance(world.units["11"], FIRST, LAST)
    assert (whole.within, whole.opening.total, whole.counted.total) == (1, 4, 4)
    assert balance(world.units["1102"], FIRST, LAST).within == 0


def test_a_difference_names_who_is_behind_it():
    world = World()
    person = Person.objects.get(unit__code="1101", relation="child")
    Residence.objects.filter(person=person).update(ends_on=date(2025, 6, 1))
    found = balance(world.units["1101"], FIRST, LAST)
    assert (found.difference, found.is_even) == (-1, False)
    assert list(behind_difference(world.units["1101"], FIRST, LAST)) == [person]


def test_the_book_of_movements_carries_each_month_over():
    world = World()
    household = Household.objects.get(unit__code="1101")
    for month in (2, 2, 7):
        record_birth(
            user=world.root,
            household=household,
            private=child(month),
            sex="male",
            on=date(2025, month, 3),
        )
    rows = monthly(world.units["1101"], 2025)
    assert [row.count("birth") for row in rows] == [0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert [(row.opening, row.closing) for row in rows[:3]] == [(2, 2), (2, 4), (4, 4)]
    assert rows[-1].closing == balance(world.units["1101"], FIRST, LAST).counted.total


def test_households_are_told_by_how_they_came_and_went():
    world = World()
    first = Household.objects.get(unit__code="1101")
    head = first.people.get(relation="head")
    young = first.people.get(relation="child")
    on = date(2025, 5, 1)
    made = split_household(
        user=world.root, household=first, people=[young], head=young, on=on
    )
    move_household(user=world.root, household=first, on=on, to_unit=world.units["1201"])
    here = household_balance(world.units["1101"], FIRST, LAST)
    assert (here.opening, here.split, here.moved_out, here.counted) == (1, 1, 1, 1)
    there = household_balance(world.units["1201"], FIRST, LAST)
    assert (there.moved_in, there.counted, there.difference) == (1, 2, 0)
    record_death(user=world.root, person=young, on=on + timedelta(days=1))
    again = household_balance(world.units["1101"], FIRST, LAST)
    assert (again.ended, again.closing, again.difference) == (1, 0, 0)
    assert head.residences.count() == 2
    assert made.number


def something(world, draw, on, number):
    """One random act; what the rules refuse does not happen."""
    people = list(Person.objects.filter(is_present=True).order_by("pk"))
    households = list(Household.objects.filter(closed_on__isnull=True).order_by("pk"))
    if not people or not households:
        return
    person, other = draw(people), draw(people)
    household = draw(households)
    bag = world.units[draw(BAGS)]
    waiting = list(arrivals_of([bag.pk]))
    user = {"user": world.root}
    acts = [
        lambda: record_birth(
            **user, household=household, private=child(number), sex="female", on=on
        ),
        lambda: record_death(**user, person=person, on=on, new_head=other),
        lambda: move_out(**user, person=person, on=on, to_unit=bag, new_head=other),
        lambda: move_in(**user, household=household, person=person, on=on),
        lambda: register_temporary(
            **user, household=household, private=child(number), on=on
        ),
        lambda: correct_out(**user, person=person, on=on, reason="!", new_head=other),
        lambda: split_household(
            **user, household=person.household, people=[person], head=person, on=on
        ),
        lambda: merge_households(
            **user, kept=person.household, other=other.household, on=on
        ),
        lambda: change_of_household(
            **user, person=person, household=household, on=on, new_head=other
        ),
        lambda: move_household(**user, household=household, on=on, to_unit=bag),
        lambda: (
            receive_household(**user, event=draw(waiting), unit=bag)
            if waiting
            else None
        ),
    ]
    try:
        with transaction.atomic():
            draw(acts)()
    except Refused:
        pass


def assert_events_are_residences(world):
    """On every day of the span, in every bag and in all of them together."""
    for code in (*BAGS, "1"):
        unit = world.units[code]
        for month in (1, 2, 12):
            found = balance(unit, FIRST, date(2025, month, 28))
            assert found.is_even, (code, month)
        assert household_balance(unit, FIRST, LAST).difference == 0


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_events_fold_to_residences_and_undoing_is_exact(data):
    def draw(choices):
        return choices[data.draw(st.integers(0, len(choices) - 1))]

    with transaction.atomic():
        world = World()
        states = []
        for number in range(8):
            before, entry = kept_rows(), last_entry_in_force()
            on = date(2025, 1, 1) + timedelta(days=7 * number)
            something(world, draw, on, number)
            if last_entry_in_force() != entry:
                states.append(before)
        assert_events_are_residences(world)
        for before in reversed(states):
            undo_entry(user=world.root, entry=last_entry_in_force())
            assert kept_rows() == before
        assert not Event.objects.exclude(kind="opening").exists()
        transaction.set_rollback(True)
