"""Lists of a country: as many questions as those of a bag, and the same rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bagana.casework.models import Channel, Request
from bagana.casework.queries.requests import Asked, listed, waiting_by_unit, waits_for
from bagana.territory import queries as territory
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def world() -> dict[str, Any]:
    units = make_tree()
    service = make_service(units["1"])
    governor = make_user("bag_governor", units["1101"])
    officer = make_user("aimag_officer", units["1"], username="aimag")
    for _each in range(3):
        make_request(governor, units["1101"], service)
    make_request(None, units["1201"], service, channel=Channel.OPEN311)
    return {"units": units, "service": service, "officer": officer}


@pytest.fixture(params=["named", "asked"])
def way(request: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Units named one by one, or each row asked for its own: as a country has it."""
    if request.param == "asked":
        monkeypatch.setattr(territory, "WIDE", 0)
    return str(request.param)


def questions(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


PAGES = ("", "?state=all", "?state=overdue", "?state=closed&sort=-taken")


def test_no_page_asks_more_where_more_stands(world: dict[str, Any], way: str) -> None:
    client = Client()
    client.force_login(world["officer"])
    addresses = [
        reverse("casework:index"),
        *(reverse("casework:requests", args=["1"]) + more for more in PAGES),
        "/open311/v2/requests.json",
    ]
    few = [questions(client, one) for one in addresses]
    for _each in range(8):
        for code in ("1101", "1102", "1201"):
            unit, service = world["units"][code], world["service"]
            make_request(None, unit, service, channel=Channel.OPEN311)
    assert [questions(client, one) for one in addresses] == few


@pytest.mark.parametrize("state", ["open", "overdue", "closed", "all"])
def test_wide_units_and_narrow_ones_list_the_same(
    world: dict[str, Any], today: Any, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    unit, officer = world["units"]["1"], world["officer"]
    today.move(timezone.localdate().replace(day=30))
    asked, now = Asked(state=state), timezone.localdate()
    narrow = list(listed(officer, unit, asked, now).values_list("pk", flat=True))
    monkeypatch.setattr(territory, "WIDE", 0)
    assert narrow == list(
        listed(officer, unit, asked, now).values_list("pk", flat=True)
    )
    assert len(narrow) == (0 if state == "closed" else 4)


def test_a_bag_lists_nothing_of_another(world: dict[str, Any], way: str) -> None:
    other = make_user("bag_governor", world["units"]["1102"], username="other")
    now, unit = timezone.localdate(), world["units"]["1"]
    assert not listed(other, unit, Asked(state="all"), now).exists()
    assert waits_for(other, now, 20) == []


def test_units_of_the_worklist_are_turned_by_pages(
    world: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bagana.casework.views.requests.UNITS", 2)
    client = Client()
    client.force_login(world["officer"])
    address = reverse("casework:index")
    pages = [client.get(address, {"page": n}).context["units"] for n in (1, 2)]
    assert all(len(page) <= 2 for page in pages)
    codes = [line[0].unit.code for page in pages for line in page]
    assert len(codes) == len(set(codes))
    assert codes[0] == "1"
    assert b"page=2" in client.get(address).content


def test_what_is_open_has_no_day_of_closing(world: dict[str, Any]) -> None:
    """The index of open requests is by the day, the sheet by the state: one set."""
    unit, now = world["units"]["1"], timezone.localdate()
    counted = waiting_by_unit([unit.pk], now, now)[unit.pk].open
    assert counted == Request.objects.filter(closed_on__isnull=True).count() == 4


def test_open311_tells_a_page_where_one_is_asked(world: dict[str, Any]) -> None:
    for _each in range(4):
        unit, service = world["units"]["1101"], world["service"]
        make_request(None, unit, service, channel=Channel.OPEN311)

    def told(query: str) -> list[str]:
        answer = Client().get(f"/open311/v2/requests.json{query}")
        return [one["service_request_id"] for one in answer.json()]

    whole = told("")
    assert len(whole) == 5
    pages = [told(f"?page_size=2&page={n}") for n in (1, 2, 3)]
    assert [one for page in pages for one in page] == whole
    for wrong in ("page_size=0", "page_size=1001", "page=x", "page=0"):
        assert Client().get(f"/open311/v2/requests.json?{wrong}").status_code == 400
