"""Pages of a meeting, from the draft to the correction; in both languages."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bagana.meetings.actions.minutes import sign_minutes
from bagana.meetings.founding import load_rules
from bagana.meetings.models import Ballot, Meeting, MeetingState, Minute, Presence
from bagana.meetings.queries.waiting import waiting_for
from bagana.privacy.models import Reading
from tests.factories import make_tree, make_user
from tests.meetings.factories import closed, convened, make_meeting, opened
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def homes(units):
    return [make_household(units["1101"]) for _one in range(4)]


@pytest.fixture
def office(client, governor):
    client.force_login(governor)
    return client


def page(name, meeting, *more):
    return reverse(f"meetings:{name}", args=[meeting.uid, *more])


@pytest.mark.parametrize("language", ["mn", "en"])
def test_it_shows_every_page_in_both_languages(
    office, governor, units, homes, language
):
    load_rules()
    make_person(homes[0], relation="head")
    row = opened(governor, units["1101"], homes)
    office.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages = [
        reverse("meetings:index"),
        reverse("meetings:rules"),
        reverse("meetings:new", args=["1101"]),
        *(page(one, row) for one in ("meeting", "attendance", "minutes", "sign")),
        page("ballot_new", row, 1),
    ]
    for address in pages:
        answer = office.get(address)
        assert answer.status_code == 200, address
        assert f'lang="{language}"' in answer.content.decode()


def test_it_prepares_calls_and_opens_by_forms(office, governor, units, homes):
    load_rules()
    soon = timezone.localtime() + timedelta(minutes=2)
    form = {
        "kind": "ordinary",
        "title_mn": "Хаврын хуралдаан",
        "day": soon.date().isoformat(),
        "time": soon.strftime("%H:%M"),
        "place": "Төв",
    }
    office.post(reverse("meetings:new", args=["1101"]), form)
    row = Meeting.objects.get()
    office.post(page("convene", row))
    row.refresh_from_db()
    assert row.state == MeetingState.DRAFT
    office.post(page("item_new", row), {"title_mn": "Хадлан", "kind": "pasture"})
    office.post(page("convene", row))
    row.refresh_from_db()
    assert row.state == MeetingState.CONVENED
    office.post(
        page("notice_new", row),
        {"channel": "board", "given_on": timezone.localdate().isoformat()},
    )
    assert row.notices.count() == 1
    office.post(page("attendance", row), {"came": f"{homes[0].uid}:female"})
    office.post(page("attendance", row), {"visitor": "1", "name": "Г.Зочин"})
    assert Presence.objects.count() == 2
    office.post(page("open", row), {"chair_name": "А", "secretary_name": "Б"})
    row.refresh_from_db()
    assert row.state == MeetingState.OPEN


def test_it_ticks_and_takes_back_by_one_button(office, governor, units, homes):
    row = convened(governor, units["1101"])
    address = page("attendance", row)
    office.post(address, {"came": f"{homes[1].uid}:male"})
    line = Presence.objects.get()
    assert (line.household, line.sex) == (homes[1], "male")
    office.post(address, {"undo": str(line.uid)})
    assert not Presence.objects.exists()
    answer = office.post(address, {"came": f"{uuid4()}:male"}, follow=True)
    assert answer.status_code == 200
    assert not Presence.objects.exists()


def test_it_finds_households_by_a_name_and_notes_who_was_shown(
    office, governor, units, homes
):
    head = make_person(homes[2], relation="head", private={"given": "Сарантуяа"})
    row = convened(governor, units["1101"])
    answer = office.post(page("attendance", row), {"text": "сарантуяа"})
    text = answer.content.decode()
    assert str(homes[2].uid) in text
    assert str(homes[1].uid) not in text
    reading = Reading.objects.get(what="attendance")
    assert list(reading.subjects.values_list("subject", flat=True)) == [head.pk]


def test_it_counts_votes_or_says_what_does_not_add_up(office, governor, units, homes):
    row = opened(governor, units["1101"], homes)
    told = {"kind": "secret", "question": "Хэн?", "candidates": "Г.Нэр\nД.Нэр\n"}
    office.post(page("ballot_new", row, 1), told)
    address = page("ballot", row, 1, 1)
    answer = office.post(address, {"votes_1": 3, "votes_2": 0})
    assert answer.status_code == 422
    assert "1-ээр дутуу" in answer.content.decode()
    office.post(address, {"votes_1": 3, "votes_2": 1, "minority_view": "Эсрэг"})
    ballot = Ballot.objects.get()
    assert ballot.passed
    assert "Эсрэг" in office.get(page("meeting", row)).content.decode()


def test_it_takes_an_entry_kept_on_the_device_once(office, governor, units, homes):
    row, uid = opened(governor, units["1101"], homes), str(uuid4())
    entry = {"uid": uid, "kind": "speech", "text": "Худаг", "speaker": "В"}
    ahead = (timezone.now() + timedelta(minutes=9)).isoformat()
    for _one in range(2):
        answer = office.post(
            page("minutes", row), {**entry, "at": ahead}, headers={"X-Entry": uid}
        )
        assert json.loads(answer.content) == {"uid": uid}
    assert Minute.objects.get().at <= timezone.now()
    refused = office.post(
        page("minutes", row), {**entry, "text": ""}, headers={"X-Entry": uid}
    )
    assert refused.status_code == 422
    office.post(page("minutes", row), {"kind": "note", "text": "Энгийн маягтаар"})
    assert Minute.objects.count() == 2


def test_it_closes_signs_and_then_only_corrects(office, governor, units, homes):
    row = closed(governor, units["1101"], homes)
    assert waiting_for(governor, timezone.localdate())[0].is_late
    names = {"chair_name": "А.Дарга", "secretary_name": "Б.Бичээч"}
    office.post(page("sign", row), names)
    row.refresh_from_db()
    assert row.state == MeetingState.SIGNED
    late = office.post(
        page("minutes", row),
        {"kind": "note", "text": "Хожуу"},
        headers={"X-Entry": str(uuid4())},
    )
    assert late.status_code == 409
    first = row.minutes.get()
    office.post(f"{page('correct', row)}?entry={first.uid}", {"text": "Гурван худаг"})
    assert row.minutes.filter(corrects=first).count() == 1
    assert "Гурван худаг" in office.get(page("minutes", row)).content.decode()


def test_it_shows_nothing_of_another_bag(client, units, governor, homes):
    row = opened(governor, units["1101"], homes)
    client.force_login(make_user("bag_governor", units["1102"]))
    for name in ("meeting", "attendance", "minutes", "sign", "open"):
        assert client.get(page(name, row)).status_code == 404
    assert row.title_mn not in client.get(reverse("meetings:index")).content.decode()
    client.logout()
    assert client.get(page("minutes", row)).status_code == 302


def test_it_shows_a_reader_the_meeting_but_no_names(client, units, governor, homes):
    row = closed(governor, units["1101"], homes)
    client.force_login(make_user("evaluator", units["1"]))
    assert client.get(page("meeting", row)).status_code == 200
    assert client.get(page("minutes", row)).status_code == 403
    assert client.get(page("attendance", row)).status_code == 403


def test_it_can_be_taken_away(office, governor, units):
    make_meeting(governor, units["1101"])
    for form in ("csv", "xlsx", "json"):
        answer = office.get(reverse("meetings:index"), {"format": form})
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]


def test_it_feeds_calendars_with_what_was_called(client, governor, units):
    from icalendar import Calendar

    soon = timezone.now() + timedelta(days=1)
    make_meeting(governor, units["1101"], title_mn="Нууц төсөл", starts_at=soon)
    called = make_meeting(governor, units["1101"], starts_at=soon)
    Meeting.objects.filter(pk=called.pk).update(
        state="convened", convened_at=timezone.now()
    )
    answer = client.get(reverse("portal:meetings_calendar"), {"unit": "11"})
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(one["UID"]) for one in events] == [f"{called.uid}@bagana"]
    address = reverse("portal:meetings_calendar")
    assert client.get(address).status_code == 404
    assert client.get(address, {"unit": "0"}).status_code == 404


def test_it_says_when_signed_minutes_were_changed(office, governor, units, homes):
    row = sign_minutes(user=governor, meeting=closed(governor, units["1101"], homes))
    row.agenda.update(title_mn="Өөр")
    assert "өөр болсон" in office.get(page("meeting", row)).content.decode()
