"""Meetings of a country: as many questions as those of a bag, and the same rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bagana.meetings.actions.holding import Came, record_presences
from bagana.meetings.queries import public
from bagana.meetings.queries.meetings import (
    Asked,
    bags_to_hold_in,
    meetings_for,
    years_for,
)
from bagana.registers.models import Household, Section
from bagana.territory import queries as territory
from tests.factories import make_tree, make_user
from tests.meetings.factories import at, convened
from tests.registers.factories import make_household

pytestmark = pytest.mark.django_db
DAYS = (date(2024, 5, 6), date(2026, 3, 10))


@pytest.fixture
def world() -> dict[str, Any]:
    units = make_tree()
    found: dict[str, Any] = {"units": units}
    for code in ("1101", "1201"):
        user = make_user("bag_governor", units[code], username=code)
        found[code] = user
        for day in DAYS:
            convened(user, units[code], starts_at=at(day))
    found["admin"] = make_user("administrator", units["1"], username="admin")
    return found


@pytest.fixture(params=["named", "asked"])
def way(request: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Units named one by one, or each row asked for its own: as a country has it."""
    if request.param == "asked":
        monkeypatch.setattr(territory, "WIDE", 0)
    return str(request.param)


def questions(user: Any, address: str) -> int:
    client = Client()
    if user is not None:
        client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_no_page_asks_more_where_more_stands(world: dict[str, Any], way: str) -> None:
    asked = [
        (world["admin"], reverse("meetings:index")),
        (world["admin"], reverse("meetings:resolutions")),
        (None, reverse("portal:meetings") + "?unit=1"),
    ]
    few = [questions(*one) for one in asked]
    for month in range(4, 10):
        for code in ("1101", "1201"):
            unit, user = world["units"][code], world[code]
            convened(user, unit, starts_at=at(date(2026, month, 8)))
    assert [questions(*one) for one in asked] == few


def test_a_governor_lists_his_own_bag_however_units_are_asked(
    world: dict[str, Any], way: str
) -> None:
    own = meetings_for(world["1101"], None, Asked())
    assert {row.unit.code for row in own} == {"1101"}
    assert len(own) == 2
    assert len(meetings_for(world["admin"], None, Asked())) == 4
    under = public.meetings_of(world["units"]["12"])
    assert {row.unit.code for row in under} == {"1201"}


def test_years_are_those_of_ones_own_meetings(world: dict[str, Any], way: str) -> None:
    """2025 has none, 2023 is another bag's."""
    far = world["units"]["1201"]
    convened(world["1201"], far, starts_at=at(date(2023, 5, 5)))
    assert years_for(world["1101"]) == [2026, 2024]
    assert years_for(world["admin"]) == [2026, 2024, 2023]
    assert public.years_of(world["units"]["11"]) == [2026, 2024]
    assert public.years_of(far) == [2026, 2024, 2023]


def test_without_any_meeting_there_is_no_year() -> None:
    units = make_tree()
    assert public.years_of(units["1"]) == []


def test_who_keeps_no_meeting_is_offered_no_bag(
    world: dict[str, Any], way: str
) -> None:
    today = DAYS[1]
    reader = make_user("aimag_officer", world["units"]["1"], username="reader")
    assert bags_to_hold_in(reader, today) == []
    assert [one.unit.code for one in bags_to_hold_in(world["1101"], today)] == ["1101"]
    codes = {one.unit.code for one in bags_to_hold_in(world["admin"], today)}
    assert {"1101", "1201"} <= codes


def test_a_long_attendance_list_is_kept_by_as_many_questions(
    world: dict[str, Any],
) -> None:
    bag, user = world["units"]["1101"], world["1101"]
    section = Section.objects.create(unit=bag, name="Хойд")

    def asked(many: int, day: date) -> int:
        meeting = convened(user, bag, starts_at=at(day))
        homes = [make_household(bag, section=section) for _each in range(many)]
        fresh = Household.objects.filter(pk__in=[home.pk for home in homes])
        rows = [Came(household=home, sex="female") for home in fresh]
        with CaptureQueriesContext(connection) as found:
            lines = record_presences(user=user, meeting=meeting, rows=rows)
        assert {line.section_id for line in lines} == {section.pk}
        return len(found)

    assert asked(2, date(2026, 4, 1)) == asked(9, date(2026, 4, 2))
