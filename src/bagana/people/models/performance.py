"""The yearly agreement of an official and how it was judged."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, assignments
from bagana.acts.models import Act
from bagana.indicators.models import Indicator
from bagana.people.models.posts import Appointment, PostKind
from bagana.territory.models import UnitAncestry
from bagana.web.bilingual import Bilingual


class CriteriaSet(models.Model):
    """By what officials are judged, from a day; named by its act or as an example.

    `post_kind` "" stands for every post that has no set of its own.
    """

    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    post_kind = models.CharField(
        _("албан тушаал"), max_length=16, choices=PostKind, blank=True
    )
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    is_illustrative = models.BooleanField(_("жишээ"), default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-valid_from", "-id"]

    title = Bilingual("title")


class Party(models.TextChoices):
    SELF = "self", _("өөрөө")
    SUM = "sum", _("сум")
    CITIZENS = "citizens", _("иргэд")
    FIGURES = "figures", _("үзүүлэлт")


class Criterion(models.Model):
    """`weight` in per cent of the whole. One that figures judge names its indicator:
    its score is 0 at `worst`, 100 at `best`, linear between."""

    criteria = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title_mn = models.CharField(_("шалгуур"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    party = models.CharField(_("хэн дүгнэх"), max_length=8, choices=Party)
    weight = models.DecimalField(_("жин, хувь"), max_digits=5, decimal_places=2)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+"
    )
    worst = models.FloatField(null=True, blank=True)
    best = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["criteria", "position"]

    title = Bilingual("title")


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("төсөл")
    SIGNED = "signed", _("байгуулсан")
    ASSESSED = "assessed", _("дүгнэсэн")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """How somebody was judged is read by who staffs his unit, and by himself."""

    def visible_to(self, user: Any) -> Self:
        if not getattr(user, "is_authenticated", False):
            return self.none()
        own = Q(appointment__official__user=user.pk)
        readers = (Role.SUM_OFFICER, *OFFICERS)
        roots = [one.unit_id for one in assignments(user) if one.role in readers]
        places = UnitAncestry.objects.in_force(timezone.localdate())
        under = places.filter(
            unit=OuterRef("appointment__post__unit"), ancestor__in=roots
        )
        return self.filter(Exists(under) | own) if roots else self.filter(own)


class Agreement(models.Model):
    """What an official promised for a year; judged, its score stands for good.

    What was judged wrongly is judged anew in a record of its own that `corrects` it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="agreements"
    )
    year = models.PositiveSmallIntegerField(_("он"))
    criteria = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="+")
    state = models.CharField(_("төлөв"), max_length=8, choices=AgreementState)
    signed_on = models.DateField(_("байгуулсан өдөр"), null=True)
    assessed_on = models.DateField(_("дүгнэсэн өдөр"), null=True)
    score = models.FloatField(_("нийт оноо"), null=True)
    covered = models.FloatField(_("дүгнэсэн жин, хувь"), null=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction = models.CharField(_("зассан шалтгаан"), max_length=300, blank=True)

    objects = AgreementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "-id"]
        verbose_name = _("гүйцэтгэлийн гэрээ")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "year"],
                condition=Q(corrects__isnull=True),
                name="agreement_once_a_year",
            ),
        ]


class AgreementLine(models.Model):
    """`target`: of the criterion's indicator by the end of the year."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="lines")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    promise = models.CharField(_("амлалт"), max_length=500)
    target = models.FloatField(_("зорилт"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["agreement", "criterion"]


class Assessment(models.Model):
    """One judgement of one criterion, 0 to 100; the newest of a party counts."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="assessments")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    party = models.CharField(max_length=8, choices=Party)
    score = models.FloatField(_("оноо"))
    note = models.CharField(_("тайлбар"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["agreement", "criterion", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=100), name="score_of_a_hundred"
            ),
        ]
