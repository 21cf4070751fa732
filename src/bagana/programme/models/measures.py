"""Measures, their activities and evidence, and what follows from them."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.indicators.models import Indicator, Observation, Period
from bagana.programme.models.planning import Objective, Phase, Programme
from bagana.programme.visibility import under_roles
from bagana.territory.models import Unit, UnitChange
from bagana.web.bilingual import Bilingual


class Risk(models.TextChoices):
    LOW = "low", _("бага")
    MEDIUM = "medium", _("дунд")
    HIGH = "high", _("өндөр")


class ResultLevel(models.TextChoices):
    OUTPUT = "output", _("гарц")
    OUTCOME = "outcome", _("үр дүн")


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", _("зураг")
    DOCUMENT = "document", _("баримт")
    OBSERVATION = "observation", _("үзүүлэлтийн утга")


class Stage(models.TextChoices):
    BEFORE = "before", _("өмнө")
    DURING = "during", _("явцад")
    AFTER = "after", _("дараа")


class Measure(models.Model):
    """What is done for an objective in a phase (арга хэмжээ).

    How far it is, is nowhere typed: MeasureStanding follows from evidence.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="measures", db_index=False
    )
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="measures")
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="measures")
    number = models.CharField(_("дугаар"), max_length=20)
    sort_key = models.CharField(max_length=200, editable=False)
    name_mn = models.CharField(_("арга хэмжээ"), max_length=500)
    name_en = models.CharField(_("арга хэмжээ, англиар"), max_length=500, blank=True)
    office = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="measures_to_do",
        verbose_name=_("хариуцах нэгж"),
    )
    post_mn = models.CharField(_("хариуцах албан тушаал"), max_length=200, blank=True)
    post_en = models.CharField(max_length=200, blank=True)
    partners_mn = models.CharField(
        _("хамтран хэрэгжүүлэгч"), max_length=500, blank=True
    )
    partners_en = models.CharField(max_length=500, blank=True)
    starts_on = models.DateField(_("эхлэх өдөр"))
    due_on = models.DateField(_("дуусах хугацаа, орно"))
    output_mn = models.TextField(_("хүлээгдэж буй гарц"), blank=True)
    output_en = models.TextField(blank=True)
    risk = models.CharField(_("эрсдэл"), max_length=10, choices=Risk, blank=True)
    risk_note_mn = models.CharField(_("эрсдэлийн тайлбар"), max_length=500, blank=True)
    risk_note_en = models.CharField(max_length=500, blank=True)
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("өмнөх үе шатны арга хэмжээ"),
    )
    dropped_on = models.DateField(_("хассан өдөр"), null=True, blank=True)
    dropped_reason = models.CharField(_("хассан шалтгаан"), max_length=500, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    revision = models.PositiveIntegerField(_("засварын тоо"), default=1)
    units: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, through="MeasureUnit", related_name="measures"
    )
    indicators: models.ManyToManyField[Indicator, Any] = models.ManyToManyField(
        Indicator, through="MeasureIndicator", related_name="measures"
    )

    history = HistoricalRecords()

    # As of a day; only on rows read through programme.queries.standings.
    status: str

    class Meta:
        ordering = ["programme", "sort_key"]
        verbose_name = _("арга хэмжээ")
        verbose_name_plural = _("арга хэмжээнүүд")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="measure_number_once"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="measure_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | ~Q(dropped_reason=""),
                name="measure_dropped_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    name = Bilingual("name")
    post = Bilingual("post")
    partners = Bilingual("partners")
    output = Bilingual("output")
    risk_note = Bilingual("risk_note")


