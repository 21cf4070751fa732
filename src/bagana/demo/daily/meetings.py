"""Meetings of the nine bags of Mandal, autumn and spring: invented, and marked so.

Those of Түнхэл are whole: notice, agenda, votes one of them contested, minutes,
resolutions, what became of them; the next one is called. One of another bag failed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bagana.accounts.models import User
from bagana.demo.programme.evidence import draw
from bagana.demo.registers.names import GIVEN
from bagana.meetings.actions.agenda import add_item
from bagana.meetings.actions.holding import (
    Came,
    close_meeting,
    fail_meeting,
    open_meeting,
    record_presences,
)
from bagana.meetings.actions.minutes import sign_minutes, write_minute
from bagana.meetings.actions.obligations import lay_obligation, report_step
from bagana.meetings.actions.preparing import (
    convene,
    prepare_meeting,
    record_notice,
)
from bagana.meetings.actions.resolutions import draft_resolution, sign_resolution
from bagana.meetings.actions.voting import close_ballot, open_ballot
from bagana.meetings.models import (
    AgendaItem,
    BallotKind,
    Channel,
    ItemKind,
    Meeting,
    MeetingKind,
    ObligationState,
    Resolution,
)
from bagana.meetings.quorum import quorum_of
from bagana.registers.models import Household, Sex
from bagana.territory.models import Unit

FULL, FAILED = "432259", "432255"
AUTUMN, SPRING = date(2025, 11, 21), date(2026, 5, 22)
AHEAD: Final = timedelta(days=18)
HOUR: Final = 11
PLACE: Final = "Багийн төвийн танхим"
TITLES: Final = {
    AUTUMN: ("Намрын ээлжит хуралдаан", "Ordinary autumn meeting"),
    SPRING: ("Хаврын ээлжит хуралдаан", "Ordinary spring meeting"),
}
REPORT: Final = (ItemKind.REPORT, "Засаг даргын тайлан", "Report of the governor")
AGENDAS: Final = {
    AUTUMN: (
        REPORT,
        (ItemKind.ELECTION, "Зөвлөлийн гишүүн сонгох", "Electing a council member"),
        (ItemKind.OTHER, "Өвөлжилтийн бэлтгэл", "Preparing for winter"),
    ),
    SPRING: (
        REPORT,
        (
            ItemKind.PASTURE,
            "Зуслан, намаржаанд нүүх хугацаа",
            "Days of moving to summer and autumn pasture",
        ),
        (ItemKind.OTHER, "Худаг засварлах ажил", "Repairing wells"),
    ),
}


def meet_in_mandal(user: User, governor: User, bags: Sequence[Unit]) -> None:
    for bag in bags:
        keeper = governor if bag.code == FULL else user
        for day in (AUTUMN, SPRING):
            _hold(keeper, bag, day)
    _call_the_next(governor, next(bag for bag in bags if bag.code == FULL))


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(
        day, time(hour, minute), tzinfo=timezone.get_current_timezone()
    )


def _prepared(user: User, bag: Unit, day: date, titles: tuple[str, str]) -> Meeting:
    return prepare_meeting(
        user=user,
        unit=bag,
        kind=MeetingKind.ORDINARY,
        title_mn=titles[0],
        title_en=titles[1],
        starts_at=_at(day, HOUR),
        place=PLACE,
        is_illustrative=True,
    )


def _hold(user: User, bag: Unit, day: date) -> None:
    meeting = _prepared(user, bag, day, TITLES[day])
    for kind, mn, en in AGENDAS[day]:
        add_item(user=user, meeting=meeting, kind=kind, title_mn=mn, title_en=en)
    meeting = convene(user=user, meeting=meeting, at=_at(day - timedelta(10), 9))
    for channel, days in ((Channel.BOARD, 10), (Channel.SMS, 8)):
        record_notice(
            user=user, meeting=meeting, channel=channel, given_on=day - timedelta(days)
        )
    fails = bag.code == FAILED and day == SPRING
    _come(user, meeting, share=0.17 if fails else 0.31)
    if fails:
        fail_meeting(user=user, meeting=meeting, at=_at(day, HOUR + 1))
        return
    meeting = open_meeting(
        user=user,
        meeting=meeting,
        chair_name="Жишээ Хуралдааны Дарга",
        secretary_name="Жишээ Нарийн Бичиг",
        at=_at(day, HOUR, 20),
    )
    for item in meeting.agenda.all():
        _discuss(user, meeting, item, day)
    meeting = close_meeting(user=user, meeting=meeting, at=_at(day, HOUR + 3))
    for item in meeting.agenda.all():
        _decide(user, item, day)
    sign_minutes(user=user, meeting=meeting, at=_at(day, HOUR + 4))


def _come(user: User, meeting: Meeting, share: float) -> None:
    """Some of each section's households, somewhat more women than men."""
    dice = random.Random(f"meeting {meeting.unit_id} {meeting.starts_at}")
    homes = Household.objects.filter(unit=meeting.unit, closed_on=None)
    registered = quorum_of(meeting).registered
    many = round(registered * dice.uniform(share - 0.02, share + 0.08))
    chosen = dice.sample(list(homes.order_by("pk")), many)
    record_presences(
        user=user,
        meeting=meeting,
        rows=[
            Came(
                household=home,
                sex=Sex.FEMALE if dice.random() < 0.54 else Sex.MALE,
                came_at=meeting.starts_at,
            )
            for home in chosen
        ],
    )


