"""Qualifications, courses, lessons, sessions, tests and certificates."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import OfficeQuerySet
from bagana.acts.models import Act
from bagana.indicators.models import Indicator
from bagana.people.models.posts import Official
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class QualificationKind(models.TextChoices):
    DEGREE = "degree", _("боловсрол")
    COURSE = "course", _("сургалт, курс")
    RANK = "rank", _("зэрэг дэв")
    LANGUAGE = "language", _("гадаад хэл")
    OTHER = "other", _("бусад")


class Qualification(models.Model):
    """What an official brought along; what is learned here is a certificate."""

    official = models.ForeignKey(
        Official, models.CASCADE, related_name="qualifications"
    )
    kind = models.CharField(_("төрөл"), max_length=8, choices=QualificationKind)
    title = models.CharField(_("нэр"), max_length=200)
    school = models.CharField(_("хаана"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("он"), null=True, blank=True)
    number = models.CharField(_("дугаар"), max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["official", "-year", "id"]


class Course(models.Model):
    """What can be learned; `pass_mark` in per cent of the test after it."""

    code = models.SlugField(_("код"), max_length=60, unique=True)
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(_("англи нэр"), max_length=200, blank=True)
    summary_mn = models.TextField(_("юу сурах вэ"), blank=True)
    summary_en = models.TextField(blank=True)
    hours = models.PositiveSmallIntegerField(_("цаг"), default=1)
    pass_mark = models.PositiveSmallIntegerField(_("тэнцэх хувь"), default=70)
    valid_years = models.PositiveSmallIntegerField(
        _("гэрчилгээ хүчинтэй жил"), null=True, blank=True
    )
    is_closed = models.BooleanField(_("хаасан"), default=False)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        verbose_name = _("сургалт")
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark__lte=100), name="pass_mark_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    title = Bilingual("title")
    summary = Bilingual("summary")


class Lesson(models.Model):
    """Self-paced material: markdown, read on a phone or printed."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField(_("дараалал"))
    title_mn = models.CharField(_("гарчиг"), max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    body_mn = models.TextField(_("бичвэр"))
    body_en = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(_("минут"), default=10)
    history = HistoricalRecords()

    class Meta:
        ordering = ["course", "position"]
        verbose_name = _("хичээл")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "position"], name="lesson_position_once"
            ),
        ]

    title = Bilingual("title")
    body = Bilingual("body")


class Question(models.Model):
    """One question of a lesson's quiz and of the course's tests.

    `choices`: [{"mn": …, "en": …, "right": bool}, …], at least two, one right or more.
    """

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("дараалал"))
    text_mn = models.CharField(_("асуулт"), max_length=500)
    text_en = models.CharField(max_length=500, blank=True)
    choices: models.JSONField[Any, Any] = models.JSONField(default=list)
    why_mn = models.CharField(_("тайлбар"), max_length=500, blank=True)
    why_en = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["lesson", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "position"], name="question_position_once"
            ),
        ]

    text = Bilingual("text")
    why = Bilingual("why")


class GapRule(models.Model):
    """When a course is offered: an indicator of a bag on the wrong side of a limit.

    Read from published observations of the bag, newest period first; the effect is the
    same indicator before and after (docs/rules/training-gaps.md).
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="gap_rules")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    limit = models.FloatField(_("хязгаар"))
    worse_above = models.BooleanField(_("хязгаараас дээш бол муу"))
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["course", "indicator", "-valid_from"]


class PlanState(models.TextChoices):
    DRAFT = "draft", _("төсөл")
    APPROVED = "approved", _("баталсан")


class TrainingPlan(models.Model):
    """A unit's plan of a year; approved by an act it changes no more."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="training_plans")
    year = models.PositiveSmallIntegerField(_("он"))
    state = models.CharField(_("төлөв"), max_length=8, choices=PlanState)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")

    objects = OfficeQuerySet["TrainingPlan"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["unit", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], name="training_plan_once_a_year"
            ),
        ]


class PlanLine(models.Model):
    plan = models.ForeignKey(TrainingPlan, models.CASCADE, related_name="lines")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    quarter = models.PositiveSmallIntegerField(_("улирал"))
    seats = models.PositiveSmallIntegerField(_("хамрах хүн"))
    cost = models.DecimalField(
        _("зардал, ₮"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["plan", "quarter", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="quarter_of_four"
            ),
        ]


class TrainingSession(models.Model):
    """One holding of a course; closed, its attendance and tests change no more."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="training_sessions")
    line = models.ForeignKey(
        PlanLine, models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    place = models.CharField(_("хаана"), max_length=200)
    trainer = models.CharField(_("сургагч"), max_length=200, blank=True)
    starts_on = models.DateField(_("эхлэх өдөр"))
    ends_on = models.DateField(_("дуусах өдөр"))
    seats = models.PositiveSmallIntegerField(_("суудал"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OfficeQuerySet["TrainingSession"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = _("сургалтын бүлэг")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="session_days_in_order"
            ),
        ]


class Enrolment(models.Model):
    """An official in a session, or alone with the lessons (`session` empty).

    `offered_for` keeps the gap as it was measured: {indicator, unit, period, value,
    limit, worse_above, observation}. Scores are per cent.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    official = models.ForeignKey(Official, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    session = models.ForeignKey(
        TrainingSession, models.PROTECT, null=True, related_name="enrolments"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="enrolments")
    offered_for: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    before_score = models.FloatField(_("өмнөх сорил"), null=True)
    after_score = models.FloatField(_("дараах сорил"), null=True)
    completed_on = models.DateField(_("төгссөн өдөр"), null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OfficeQuerySet["Enrolment"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["official", "session"],
                condition=Q(session__isnull=False),
                name="once_in_a_session",
            ),
        ]


class Attendance(models.Model):
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attendance")
    on = models.DateField(_("өдөр"))
    present = models.BooleanField(pgettext_lazy("a person", "ирсэн"))

    class Meta:
        ordering = ["enrolment", "on"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "on"], name="attendance_once_a_day"
            ),
        ]


class AttemptKind(models.TextChoices):
    QUIZ = "quiz", _("хичээлийн асуулт")
    BEFORE = "before", _("өмнөх сорил")
    AFTER = "after", _("дараах сорил")


class Attempt(models.Model):
    """One answering. `answers`: question key → chosen places; `score` in per cent."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attempts")
    lesson = models.ForeignKey(
        Lesson, models.SET_NULL, null=True, related_name="attempts"
    )
    kind = models.CharField(max_length=8, choices=AttemptKind)
    answers: models.JSONField[Any, Any] = models.JSONField(default=dict)
    score = models.FloatField(_("оноо, хувь"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["enrolment", "id"]


class Certificate(models.Model):
    """What a passed course gives; anybody checks it by its code."""

    enrolment = models.OneToOneField(
        Enrolment, models.PROTECT, related_name="certificate"
    )
    number = models.CharField(_("дугаар"), max_length=30, unique=True)
    code = models.CharField(_("шалгах код"), max_length=16, unique=True)
    issued_on = models.DateField(_("олгосон өдөр"))
    valid_until = models.DateField(_("хүчинтэй хугацаа"), null=True)
    revoked_on = models.DateField(_("хүчингүй болгосон өдөр"), null=True)
    revoked_for = models.CharField(_("шалтгаан"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-issued_on", "-id"]
