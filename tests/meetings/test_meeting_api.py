"""The API of meetings and resolutions: what the public pages say, as data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import make_tree
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


def get(client, path, status=200, **query):
    answer = client.get(f"/api/v1/{path}", query)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_it_lists_what_was_called_by_unit_year_and_state(client, units):
    held = make_held(units["1101"])
    make_held(units["1201"], date(2025, 4, 1))
    make_held(units["1101"], state="draft")
    assert get(client, "meetings")["total"] == 2
    (row,) = get(client, "meetings", unit="11")["items"]
    assert (row["uid"], row["represented"]) == (str(held.uid), 60)
    assert get(client, "meetings", year=2025)["total"] == 1
    assert get(client, "meetings", state="coming")["total"] == 0
    get(client, "meetings", 404, unit="9999")
    get(client, "meetings", 422, state="x")


def test_one_meeting_has_its_votes_and_no_small_counts(client, units):
    meeting = make_held(units["1101"])
    item = make_item(meeting)
    resolution = make_resolution(meeting, item=item, ballot=make_vote(item))
    make_people(meeting, women=2, men=40)
    found = get(client, f"meetings/{meeting.uid}")
    assert (found["women"], found["men"]) == (None, None)
    (told,) = found["agenda"]
    assert [one["votes"] for one in told["ballots"][0]["options"]] == [40, 15]
    assert told["resolutions"] == [str(resolution.uid)]
    get(client, f"meetings/{uuid4()}", 404)


def test_a_resolution_tells_what_became_of_it(client, units):
    resolution = make_resolution(units["1101"])
    make_obligation(
        resolution, amount=Decimal("1500000"), source="ldf", due_on=date(2026, 4, 1)
    )
    draft = make_resolution(resolution.meeting, signed=False)
    assert get(client, "resolutions", unit="1")["total"] == 1
    assert get(client, "resolutions", year=2025)["total"] == 0
    found = get(client, f"resolutions/{resolution.uid}")
    (owed,) = found["obligations"]
    assert (owed["amount"], owed["state"]) == ("1500000.00", "open")
    assert owed["days_late"] > 0
    get(client, f"resolutions/{draft.uid}", 404)
