"""Meetings that are prepared and held by the actions, for tests. Names are made up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bagana.meetings.actions.agenda import add_item
from bagana.meetings.actions.holding import close_meeting, open_meeting
from bagana.meetings.actions.minutes import write_minute
from bagana.meetings.actions.preparing import convene, prepare_meeting
from bagana.meetings.models import Meeting, MeetingRule, Presence
from bagana.registers.models import Household
from bagana.territory.models import Unit

DAY = date(2026, 3, 10)


def at(day: date = DAY, hour: int = 11) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def make_meeting_rule(**fields: Any) -> MeetingRule:
    values = {
        "kind": "ordinary",
        "valid_from": date(2022, 1, 1),
        "law_mn": "Туршилтын хууль",
        "law_en": "A law for tests",
        "quorum": Decimal("0.5"),
        "notice_days": 7,
        "yearly": 2,
        "chaired_by_session_chair": True,
    }
    return MeetingRule.objects.create(**values | fields)


def make_meeting(user: Any, unit: Unit, **fields: Any) -> Meeting:
    """A draft with one agenda item, under a rule of 50 % unless there is another."""
    if not MeetingRule.objects.exists():
        make_meeting_rule()
    values = {
        "kind": "ordinary",
        "title_mn": "Ээлжит хуралдаан",
        "title_en": "Ordinary meeting",
        "starts_at": at(),
        "place": "Соёлын төв",
    }
    meeting = prepare_meeting(user=user, unit=unit, **values | fields)
    add_item(user=user, meeting=meeting, title_mn="Бэлчээр", title_en="Pastures")
    return meeting


def convened(user: Any, unit: Unit, **fields: Any) -> Meeting:
    meeting = make_meeting(user, unit, **fields)
    before = meeting.starts_at - timedelta(days=10)
    return convene(user=user, meeting=meeting, at=before)


def make_presence(meeting: Meeting, household: Household | None, **fields: Any) -> Any:
    values = {"sex": "female", "came_at": meeting.starts_at}
    return Presence.objects.create(
        meeting=meeting, household=household, **values | fields
    )


def opened(user: Any, unit: Unit, homes: list[Household], **fields: Any) -> Meeting:
    meeting = convened(user, unit, **fields)
    for home in homes:
        make_presence(meeting, home)
    return open_meeting(
        user=user,
        meeting=meeting,
        chair_name="А.Дарга",
        secretary_name="Б.Бичээч",
        at=meeting.starts_at,
    )


def closed(user: Any, unit: Unit, homes: list[Household], **fields: Any) -> Meeting:
    meeting = opened(user, unit, homes, **fields)
    write_minute(
        user=user,
        meeting=meeting,
        speaker="В.Иргэн",
        text="Худаг хэрэгтэй.",
        at=meeting.starts_at,
    )
    return close_meeting(
        user=user, meeting=meeting, at=meeting.starts_at + timedelta(hours=2)
    )
