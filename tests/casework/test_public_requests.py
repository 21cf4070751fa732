"""Filing and following a request without signing in; the catalogue in public."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bagana.casework.actions import requests as actions
from bagana.casework.models import Request
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TRACK = "/track/"


@pytest.fixture
def world() -> dict[str, Any]:
    cache.clear()
    units = make_tree()
    service = make_service(
        units["1"], code="repair", papers=[{"mn": "тойм зураг", "en": "a sketch"}]
    )
    governor = make_user("bag_governor", units["1101"])
    row, code = make_request(governor, units["1101"], service)
    return {
        "units": units,
        "service": service,
        "governor": governor,
        "row": row,
        "code": code,
    }


def client_in(language: str) -> Client:
    client = Client()
    client.cookies["django_language"] = language
    return client


def asking(world: dict[str, Any], **more: str) -> dict[str, Any]:
    told = {"version": world["service"].pk, "text": "Худаг эвдэрсэн"}
    return told | {"name": "Нууцнэр", "phone": "99001122"} | more


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_public_page_opens(world: dict[str, Any], language: str) -> None:
    client = client_in(language)
    for address in (
        "/services/",
        "/services/repair/",
        "/request/",
        "/request/?unit=11",
        "/request/?unit=11&here=1",
        "/request/?unit=1101&service=repair",
        TRACK,
    ):
        assert client.get(address).status_code == 200, address
    page = client.get("/services/repair/").content.decode()
    assert ("a sketch" if language == "en" else "тойм зураг") in page
    assert client.post(TRACK, {"code": world["code"]}).status_code == 200


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_the_catalogue_is_taken_away(world: dict[str, Any], format_: str) -> None:
    assert Client().get("/services/", {"format": format_}).status_code == 200


def test_a_service_that_is_not_there_is_not_found(world: dict[str, Any]) -> None:
    assert Client().get("/services/nothing/").status_code == 404
    assert Client().get("/request/?unit=9999").status_code == 404


def test_a_citizen_files_and_gets_a_code_that_follows_it(world: dict[str, Any]) -> None:
    client = Client()
    page = client.post("/request/?unit=1101", asking(world)).content.decode()
    found = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", page)
    assert found
    row = Request.objects.latest("pk")
    assert (row.channel, row.private["name"]) == ("page", "Нууцнэр")
    told = client.post(TRACK, {"code": f" {found[0].lower()} "}).content.decode()
    assert row.number in told
    assert "Нууцнэр" not in told


def test_no_session_holds_a_name_or_a_code(world: dict[str, Any]) -> None:
    client = Client()
    page = client.post("/request/?unit=1101", asking(world)).content.decode()
    code = re.search(r"([2-9A-Z]{5})-[2-9A-Z]{5}", page)
    assert code
    kept = str([one.get_decoded() for one in Session.objects.all()])
    assert "Нууцнэр" not in kept
    assert code[1] not in kept


def test_a_machine_is_thanked_and_dropped(world: dict[str, Any]) -> None:
    before = Request.objects.count()
    told = asking(world, website="http://spam")
    assert Client().post("/request/?unit=1101", told).status_code == 200
    assert Request.objects.count() == before


def test_who_sends_too_often_waits_and_loses_nothing(world: dict[str, Any]) -> None:
    client = Client()
    for _time in range(3):
        assert client.post("/request/?unit=1101", asking(world)).status_code == 200
    page = client.post("/request/?unit=1101", asking(world))
    assert page.status_code == 422
    assert "Худаг эвдэрсэн" in page.content.decode()


def test_a_wrong_code_tells_nothing_and_costs_the_same(
    world: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    client = Client()
    wrong, none = ("22222-22222", "ZZZZZ-ZZZZZ")
    pages = []
    for code in (wrong, none):
        with django_assert_max_num_queries(6):
            page = client.post(TRACK, {"code": code})
        assert page.status_code == 404
        assert "no-store" in page.headers["Cache-Control"]
        pages.append(page.content.decode().replace(code, ""))
    mask = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')
    assert mask.sub("", pages[0]) == mask.sub("", pages[1])


def test_codes_are_not_guessed_one_after_another(
    world: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bagana.portal.views.daily.tracking.MISSES", 2)
    for _time in range(2):
        assert Client().post(TRACK, {"code": "22222-22222"}).status_code == 404
    assert Client().post(TRACK, {"code": "22222-22222"}).status_code == 429
    assert Client().post(TRACK, {"code": world["code"]}).status_code == 429


def test_the_answer_is_read_rated_and_reopened_by_code(world: dict[str, Any]) -> None:
    actions.answer(user=world["governor"], request=world["row"], text="Маргааш засна")
    client, code = Client(), world["code"]
    page = client.post(TRACK, {"code": code}).content.decode()
    assert "Маргааш засна" in page
    bad = client.post(TRACK, {"code": code, "deed": "rate", "score": "9"})
    assert bad.status_code == 422
    client.post(TRACK, {"code": code, "deed": "rate", "score": "2", "words": "Удав"})
    world["row"].refresh_from_db()
    assert world["row"].satisfaction == 2
    client.post(TRACK, {"code": code, "deed": "reopen", "why": "Засаагүй"})
    world["row"].refresh_from_db()
    assert (world["row"].state, world["row"].reopened) == ("working", 1)


def test_a_citizen_takes_a_request_back_by_code(world: dict[str, Any]) -> None:
    Client().post(TRACK, {"code": world["code"], "deed": "withdraw"})
    world["row"].refresh_from_db()
    assert world["row"].state == "withdrawn"


def test_the_citizen_reads_what_is_awaited_and_not_who_is_assigned(
    world: dict[str, Any],
) -> None:
    actions.stop_clock(
        user=world["governor"], request=world["row"], why="Тойм зураг авчрах"
    )
    page = Client().post(TRACK, {"code": world["code"]}).content.decode()
    assert "Тойм зураг авчрах" in page
    assert world["governor"].display_name not in page


def test_addresses_of_the_office_are_known() -> None:
    assert reverse("portal:track") == TRACK
