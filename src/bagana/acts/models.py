"""Decisions: what founds a programme, a change of units, a method, a budget."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.web.bilingual import Bilingual


class ActKind(models.TextChoices):
    RESOLUTION = "resolution", _("тогтоол")
    DECREE = "decree", _("захирамж")
    ORDER = "order", _("тушаал")
    RECORD = "record", _("акт")


class Body(models.Model):
    """Who decides: an assembly, its presidium, a governor, a ministry."""

    name_mn = models.CharField(_("нэр"), max_length=300, unique=True)
    name_en = models.CharField(_("англи нэр"), max_length=300)
    unit = models.ForeignKey(
        "territory.Unit", models.PROTECT, null=True, blank=True, related_name="bodies"
    )

    class Meta:
        ordering = ["name_mn"]
        verbose_name = _("шийдвэр гаргагч")

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")


class Act(models.Model):
    """One decision. The number restarts each year within body and kind."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="acts")
    kind = models.CharField(_("төрөл"), max_length=20, choices=ActKind)
    number = models.CharField(_("дугаар"), max_length=30, blank=True)
    meeting = models.CharField(_("хуралдааны дугаар"), max_length=30, blank=True)
    date = models.DateField(_("огноо"))
    title_mn = models.CharField(_("гарчиг"), max_length=500)
    title_en = models.CharField(_("англи гарчиг"), max_length=500, blank=True)
    text = models.TextField(_("эх бичвэр"), blank=True)
    scan = models.FileField(_("скан"), upload_to="acts/", blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    note_mn = models.TextField(_("тэмдэглэл"), blank=True)
    note_en = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-date", "-id"]
        verbose_name = _("шийдвэр")
        constraints = [
            models.UniqueConstraint(
                "body",
                "kind",
                ExtractYear("date"),
                "number",
                condition=~Q(number=""),
                name="act_number_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.title}"

    title = Bilingual("title")
    remark = Bilingual("note")


class NumberSeries(models.Model):
    """The last number taken of a series in a year; acts.numbering alone writes it."""

    series = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="series_of_a_year"),
        ]
