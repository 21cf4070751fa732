"""Pages of the register do what their buttons say, and lose nothing that was typed."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.privacy.models import Export, Reading, ReadSubject
from bagana.registers.actions.people import change_person, seen_of
from bagana.registers.models import Entry, Household, Person, Section
from bagana.registers.people import Private
from tests.factories import make_tree, make_user
from tests.registers.factories import START, make_household, make_person

pytestmark = pytest.mark.django_db
NUMBER = "АБ80010512"
SECRET = {"given": "Дорж", "parent": "Бат", "phone": "99001122", "reg_no": NUMBER}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def bag(tree):
    return tree["1101"]


@pytest.fixture
def governor(bag, client):
    user = make_user("bag_governor", bag)
    client.force_login(user)
    return user


@pytest.fixture
def household(bag):
    found = make_household(bag, number="0041")
    make_person(found, relation="head", private=SECRET)
    found.refresh_from_db()
    return found


def page(client, name, *args, **query):
    return client.get(reverse(f"registers:{name}", args=args), query)


def text(response):
    return response.content.decode()


def test_a_governor_goes_straight_to_the_bag(client, governor, bag):
    response = page(client, "index")
    assert response["Location"] == reverse("registers:bag", args=["1101"])


def test_the_sum_sees_its_bags_with_their_counts(client, tree, household):
    client.force_login(make_user("sum_officer", tree["11"]))
    shown = text(page(client, "index"))
    for code in ("1101", "1102", "1103"):
        assert reverse("registers:bag", args=[code]) in shown
    assert reverse("registers:bag", args=["1201"]) not in shown


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_reads_in_both_languages(client, governor, household, language):
    client.cookies["django_language"] = language
    other = make_person(make_household(household.unit), private=SECRET | {"reg_no": ""})
    person = household.head
    addresses = [
        reverse("registers:bag", args=["1101"]),
        reverse("registers:search", args=["1101"]),
        reverse("registers:household_new", args=["1101"]),
        reverse("registers:sections", args=["1101"]),
        reverse("registers:duplicates", args=["1101"]),
        reverse("registers:entries", args=["1101"]),
        reverse("registers:entry", args=[household.entry_id]),
        reverse("registers:household", args=[household.uid]),
        reverse("registers:household_change", args=[household.uid]),
        reverse("registers:household_close", args=[household.uid]),
        reverse("registers:person_new", args=[household.uid]),
        reverse("registers:person", args=[person.uid]),
        reverse("registers:person_change", args=[other.uid]),
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert response["Cache-Control"] == "private, no-store"
        assert "ETag" not in response
        if language == "en":
            bare = re.sub(r'<(\w+)[^>]*lang="mn"[^>]*>.*?</\1>', "", text(response))
            title = re.search(r"<title>(.*?)</title>", bare, re.S)[1]
            assert not re.search("[а-яөүё]{3}", title.split("·")[0].lower()), address


def test_names_stand_on_the_governors_pages_and_numbers_do_not(
    client, governor, household
):
    for shown in (
        text(page(client, "bag", "1101")),
        text(page(client, "household", household.uid)),
        text(page(client, "person", household.head.uid)),
    ):
        assert "Дорж" in shown
        assert NUMBER not in shown


def test_an_aimag_officer_sees_masks_until_a_reason_is_given(client, tree, household):
    client.force_login(make_user("aimag_officer", tree["1"]))
    address = reverse("registers:household", args=[household.uid])
    for shown in (text(page(client, "bag", "1101")), text(client.get(address))):
        assert "Дорж" not in shown
        assert "99001122" not in shown
        assert "Б. ***" in shown
    unreasoned = text(client.post(address, {"reveal_reason": ""}))
    assert "Дорж" not in unreasoned
    revealed = text(client.post(address, {"reveal_reason": "гомдлын хариу"}))
    assert "Дорж" in revealed
    assert NUMBER in revealed
    reading = Reading.objects.get(unmasked=True)
    assert reading.reason == "гомдлын хариу"
    assert "Дорж" not in text(client.get(address))


def test_every_look_at_a_person_is_noted(client, governor, household):
    page(client, "bag", "1101")
    page(client, "household", household.uid)
    page(client, "person", household.head.uid)
    client.post(reverse("registers:search", args=["1101"]), {"text": "дорж"})
    noted = ReadSubject.objects.filter(subject=household.head_id)
    whats = set(noted.values_list("reading__what", flat=True))
    assert whats == {"households", "household", "person", "search"}


def test_a_file_taken_away_leaves_a_trace(client, governor, household):
    response = page(client, "bag", "1101", format="csv")
    assert "Дорж" in text(response)
    export = Export.objects.get()
    assert (export.what, export.rows, export.user) == ("households", 1, governor)
    assert len(export.sha256) == 64


def test_the_list_filters_and_sorts_by_the_address(client, governor, bag):
    first = make_household(bag, number="2", is_herder=True, water="own")
    second = make_household(bag, number="10", is_herder=False)
    make_person(first, relation="head", private={"given": "Ялалт"})
    make_person(second, relation="head", private={"given": "Өнөр"})

    def numbers(**query):
        found = re.findall(r"/households/[^>]*>([^<]+)</a>", text(asked(**query)))
        return [one for one in found if one.isdecimal()]

    def asked(**query):
        return page(client, "bag", "1101", **query)

    assert numbers() == ["2", "10"]
    assert numbers(sort="-number") == ["10", "2"]
    assert numbers(sort="head") == ["10", "2"]
    assert numbers(is_herder="yes") == ["2"]
    assert numbers(water="own", is_herder="no") == []
    assert numbers(sort="; drop", section="x", state="x") == ["2", "10"]


def form_of_a_household(**more):
    return {
        "opened_on": START.isoformat(),
        "rows": "2",
        "camp_winter": "Хар ус",
        "place_winter": "48.91, 106.07",
        "is_herder": "yes",
        "people-0-given": "Дорж",
        "people-0-parent": "Бат",
        "people-0-relation": "head",
        "people-1-relation": "child",
    } | more


def test_a_household_and_its_people_are_registered_in_one_form(client, governor):
    address = reverse("registers:household_new", args=["1101"])
    response = client.post(address, form_of_a_household())
    made = Household.objects.get()
    assert response["Location"] == reverse("registers:household", args=[made.uid])
    assert made.people.count() == 1
    assert made.is_herder is True
    assert made.internet is None
    assert made.camps.get().private == {"name": "Хар ус", "lon": 106.07, "lat": 48.91}


def test_one_more_row_keeps_what_was_typed(client, governor):
    address = reverse("registers:household_new", args=["1101"])
    response = client.post(address, form_of_a_household(more="1"))
    assert 'name="people-2-given"' in text(response)
    assert 'value="Дорж"' in text(response)
    assert not Household.objects.exists()


def test_what_is_refused_stands_at_the_person_and_nothing_typed_is_lost(
    client, governor
):
    address = reverse("registers:household_new", args=["1101"])
    wrong = {"people-1-given": "Дулам", "people-1-reg_no": "АБ8013"}
    response = client.post(address, form_of_a_household(**wrong))
    assert response.status_code == 422
    assert 'id="id_people-1-reg_no_error"' in text(response)
    assert 'value="Дулам"' in text(response)
    assert not Household.objects.exists()


def test_an_overtaken_form_shows_what_was_typed_and_may_be_sent_again(
    client, governor, household
):
    person = household.head
    address = reverse("registers:person_change", args=[person.uid])
    form = {"given": "Доржсүрэн", "relation": "head", "seen": seen_of(person)}
    change_person(user=governor, person=person, private=Private(given="Дэлгэр"))
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "Доржсүрэн" in text(refused)
    seen = re.search(r'name="seen" value="([^"]+)"', text(refused))[1]
    client.post(address, form | {"seen": seen.replace("&#x27;", "'")})
    person.refresh_from_db()
    assert person.private["given"] == "Доржсүрэн"


def test_a_restricted_person_shows_nothing(client, governor, household):
    Person.objects.update(is_restricted=True)
    for shown in (
        text(page(client, "bag", "1101")),
        text(page(client, "household", household.uid)),
        text(page(client, "person", household.head.uid)),
        text(page(client, "bag", "1101", format="csv")),
    ):
        assert "Дорж" not in shown
        assert "99001122" not in shown


def test_an_entry_shows_before_and_after_and_is_undone(client, governor, household):
    change_person(user=governor, person=household.head, private=Private(given="Дэлгэр"))
    entry = Entry.objects.latest("id")
    address = reverse("registers:entry", args=[entry.pk])
    shown = text(client.get(address))
    assert "<del>Дорж</del>" in shown
    assert "<ins>Дэлгэр</ins>" in shown
    assert NUMBER not in shown
    undo = reverse("registers:entry_undo", args=[entry.pk])
    client.post(undo)
    entry.refresh_from_db()
    assert entry.undone_at is None
    client.post(undo, {"sure": "yes"})
    assert Person.objects.get(pk=household.head_id).private["given"] == "Дорж"


def test_a_pair_is_merged_and_told_apart_by_its_buttons(client, governor, household):
    twin = SECRET | {"reg_no": ""}
    other = make_person(make_household(household.unit), private=twin)
    assert str(other.uid) in text(page(client, "duplicates", "1101"))
    settle = reverse("registers:duplicate_settle", args=["1101", "person"])
    pair = {"one": household.head.uid, "other": other.uid}
    client.post(settle, pair | {"decision": "one"})
    other.refresh_from_db()
    assert not other.is_present
    assert client.post(settle, pair | {"decision": "x"}).status_code == 404
    third = make_person(make_household(household.unit), private=twin)
    client.post(settle, pair | {"other": third.uid, "decision": "apart"})
    assert str(third.uid) not in text(page(client, "duplicates", "1101"))


def test_sections_are_added_renamed_and_closed(client, governor, bag):
    address = reverse("registers:sections", args=["1101"])
    client.post(address, {"name": " Баруун  хэсэг "})
    section = Section.objects.get(unit=bag)
    assert section.name == "Баруун хэсэг"
    assert client.post(address, {"name": "Баруун хэсэг"}).status_code == 422
    client.post(
        reverse("registers:section", args=["1101", section.pk]),
        {"name": "Зүүн", "is_closed": "on"},
    )
    section.refresh_from_db()
    assert (section.name, section.is_closed) == ("Зүүн", True)
    assert section.history.count() == 2


def test_an_empty_household_is_closed_by_its_page(client, governor, bag):
    household = make_household(bag)
    today = timezone.localdate()
    client.post(
        reverse("registers:household_close", args=[household.uid]),
        {"on": today.isoformat(), "reason": "нүүсэн"},
    )
    household.refresh_from_db()
    assert household.closed_on == today


def test_five_hundred_households_take_no_more_queries_than_five(
    client, governor, bag, django_assert_max_num_queries
):
    for number in range(5):
        household = make_household(bag, number=str(number))
        make_person(household, relation="head")
    Household.objects.bulk_create(
        [
            Household(
                unit=bag, number=str(1000 + n), opened_on=START, entry=household.entry
            )
            for n in range(500)
        ]
    )
    with django_assert_max_num_queries(40):
        assert "Нийт 505" in text(page(client, "bag", "1101"))


def test_who_may_lift_takes_the_wish_of_a_restricted_person(client, tree, household):
    person = make_person(household)
    Person.objects.update(is_restricted=True)
    page = reverse("registers:person", args=[person.uid])
    taking = reverse("privacy:take", args=[person.uid])
    for role, unit, offered in (
        ("sum_officer", "11", True),
        ("bag_governor", "1101", False),
    ):
        client.force_login(make_user(role, tree[unit]))
        assert (taking in client.get(page).content.decode()) == offered
