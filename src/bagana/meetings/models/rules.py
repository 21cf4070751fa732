"""Rules of meetings as dated configuration that names its source."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.web.bilingual import Bilingual


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", _("ээлжит")
    SPECIAL = "special", _("ээлжит бус")
    NOMINATION = "nomination", _("Засаг дарга нэр дэвшүүлэх")


class Denominator(models.TextChoices):
    HOUSEHOLDS = "households", _("бүртгэлтэй өрх")
    ADULTS = "adults", _("насанд хүрсэн иргэн")


class RuleQuerySet(models.QuerySet["MeetingRule"]):
    def on(self, on: date) -> Self:
        open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.filter(open_end, valid_from__lte=on)


class MeetingRule(models.Model):
    """What holds for a kind of meeting from a day: quorum, notice, majority.

    Shares are of one. None is "not known": then nothing is decided by it, and the page
    says so. `is_illustrative`: nobody has confirmed it (docs/rules/quorum.md).
    """

    kind = models.CharField(_("хурлын төрөл"), max_length=10, choices=MeetingKind)
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    law_mn = models.CharField(_("хууль, зүйл"), max_length=300)
    law_en = models.CharField(max_length=300, blank=True)
    quorum = models.DecimalField(
        _("хүчинтэй байх ирц"), max_digits=5, decimal_places=4, null=True, blank=True
    )
    quorum_of = models.CharField(
        _("юунаас"),
        max_length=10,
        choices=Denominator,
        default=Denominator.HOUSEHOLDS,
    )
    majority = models.DecimalField(
        _("шийдвэр гарах санал"), max_digits=5, decimal_places=4, default="0.5"
    )
    notice_days = models.PositiveSmallIntegerField(
        _("зар хүргэх хоног"), null=True, blank=True
    )
    yearly = models.PositiveSmallIntegerField(
        _("жилд хэдээс доошгүй"), null=True, blank=True
    )
    chaired_by_session_chair = models.BooleanField(
        _("хуралдааны даргыг хуралдаан бүрд сонгоно")
    )
    source = models.CharField(_("эх сурвалж"), max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=True)

    objects = RuleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "-valid_from"]
        verbose_name = _("хурлын дүрэм")

    law = Bilingual("law")
