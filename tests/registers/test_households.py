"""A household is registered once, with people whose papers agree with each other."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.registers.actions.households import (
    Place,
    add_household,
    change_household,
    close_household,
)
from bagana.registers.actions.journal import columns_of, undo_entry
from bagana.registers.actions.people import add_person, change_person, seen_of
from bagana.registers.models import (
    Entry,
    Event,
    Household,
    Person,
    Residence,
    Section,
    Stay,
)
from bagana.registers.people import NewPerson, Private
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree, make_user
from tests.registers.factories import START, make_household, make_person

pytestmark = pytest.mark.django_db
MAN = "АБ80010512"  # the ninth character is odd
WOMAN = "АБ80010522"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def bag(tree):
    return tree["1101"]


@pytest.fixture
def governor(bag):
    return make_user("bag_governor", bag)


def head(**private):
    return NewPerson(
        Private(**({"given": "Дорж", "parent": "Бат"} | private)), relation="head"
    )


def test_a_household_comes_with_its_people_and_their_events(bag, governor):
    child = NewPerson(Private(given="Сараа"), sex="female", birth_year=2015)
    household = add_household(
        user=governor, unit=bag, opened_on=START, people=[head(reg_no=MAN), child]
    )
    assert household.head.private["given"] == "Дорж"
    assert household.head.birth_year == 1980
    assert household.head.sex == "male"
    assert household.people.count() == 2
    assert Event.objects.filter(kind="opening", on=START).count() == 2
    assert Residence.objects.filter(unit=bag, ends_on=None).count() == 2
    assert Stay.objects.get(household=household).number == household.number
    assert Entry.objects.count() == 1


def test_it_gives_the_next_number_of_the_bag(bag, governor):
    make_household(bag, number="0041")
    make_household(bag, number="A-9")
    assert add_household(user=governor, unit=bag, opened_on=START).number == "42"


def test_a_number_stands_once_in_a_bag(tree, bag, governor):
    make_household(bag, number="7")
    make_household(tree["1102"], number="8")
    add_household(user=governor, unit=bag, opened_on=START, number="8")
    with pytest.raises(Conflict) as refused:
        add_household(user=governor, unit=bag, opened_on=START, number="7")
    assert refused.value.field == "number"


def test_it_refuses_a_second_head_and_names_the_person(bag, governor):
    with pytest.raises(Refused):
        add_household(user=governor, unit=bag, opened_on=START, people=[head(), head()])
    with pytest.raises(Refused) as refused:
        add_household(
            user=governor, unit=bag, opened_on=START, people=[head(), head(given="")]
        )
    assert refused.value.field in {"people", "people-1-given"}
    assert not Household.objects.exists()


def test_undoing_takes_away_household_and_people(bag, governor):
    household = add_household(
        user=governor,
        unit=bag,
        opened_on=START,
        people=[head()],
        camps={"winter": Place("Хар ус")},
    )
    undo_entry(user=governor, entry=household.entry)
    assert not Household.objects.exists()
    assert not Person.objects.exists()


def test_changing_keeps_what_stood_before(bag, governor):
    household = make_household(bag, number="5", private={"phone": "9911 2233"})
    person = make_person(household, relation="head")
    household.refresh_from_db()
    before = columns_of(household)
    section = Section.objects.create(unit=bag, name="Баруун")
    changed = change_household(
        user=governor,
        household=household,
        number="6",
        section=section,
        address="Шинэ гудамж 3",
        camps={"winter": Place("Хар ус", 106.2, 48.9)},
    )
    assert changed.private == {"phone": "9911 2233", "address": "Шинэ гудамж 3"}
    assert changed.camps.get().private["lon"] == 106.2
    assert changed.stays.get().number == "6"
    undo_entry(user=governor, entry=Entry.objects.latest("id"))
    household.refresh_from_db()
    assert columns_of(household) == before
    assert household.head == person
    assert not household.camps.exists()


def test_a_section_of_another_bag_is_refused(tree, bag, governor):
    other = Section.objects.create(unit=tree["1102"], name="Зүүн")
    with pytest.raises(Refused) as refused:
        change_household(user=governor, household=make_household(bag), section=other)
    assert refused.value.field == "section"


def test_a_form_overtaken_by_another_change_is_refused(bag, governor):
    household = make_household(bag)
    seen = seen_of(household)
    change_household(user=governor, household=household, water="own", seen=seen)
    with pytest.raises(Conflict):
        change_household(user=governor, household=household, water="grid", seen=seen)


def test_only_an_empty_household_is_closed(bag, governor):
    household = make_household(bag)
    person = make_person(household)
    today = timezone.localdate()
    with pytest.raises(Conflict):
        close_household(user=governor, household=household, on=today, reason="нийлсэн")
    Person.objects.filter(pk=person.pk).update(is_present=False)
    closed = close_household(
        user=governor, household=household, on=today, reason="нийлсэн"
    )
    assert closed.stays.get().ends_on == today
    with pytest.raises(Conflict):
        add_person(user=governor, household=closed, private=Private(given="Дорж"))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"given": " "}, "given"),
        ({"reg_no": "АБ8001"}, "reg_no"),
        ({"reg_no": "АБ80130512"}, "reg_no"),
        ({"reg_no": MAN, "birth_date": date(1980, 1, 6)}, "birth_date"),
        ({"birth_date": date(2190, 1, 6)}, "birth_date"),
        ({"birth_date": date(1790, 1, 6)}, "birth_date"),
    ],
)
def test_papers_that_disagree_are_refused_at_their_field(bag, governor, told, field):
    household = make_household(bag)
    private = Private(**({"given": "Дорж"} | told))
    with pytest.raises(Refused) as refused:
        add_person(user=governor, household=household, private=private)
    assert refused.value.field == field
    assert told.get("reg_no", "no number") not in str(refused.value)


def test_sex_is_checked_against_the_number(bag, governor):
    household = make_household(bag)
    with pytest.raises(Refused) as refused:
        add_person(
            user=governor,
            household=household,
            private=Private(given="Дорж", reg_no=WOMAN),
            sex="male",
        )
    assert refused.value.field == "sex"


def test_a_number_belongs_to_one_present_person(tree, bag, governor):
    elsewhere = make_household(tree["1201"], number="77")
    make_person(elsewhere, private={"reg_no": MAN})
    mine = make_household(bag)
    written = Private(given="Дорж", reg_no="аб 8001-0512")
    with pytest.raises(Conflict) as refused:
        add_person(user=governor, household=mine, private=written)
    assert refused.value.field == "reg_no"
    assert "1201" not in refused.value.reason
    assert "77" not in refused.value.reason
    aimag = make_user("administrator", tree["1"])
    with pytest.raises(Conflict) as refused:
        add_person(user=aimag, household=mine, private=written)
    assert "77" in refused.value.reason


def test_a_new_head_takes_the_place_of_the_former(bag, governor):
    household = make_household(bag)
    old = make_person(household, relation="head")
    new = make_person(household, relation="spouse")
    change_person(user=governor, person=new, relation="head")
    household.refresh_from_db()
    old.refresh_from_db()
    assert household.head == new
    assert old.relation == "other"
    undo_entry(user=governor, entry=Entry.objects.latest("id"))
    household.refresh_from_db()
    assert household.head == old


def test_a_changed_name_is_found_by_its_new_index(bag, governor):
    person = make_person(make_household(bag), private={"given": "Дорж"})
    before = bytes(person.name_index)
    changed = change_person(
        user=governor, person=person, private=Private(given="Дулам")
    )
    changed.refresh_from_db()
    assert bytes(changed.name_index) != before
    assert changed.birth_year == 1980


@pytest.mark.parametrize(
    ("role", "code"),
    [("bag_governor", "1102"), ("sum_officer", "12"), ("aimag_officer", "1")],
)
def test_who_does_not_keep_the_register_writes_nothing(tree, bag, role, code):
    stranger = make_user(role, tree[code])
    household = make_household(bag)
    person = make_person(household)
    today = timezone.localdate()
    for act in (
        lambda: add_household(user=stranger, unit=bag, opened_on=START),
        lambda: change_household(user=stranger, household=household, water="own"),
        lambda: close_household(
            user=stranger, household=household, on=today, reason=""
        ),
        lambda: add_person(
            user=stranger, household=household, private=Private(given="Дорж")
        ),
        lambda: change_person(user=stranger, person=person, sex="male"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_what_is_private_never_shows_in_a_repr(bag):
    private = Private(given="Дорж", reg_no=MAN)
    assert "Дорж" not in repr(private) + repr(NewPerson(private))
    assert "Дорж" not in f"{private} {NewPerson(private)}"
