"""Sessions of a course: opening, enrolling, attendance, tests, closing.

The rules: docs/rules/training-gaps.md and docs/rules/certificates.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.actions.training_certificates import issue_certificate
from bagana.people.models import (
    Attempt,
    AttemptKind,
    Attendance,
    Certificate,
    Course,
    Enrolment,
    Lesson,
    Official,
    PlanLine,
    Question,
    TrainingSession,
)
from bagana.people.rules import can_train, is_self
from bagana.people.testing import Answers, checked, score_of
from bagana.people.training_days import days_of, present_share, unit_of
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

ATTENDED: Final = 80.0
"""Of the days of a session, in per cent, that somebody must have been there."""


@transaction.atomic
def open_session(
    *,
    user: Any,
    course: Course,
    unit: Unit,
    place: str,
    starts_on: date,
    ends_on: date,
    trainer: str = "",
    seats: int | None = None,
    line: PlanLine | None = None,
) -> TrainingSession:
    """Announce one holding of a course; of an approved plan's line if it is named."""
    can_train.require(user, unit)
    _check_days(starts_on, ends_on)
    if course.is_closed:
        raise Refused(_("Энэ сургалтыг хаасан."), field="course")
    if line is not None and (line.course_id, line.plan.unit_id) != (course.pk, unit.pk):
        raise Refused(_("Төлөвлөгөөний мөр өөр сургалт, эсвэл өөр нэгжийнх."))
    return TrainingSession.objects.create(
        course=course,
        unit=unit,
        line=line,
        place=place,
        trainer=trainer,
        starts_on=starts_on,
        ends_on=ends_on,
        seats=seats,
        made_by=user,
    )


def _check_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refused(_("Дуусах өдөр эхлэх өдрөөс өмнө байна."), field="ends_on")
    if (ends_on - starts_on).days >= 60:
        raise Refused(
            _("Нэг бүлгийн сургалт 60 хоногоос уртгүй."),
            _("Хэд хэдэн бүлэгт хувааж товлоно уу."),
            field="ends_on",
        )


@transaction.atomic
def change_session(
    *, user: Any, session: TrainingSession, **values: Any
) -> TrainingSession:
    """Place, trainer, days or seats of a session that has not been closed."""
    can_train.require(user, session.unit)
    locked = _open(session)
    for name in ("place", "trainer", "starts_on", "ends_on", "seats"):
        if name in values:
            setattr(locked, name, values[name])
    _check_days(locked.starts_on, locked.ends_on)
    marked = Attendance.objects.filter(enrolment__session=locked)
    if marked.exclude(on__range=(locked.starts_on, locked.ends_on)).exists():
        raise Conflict(_("Ирц тэмдэглэсэн өдөр шинэ хугацаанаас гадна үлдэнэ."))
    locked.save()
    return locked


def _open(session: TrainingSession) -> TrainingSession:
    """The session locked for writing; a closed one changes no more."""
    locked = TrainingSession.objects.select_for_update().get(pk=session.pk)
    if locked.closed_at is not None:
        raise Conflict(_("Энэ сургалтыг хаасан: ирц, сорил нь өөрчлөгдөхгүй."))
    return locked


@transaction.atomic
def enrol(
    *,
    user: Any,
    official: Official,
    course: Course | None = None,
    session: TrainingSession | None = None,
    offered_for: Mapping[str, Any] | None = None,
) -> Enrolment:
    """Enrol an official in a session, or alone with the lessons of a course.

    Who trains enrols in a session, over the session's unit and over the official's;
    alone an official begins himself.
    """
    today = timezone.localdate()
    unit = unit_of(official, today) or (session.unit if session else None)
    if unit is None:
        raise Refused(_("Энэ хүн одоо албан тушаал эрхлээгүй байна."))
    if session is None:
        return _alone(user, official, course, unit, offered_for)
    can_train.require(user, session.unit)
    can_train.require(user, unit)
    locked = _open(session)
    mine = Enrolment.objects.filter(session=locked)
    if mine.filter(official=official).exists():
        raise Refused(_("Энэ хүнийг аль хэдийн бүртгэсэн байна."))
    if locked.seats is not None and mine.count() >= locked.seats:
        raise Refused(
            _("Суудал дүүрсэн байна."), _("Өөр бүлэгт бүртгэнэ үү, эсвэл суудал нэмнэ.")
        )
    return Enrolment.objects.create(
        official=official,
        course=locked.course,
        session=locked,
        unit=unit,
        offered_for=dict(offered_for or {}),
    )


