"""What offices do for citizens: services in dated versions, and days off."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from bagana.acts.models import Act
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class ServiceKind(models.TextChoices):
    SERVICE = "service", _("ердийн үйлчилгээ")
    REFERENCE = "reference", pgettext_lazy("баримт", "тодорхойлолт")
    PETITION = "petition", _("өргөдөл")
    COMPLAINT = "complaint", _("гомдол")
    SUGGESTION = "suggestion", _("иргэдийн гаргасан санал")


class Provider(models.TextChoices):
    BAG = "bag", _("баг")
    SUM = "sum", _("сум")
    VISITING = "visiting", _("явуулын байгууллага")


class Days(models.TextChoices):
    WORKING = "working", _("ажлын өдөр")
    CALENDAR = "calendar", _("хоног")


class Service(models.Model):
    """A service by its code; what it promises stands in dated versions.

    `unit` is whose catalogue it is: the country's, an aimag's, or a sum's own; all bags
    below offer it. `moves`: casework.actions.following.
    """

    code = models.SlugField(_("код"), max_length=60, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="services")
    kind = models.CharField(_("төрөл"), max_length=10, choices=ServiceKind)
    provider = models.CharField(_("хэн үзүүлэх"), max_length=8, choices=Provider)
    reference_kind = models.CharField(
        _("тодорхойлолтын төрөл"), max_length=40, blank=True
    )
    is_open311 = models.BooleanField(_("Open311-д"), default=True)
    moves: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["kind", "code"]
        verbose_name = _("үйлчилгээ")

    def __str__(self) -> str:
        return self.code


class VersionQuerySet(models.QuerySet["ServiceVersion"]):
    def on(self, on: date) -> Self:
        open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.filter(open_end, valid_from__lte=on)


class ServiceVersion(models.Model):
    """What a service promises from a day: term, papers, fee, who, where, when.

    `papers`: [{"mn": …, "en": …}], never one that the State already holds
    (docs/rules/services.md). A request keeps the version of the day it was taken on.
    `term` counts `term_in`; `extension` may be added once, with its reason.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="versions")
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(_("англи нэр"), max_length=200, blank=True)
    text_mn = models.TextField(_("тайлбар"), blank=True)
    text_en = models.TextField(blank=True)
    basis_mn = models.CharField(_("хууль зүйн үндэслэл"), max_length=300)
    basis_en = models.CharField(max_length=300, blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    papers: models.JSONField[Any, Any] = models.JSONField(
        _("бүрдүүлэх баримт"), default=list, blank=True
    )
    term = models.PositiveSmallIntegerField(_("хугацаа"))
    term_in = models.CharField(_("хэмжих нэгж"), max_length=8, choices=Days)
    extension = models.PositiveSmallIntegerField(_("сунгах хугацаа"), default=0)
    fee = models.DecimalField(
        _("хураамж, ₮"), max_digits=12, decimal_places=2, default=0
    )
    who_mn = models.CharField(_("хэн хариуцах"), max_length=200, blank=True)
    who_en = models.CharField(max_length=200, blank=True)
    where_mn = models.CharField(_("хаана"), max_length=200, blank=True)
    where_en = models.CharField(max_length=200, blank=True)
    hours_mn = models.CharField(_("цагийн хуваарь"), max_length=200, blank=True)
    hours_en = models.CharField(max_length=200, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=True)

    objects = VersionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["service", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "valid_from"], name="service_version_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="service_version_ends_after_start",
            ),
        ]

    title = Bilingual("title")
    text = Bilingual("text")
    basis = Bilingual("basis")
    who = Bilingual("who")
    where = Bilingual("where")
    hours = Bilingual("hours")


class DayOff(models.Model):
    """A day the calendar is told otherwise: off though it works, or the reverse."""

    on = models.DateField(_("өдөр"), unique=True)
    works = models.BooleanField(_("ажиллана"))
    why_mn = models.CharField(_("шалтгаан"), max_length=200)
    why_en = models.CharField(max_length=200, blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-on"]
        verbose_name = _("ажлын бус өдөр")