def _discuss(user: User, meeting: Meeting, item: AgendaItem, day: date) -> None:
    """A word in the minutes, then a vote: among candidates where one is elected."""
    at = _at(day, HOUR, 25 + 10 * item.position)
    for speaker, text in (
        (GIVEN[item.position], f"{item.title_mn}: танилцуулав (жишээ)."),
        (GIVEN[20 + item.position], "Асуулт тавьж, хариулт авав (жишээ)."),
    ):
        write_minute(
            user=user, meeting=meeting, item=item, speaker=speaker, text=text, at=at
        )
    contested = item.kind == ItemKind.ELECTION
    ballot = open_ballot(
        user=user,
        item=item,
        kind=BallotKind.SECRET if contested else BallotKind.OPEN,
        options=(f"Ж.{GIVEN[3]}", f"Ж.{GIVEN[27]}") if contested else (),
    )
    present = ballot.present or 0
    first = round(present * (0.56 if contested else 0.83))
    close_ballot(
        user=user,
        ballot=ballot,
        votes=[first, present - first - 3],
        abstained=1,
        invalid=2,
        minority_view="Хугацааг долоо хоногоор хойшлуулах (жишээ)."
        if item.kind == ItemKind.PASTURE
        else "",
        at=at + timedelta(minutes=8),
    )


def _decide(user: User, item: AgendaItem, day: date) -> None:
    if item.kind == ItemKind.REPORT:
        return
    resolution = draft_resolution(user=user, item=item)
    signed = sign_resolution(user=user, resolution=resolution, on=day)
    if item.kind == ItemKind.OTHER:
        _lay(user, signed, day)


TASKS: Final = {
    AUTUMN: (
        ("Өвс, тэжээлийн нөөц бүрдүүлэх", timedelta(40), timedelta(31)),
        ("Хүүхэд, ахмадтай өрхөөр явж судлах", timedelta(60), timedelta(75)),
    ),
    SPRING: (
        ("Хоёр худгийн хаалт, ховоог засуулах", timedelta(70), timedelta(64)),
        ("Худаг хариуцсан бүлэг байгуулах", timedelta(90), None),
        ("Зургийн даалгавар авч төсөв гаргуулах", timedelta(250), None),
    ),
}
"""What, within how many days, done after how many; the second of spring is overdue."""


def _lay(user: User, resolution: Resolution, day: date) -> None:
    for number, (text, term, took) in enumerate(TASKS[day]):
        obligation = lay_obligation(
            user=user,
            resolution=resolution,
            text=f"{text} (жишээ)",
            due_on=day + term,
            owner_text="багийн Засаг дарга",
        )
        if took is None:
            continue
        picture = draw("after", horizon=400 + 12 * number)
        report_step(
            user=user,
            obligation=obligation,
            state=ObligationState.DONE,
            on=day + took,
            note="Гүйцэтгэж, зургаар баталгаажуулав (жишээ).",
            proof=SimpleUploadedFile("after.jpg", picture, "image/jpeg"),
        )


def _call_the_next(user: User, bag: Unit) -> None:
    """Called for a day to come, so that a citizen finds it."""
    today = timezone.localdate()
    titles = ("Өвлийн ээлжит хуралдаан", "Ordinary winter meeting")
    meeting = _prepared(user, bag, today + AHEAD, titles)
    for kind, mn, en in (
        REPORT,
        (ItemKind.PROPOSALS, "ОНХС-гийн санал эрэмбэлэх", "Ranking fund proposals"),
    ):
        budget = today.year + 1 if kind == ItemKind.PROPOSALS else None
        add_item(
            user=user,
            meeting=meeting,
            kind=kind,
            title_mn=mn,
            title_en=en,
            budget_year=budget,
        )
    meeting = convene(user=user, meeting=meeting)
    record_notice(
        user=user, meeting=meeting, channel=Channel.BOARD, given_on=today, reached=120
    )
