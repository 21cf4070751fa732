"""A planned round is changed or called off with a reason that the public reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from icalendar import Calendar

from bagana.casework.actions.round_changes import cancel_round, change_round
from bagana.casework.actions.rounds import Wish, hold_round
from bagana.casework.models import MobileRound, RoundChange
from bagana.engines.routing import great_circle_km
from bagana.registers.models import Section
from bagana.web.errors import Conflict, Refused
from tests.casework.factories import make_service
from tests.casework.test_rounds import PLACES, START, make_home, make_round, wishes
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
WHY = "Гол үерлэсэн"


@pytest.fixture
def units() -> Any:
    return make_tree()


@pytest.fixture
def governor(units: Any) -> Any:
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def row(governor: Any, units: Any, today: Any) -> MobileRound:
    return make_round(governor, units)


def told(row: MobileRound, units: Any, **changes: Any) -> dict[str, Any]:
    as_planned: dict[str, Any] = {
        "mobile_round": row,
        "why": WHY,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "start": START,
        "places": wishes(units),
    }
    return as_planned | changes


def test_days_are_moved_and_what_was_told_before_stays(
    row: MobileRound, governor: Any, units: Any
) -> None:
    days = {"starts_on": date(2026, 3, 20), "ends_on": date(2026, 3, 22)}
    moved = change_round(user=governor, **told(row, units, **days))
    assert [stop.on.day for stop in moved.stops.all()] == [20, 21, 22]
    note = RoundChange.objects.get()
    assert note.parts == "days"
    assert (note.starts_on, note.ends_on) == (date(2026, 3, 16), date(2026, 3, 18))
    assert (note.why, note.made_by) == (WHY, governor)
    newest = moved.history.first()
    assert newest
    assert (newest.history_user, newest.history_change_reason) == (governor, "changed")


def test_other_stops_are_laid_anew(row: MobileRound, governor: Any, units: Any) -> None:
    asked = told(row, units, places=wishes(units)[:1], offices="Эмнэлэг")
    again = change_round(user=governor, **asked)
    assert [stop.place for stop in again.stops.all()] == ["хойд"]
    straight = 2 * great_circle_km(START, PLACES["хойд"])
    assert again.length_km == pytest.approx(straight, abs=0.01)
    note = RoundChange.objects.get()
    assert note.parts == "places,offices"
    assert set(note.places.split("; ")) == set(PLACES)


@pytest.mark.parametrize(
    "changes",
    [
        {"why": " "},
        {},
        {"starts_on": date(2026, 3, 10)},
        {"ends_on": date(2026, 3, 1)},
        {"places": []},
    ],
)
def test_it_refuses_a_change_without_reason_or_difference(
    row: MobileRound, governor: Any, units: Any, changes: Any
) -> None:
    with pytest.raises(Refused):
        change_round(user=governor, **told(row, units, **changes))
    assert not RoundChange.objects.exists()
    assert row.stops.count() == 3


def test_what_is_held_or_cancelled_does_not_change(
    row: MobileRound, governor: Any, units: Any, today: Any
) -> None:
    other = make_round(governor, units)
    with pytest.raises(Refused):
        cancel_round(user=governor, mobile_round=other, why="")
    cancel_round(user=governor, mobile_round=other, why=WHY)
    today.move(date(2026, 3, 18))
    hold_round(user=governor, mobile_round=row, served={})
    for done in (row, other):
        with pytest.raises(Conflict):
            change_round(user=governor, **told(done, units, offices="Эмнэлэг"))


@pytest.mark.parametrize(
    ("role", "at"), [("bag_governor", "1102"), ("sum_officer", "12"), (None, "")]
)
def test_others_change_nothing(
    row: MobileRound, units: Any, role: Any, at: str
) -> None:
    stranger = make_user(role, units[at]) if role else None
    with pytest.raises(PermissionDenied):
        change_round(user=stranger, **told(row, units, offices="Эмнэлэг"))


@pytest.mark.parametrize(
    ("language", "moved", "off"),
    [
        ("mn", "огноо өөрчлөгдсөн", "Цуцалсан үйлчилгээ"),
        ("en", "the date has changed", "Cancelled rounds"),
    ],
)
def test_the_public_reads_what_changed_and_why(
    client: Any,
    governor: Any,
    units: Any,
    today: Any,
    language: str,
    moved: str,
    off: str,
) -> None:
    bag = units["1101"]
    version = make_service(units["1"])
    section = Section.objects.create(unit=bag, name="Олон")
    for number in range(5):
        make_home(bag, 106.2 + number * 0.01, 49.4, section=section)
    wish = Wish(bag, "Олон", 106.22, 49.4, section=section)
    places = [wish, Wish(bag, "Хойд", 106.0, 49.4)]
    row = make_round(governor, units, places=places, services=[version.service])
    client.force_login(governor)
    client.cookies["django_language"] = language
    page = reverse("casework:round_change", args=[row.uid])
    form = client.get(page).context["form"]
    assert form.initial["places"] == "Хойд; 1101; 106.0; 49.4"
    assert form.initial["sections"] == [section.pk]
    sent = {
        name: value for name, value in form.initial.items() if value is not None
    } | {"why": WHY}
    assert client.post(page, sent).status_code == 422
    sent |= {"starts_on": "2026-03-23", "ends_on": "2026-03-24"}
    back = reverse("casework:round", args=[row.uid])
    assert client.post(page, sent).url == back
    assert WHY in client.get(back).text
    public = reverse("portal:mobile_rounds")
    one = reverse("portal:mobile_round", args=[row.uid])
    assert moved in client.get(public, {"unit": "1101"}).text
    shown = client.get(one).text
    assert WHY in shown
    assert moved in shown
    cancel = reverse("casework:round_cancel", args=[row.uid])
    assert client.get(cancel).status_code == 200
    assert client.post(cancel).status_code == 422
    assert client.post(cancel, {"why": "Зам хаагдсан"}).url == back
    listed = client.get(public, {"unit": "11"}).text
    assert off in listed
    assert "Зам хаагдсан" in listed
    assert moved not in listed


def test_a_calendar_is_told_of_the_change_and_of_the_end(
    client: Any, row: MobileRound, governor: Any, units: Any
) -> None:
    page = reverse("portal:mobile_rounds_feed")

    def events() -> Any:
        answer = client.get(page, {"unit": "1101"})
        return Calendar.from_ical(answer.content).walk("VEVENT")

    days = {"starts_on": date(2026, 3, 20), "ends_on": date(2026, 3, 22)}
    change_round(user=governor, **told(row, units, **days))
    assert {int(one["sequence"]) for one in events()} == {1}
    cancel_round(user=governor, mobile_round=row, why=WHY)
    assert {str(one["status"]) for one in events()} == {"CANCELLED"}
    assert {int(one["sequence"]) for one in events()} == {2}
