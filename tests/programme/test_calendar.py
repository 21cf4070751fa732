"""Due dates to subscribe to: stable, all-day, in the reader's language."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from bagana.programme.calendar_feed import calendar
from bagana.programme.models import Measure
from tests.programme.factories import make_activity, make_measure, make_round
from tests.programme.tables import TableWorld, make_world

pytestmark = pytest.mark.django_db
ON = date(2019, 6, 1)
FEED = "/programme/table/calendar.ics"


@pytest.fixture
def world(db) -> TableWorld:
    found = make_world()
    measure = make_measure(found.programme, found.units["1101"])
    make_activity(measure, due_on=date(2019, 3, 1))
    make_measure(found.programme, found.units["12"], due_on=date(2020, 6, 30))
    make_round(found.programme)
    return found


def events(content: bytes) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


def feed(world, **options) -> bytes:
    return calendar(
        world.programme,
        on=ON,
        address=lambda measure: f"https://example.mn/{measure.pk}",
        **options,
    )


def test_measures_activities_and_rounds_are_all_day_entries(world):
    found = {str(one["SUMMARY"]): one["DTSTART"].dt for one in events(feed(world))}
    assert found == {
        "1.1. Арга хэмжээ 1": date(2019, 12, 31),
        "1.1: Үйл ажиллагаа 1": date(2019, 3, 1),
        "1.2. Арга хэмжээ 2": date(2020, 6, 30),
        "Хяналт-шинжилгээний тайлан ирүүлэх эцсийн өдөр: 2019 он": date(2019, 12, 25),
    }
    assert all(type(one["DTSTART"].dt) is date for one in events(feed(world)))


def test_identifiers_stay_when_dates_and_names_change(world):
    before = [str(one["UID"]) for one in events(feed(world))]
    Measure.objects.update(name_mn="Өөр", due_on=date(2021, 1, 1))
    assert [str(one["UID"]) for one in events(feed(world))] == before
    assert len(set(before)) == len(before)


def test_the_same_plan_is_the_same_file_and_a_change_moves_its_stamp(world):
    first = feed(world)
    assert feed(world) == first
    measure = Measure.objects.first()
    measure.name_mn = "Өөр нэр"
    measure.save()
    newest = measure.history.latest().history_date.replace(microsecond=0)
    assert {one["DTSTAMP"].dt for one in events(feed(world))} == {newest}


def test_a_dropped_measure_has_no_due_date(world):
    Measure.objects.filter(number="1.1").update(
        dropped_on=date(2019, 1, 1), dropped_reason="x"
    )
    assert "Арга хэмжээ 1" not in feed(world).decode()


def test_an_office_sees_its_own_and_what_lies_below_it(world):
    content = feed(world, office=world.units["11"])
    assert [str(one["SUMMARY"])[:3] for one in events(content)] == ["1.1", "1.1"]


def test_long_mongolian_lines_are_folded_and_read_back(world):
    name = "Хөдөөгийн багийн иргэдэд төрийн үйлчилгээг шуурхай хүргэх; " * 6
    Measure.objects.filter(number="1.1").update(name_mn=name.strip())
    content = feed(world)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert name.strip() in str(events(content)[0]["SUMMARY"])


def test_the_feed_is_public_and_filters_by_its_address(world):
    answer = Client().get(FEED, {"office": "12"})
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(answer.content)
    assert [str(one["SUMMARY"]) for one in found] == ["1.2. Арга хэмжээ 2"]
    assert str(found[0]["URL"]).startswith("http://testserver/measures/")


def test_a_calendar_asks_for_its_language_in_the_address(world):
    assert "Measure 1" in Client().get(FEED, {"lang": "en"}).content.decode()
    cookie = Client()
    cookie.cookies["django_language"] = "en"
    assert "Measure 1" in cookie.get(FEED).content.decode()


def test_an_unknown_unit_is_no_empty_calendar(world):
    assert Client().get(FEED, {"unit": "9999"}).status_code == 404
    assert Client().get("/programme/nothing/calendar.ics").status_code == 404
