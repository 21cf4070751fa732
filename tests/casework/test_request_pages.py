"""Pages of requests in the office, in both languages; whose they are and whose not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bagana.casework.actions import requests as actions
from bagana.casework.models import OPEN_STATES, Request
from bagana.casework.queries.requests import waiting_by_unit, within
from bagana.privacy.models import Reading
from bagana.territory.models import Unit
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def world() -> dict[str, Any]:
    units = make_tree()
    home = make_household(units["1101"], number="7")
    person = make_person(home, relation="head")
    service = make_service(units["1"], code="repair")
    governor = make_user("bag_governor", units["1101"])
    row, code = make_request(
        governor,
        units["1101"],
        service,
        household=home,
        private={"name": "Нууцнэр", "phone": "99887766"},
    )
    return {
        "units": units,
        "governor": governor,
        "row": row,
        "code": code,
        "service": service,
        "person": person,
    }


def signed_in(user: Any, language: str = "mn") -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.cookies["django_language"] = language
    client.force_login(user)
    return client


def addresses(world: dict[str, Any]) -> list[str]:
    uid = world["row"].uid
    return [
        reverse("casework:index"),
        reverse("casework:requests", args=["1101"]),
        reverse("casework:take", args=["1101"]),
        reverse("casework:request", args=[uid]),
        reverse("casework:deed", args=[uid, "answered"]),
        reverse("casework:deed", args=[uid, "assigned"]),
        reverse("casework:services"),
        reverse("casework:days"),
    ]


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_opens(world: dict[str, Any], language: str) -> None:
    client = signed_in(world["governor"], language)
    for address in addresses(world):
        assert client.get(address).status_code == 200, address


def test_another_bag_finds_nothing_there(world: dict[str, Any]) -> None:
    client = signed_in(make_user("bag_governor", world["units"]["1102"]))
    uid = world["row"].uid
    for address in (
        reverse("casework:requests", args=["1101"]),
        reverse("casework:request", args=[uid]),
        reverse("casework:deed", args=[uid, "answered"]),
        reverse("casework:take", args=["1101"]),
    ):
        assert client.get(address).status_code == 404, address


def test_a_visitor_is_asked_to_sign_in(world: dict[str, Any]) -> None:
    for address in addresses(world):
        assert Client().get(address).status_code == 302, address


def test_the_governor_reads_the_name_and_the_reading_is_noted(
    world: dict[str, Any],
) -> None:
    address = reverse("casework:request", args=[world["row"].uid])
    page = signed_in(world["governor"]).get(address)
    assert "Нууцнэр" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    reading = Reading.objects.get(what="request")
    assert reading.subjects.get().subject == world["person"].pk


def test_the_aimag_reads_no_name_and_only_the_end_of_a_phone(
    world: dict[str, Any],
) -> None:
    officer = make_user("aimag_officer", world["units"]["1"])
    address = reverse("casework:request", args=[world["row"].uid])
    text = signed_in(officer).get(address).content.decode()
    assert "Нууцнэр" not in text
    assert "99887766" not in text
    assert "******66" in text


@pytest.mark.parametrize("format_", ["csv", "json", "xlsx"])
def test_what_is_carried_away_names_nobody(world: dict[str, Any], format_: str) -> None:
    address = reverse("casework:requests", args=["1101"])
    answer = signed_in(world["governor"]).get(address, {"format": format_})
    assert answer.status_code == 200
    assert "Нууцнэр".encode() not in answer.content
    if format_ != "xlsx":
        assert world["row"].number.encode() in answer.content


def test_a_request_is_taken_by_phone_and_its_code_shown_once(
    world: dict[str, Any],
) -> None:
    client = signed_in(world["governor"])
    told = {
        "version": world["service"].pk,
        "channel": "phone",
        "taken_on": "2026-03-13",
        "text": "Гэрэл асахгүй",
        "household": "7",
    }
    page = client.post(reverse("casework:take", args=["1101"]), told)
    row = Request.objects.latest("pk")
    assert row.channel == "phone"
    code = row.private["code"]
    assert f"{code[:5]}-{code[5:]}" in page.content.decode()
    again = client.get(reverse("casework:request", args=[row.uid])).content.decode()
    assert code[:5] not in again


def test_a_household_that_is_not_there_is_refused_at_its_field(
    world: dict[str, Any],
) -> None:
    told = {
        "version": world["service"].pk,
        "channel": "phone",
        "taken_on": "2026-03-13",
        "text": "Гэрэл асахгүй",
        "household": "999",
    }
    client = signed_in(world["governor"])
    page = client.post(reverse("casework:take", args=["1101"]), told)
    assert page.status_code == 422
    assert "household" in page.context["form"].errors
    assert "Гэрэл асахгүй" in page.content.decode()


def test_it_is_answered_by_its_page_and_only_by_who_may(world: dict[str, Any]) -> None:
    address = reverse("casework:deed", args=[world["row"].uid, "answered"])
    told = {"text": "Засав", "on": "2026-03-16"}
    officer = make_user("aimag_officer", world["units"]["1"])
    assert signed_in(officer).post(address, told).status_code == 403
    assert signed_in(world["governor"]).post(address, told).status_code == 302
    world["row"].refresh_from_db()
    assert world["row"].state == "answered"


def test_the_list_filters_by_its_address(world: dict[str, Any], today: Any) -> None:
    client = signed_in(world["governor"])
    address, number = reverse("casework:requests", args=["1101"]), world["row"].number
    for query, stands in (
        ({}, True),
        ({"state": "overdue"}, False),
        ({"state": "answered"}, False),
        ({"state": "all", "channel": "desk"}, True),
        ({"channel": "phone"}, False),
        ({"kind": "service", "rung": "bag", "sort": "-taken"}, True),
        ({"state": "нуу", "sort": "x", "page": "99"}, True),
    ):
        text = client.get(address, query).content.decode()
        assert (number in text) == stands, query
    today.move(world["row"].due_on.replace(day=world["row"].due_on.day + 1))
    assert number in client.get(address, {"state": "overdue"}).content.decode()


def test_the_list_costs_the_same_however_many_stand_in_it(
    world: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    bag, client = world["units"]["1101"], signed_in(world["governor"])
    for _time in range(6):
        make_request(world["governor"], bag, world["service"])
    address = reverse("casework:requests", args=["1101"])
    client.get(address)
    with django_assert_max_num_queries(16):
        assert client.get(address).content.decode().count("1101-26-") >= 7


def test_overdue_ones_climb_by_the_button_of_the_sum(
    world: dict[str, Any], today: Any
) -> None:
    today.move(world["row"].due_on.replace(day=30))
    address = reverse("casework:climb", args=["11"])
    assert signed_in(world["governor"]).post(address).status_code in (403, 404)
    officer = make_user("sum_officer", world["units"]["11"])
    assert signed_in(officer).post(address).status_code == 302
    world["row"].refresh_from_db()
    assert world["row"].rung == "sum"


def test_deeds_that_do_not_lead_on_have_no_button(world: dict[str, Any]) -> None:
    client = signed_in(world["governor"])
    address = reverse("casework:request", args=[world["row"].uid])
    slugs = {slug for slug, _label in client.get(address).context["buttons"]}
    assert {"started", "answered", "stopped", "escalated"} <= slugs
    assert not slugs & {"resumed", "reopened", "rated", "returned"}
    actions.answer(user=world["governor"], request=world["row"], text="Болсон")
    slugs = {slug for slug, _label in client.get(address).context["buttons"]}
    assert slugs == {"reopened", "rated"}


def test_the_counts_of_many_units_take_no_more_questions(
    world: dict[str, Any], django_assert_num_queries: Any
) -> None:
    today = timezone.localdate()
    found = list(Unit.objects.values_list("pk", flat=True))
    assert len(found) > 2
    with django_assert_num_queries(2):
        counts = waiting_by_unit(found, today, today)
    for unit in Unit.objects.all():
        rows = within(unit, today).filter(state__in=OPEN_STATES)
        assert counts[unit.pk].open == rows.count()
    assert max(one.open for one in counts.values()) > 0
