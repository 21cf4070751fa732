"""Meetings and resolutions in public: what all may read, and nobody's name."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bagana.meetings.models import MeetingState, Remark
from tests.factories import make_act, make_tree, make_user
from tests.meetings.decided import (
    make_held,
    make_item,
    make_obligation,
    make_people,
    make_resolution,
    make_vote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def meeting(units):
    return make_held(units["1101"])


def page_of(client, name, *args, lang="mn", **query):
    client.cookies["django_language"] = lang
    answer = client.get(reverse(f"portal:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("lang", ["mn", "en"])
def test_the_meeting_tells_its_attendance_votes_and_what_became_of_it(
    client, meeting, lang
):
    item = make_item(meeting)
    ballot = make_vote(item)
    ballot.minority_view = "Өмнө нь засварласан"
    ballot.save()
    resolution = make_resolution(meeting, item=item, ballot=ballot)
    make_obligation(resolution, due_on=date(2026, 4, 1))
    make_people(meeting, women=33, men=27)
    text = page_of(client, "meeting", meeting.uid, lang=lang)
    assert str(resolution.uid) in text
    assert "Гурван худгийг засварлах" in text
    assert "Өмнө нь засварласан" in text
    assert "60.0%" in text
    assert "33" in text
    assert "27" in text
    assert "state--late" in text
    assert str(resolution.uid) in page_of(
        client, "resolution", resolution.uid, lang=lang
    )


def test_a_small_count_by_sex_is_kept_back_with_the_other(client, meeting):
    make_people(meeting, women=3, men=57)
    text = page_of(client, "meeting", meeting.uid)
    assert "цөөн тул нууцалсан" in text
    assert "эрэгтэй" not in text


def test_a_valley_cannot_be_taken_from_its_whole(client, units, meeting):
    """Whole and parts told by sex would tell a part that is kept back."""
    part = make_held(units["1101"], parent=meeting)
    make_people(part, women=41, men=43)
    assert "эмэгтэй" not in page_of(client, "meeting", part.uid)
    assert "эмэгтэй 41, эрэгтэй 43" in page_of(client, "meeting", meeting.uid)


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CANCELLED])
def test_what_was_never_called_is_not_there(client, units, state):
    quiet = make_held(units["1101"], state=state, convened_at=None)
    assert client.get(reverse("portal:meeting", args=[quiet.uid])).status_code == 404
    remark = reverse("portal:meeting_remark", args=[quiet.uid])
    assert client.post(remark, {"text": "Санал"}).status_code == 404


def test_a_draft_is_not_public_and_an_annulled_one_says_so(client, units, meeting):
    draft = make_resolution(meeting, signed=False)
    assert client.get(reverse("portal:resolution", args=[draft.uid])).status_code == 404
    gone = make_resolution(meeting)
    gone.annulled_by = make_act(date=date(2026, 5, 1))
    gone.save()
    assert "Хүчингүй болгосон шийдвэр" in page_of(client, "resolution", gone.uid)


@pytest.mark.parametrize("lang", ["mn", "en"])
def test_the_list_filters_by_unit_year_and_state_and_can_be_taken(client, units, lang):
    old = make_held(units["1101"], date(2025, 3, 1))
    new = make_held(units["1201"], state=MeetingState.FAILED)
    whole = page_of(client, "meetings", unit="1", lang=lang)
    assert str(old.uid) in whole
    assert str(new.uid) in whole
    assert str(new.uid) not in page_of(client, "meetings", unit="11")
    assert str(new.uid) not in page_of(client, "meetings", unit="1", year="2025")
    assert str(old.uid) not in page_of(client, "meetings", unit="1", state="failed")
    csv = page_of(client, "meetings", unit="11", format="csv")
    assert csv.count("\n") == 2
    assert "1101" in csv


def test_the_units_page_has_its_meetings(client, units, meeting):
    resolution = make_resolution(meeting)
    text = page_of(client, "unit", "1101")
    assert str(meeting.uid) in text
    assert str(resolution.uid) in text
    assert 'id="meetings"' not in page_of(client, "unit", "1201")


def test_a_citizen_says_a_word_without_signing_in(client, meeting):
    resolution = make_resolution(meeting)
    address = reverse("portal:meeting_remark", args=[meeting.uid])
    sent = client.post(f"{address}?resolution={resolution.uid}", {"text": "Сайн байна"})
    assert sent.status_code == 302
    row = Remark.objects.get()
    assert (row.state, row.resolution, row.name) == ("waiting", resolution, "")
    assert "Сайн байна" not in page_of(client, "meeting", meeting.uid)


def test_machines_are_thanked_and_haste_is_slowed(client, meeting):
    address = reverse("portal:meeting_remark", args=[meeting.uid])
    assert client.post(address, {"text": "x", "website": "y"}).status_code == 302
    assert not Remark.objects.exists()
    for _i in range(3):
        assert client.post(address, {"text": "Санал"}).status_code == 302
    slow = client.post(address, {"text": "Дөрөв дэх"})
    assert slow.status_code == 422
    assert "Дөрөв дэх" in slow.content.decode()
    assert client.post(f"{address}?resolution=x", {"text": "a"}).status_code == 404


def test_the_list_costs_the_same_for_many_meetings(
    client, units, django_assert_max_num_queries
):
    def cost(number):
        for _i in range(number):
            make_held(units["1101"])
        with django_assert_max_num_queries(30) as found:
            page_of(client, "meetings", unit="1")
        return len(found)

    cost(1)
    assert cost(1) == cost(15)


def test_the_meeting_page_costs_the_same_for_many_items(
    client, meeting, django_assert_max_num_queries
):
    def cost(number):
        for _i in range(number):
            item = make_item(meeting)
            made = make_resolution(meeting, item=item, ballot=make_vote(item))
            make_obligation(made)
        with django_assert_max_num_queries(40) as found:
            page_of(client, "meeting", meeting.uid)
        return len(found)

    assert cost(1) == cost(6)


def test_nobody_reads_a_name_of_who_came_or_spoke(client, meeting):
    user = make_user("bag_governor", meeting.unit)
    client.force_login(user)
    make_people(meeting, women=6, men=6)
    assert "sealed" not in page_of(client, "meeting", meeting.uid)
