"""Choosing model units: the round, its steps, gates, re-checks and visits."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.acts.models import Act
from bagana.indicators.models import Observation, Period
from bagana.programme.models import Phase, Programme
from bagana.ranking.models.frameworks import FrameworkVersion, Run
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class SelectionState(models.TextChoices):
    """In the order of the procedure; docs/rules/selection.md says who moves it."""

    PREPARING = "preparing", _("бэлтгэж байна")
    GATES = "gates", _("болзол шалгаж байна")
    INDEX = "index", _("индекс бодож байна")
    RECHECK = "recheck", _("тоог давтан шалгаж байна")
    VISITS = "visits", _("газар дээр нь үзэж байна")
    PROVISIONAL = "provisional", _("урьдчилсан жагсаалт, эсэргүүцэл авч байна")
    ANSWERED = "answered", _("эсэргүүцэлд хариулсан, шийдвэр хүлээж байна")
    DECIDED = "decided", _("шийдвэр гарсан")
    CLOSED = "closed", _("дараа жилийн үр дүнг үзсэн, хаасан")
    CANCELLED = "cancelled", _("цуцалсан")


class Selection(models.Model):
    """A round of choosing model units for a year or a phase."""

    code = models.SlugField(_("код"), max_length=60, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="selections")
    phase = models.ForeignKey(
        Phase, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.ForeignKey(
        FrameworkVersion, models.PROTECT, related_name="selections"
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    title_mn = models.CharField(_("нэр"), max_length=300)
    title_en = models.CharField(_("англи нэр"), max_length=300)
    state = models.CharField(
        _("төлөв"),
        max_length=12,
        choices=SelectionState,
        default=SelectionState.PREPARING,
    )
    late_reason = models.TextField(_("аргачлалыг хожуу царцаасан шалтгаан"), blank=True)
    run = models.ForeignKey(
        Run, models.PROTECT, null=True, blank=True, related_name="selections"
    )
    gates_due = models.DateField(_("болзол шалгах хугацаа"))
    recheck_due = models.DateField(_("давтан шалгах хугацаа"))
    visits_due = models.DateField(_("үзлэгийн хугацаа"))
    objections_from = models.DateField(_("эсэргүүцэл авч эхлэх өдөр"), null=True)
    objections_until = models.DateField(_("эсэргүүцэл авах сүүлийн өдөр"), null=True)
    answers_due = models.DateField(_("хариу өгөх хугацаа"), null=True)
    index_seed = models.CharField(_("тооцооны үр"), max_length=200, blank=True)
    recheck_seed = models.CharField(_("түүврийн үр"), max_length=200, blank=True)
    recheck_size = models.PositiveSmallIntegerField(_("түүврийн тоо"), default=0)
    act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="selections"
    )
    decided_on = models.DateField(_("шийдвэр гарсан өдөр"), null=True)
    follow_up_on = models.DateField(_("үр дүнг үзэх өдөр"), null=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-period__end", "-id"]
        verbose_name = _("жишиг баг шалгаруулалт")
        verbose_name_plural = _("жишиг баг шалгаруулалтууд")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "closed"]) | Q(act__isnull=False),
                name="decided_selection_has_act",
            ),
            models.CheckConstraint(
                condition=Q(objections_until__isnull=True)
                | Q(objections_until__gte=F("objections_from")),
                name="objections_end_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    title = Bilingual("title")


class SelectionStep(models.Model):
    """Each change of state: who, when, under which act, with which words.

    `content` is what stood decided at that moment, `sha256` its hash.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="steps")
    state = models.CharField(_("төлөв"), max_length=12, choices=SelectionState)
    note = models.TextField(_("тэмдэглэл"), blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField(_("агуулга"), default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["selection", "id"]


class GateResult(models.Model):
    """Whether a unit passes a condition of the framework, and what shows it.

    A newer judgement supersedes the one it names; none is changed.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="gates")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    gate = models.CharField(_("болзол"), max_length=60)
    passed = models.BooleanField(_("хангасан"))
    evidence = models.TextField(_("нотолгоо"), blank=True)
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["selection", "gate", "unit__code", "id"]
        verbose_name = _("болзлын дүн")


class Recheck(models.Model):
    """A figure drawn by lot and looked at again at its source.

    `found` is what the second look gave; the draw is in docs/rules/selection.md.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="rechecks")
    position = models.PositiveSmallIntegerField(_("сугалааны дараалал"))
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="+")
    found = models.FloatField(_("давтан шалгасан утга"), null=True)
    note = models.TextField(_("тайлбар"), blank=True)
    agrees = models.BooleanField(_("зөрүүгүй"), null=True)
    checked_on = models.DateField(_("шалгасан өдөр"), null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["selection", "position"]
        verbose_name = _("давтан шалгалт")
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "observation"], name="rechecked_once"
            ),
        ]


class Member(models.Model):
    """A member of the working group: three to five, each with a declaration."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    name = models.CharField(_("нэр"), max_length=200)
    post = models.CharField(_("албан тушаал"), max_length=200)
    is_chair = models.BooleanField(_("ахлагч"), default=False)
    declared_on = models.DateField(_("мэдүүлсэн өдөр"), null=True, blank=True)
    conflict = models.TextField(_("ашиг сонирхлын зөрчил"), blank=True)
    conflicting: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, blank=True, related_name="+"
    )
    left_on = models.DateField(_("чөлөөлөгдсөн өдөр"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["selection", "-is_chair", "id"]
        verbose_name = _("ажлын хэсгийн гишүүн")


class Visit(models.Model):
    """A visit to a unit: the answers of the framework's sheet, and what was seen."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="visits")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    visited_on = models.DateField(_("очсон өдөр"))
    members: models.ManyToManyField[Member, Any] = models.ManyToManyField(
        Member, related_name="visits"
    )
    answers: models.JSONField[Any, Any] = models.JSONField(_("хариулт"), default=dict)
    finding = models.TextField(_("дүгнэлт"))
    supports = models.BooleanField(_("дэмжих эсэх"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["selection", "unit__code"]
        verbose_name = _("үзлэг")
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "unit"], name="visited_once_in_selection"
            ),
        ]
