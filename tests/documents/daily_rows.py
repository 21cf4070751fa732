"""Rows from which papers of daily work are set. Names are made up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bagana.acts.models import Body
from bagana.casework.models import Service, ServiceVersion
from bagana.meetings.models import (
    AgendaItem,
    Ballot,
    Meeting,
    MeetingRule,
    Minute,
    Obligation,
    Option,
    Presence,
    Resolution,
)
from bagana.people.models import (
    Agreement,
    AgreementLine,
    Appointment,
    Certificate,
    Course,
    CriteriaSet,
    Criterion,
    Enrolment,
    HandoverItem,
    HandoverRecord,
    Official,
    Post,
    TrainingSession,
)
from bagana.privacy.sealing import seal
from bagana.territory.models import Unit
from tests.factories import make_act

DAY = date(2026, 3, 24)
AT = datetime(2026, 3, 24, 3, 0, tzinfo=UTC)  # 11 o'clock in Ulaanbaatar
SPEAKER = "Илтгэгчдорж"


def make_holder(unit: Unit, given: str, state: str = "appointed") -> Appointment:
    post, _made = Post.objects.get_or_create(
        unit=unit,
        kind="governor",
        defaults={
            "title_mn": "Багийн Засаг дарга",
            "title_en": "Bag governor",
            "path": "nomination",
            "opened_on": date(2020, 1, 1),
        },
    )
    person = Official.objects.create(
        given_name=given, parent_name="Загвар", sort_key=given
    )
    ended = {"ended_on": DAY} if state == "ended" else {}
    return Appointment.objects.create(
        post=post, official=person, state=state, starts_on=date(2024, 1, 1), **ended
    )


def make_session_of(unit: Unit, state: str = "signed", **fields: Any) -> Meeting:
    rule = MeetingRule.objects.create(
        kind="ordinary",
        valid_from=date(2022, 1, 1),
        law_mn="Жишээ хууль, 23 дугаар зүйл",
        law_en="Example law, article 23",
        chaired_by_session_chair=True,
    )
    body, _made = Body.objects.get_or_create(
        name_mn="Жишээ багийн Иргэдийн Нийтийн Хурал",
        defaults={"name_en": "Citizens' meeting of the example bag", "unit": unit},
    )
    values = {
        "kind": "ordinary",
        "number": 2,
        "year": 2026,
        "title_mn": "Хаврын ээлжит хуралдаан",
        "title_en": "Spring meeting",
        "starts_at": AT,
        "opened_at": AT,
        "convened_at": AT,
        "place": "Багийн төв, клуб",
        "registered": 120,
        "needed": 30,
        "represented": 41,
        "chair_name": "Ч.Даргасүрэн",
        "secretary_name": "Б.Бичээч",
    }
    meeting = Meeting.objects.create(
        unit=unit, body=body, rule=rule, state=state, **(values | fields)
    )
    for place, title in enumerate(("Тайлан сонсох", "Худгийн байршил"), start=1):
        AgendaItem.objects.create(
            meeting=meeting, position=place, kind="other", title_mn=title
        )
    return meeting


def fill_meeting(meeting: Meeting) -> None:
    """What was said, a contested vote with a minority view, who came."""
    item = meeting.agenda.get(position=2)
    for kind, text in (("speech", "Худгийг урд хөндийд гаргая."), ("note", "Завсар.")):
        row = Minute(meeting=meeting, item=item, kind=kind, at=AT)
        row.sealed = seal({"speaker": SPEAKER, "text": text}, bind=row.bind)
        row.save()
    ballot = Ballot.objects.create(
        item=item,
        kind="secret",
        question="Худаг хаана байх вэ",
        present=41,
        invalid=1,
        abstained=2,
        absent=0,
        minority_view="Хойд хөндий мал олонтой.",
        passed=True,
        closed_at=AT,
    )
    for place, (label, votes) in enumerate((("Урд хөндий", 25), ("Хойд", 13)), 1):
        Option.objects.create(
            ballot=ballot,
            position=place,
            label_mn=label,
            votes=votes,
            is_chosen=place == 1,
        )
    for sex, people in (("male", 17), ("female", 24)):
        Presence.objects.create(meeting=meeting, sex=sex, people=people, came_at=AT)


def make_decision(meeting: Meeting, *, signed: bool = True) -> Resolution:
    act = make_act(meeting.unit, number="3", date=DAY) if signed else None
    if act is not None:
        act.body = meeting.body
        act.save()
    return Resolution.objects.create(
        meeting=meeting,
        item=meeting.agenda.get(position=2),
        title_mn="Худаг гаргах тухай",
        basis="Жишээ хуулийн 23 дугаар зүйлийг үндэслэн",
        text="1. Урд хөндийд худаг гаргасугай.\n2. Хяналтыг Засаг даргад даалгасугай.",
        act=act,
        signed_at=AT if signed else None,
    )


def make_duty(resolution: Resolution, **fields: Any) -> Obligation:
    values = {
        "position": 1,
        "text": "Худгийн цэгийг тогтоож гэрээ байгуулна",
        "owner_text": "Багийн Засаг дарга",
        "due_on": date(2026, 4, 20),
    }
    unit = resolution.meeting.unit
    return Obligation.objects.create(
        resolution=resolution, unit=unit, **(values | fields)
    )


def make_handover(unit: Unit) -> HandoverRecord:
    outgoing = make_holder(unit, "Явагч", "ended")
    incoming = make_holder(unit, "Ирэгч")
    record = HandoverRecord.objects.create(
        post=outgoing.post, outgoing=outgoing, incoming=incoming, drawn_on=DAY
    )
    HandoverItem.objects.create(record=record, kind="seal", text="Багийн тэмдэг")
    HandoverItem.objects.create(
        record=record, kind="papers", text="Өрхийн дэвтэр", count=2, state="taken"
    )
    return record


def make_trained(unit: Unit, official: Official) -> Certificate:
    course = Course.objects.create(
        code="terms", title_mn="Хугацаатай ажиллах", title_en="Terms", hours=4
    )
    session = TrainingSession.objects.create(
        course=course, unit=unit, place="Сумын төв", starts_on=DAY, ends_on=DAY
    )
    enrolment = Enrolment.objects.create(
        official=official, course=course, session=session, unit=unit, after_score=85
    )
    return Certificate.objects.create(
        enrolment=enrolment, number="2026/1", code="ABCD-2345-EFGH", issued_on=DAY
    )


def make_promise(appointment: Appointment) -> Agreement:
    criteria = CriteriaSet.objects.create(
        title_mn="Жишээ шалгуур", valid_from=date(2026, 1, 1)
    )
    criterion = Criterion.objects.create(
        criteria=criteria, position=1, title_mn="Шуурхай", party="sum", weight=100
    )
    agreement = Agreement.objects.create(
        appointment=appointment, year=2026, criteria=criteria, state="signed",
        signed_on=DAY,
    )  # fmt: skip
    AgreementLine.objects.create(
        agreement=agreement, criterion=criterion, promise="Хүсэлтийг 5 хоногт"
    )
    return agreement


def make_offer(unit: Unit, **fields: Any) -> ServiceVersion:
    service = Service.objects.create(
        code="residence", unit=unit, kind="reference", provider="bag"
    )
    values = {
        "valid_from": date(2020, 1, 1),
        "title_mn": "Оршин суугаа газрын тодорхойлолт",
        "title_en": "Reference of residence",
        "basis_mn": "жишээ",
        "papers": [{"mn": "Иргэний үнэмлэх", "en": "Identity card"}],
        "term": 1,
        "term_in": "working",
    }
    return ServiceVersion.objects.create(service=service, **(values | fields))
