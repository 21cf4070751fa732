"""Mobile rounds: planned by the shortest way, reach counted, held, cancelled, shown."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise, permutations
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from icalendar import Calendar

from bagana.casework.actions.round_changes import cancel_round
from bagana.casework.actions.rounds import Wish, hold_round, plan_round
from bagana.casework.models import MobileRound
from bagana.casework.queries.places import centres, reached
from bagana.casework.routing import read_roads
from bagana.engines.routing import great_circle_km
from bagana.privacy.sealing import seal
from bagana.registers.models import Camp, Section
from bagana.web.errors import Conflict, Refused
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db
START = (106.0, 49.0)
PLACES = {"хойд": (106.0, 49.4), "зүүн": (106.5, 49.0), "зүүн хойд": (106.5, 49.4)}


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


def wishes(units: Any, at: str = "1101") -> list[Wish]:
    return [Wish(units[at], name, lon, lat) for name, (lon, lat) in PLACES.items()]


def make_round(user: Any, units: Any, **changes: Any) -> MobileRound:
    today = date(2026, 3, 16)
    asked: dict[str, Any] = {
        "user": user,
        "unit": units["1101"],
        "title_mn": "Хаврын явуулын үйлчилгээ",
        "title_en": "Spring round",
        "starts_on": today,
        "ends_on": today + timedelta(2),
        "start": START,
        "places": wishes(units),
    }
    return plan_round(**(asked | changes))


def make_home(unit: Any, lon: float, lat: float, people: int = 2, **fields: Any) -> Any:
    home = make_household(unit, private={"lon": lon, "lat": lat}, **fields)
    for _one in range(people):
        make_person(home)
    return home


def test_stops_stand_in_the_order_of_the_shortest_way(governor, units):
    row = make_round(governor, units)
    stops = list(row.stops.all())
    assert [stop.position for stop in stops] == [1, 2, 3]

    def length(order: Any) -> float:
        way = [START, *order, START]
        return sum(great_circle_km(a, b) for a, b in pairwise(way))

    best = min(length(order) for order in permutations(PLACES.values()))
    assert row.length_km == pytest.approx(best, abs=0.01)
    assert row.is_shortest
    assert row.straight_pairs is None
    assert [stop.on.day for stop in stops] == [16, 17, 18]
    back = great_circle_km((stops[-1].longitude, stops[-1].latitude), START)
    assert sum(stop.leg_km or 0 for stop in stops) + back == pytest.approx(
        best, abs=0.01
    )


def test_roads_change_the_order_and_what_is_not_told_is_counted(governor, units):
    roads = read_roads("from,to,km\nstart,зүүн хойд,5\nхойд,зүүн хойд,6\n")
    named = "хаанаас,хаашаа,км\nГарах цэг, зүүн хойд,5\nхойд,зүүн хойд,6"
    assert roads == read_roads(named)
    row = make_round(governor, units, roads=roads)
    assert row.straight_pairs == 4
    first, last = row.stops.first(), row.stops.last()
    assert "зүүн хойд" in (first.place, last.place)


@pytest.mark.parametrize("text", ["a,b", "a,b,km", "a,b,-1", "a,b,nan", "a,b,1,2"])
def test_it_refuses_a_line_of_roads_that_it_cannot_read(text):
    with pytest.raises(Refused):
        read_roads(text)


def test_households_near_a_stop_are_counted_once_at_the_nearest(units):
    bag = units["1101"]
    for number in range(3):
        make_home(bag, 106.0 + number * 0.01, 49.4)
    make_home(bag, 106.5, 49.01, people=4)
    make_home(bag, 107.9, 49.9)
    stops = [(106.0, 49.4), (106.02, 49.4), (106.5, 49.0)]
    counted = reached(stops, {bag.pk}, 10.0, date(2026, 3, 1))
    assert sum(one.households for one in counted) == 4
    assert counted[2].people == 4
    assert sum(one.people for one in counted[:2]) == 6


def test_a_household_is_where_it_camps_in_the_season(units):
    bag = units["1101"]
    home = make_home(bag, 106.0, 49.4)
    for season, lon in (("summer", 106.5), ("winter", 107.0)):
        content = {"name": "", "lon": lon, "lat": 49.4}
        camp = Camp(household=home, season=season, entry=home.entry)
        camp.sealed = seal(content, bind=f"camp:{home.uid}")
        camp.save()
    stops = [(106.0, 49.4), (106.5, 49.4), (107.0, 49.4)]

    def at(day: date) -> list[int]:
        return [one.households for one in reached(stops, {bag.pk}, 5.0, day)]

    assert at(date(2026, 7, 1)) == [0, 1, 0]
    assert at(date(2026, 1, 15)) == [0, 0, 1]
    assert at(date(2026, 10, 15)) == [0, 0, 1]


def test_a_section_of_fewer_than_five_has_no_point(units):
    bag = units["1101"]
    few = Section.objects.create(unit=bag, name="Цөөн")
    many = Section.objects.create(unit=bag, name="Олон")
    for number in range(5):
        make_home(bag, 106.0 + number * 0.01, 49.4, section=many)
        if number < 4:
            make_home(bag, 106.7, 49.1, section=few)
    found = {one.section.name: one for one in centres({bag.pk}, date(2026, 3, 1))}
    assert found["Цөөн"].households == 4
    assert found["Цөөн"].point is None
    assert found["Олон"].point == (106.02, 49.4)


@pytest.mark.parametrize(
    "changes",
    [
        {"places": []},
        {"title_mn": " "},
        {"ends_on": date(2026, 3, 15)},
        {"ends_on": date(2026, 5, 15)},
        {"radius_km": 0.0},
        {"start": (106.0, 98.0)},
        {"roads": {("start", "хойд"): -1.0}},
    ],
)
def test_it_refuses_what_cannot_be_driven(governor, units, changes):
    with pytest.raises(Refused):
        make_round(governor, units, **changes)
    assert not MobileRound.objects.exists()


def test_it_refuses_places_of_another_bag_and_twins(governor, units):
    with pytest.raises(Refused):
        make_round(governor, units, places=wishes(units, "1102"))
    with pytest.raises(Refused):
        make_round(governor, units, places=wishes(units)[:1] * 2)
    other = Section.objects.create(unit=units["1102"], name="Өөр")
    wish = Wish(units["1101"], "Газар", 106.0, 49.0, section=other)
    with pytest.raises(Refused):
        make_round(governor, units, places=[wish])


def test_a_sum_sends_to_its_bags(units):
    officer = make_user("sum_officer", units["11"])
    row = make_round(officer, units, unit=units["11"], places=wishes(units, "1102"))
    assert {stop.unit.code for stop in row.stops.all()} == {"1102"}


@pytest.mark.parametrize(
    ("role", "at"), [("bag_governor", "1102"), ("sum_officer", "12"), (None, "")]
)
def test_others_may_not_send_hold_or_cancel(governor, units, role, at):
    row = make_round(governor, units)
    stranger = make_user(role, units[at]) if role else None
    for act in (
        lambda: make_round(stranger, units),
        lambda: hold_round(user=stranger, mobile_round=row, served={}),
        lambda: cancel_round(user=stranger, mobile_round=row, why="Цас"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_it_is_held_once_after_its_last_day(governor, units, today):
    row = make_round(governor, units)
    with pytest.raises(Refused):
        hold_round(user=governor, mobile_round=row, served={1: 3})
    today.move(date(2026, 3, 18))
    with pytest.raises(Refused):
        hold_round(user=governor, mobile_round=row, served={9: 1})
    held = hold_round(user=governor, mobile_round=row, served={1: 12, 2: 0})
    assert held.state == "held"
    assert [stop.served for stop in row.stops.all()] == [12, 0, None]
    with pytest.raises(Conflict):
        cancel_round(user=governor, mobile_round=row, why="Цас")


def test_a_request_of_the_round_counts_from_the_day_of_the_stop(governor, units, today):
    row = make_round(governor, units)
    today.move(date(2026, 3, 25))
    taken, _code = make_request(
        governor,
        units["1101"],
        channel="mobile",
        taken_on=date(2026, 3, 17),
        mobile_round=row,
    )
    assert taken.taken_on == date(2026, 3, 17)
    assert row.requests.count() == 1


FORM = {
    "title_mn": "Хаврын",
    "title_en": "Spring",
    "starts_on": "2026-03-16",
    "ends_on": "2026-03-17",
    "start_lon": "106",
    "start_lat": "49",
    "radius_km": "10",
    "places": "Хойд; 1101; 106.0; 49.4\nЗүүн; 1101; 106.5; 49.0",
}


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_governor_plans_holds_and_sees_it_in_public(
    client, governor, units, today, language
):
    make_service(units["1"])
    section = Section.objects.create(unit=units["1101"], name="Олон")
    for number in range(5):
        make_home(units["1101"], 106.2 + number * 0.01, 49.4, section=section)
    client.force_login(governor)
    client.cookies["django_language"] = language
    new = reverse("casework:round_new", args=["1101"])
    assert client.get(new).status_code == 200
    bad = client.post(new, FORM | {"places": "нэг; хоёр"})
    assert bad.status_code == 422
    sent = client.post(new, FORM | {"sections": [section.pk]})
    row = MobileRound.objects.get()
    assert sent.url == reverse("casework:round", args=[row.uid])
    assert row.stops.count() == 3
    for page in (sent.url, reverse("casework:rounds", args=["1101"])):
        assert client.get(page).status_code == 200
        assert client.get(page, {"format": "csv"}).status_code == 200
    public = reverse("portal:mobile_rounds")
    assert "Хойд" in client.get(public, {"unit": "11"}).content.decode()
    assert client.get(public, {"unit": "11", "format": "json"}).status_code == 200
    today.move(date(2026, 3, 17))
    held = reverse("casework:round_held", args=[row.uid])
    assert client.get(held).status_code == 200
    assert client.post(held, {"served_1": "3", "served_2": "20"}).url == sent.url
    client.logout()
    client.cookies["django_language"] = language
    shown = client.get(reverse("portal:mobile_round", args=[row.uid])).content.decode()
    few = "5-аас цөөн" if language == "mn" else "fewer than 5"
    assert few in shown
    assert re.search(r">\s*20\s*<", shown)


def test_pages_of_another_bag_are_not_found(client, governor, units):
    row = make_round(governor, units)
    client.force_login(make_user("bag_governor", units["1102"]))
    for name in ("round", "round_held", "round_cancel", "round_change"):
        page = reverse(f"casework:{name}", args=[row.uid])
        assert client.get(page).status_code == 404
    for name in ("rounds", "round_new"):
        page = reverse(f"casework:{name}", args=["1101"])
        assert client.get(page).status_code == 404


def test_the_calendar_tells_each_stop_that_comes(client, governor, units, today):
    make_round(governor, units)
    answer = client.get(reverse("portal:mobile_rounds_feed"), {"unit": "1101"})
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(event["location"]) for event in events} == set(PLACES)
    assert min(event["dtstart"].dt for event in events) == date(2026, 3, 16)
