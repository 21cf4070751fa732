"""The pages of events: for who keeps the register, in both languages, nobody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.privacy.models import Export, Reading
from bagana.registers.actions.moving import move_household, move_out
from bagana.registers.models import ElectionDay, Event, Household, Person
from tests.factories import make_user
from tests.registers.factories import make_household, make_person
from tests.registers.test_event_moves import World
from tests.registers.test_following import World as Divided
from tests.registers.test_following import divide

pytestmark = pytest.mark.django_db
ON = timezone.localdate() - timedelta(days=3)
LISTS = ("events", "waiting", "balance", "movements")


@pytest.fixture
def world():
    return World()


@pytest.fixture
def keeper(client, world):
    client.force_login(world.sender)
    return client


def page(name, *args):
    return reverse(f"registers:{name}", args=args)


def new(household, kind):
    address = page("event_new", household.unit.code)
    return f"{address}?kind={kind}&household={household.uid}"


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_pages_open_for_a_bag_and_a_sum(client, world, name, language):
    client.cookies["django_language"] = language
    client.force_login(make_user("sum_officer", world.units["11"]))
    for code in ("1101", "11"):
        answer = client.get(page(name, code))
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", [*LISTS, "event_new"])
def test_others_find_nothing_there(client, world, name):
    for user in (
        world.receiver,
        make_user("sum_officer", world.units["12"]),
        make_user("evaluator", world.units["MN"]),
    ):
        client.force_login(user)
        assert client.get(page(name, "1101")).status_code == 404
    client.logout()
    assert client.get(page(name, "1101")).status_code == 302


def test_an_aimag_officer_reads_masked_names_and_records_nothing(client, world):
    client.force_login(make_user("aimag_officer", world.units["1"]))
    text = client.get(page("events", "1101") + "?start=2023-01-01").content.decode()
    assert "Сарнай" not in text
    assert "Э. ***" in text
    assert client.get(page("event_new", "1101")).status_code == 403


def test_the_list_notes_whom_it_showed(keeper, world):
    address = page("events", "1101") + "?start=2023-01-01"
    assert "Сарнай" in keeper.get(address).content.decode()
    assert Reading.objects.get(what="events").count == 2


def test_the_file_holds_no_name_and_leaves_a_trace(keeper, world):
    address = page("events", "1101") + "?start=2023-01-01&format=csv"
    text = keeper.get(address).content.decode()
    assert "Сарнай" not in text
    assert text.count("\n") == 3
    assert Export.objects.get(what="events").rows == 2


def test_it_asks_which_event_and_which_household(keeper, world):
    text = keeper.get(page("event_new", "1101") + "?number=99").content.decode()
    assert "99" in text
    assert 'role="alert"' in text
    address = page("event_new", "1101") + f"?household={world.household.uid}"
    assert keeper.get(address).content.decode().count("?kind=") == 12


def test_a_birth_is_recorded_on_its_page(keeper, world):
    told = {"on": ON.isoformat(), "given": "Нялх", "sex": "male", "relation": "child"}
    answer = keeper.post(new(world.household, "birth"), told)
    assert answer.status_code == 302
    assert Event.objects.get(kind="birth").on == ON


def test_what_is_refused_stands_at_its_field_and_keeps_what_was_typed(keeper, world):
    told = {"person": str(world.head.uid), "on": ON.isoformat(), "paper": "Баримт 7"}
    answer = keeper.post(new(world.household, "death"), told)
    assert answer.status_code == 422
    assert "new_head" in answer.context["form"].errors
    assert "Баримт 7" in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("temporary_in", {"given": "Зочин", "place": "Дархан"}),
        ("move_in", {"given": "Ирсэн", "place": "Дархан"}),
        ("corrected_in", {"given": "Орхигдсон", "reason": "тооллого"}),
        ("move_out", {"person": "spouse", "to_unit": "1201"}),
        ("corrected_out", {"person": "spouse", "reason": "андуурсан"}),
        ("death", {"person": "head", "new_head": "spouse"}),
        ("split", {"people": "spouse", "head": "spouse"}),
        ("change_household", {"person": "spouse", "other": "8"}),
        ("merge", {"other": "8"}),
        ("move_household", {"place": "Дархан"}),
    ],
)
def test_every_kind_is_recorded_from_its_form(keeper, world, kind, told):
    other = make_household(world.here, number="8")
    make_person(other, relation="head")
    people = {"head": str(world.head.uid), "spouse": str(world.spouse.uid)}
    sent = {name: people.get(value, value) for name, value in told.items()}
    assert keeper.get(new(world.household, kind)).status_code == 200
    answer = keeper.post(new(world.household, kind), sent | {"on": ON.isoformat()})
    assert answer.status_code == 302, answer.context["form"].errors


def test_who_is_on_the_way_is_received_on_the_page(client, world):
    move_household(
        user=world.sender, household=world.household, on=ON, to_unit=world.there
    )
    client.force_login(world.receiver)
    assert "Сарнай" in client.get(page("waiting", "1201")).content.decode()
    address = page("receive", "1201", world.spouse.uid)
    told = {"on": ON.isoformat(), "whole": "on", "number": "21"}
    assert client.post(address, told).status_code == 302
    assert Household.objects.get(pk=world.household.pk).number == "21"
    client.force_login(world.sender)
    assert client.get(address).status_code == 404


def test_one_person_is_received_into_a_household(client, world):
    move_out(user=world.sender, person=world.spouse, on=ON, to_unit=world.there)
    client.force_login(world.receiver)
    address = page("receive", "1201", world.spouse.uid)
    wrong = client.post(address, {"on": ON.isoformat(), "number": "404"})
    assert wrong.status_code == 422
    client.post(address, {"on": ON.isoformat(), "number": "7"})
    assert Person.objects.get(pk=world.spouse.pk).household == world.target


def test_a_difference_is_named_to_who_keeps_the_register_only(client, world):
    world.spouse.residences.update(ends_on=ON)
    address = page("balance", "1101") + "?start=2026-01-01"
    client.force_login(world.sender)
    assert "Сарнай" in client.get(address).content.decode()
    client.force_login(make_user("aimag_officer", world.units["1"]))
    text = client.get(address).content.decode()
    assert "notice--error" in text
    assert str(world.spouse.uid) not in text


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_balance_and_book_are_taken_away(keeper, world, format_):
    for name in ("balance", "movements"):
        answer = keeper.get(page(name, "1101"), {"format": format_})
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_administrator_keeps_the_days_of_elections(client, world, language):
    client.cookies["django_language"] = language
    told = {"on": "2028-06-28", "name_mn": "Туршилт", "is_illustrative": "on"}
    client.force_login(world.sender)
    assert client.get(page("elections")).status_code == 200
    assert client.post(page("elections"), told).status_code == 403
    client.force_login(world.both)
    assert client.post(page("elections"), told).status_code == 302
    assert client.post(page("elections"), told).status_code == 422
    election = ElectionDay.objects.get()
    assert "Туршилт" in client.get(page("elections")).content.decode()
    client.force_login(world.sender)
    assert client.post(page("election_remove", election.pk)).status_code == 403
    client.force_login(world.both)
    assert client.post(page("election_remove", election.pk)).status_code == 302
    assert not ElectionDay.objects.exists()


def test_an_officer_assigns_who_has_no_known_place(client):
    world = Divided()
    section = world.units["1101"].sections.create(name="Хойд хэсэг")
    one = make_household(world.units["1101"], number="1", section=section)
    two = make_household(world.units["1101"], number="2")
    make_person(one, relation="head")
    change = divide(world)
    address = page("following", change.pk)
    client.force_login(make_user("bag_governor", world.units["1201"]))
    assert client.get(address).status_code == 404
    client.force_login(make_user("sum_officer", world.units["11"]))
    assert "Хойд хэсэг" in client.get(address).content.decode()
    order = {"source": "1101", "target": "1111"}
    client.post(address, order | {"section": section.pk})
    client.post(address, {**order, "target": "1110", "household": str(two.uid)})
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.unit.code, two.unit.code) == ("1111", "1110")
    assert change.effective_on == date(2025, 7, 1)


def test_the_first_days_of_the_calendar_break_nothing(keeper, world):
    for name in ("events", "balance"):
        address = page(name, "1101") + "?start=0001-01-01&end=9999-12-31"
        assert keeper.get(address).status_code == 200
