"""People and households are found however they are spelt, in one's own bags only."""

import pytest
from django.utils import timezone

from bagana.privacy.sealing import seal
from bagana.registers.models import Camp
from bagana.registers.people import index_of
from bagana.registers.queries import search as searching
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db
NUMBER = "АБ80010512"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def bag(tree):
    return tree["1101"]


@pytest.fixture
def governor(bag):
    return make_user("bag_governor", bag)


@pytest.fixture
def household(bag):
    found = make_household(bag, number="0041", private={"phone": "88112233"})
    Camp.objects.create(
        household=found,
        season="winter",
        sealed=seal({"name": "Хар ус"}, bind=f"camp:{found.uid}"),
        name_index=index_of("Хар ус", "camp"),
        entry=found.entry,
    )
    return found


@pytest.fixture
def person(household):
    private = {
        "clan": "Боржигон",
        "parent": "Цэрэндорж",
        "given": "Өлзийбаяр",
        "phone": "+976 9900-1122",
        "reg_no": NUMBER,
    }
    made = make_person(household, private=private)
    made.phone_index = index_of(private["phone"], "phone")
    made.save()
    return made


def look(user, unit, text):
    return searching.search(user, unit, text, timezone.localdate())


@pytest.mark.parametrize(
    "text",
    [
        "Өлзийбаяр",
        "өлзийбаяр",
        "ӨЛЗИЙБАЯР",
        "Ulziibayar",
        "olziibayar",
        "өлзий",
        "баяр",
        "Цэрэндорж Өлзийбаяр",
        "Өлзийбаяр Цэрэндорж",
        "Боржигон Цэрэндорж Өлзийбаяр",
        "Ц.Өлзийбаяр",
        "tserendorj ulzii",
        "99001122",
        "976 9900 1122",
        NUMBER,
        "аб 8001 0512",
    ],
)
def test_a_person_is_found_in_any_spelling(bag, governor, person, text):
    assert look(governor, bag, text).people == [person]


@pytest.mark.parametrize("text", ["41", "0041", "88112233", "Хар ус", "хар  УС"])
def test_a_household_is_found_by_number_phone_and_camp(bag, governor, household, text):
    assert look(governor, bag, text).households == [household]


@pytest.mark.parametrize(
    "text", ["", "  ", "Дулам", "АБ99010112", "77112233", "%", "."]
)
def test_nothing_is_found_for_what_nobody_is_called(bag, governor, person, text):
    assert look(governor, bag, text).is_empty


def test_a_governor_of_another_bag_finds_nobody(tree, person):
    stranger = make_user("bag_governor", tree["1102"])
    for unit in (tree["1101"], tree["1102"], tree["11"]):
        for text in ("Өлзийбаяр", NUMBER, "99001122", "0041", "Хар ус"):
            assert look(stranger, unit, text).is_empty


def test_the_sum_finds_in_all_its_bags(tree, person):
    assert look(make_user("sum_officer", tree["11"]), tree["11"], "өлзий").people
    assert look(make_user("sum_officer", tree["12"]), tree["12"], "өлзий").is_empty


def test_restricted_and_departed_people_are_not_found(bag, governor, person):
    person.is_restricted = True
    person.save()
    assert look(governor, bag, "Өлзийбаяр").is_empty
    person.is_restricted, person.is_present = False, False
    person.save()
    assert look(governor, bag, NUMBER).is_empty


def test_beyond_so_many_people_only_whole_names_are_looked_for(
    bag, governor, person, monkeypatch
):
    monkeypatch.setattr(searching, "OPENED", 0)
    whole, part = look(governor, bag, "өлзийбаяр"), look(governor, bag, "өлзий")
    assert whole.people == [person]
    assert part.is_empty
    assert part.only_whole