def _alone(
    user: Any,
    official: Official,
    course: Course | None,
    unit: Unit,
    offered_for: Mapping[str, Any] | None,
) -> Enrolment:
    if not (is_self(user, official) or can_train(user, unit)):
        raise PermissionDenied
    if course is None or course.is_closed:
        raise Refused(_("Энэ сургалтыг хаасан."), field="course")
    going = Enrolment.objects.filter(
        official=official, course=course, session=None, completed_on=None
    )
    return going.first() or Enrolment.objects.create(
        official=official, course=course, unit=unit, offered_for=dict(offered_for or {})
    )


@transaction.atomic
def leave(*, user: Any, enrolment: Enrolment) -> None:
    """Take somebody off the list of a session in which nothing is recorded of him."""
    if enrolment.session is None:
        raise Refused(_("Бие даан үзэж буй сургалтаас хасахгүй."))
    can_train.require(user, enrolment.session.unit)
    _open(enrolment.session)
    told = (enrolment.before_score, enrolment.after_score)
    if enrolment.attendance.exists() or any(one is not None for one in told):
        raise Conflict(_("Ирц, эсвэл сорилын оноо бүртгэсэн тул хасахгүй."))
    enrolment.delete()


@transaction.atomic
def mark_attendance(
    *,
    user: Any,
    session: TrainingSession,
    on: date,
    present: Iterable[Enrolment],
) -> int:
    """The list of one day: who came; all others enrolled are absent. Returns how many.

    Sent again it replaces what was marked of that day.
    """
    can_train.require(user, session.unit)
    locked = _open(session)
    if on not in days_of(locked):
        raise Refused(_("Энэ өдөр сургалтын хугацаанд байхгүй."), field="on")
    if on > timezone.localdate():
        raise Refused(_("Ирээгүй өдрийн ирцийг тэмдэглэхгүй."), field="on")
    came = {one.pk for one in present}
    enrolled = set(locked.enrolments.values_list("pk", flat=True))
    if came - enrolled:
        raise Refused(_("Жагсаалтад байхгүй хүн орсон байна."))
    Attendance.objects.filter(enrolment__session=locked, on=on).delete()
    Attendance.objects.bulk_create(
        Attendance(enrolment_id=pk, on=on, present=pk in came) for pk in enrolled
    )
    return len(came)


@transaction.atomic
def enter_scores(
    *,
    user: Any,
    enrolment: Enrolment,
    before: float | None = None,
    after: float | None = None,
) -> Enrolment:
    """Marks of tests taken on paper, in per cent; an empty one leaves what stands."""
    if enrolment.session is None:
        raise Refused(_("Бие даан үзэх сургалтын сорилыг хуудсан дээр өгнө."))
    can_train.require(user, enrolment.session.unit)
    _open(enrolment.session)
    for name, score in (("before_score", before), ("after_score", after)):
        if score is None:
            continue
        if not 0 <= score <= 100:
            raise Refused(_("Оноо 0–100 хувийн хооронд байна."))
        setattr(enrolment, name, float(score))
    enrolment.save()
    return enrolment


@transaction.atomic
def answer(
    *,
    user: Any,
    enrolment: Enrolment,
    kind: str,
    lesson: Lesson | None = None,
    answers: Answers,
) -> Attempt:
    """Answer a lesson's quiz or a course's test on the page; only for oneself.

    A quiz may be answered as often as one likes. The test before is taken once; so is
    the one after in a session. Alone it may be repeated and the best counts.
    """
    if not is_self(user, enrolment.official):
        raise PermissionDenied
    if enrolment.session is not None and kind != AttemptKind.QUIZ:
        _open(enrolment.session)
    elif enrolment.completed_on is not None and kind != AttemptKind.QUIZ:
        raise Conflict(_("Энэ сургалтыг төгссөн байна."))
    questions = _asked(enrolment, kind, lesson)
    given = checked(questions, answers)
    _refuse_again(enrolment, kind)
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        lesson=lesson if kind == AttemptKind.QUIZ else None,
        kind=kind,
        answers=given,
        score=score_of(questions, given),
    )
    _keep(enrolment, attempt)
    return attempt


