"""Small courses for tests: a course with two lessons, officials to enrol."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from bagana.accounts.models import User
from bagana.people.actions.training import (
    close_session,
    enrol,
    enter_scores,
    mark_attendance,
    open_session,
)
from bagana.people.models import (
    Course,
    Enrolment,
    GapRule,
    Lesson,
    Official,
    Question,
    TrainingSession,
)
from bagana.people.training_days import days_of
from bagana.territory.models import Unit
from tests.factories import make_indicator, make_observation, make_user
from tests.people.factories import make_appointment, make_official, make_post

CHOICES = [
    {"mn": "зөв", "en": "right", "right": True},
    {"mn": "буруу", "en": "wrong", "right": False},
]


def make_course(code: str = "clock", **fields: Any) -> Course:
    """A course of two lessons with two questions each; place 0 is always right."""
    values = {"title_mn": f"Сургалт {code}", "title_en": f"Course {code}"}
    course = Course.objects.create(code=code, **(values | fields))
    for position in (1, 2):
        lesson = Lesson.objects.create(
            course=course,
            position=position,
            title_mn=f"Хичээл {position}",
            title_en=f"Lesson {position}",
            body_mn="## Гарчиг\n\nбичвэр",
            body_en="## Heading\n\ntext",
        )
        for place in (1, 2):
            Question.objects.create(
                lesson=lesson,
                position=place,
                text_mn=f"Асуулт {place}?",
                text_en=f"Question {place}?",
                choices=CHOICES,
                why_mn="учир нь",
                why_en="because",
            )
    return course


def make_holder(unit: Unit, user: User | None = None) -> Official:
    """Somebody who governs a bag, with an account that holds the bag's role."""
    account = user or make_user("bag_governor", unit)
    official = make_official(user=account)
    make_appointment(make_post(unit), official)
    return official


def make_session(user: User, unit: Unit, course: Course, **fields: Any) -> Any:
    today = timezone.localdate()
    values = {
        "place": "Сумын төв",
        "starts_on": today - timedelta(days=1),
        "ends_on": today,
    }
    return open_session(user=user, course=course, unit=unit, **(values | fields))


def held_and_closed(
    user: User, session: TrainingSession, officials: list[Official], after: float = 90
) -> list[Enrolment]:
    """Everybody came every day and took the test after on paper."""
    rows = [enrol(user=user, official=one, session=session) for one in officials]
    for day in days_of(session):
        mark_attendance(user=user, session=session, on=day, present=rows)
    for row in rows:
        enter_scores(user=user, enrolment=row, before=40, after=after)
    close_session(user=user, session=session)
    return list(Enrolment.objects.filter(session=session))


def publish(
    units: list[Unit], values: list[float], year: int, code: str = "in_term"
) -> None:
    from bagana.indicators.models import Indicator, Publication

    indicator = Indicator.objects.filter(code=code).first() or make_indicator(
        code, nature="own", name_mn="Хугацаандаа", name_en="In term"
    )
    publication = Publication.objects.create(title="x", rows=1, sha256="x")
    for unit, value in zip(units, values, strict=True):
        make_observation(
            indicator,
            unit,
            year,
            value,
            status="published",
            publication=publication,
        )


def make_rule(course: Course, limit: float = 80, code: str = "in_term") -> GapRule:
    from bagana.indicators.models import Indicator

    return GapRule.objects.create(
        course=course,
        indicator=Indicator.objects.get(code=code),
        limit=limit,
        worse_above=False,
        valid_from=date(2018, 1, 1),
    )
