"""Courses, their lessons, questions and gap rules: the aimag's to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bagana.accounts.roles import sets_for_all
from bagana.indicators.models import Indicator
from bagana.people.models import Course, GapRule, Lesson, Question
from bagana.web.errors import Conflict, PermissionDenied, Refused

FIELDS: Final = (
    "title_mn",
    "title_en",
    "summary_mn",
    "summary_en",
    "hours",
    "pass_mark",
    "valid_years",
    "is_closed",
)


def may_write_courses(user: Any) -> bool:
    """Courses belong to no unit: an aimag's officer writes them for all."""
    return sets_for_all(user)


def _require(user: Any) -> None:
    if not may_write_courses(user):
        raise PermissionDenied(_("Сургалтын агуулгыг аймгийн ажилтан бичнэ."))


@transaction.atomic
def add_course(*, user: Any, code: str, **values: Any) -> Course:
    _require(user)
    if Course.objects.filter(code=code).exists():
        raise Refused(_("Ийм кодтой сургалт байна."), field="code")
    return Course.objects.create(code=code, **_kept(values))


@transaction.atomic
def change_course(*, user: Any, course: Course, **values: Any) -> Course:
    _require(user)
    for name, value in _kept(values).items():
        setattr(course, name, value)
    course.is_illustrative = False
    course.save()
    return course


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: values[name] for name in FIELDS if name in values}
    if not 0 <= kept.get("pass_mark", 0) <= 100:
        raise Refused(_("Оноо 0–100 хувийн хооронд байна."), field="pass_mark")
    return kept


@transaction.atomic
def write_lesson(
    *,
    user: Any,
    course: Course,
    lesson: Lesson | None = None,
    title_mn: str,
    body_mn: str,
    title_en: str = "",
    body_en: str = "",
    minutes: int = 10,
) -> Lesson:
    """Add a lesson at the end of a course, or write an existing one anew."""
    _require(user)
    if lesson is None:
        last = course.lessons.aggregate(last=Max("position"))["last"] or 0
        lesson = Lesson(course=course, position=last + 1)
    lesson.title_mn, lesson.title_en = title_mn, title_en
    lesson.body_mn, lesson.body_en = body_mn, body_en
    lesson.minutes = minutes
    lesson.save()
    return lesson


@transaction.atomic
def add_question(
    *,
    user: Any,
    lesson: Lesson,
    text_mn: str,
    choices: Sequence[Mapping[str, Any]],
    text_en: str = "",
    why_mn: str = "",
    why_en: str = "",
) -> Question:
    """A question with two choices or more, of which one or more are right."""
    _require(user)
    if len(choices) < 2:
        raise Refused(_("Хоёроос доошгүй хариулт бичнэ."))
    if not any(one["right"] for one in choices):
        raise Refused(_("Зөв хариултыг тэмдэглэнэ үү."))
    last = lesson.questions.aggregate(last=Max("position"))["last"] or 0
    return Question.objects.create(
        lesson=lesson,
        position=last + 1,
        text_mn=text_mn,
        text_en=text_en,
        choices=[
            {"mn": one["mn"], "en": one.get("en", ""), "right": bool(one["right"])}
            for one in choices
        ],
        why_mn=why_mn,
        why_en=why_en,
    )


@transaction.atomic
def drop_question(*, user: Any, question: Question) -> None:
    """A question is taken away, not changed: answers given keep their score."""
    _require(user)
    question.delete()


@transaction.atomic
def set_gap_rule(
    *,
    user: Any,
    course: Course,
    indicator: Indicator,
    limit: float,
    worse_above: bool,
    valid_from: date,
) -> GapRule:
    """From a day on; the rule that stood for the same indicator ends on that day."""
    _require(user)
    standing = GapRule.objects.select_for_update().filter(
        course=course, indicator=indicator, valid_to=None
    )
    for rule in standing:
        if rule.valid_from >= valid_from:
            raise Conflict(_("Хожуу эхэлсэн дүрэм байна."))
        rule.valid_to = valid_from
        rule.save()
    return GapRule.objects.create(
        course=course,
        indicator=indicator,
        limit=limit,
        worse_above=worse_above,
        valid_from=valid_from,
        is_illustrative=False,
    )


@transaction.atomic
def end_gap_rule(*, user: Any, rule: GapRule, on: date) -> GapRule:
    _require(user)
    if rule.valid_to is not None or on < rule.valid_from:
        raise Conflict(_("Энэ дүрэм аль хэдийн дууссан, эсвэл эхлээгүй байна."))
    rule.valid_to = on
    rule.save()
    return rule
