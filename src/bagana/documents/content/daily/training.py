"""Papers of training: the certificate, the list on which those who came sign."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bagana.documents.blocks import Block, Cell, Paper, Table, Text
from bagana.documents.content import cells, official
from bagana.documents.content.books.book import TO_WRITE
from bagana.documents.content.daily.form import (
    Office,
    check_by,
    paper,
    seal_place,
    signature,
)
from bagana.engines import mongolian
from bagana.people.models import Appointment, Certificate, TrainingSession
from bagana.web import words

MOST_DAYS = 5
BLANKS = 5


def certificate_paper(certificate: Certificate, address: str) -> Paper:
    enrolment = certificate.enrolment
    session = enrolment.session
    unit = session.unit if session else enrolment.unit
    office = Office(unit, certificate.issued_on)
    return paper(
        "certificate",
        _("Гэрчилгээ"),
        office,
        _passed(certificate),
        number=certificate.number,
        illustrative=enrolment.course.is_illustrative,
        draft=_("ХҮЧИНГҮЙ") if certificate.revoked_on else "",
        signatures=(signature(_("Олгосон"), official.governor_of(office.place)),),
        seal=seal_place(),
        check=check_by(address, certificate.code),
    )


def _passed(certificate: Certificate) -> list[Block]:
    enrolment = certificate.enrolment
    course = enrolment.course
    held = _posts_of([enrolment.official_id], certificate.issued_on)
    asked = {
        "name": enrolment.official.name,
        "course": course.title,
        "hours": course.hours,
    }
    told = _("%(name)s нь «%(course)s» %(hours)s цагийн сургалтыг төгсөв.") % asked
    posts = [Text(post, "lead") for post in held.values()]
    blocks: list[Block] = [*posts, Text(told, "lead")]
    if enrolment.after_score is not None:
        score = mongolian.format_percent(enrolment.after_score, 0)
        blocks.append(Text(_("Төгсөлтийн сорил: %(score)s.") % {"score": score}))
    until = certificate.valid_until
    if until is not None:
        day = {"day": words.long_date(until)}
        blocks.append(Text(_("Хүчинтэй хугацаа: %(day)s хүртэл.") % day))
    return blocks


def _posts_of(officials: Iterable[int], on: date) -> dict[int, str]:
    """Official → the unit and post held on the day."""
    held = Appointment.objects.on(on).filter(official__in=list(officials))
    rows = held.select_related("post__unit").order_by("starts_on")
    return {
        row.official_id: f"{official.unit_name(row.post.unit, on)}, {row.post.title}"
        for row in rows
    }


def training_list(session: TrainingSession) -> Paper:
    """A line for each who is enrolled, a column for each day, blank lines below."""
    office = Office(session.unit, session.starts_on)
    days = _days(session)
    columns = (
        cells.column("№", 0.4, "center"),
        cells.column(_("Нэр"), 1.6),
        cells.column(_("Албан тушаал"), 2.2),
        *(cells.column(f"{day:%m-%d}", 0.9) for day in days),
    )
    asked = session.enrolments.select_related("official")
    enrolled = list(asked.order_by("official__sort_key"))
    posts = _posts_of((one.official_id for one in enrolled), session.starts_on)
    rows = [
        cells.row(
            [
                Cell(str(place)),
                Cell(one.official.name),
                Cell(posts.get(one.official_id, "")),
                *([TO_WRITE] * len(days)),
            ]
        )
        for place, one in enumerate(enrolled, start=1)
    ]
    blank = cells.row([TO_WRITE] * len(columns))
    about = (
        f"{office.whole}. {session.course.title}; {_between(session)}; {session.place}"
    )
    trainer = signature(_("Сургалтыг явуулсан"), _("сургагч"), session.trainer)
    return paper(
        "training-list",
        _("Сургалтын ирцийн бүртгэл"),
        office,
        [Table("training", "", columns, (*rows, *([blank] * BLANKS)))],
        subtitle=about,
        illustrative=session.course.is_illustrative,
        layout="sheet",
        signatures=(trainer,),
    )


def _between(session: TrainingSession) -> str:
    first, last = session.starts_on, session.ends_on
    if first == last:
        return words.short_date(first)
    return f"{words.short_date(first)} – {words.short_date(last)}"


def _days(session: TrainingSession) -> list[date]:
    count = (session.ends_on - session.starts_on).days + 1
    return [session.starts_on + timedelta(n) for n in range(min(count, MOST_DAYS))]
