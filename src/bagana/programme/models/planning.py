"""A programme, its text in chapters, its phases and objectives."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.acts.models import Act
from bagana.indicators.models import BatchState
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class Programme(models.Model):
    """What a unit has promised, founded by an act; a public document from then on."""

    code = models.SlugField(_("код"), max_length=60, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="programmes")
    act = models.ForeignKey(Act, models.PROTECT, related_name="programmes")
    name_mn = models.CharField(_("нэр"), max_length=300)
    name_en = models.CharField(_("англи нэр"), max_length=300)
    goal_mn = models.TextField(_("зорилго"), blank=True)
    goal_en = models.TextField(_("зорилго, англиар"), blank=True)
    starts_on = models.DateField(_("эхлэх өдөр"))
    ends_on = models.DateField(_("дуусах өдөр, орно"))
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["unit__code", "-starts_on", "code"]
        verbose_name = _("хөтөлбөр")
        verbose_name_plural = _("хөтөлбөрүүд")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="programme_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")
    goal = Bilingual("goal")


class Chapter(models.Model):
    """A place in the programme's text; what stands there is in its versions."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="chapters")
    number = models.PositiveSmallIntegerField(_("дугаар"))

    class Meta:
        ordering = ["programme", "number"]
        verbose_name = _("бүлэг")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="chapter_number_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ChapterVersion(models.Model):
    """The wording from a day on, under the act that brought it; never changed."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="versions")
    act = models.ForeignKey(Act, models.PROTECT, related_name="chapter_versions")
    valid_from = models.DateField(_("хүчинтэй эхлэх өдөр"))
    title_mn = models.CharField(_("гарчиг"), max_length=300)
    title_en = models.CharField(_("англи гарчиг"), max_length=300, blank=True)
    text_mn = models.TextField(_("бичвэр"))
    text_en = models.TextField(_("англи бичвэр"), blank=True)
    text_mong = models.TextField(_("үндэсний бичгээр"), blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["chapter", "-valid_from"]
        verbose_name = _("бүлгийн хувилбар")
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "valid_from"], name="chapter_version_once_a_day"
            ),
        ]

    title = Bilingual("title")
    text = Bilingual("text")


class Phase(models.Model):
    """A stretch of years of the programme; phases of one programme do not overlap."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField(_("дугаар"))
    starts_on = models.DateField(_("эхлэх өдөр"))
    ends_on = models.DateField(_("дуусах өдөр, орно"))

    class Meta:
        ordering = ["programme", "number"]
        verbose_name = _("үе шат")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="phase_number_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="phase_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        first, last = self.starts_on.year, self.ends_on.year
        return f"{self.roman} {first}" + (f"–{last}" if last != first else "")

    @property
    def roman(self) -> str:
        """How phases are written in papers; a programme has at most five."""
        return ("", "I", "II", "III", "IV", "V")[self.number]


class Objective(models.Model):
    """A part of the goal; measures of every phase stand under it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    number = models.PositiveSmallIntegerField(_("дугаар"))
    name_mn = models.CharField(_("зорилт"), max_length=500)
    name_en = models.CharField(_("зорилт, англиар"), max_length=500, blank=True)
    note_mn = models.TextField(_("тайлбар"), blank=True)
    note_en = models.TextField(blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["programme", "number"]
        verbose_name = _("зорилт")
        verbose_name_plural = _("зорилтууд")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="objective_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    name = Bilingual("name")
    note = Bilingual("note")


class PlanBatch(models.Model):
    """A plan table taken in: checked first, applied whole, undone whole."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="plan_batches"
    )
    title = models.CharField(_("нэр"), max_length=300)
    origin = models.CharField(_("гарал"), max_length=20)  # file, paste, demo
    content = models.BinaryField(_("эх файл"), default=bytes)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("төлөв"), max_length=10, choices=BatchState)
    counts: models.JSONField[Any, Any] = models.JSONField(_("тооцоо"), default=dict)
    problems: models.JSONField[Any, Any] = models.JSONField(
        _("татгалзсан мөрүүд"), default=list
    )
    record: models.JSONField[Any, Any] = models.JSONField(
        _("хийсэн зүйлийн бүртгэл"), default=dict
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("төлөвлөгөөний импорт")
