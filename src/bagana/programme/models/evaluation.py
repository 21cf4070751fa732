"""Evaluation at the end of a phase: findings by objective, and studies of effect."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.acts.models import Act
from bagana.indicators.models import Indicator, Period
from bagana.programme.models.planning import Objective, Phase, Programme
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class Evaluation(models.Model):
    """The judgement of a phase. Published, its figures are frozen."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="evaluations")
    phase = models.OneToOneField(Phase, models.PROTECT, related_name="evaluation")
    summary_mn = models.TextField(_("дүгнэлт"), blank=True)
    summary_en = models.TextField(blank=True)
    act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+"
    )
    results: models.JSONField[Any, Any] = models.JSONField(
        _("нийтлэх үеийн дүн"), null=True, blank=True
    )
    sha256 = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(_("засварын тоо"), default=1)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(_("нийтэлсэн"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["programme", "phase__number"]
        verbose_name = _("үнэлгээ")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(results__isnull=False),
                name="published_evaluation_has_results",
            ),
        ]

    summary = Bilingual("summary")


class Finding(models.Model):
    """What the evaluator says of one objective, beside the computed figures."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="findings")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="findings")
    relevance_mn = models.TextField(_("ач холбогдол"), blank=True)
    relevance_en = models.TextField(blank=True)
    result_mn = models.TextField(_("үр дүн"), blank=True)
    result_en = models.TextField(blank=True)
    cost_mn = models.TextField(_("зардлын үр ашиг"), blank=True)
    cost_en = models.TextField(blank=True)
    lesson_mn = models.TextField(_("сургамж, зөвлөмж"), blank=True)
    lesson_en = models.TextField(blank=True)
    revision = models.PositiveIntegerField(_("засварын тоо"), default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["evaluation", "objective__number"]
        verbose_name = _("үнэлгээний дүгнэлт")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "objective"], name="finding_once"
            ),
        ]

    relevance = Bilingual("relevance")
    result = Bilingual("result")
    cost = Bilingual("cost")
    lesson = Bilingual("lesson")


class Comparison(models.TextChoices):
    ALL = "all", _("бусад бүх баг")
    SAME_TYPE = "same_type", _("ижил байршлын ангиллын баг")


class EffectStudy(models.Model):
    """What changed in supported units against comparable others.

    The question is written down (`made_at`) before it is computed (`computed_at`).
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="studies")
    objective = models.ForeignKey(
        Objective, models.PROTECT, null=True, blank=True, related_name="studies"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    before = models.ForeignKey(Period, models.PROTECT, related_name="+")
    after = models.ForeignKey(Period, models.PROTECT, related_name="+")
    comparison = models.CharField(
        _("харьцуулах бүлэг"), max_length=10, choices=Comparison
    )
    supported: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, related_name="+"
    )
    logarithm = models.BooleanField(_("логарифмаар"), default=False)
    seed = models.PositiveIntegerField(_("санамсаргүй тооны үр"), default=1)
    reason = models.TextField(_("яагаад энэ харьцуулалт"), blank=True)
    result: models.JSONField[Any, Any] = models.JSONField(
        _("дүн"), null=True, blank=True
    )
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    computed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["evaluation", "id"]
        verbose_name = _("нөлөөллийн тооцоо")
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="study_compares_two_periods"
            ),
        ]
