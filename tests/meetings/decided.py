"""Meetings that were held and what they decided, for tests. Names are made up."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bagana.acts.models import Act, Body
from bagana.meetings.models import (
    AgendaItem,
    Ballot,
    Meeting,
    MeetingRule,
    MeetingState,
    Obligation,
    Option,
    Presence,
    Resolution,
)
from bagana.territory.models import Unit

DAY = date(2026, 3, 10)


def at(day: date, hour: int = 11) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def make_rule(**fields: Any) -> MeetingRule:
    values = {
        "kind": "ordinary",
        "valid_from": date(2006, 7, 15),
        "law_mn": "Туршилтын хуулийн 1 дүгээр зүйл",
        "quorum": Decimal("0.5"),
        "chaired_by_session_chair": True,
    }
    found = MeetingRule.objects.filter(law_mn=values["law_mn"]).first()
    return (
        found if found and not fields else MeetingRule.objects.create(**values | fields)
    )


def make_held(unit: Unit, day: date = DAY, **fields: Any) -> Meeting:
    """A closed meeting of 100 registered households, 60 of them represented."""
    body, _made = Body.objects.get_or_create(
        name_mn=f"{unit.code} багийн ИНХ",
        defaults={"name_en": f"Citizens' meeting of bag {unit.code}", "unit": unit},
    )
    number = Meeting.objects.filter(unit=unit, year=day.year).count() + 1
    values = {
        "body": body,
        "kind": "ordinary",
        "rule": fields.pop("rule", None) or make_rule(),
        "number": number,
        "year": day.year,
        "title_mn": f"{number} дүгээр хуралдаан",
        "title_en": f"Meeting {number}",
        "state": MeetingState.CLOSED,
        "starts_at": at(day),
        "convened_at": at(day),
        "place": "Соёлын төв",
        "registered": 100,
        "needed": 50,
        "represented": 60,
    }
    return Meeting.objects.create(unit=unit, **values | fields)


def make_item(meeting: Meeting, **fields: Any) -> AgendaItem:
    values = {
        "position": meeting.agenda.count() + 1,
        "kind": "other",
        "title_mn": "Худаг засварлах",
        "title_en": "Repair of wells",
    }
    return AgendaItem.objects.create(meeting=meeting, **values | fields)


def make_vote(item: AgendaItem, passed: bool = True, **fields: Any) -> Ballot:
    """A closed open vote: 40 for, 15 against, 5 abstained."""
    values = {
        "kind": "open",
        "question": item.title_mn,
        "round": item.ballots.count() + 1,
        "present": 60,
        "abstained": 5,
        "passed": passed,
        "closed_at": item.meeting.starts_at,
    }
    ballot = Ballot.objects.create(item=item, **values | fields)
    for position, (label, votes) in enumerate((("Дэмжих", 40), ("Татгалзах", 15)), 1):
        Option.objects.create(
            ballot=ballot,
            position=position,
            label_mn=label,
            votes=votes,
            is_chosen=passed and position == 1,
        )
    return ballot


def make_resolution(meeting: Meeting | Unit, **fields: Any) -> Resolution:
    """Signed, with an act of the meeting's body; `signed=False` leaves a draft."""
    held = meeting if isinstance(meeting, Meeting) else make_held(meeting)
    item = fields.pop("item", None) or make_item(held)
    signed = fields.pop("signed", True)
    values = {"title_mn": item.title_mn, "text": "1. Засварласугай.", "item": item}
    row = Resolution.objects.create(meeting=held, **values | fields)
    if signed:
        count = Act.objects.filter(body=held.body).count()
        row.act = Act.objects.create(
            body=held.body,
            kind="resolution",
            number=f"Т-{count + 1}",
            date=timezone.localdate(held.starts_at),
            title_mn=row.title_mn,
        )
        row.signed_at = held.starts_at
        row.save()
    return row


def make_obligation(resolution: Resolution, **fields: Any) -> Obligation:
    values = {
        "unit": resolution.meeting.unit,
        "position": resolution.obligations.count() + 1,
        "text": "Гурван худгийг засварлах",
        "owner_text": "Багийн Засаг дарга",
        "due_on": date(2026, 5, 1),
    }
    return Obligation.objects.create(resolution=resolution, **values | fields)


def make_people(meeting: Meeting, women: int = 0, men: int = 0) -> None:
    Presence.objects.bulk_create(
        Presence(meeting=meeting, sex=sex, came_at=meeting.starts_at)
        for sex, count in (("female", women), ("male", men))
        for _one in range(count)
    )
