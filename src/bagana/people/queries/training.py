"""Reads of courses, sessions, enrolments, plans and certificates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from bagana.people.models import (
    AttemptKind,
    Attendance,
    Certificate,
    Course,
    Enrolment,
    Lesson,
    Official,
    TrainingSession,
)
from bagana.people.queries.training_effect import Effect, effect_of
from bagana.people.queries.training_gaps import Offer, offer
from bagana.people.training_days import days_of
from bagana.territory.models import Unit, UnitAncestry

__all__ = ["Effect", "Offer", "effect_of", "offer"]

SESSION_SORTS: Final = ("starts_on", "course", "enrolled", "passed")
CERTIFICATE_SORTS: Final = ("issued_on", "number", "valid_until", "course")
STANDINGS: Final = ("valid", "expired", "revoked")


def courses() -> QuerySet[Course]:
    return Course.objects.annotate(
        lessons_there=Count("lessons", distinct=True),
        sessions_there=Count("sessions", distinct=True),
    ).order_by("is_closed", "pk")


def sessions_of(
    user: Any, *, unit: Unit | None, on: date, course: str = "", state: str = ""
) -> QuerySet[TrainingSession]:
    """Sessions the user reads: of units under his roles, and those he is enrolled in.

    Bounded to what lies under `unit` on a day if it is named.
    """
    seen = TrainingSession.objects.visible_to(user).values("pk")
    mine = Enrolment.objects.filter(official__user=user).values("session")
    rows = TrainingSession.objects.filter(Q(pk__in=seen) | Q(pk__in=mine))
    if unit is not None:
        under = UnitAncestry.objects.on(on).filter(ancestor=unit).values("unit")
        rows = rows.filter(unit__in=under)
    if course:
        rows = rows.filter(course__code=course)
    if state in ("open", "closed"):
        rows = rows.filter(closed_at__isnull=state == "open")
    passed = Count("enrolments", filter=Q(enrolments__completed_on__isnull=False))
    return rows.select_related("course", "unit").annotate(
        enrolled=Count("enrolments"), passed=passed
    )


def sorted_sessions(
    rows: QuerySet[TrainingSession], sort: str
) -> QuerySet[TrainingSession]:
    name = sort.removeprefix("-")
    if name not in SESSION_SORTS:
        return rows.order_by("-starts_on", "-pk")
    down = "-" if sort.startswith("-") else ""
    return rows.order_by(f"{down}{'course__code' if name == 'course' else name}", "pk")


@dataclass(frozen=True, slots=True)
class SessionLine:
    """An enrolled official; `days` says of each day: here, not, unknown."""

    enrolment: Enrolment
    days: tuple[bool | None, ...]
    certificate: Certificate | None


def session_lines(session: TrainingSession) -> list[SessionLine]:
    """All enrolled, in the order of their names; two queries whatever their number."""
    marked: dict[int, dict[date, bool]] = defaultdict(dict)
    listed = Attendance.objects.filter(enrolment__session=session)
    for enrolment, on, present in listed.values_list("enrolment", "on", "present"):
        marked[enrolment][on] = present
    days = days_of(session)
    rows = session.enrolments.select_related(
        "official", "unit", "certificate", "course"
    ).order_by("official__sort_key", "official")
    return [
        SessionLine(
            row,
            tuple(marked[row.pk].get(day) for day in days),
            getattr(row, "certificate", None),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class LessonStep:
    """A lesson on somebody's way through a course."""

    lesson: Lesson
    questions: int
    best: float | None
    passed: bool


def steps_of(enrolment: Enrolment) -> list[LessonStep]:
    """The lessons in order, with the best score of each quiz."""
    best: dict[int, float] = {}
    tries = enrolment.attempts.filter(kind=AttemptKind.QUIZ, lesson__isnull=False)
    for lesson, score in tries.values_list("lesson", "score"):
        best[lesson] = max(score, best.get(lesson, 0.0))
    lessons = enrolment.course.lessons.annotate(asked=Count("questions"))
    mark = enrolment.course.pass_mark
    return [
        LessonStep(
            one,
            one.asked,
            best.get(one.pk),
            not one.asked or best.get(one.pk, -1.0) >= mark,
        )
        for one in lessons
    ]


def learning_of(official: Official) -> QuerySet[Enrolment]:
    """What an official learns and has learned, newest first."""
    rows = Enrolment.objects.filter(official=official)
    return rows.select_related("course", "session", "certificate", "unit")


def certificates_of(
    user: Any,
    *,
    unit: Unit | None,
    on: date,
    course: str = "",
    standing: str = "",
    sort: str = "",
) -> QuerySet[Certificate]:
    """Certificates of officials of units under the user's roles, and his own."""
    seen = Enrolment.objects.visible_to(user).values("pk")
    rows = Certificate.objects.filter(
        Q(enrolment__in=seen) | Q(enrolment__official__user=user)
    )
    if unit is not None:
        under = UnitAncestry.objects.on(on).filter(ancestor=unit).values("unit")
        rows = rows.filter(enrolment__unit__in=under)
    if course:
        rows = rows.filter(enrolment__course__code=course)
    rows = rows.filter(_standing(standing, on)) if standing in STANDINGS else rows
    rows = rows.select_related(
        "enrolment__official",
        "enrolment__course",
        "enrolment__unit",
        "enrolment__session__unit",
    )
    name = sort.removeprefix("-")
    if name not in CERTIFICATE_SORTS:
        return rows.order_by("-issued_on", "-pk")
    field = "enrolment__course__code" if name == "course" else name
    return rows.order_by(f"{'-' if sort.startswith('-') else ''}{field}", "pk")


def _standing(standing: str, on: date) -> Q:
    revoked = Q(revoked_on__isnull=False, revoked_on__lte=on)
    expired = Q(valid_until__isnull=False, valid_until__lt=on) & ~revoked
    return {"revoked": revoked, "expired": expired}.get(standing, ~revoked & ~expired)


def standing_of(certificate: Certificate, on: date) -> str:
    """One of `STANDINGS`; a revocation goes before an end of validity."""
    if certificate.revoked_on is not None and certificate.revoked_on <= on:
        return "revoked"
    until = certificate.valid_until
    return "expired" if until is not None and until < on else "valid"


def find_certificate(code: str) -> Certificate | None:
    """By what stands on the paper, however it was typed."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())[:12]
    grouped = "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))
    rows = Certificate.objects.select_related("enrolment__course")
    return rows.filter(code__in=[grouped, code[:16]]).first()


def questions_of(lessons: Iterable[Lesson]) -> dict[int, int]:
    rows = Lesson.objects.filter(pk__in=[one.pk for one in lessons])
    return dict(rows.annotate(n=Count("questions")).values_list("pk", "n"))
