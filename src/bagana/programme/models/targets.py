"""Targets: what an indicator shall reach where and when; revisions keep history."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bagana.acts.models import Act
from bagana.indicators.models import Indicator, Observation, Period, Source
from bagana.programme.models.measures import Measure
from bagana.programme.models.planning import Objective, Programme
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class TargetKind(models.TextChoices):
    ASCENDING = "ascending", _("өсгөх")
    DESCENDING = "descending", _("бууруулах")
    MAINTAIN = "maintain", _("хадгалах")
    RANGE = "range", _("хязгаарт байлгах")


class Target(models.Model):
    """One indicator for one unit, or for a named group of units taken together."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    objective = models.ForeignKey(
        Objective, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    kind = models.CharField(_("төрөл"), max_length=12, choices=TargetKind)
    units: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, related_name="targets"
    )
    group_mn = models.CharField(_("бүлгийн нэр"), max_length=200, blank=True)
    group_en = models.CharField(max_length=200, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    dropped_on = models.DateField(_("хассан өдөр"), null=True, blank=True)
    dropped_reason = models.CharField(_("хассан шалтгаан"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["programme", "objective__number", "indicator", "id"]
        verbose_name = _("зорилтот түвшин")
        verbose_name_plural = _("зорилтот түвшнүүд")

    group = Bilingual("group")


class TargetVersion(models.Model):
    """Baseline and trajectory in force from a day on; each period is judged by the
    version that was in force when the period began (the first one for earlier)."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="versions")
    in_force_from = models.DateField(_("хүчинтэй эхлэх өдөр"))
    act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("шалтгаан"), max_length=500, blank=True)
    baseline_value = models.FloatField(_("суурь түвшин"), null=True, blank=True)
    baseline_period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="+"
    )
    baseline_source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+"
    )
    baseline_observations: models.ManyToManyField[Observation, Any] = (
        models.ManyToManyField(Observation, related_name="+")
    )
    tolerance = models.FloatField(_("зөвшөөрөх зөрүү"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["target", "in_force_from"]
        verbose_name = _("зорилтот түвшний хувилбар")
        constraints = [
            models.UniqueConstraint(
                fields=["target", "in_force_from"], name="target_version_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(tolerance__gte=0), name="target_tolerance_not_negative"
            ),
        ]


class TargetPoint(models.Model):
    """The level of one period: a value, or a lower and an upper limit."""

    version = models.ForeignKey(TargetVersion, models.CASCADE, related_name="points")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    value = models.FloatField(_("зорилтот түвшин"), null=True, blank=True)
    low = models.FloatField(_("доод хязгаар"), null=True, blank=True)
    high = models.FloatField(_("дээд хязгаар"), null=True, blank=True)

    class Meta:
        ordering = ["version", "period__end"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "period"], name="target_point_once"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, low__isnull=True, high__isnull=True)
                | Q(value__isnull=True, low__isnull=False, high__gt=F("low")),
                name="target_point_is_value_or_range",
            ),
        ]