def _asked(enrolment: Enrolment, kind: str, lesson: Lesson | None) -> list[Question]:
    if kind == AttemptKind.QUIZ:
        if lesson is None or lesson.course_id != enrolment.course_id:
            raise Refused(_("Энэ хичээл таны сургалтад байхгүй."))
        found = list(lesson.questions.all())
    else:
        found = list(Question.objects.filter(lesson__course=enrolment.course))
    if not found:
        raise Refused(_("Энд асуулт алга."))
    return found


def _refuse_again(enrolment: Enrolment, kind: str) -> None:
    if kind == AttemptKind.QUIZ:
        return
    session, today = enrolment.session, timezone.localdate()
    if session is not None and kind == AttemptKind.AFTER and today < session.starts_on:
        raise Refused(_("Дараах сорилыг сургалт эхэлсний дараа өгнө."))
    if session is None and kind == AttemptKind.AFTER:
        return
    taken = enrolment.attempts.filter(kind=kind).exists()
    if taken or getattr(enrolment, f"{kind}_score") is not None:
        raise Refused(_("Энэ сорилыг нэг удаа өгдөг, та өгсөн байна."))


def _keep(enrolment: Enrolment, attempt: Attempt) -> None:
    if attempt.kind == AttemptKind.BEFORE:
        enrolment.before_score = attempt.score
        enrolment.save()
    elif attempt.kind == AttemptKind.AFTER:
        enrolment.after_score = max(attempt.score, enrolment.after_score or 0.0)
        enrolment.save()
    if enrolment.session_id is None:
        _finish_alone(enrolment)


def _finish_alone(enrolment: Enrolment) -> None:
    """Learned alone: every quiz and the test after at the mark or above."""
    mark = enrolment.course.pass_mark
    if enrolment.completed_on or (enrolment.after_score or 0.0) < mark:
        return
    asked = set(
        Question.objects.filter(lesson__course=enrolment.course).values_list(
            "lesson", flat=True
        )
    )
    passed = enrolment.attempts.filter(kind=AttemptKind.QUIZ, score__gte=mark)
    if asked <= set(passed.values_list("lesson", flat=True)):
        enrolment.completed_on = timezone.localdate()
        enrolment.save()


@transaction.atomic
def close_session(
    *, user: Any, session: TrainingSession, on: date | None = None
) -> list[Certificate]:
    """Close it for good; who was there and passed is given a certificate.

    `on` is the day of the certificates, today unless an earlier paper says so.

    Raises
    ------
    Refused
        Before its last day, or while a day has no attendance list.
    """
    can_train.require(user, session.unit)
    locked = _open(session)
    today = timezone.localdate()
    if today < locked.ends_on or (on or today) > today:
        raise Refused(_("Сургалт дуусаагүй байна."))
    enrolled = locked.enrolments.select_related("course", "official", "session")
    rows = list(enrolled.order_by("official__sort_key", "pk"))
    listed = Attendance.objects.filter(enrolment__session=locked)
    if rows and set(days_of(locked)) - set(listed.values_list("on", flat=True)):
        raise Refused(
            _("Ирцийг нь тэмдэглээгүй өдөр байна."), _("Өдөр бүрийн ирцийг тэмдэглэнэ.")
        )
    locked.closed_at = timezone.now()
    locked.save()
    passed = [row for row in rows if _passed(row)]
    for row in passed:
        row.completed_on = locked.ends_on
        row.save()
    return [issue_certificate(user=user, enrolment=row, on=on) for row in passed]


def _passed(enrolment: Enrolment) -> bool:
    """A share of days and a mark; without a test after nobody has passed."""
    if enrolment.after_score is None:
        return False
    reached = enrolment.after_score >= enrolment.course.pass_mark
    return reached and present_share(enrolment) >= ATTENDED