class MeasureUnit(models.Model):
    """A unit that a measure concerns; changes of units open and close rows."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="concerned")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        UnitChange, models.PROTECT, null=True, related_name="+"
    )
    closed_by = models.ForeignKey(
        UnitChange, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["unit__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "unit"], name="measure_unit_once"
            ),
        ]


class MeasureIndicator(models.Model):
    """By which indicator the output or the outcome is seen."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="expected")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    level = models.CharField(_("шат"), max_length=10, choices=ResultLevel)

    class Meta:
        ordering = ["level", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "indicator"], name="measure_indicator_once"
            ),
        ]


class Activity(models.Model):
    """A step of a measure; done, it is a milestone reached."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField(_("эрэмбэ"))
    name_mn = models.CharField(_("үйл ажиллагаа"), max_length=500)
    name_en = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(_("хугацаа"))
    done_on = models.DateField(_("хийсэн өдөр"), null=True, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["measure", "position"]
        verbose_name = _("үйл ажиллагаа")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "position"], name="activity_position_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> Self:
        """Without what has been taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """The published for all; the rest where the user holds a role: over the
        responsible unit or over the programme's."""
        public = Q(published_at__isnull=False, withdrawn_at__isnull=True)
        mine = under_roles(
            user, office="measure__office", programme_unit="measure__programme__unit"
        )
        return self.filter(public if mine is None else public | mine)


class Evidence(models.Model):
    """A photo with place and date, a paper, a figure: what shows that it was done."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="evidence")
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="evidence"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("төрөл"), max_length=12, choices=EvidenceKind)
    stage = models.CharField(_("үе"), max_length=10, choices=Stage, blank=True)
    caption = models.CharField(_("тайлбар"), max_length=300)
    caption_en = models.CharField(max_length=300, blank=True)
    file = models.FileField(_("файл"), upload_to="programme/evidence/", blank=True)
    original_name = models.CharField(_("файлын нэр"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    taken_on = models.DateField(_("огноо"), null=True, blank=True)
    latitude = models.FloatField(_("өргөрөг"), null=True, blank=True)
    longitude = models.FloatField(_("уртраг"), null=True, blank=True)
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    # Never opened by the closing of a round: someone is to be seen on it, say.
    is_private = models.BooleanField(_("нийтэд нээхгүй"), default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(_("нийтэд нээсэн"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.CharField(_("шалтгаан"), max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "taken_on", "id"]
        verbose_name = _("нотолгоо")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="observation", observation__isnull=False)
                | (~Q(kind="observation") & ~Q(file="")),
                name="evidence_shows_something",
            ),
        ]


class MeasureStanding(models.Model):
    """How far a measure is, as its evidence says: a derived table.

    Written only by programme.standings, at the end of every action that touches
    evidence, milestones, money or ratings. What depends on today's date (late, not
    yet due) is no column: programme.queries.standings works it out.
    """

    measure = models.OneToOneField(
        Measure, models.CASCADE, primary_key=True, related_name="standing"
    )
    evidence_count = models.PositiveIntegerField(_("нотолгоо"), default=0)
    milestones = models.PositiveSmallIntegerField(_("үйл ажиллагаа"), default=0)
    milestones_done = models.PositiveSmallIntegerField(_("хийсэн"), default=0)
    first_sign_on = models.DateField(_("эхний нотолгоо"), null=True)
    last_sign_on = models.DateField(_("сүүлийн нотолгоо"), null=True)
    finished_on = models.DateField(_("дууссан өдөр"), null=True)
    last_percent = models.PositiveSmallIntegerField(_("сүүлийн үнэлгээ"), null=True)
    last_period = models.ForeignKey(Period, models.PROTECT, null=True, related_name="+")
    planned = models.DecimalField(
        _("төлөвлөсөн"), max_digits=20, decimal_places=2, default=0
    )
    adjusted = models.DecimalField(
        _("тодотгосон"), max_digits=20, decimal_places=2, default=0
    )
    committed = models.DecimalField(
        _("гэрээлсэн"), max_digits=20, decimal_places=2, default=0
    )
    paid = models.DecimalField(_("төлсөн"), max_digits=20, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("арга хэмжээний явц")
