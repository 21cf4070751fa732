"""Handing work over: what is there, what was given, what was taken."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import OfficeQuerySet
from bagana.people.models.posts import Appointment, Post


class HandoverQuerySet(OfficeQuerySet["HandoverRecord"]):
    path = "post__unit"


class HandoverRecord(models.Model):
    """The record (акт) of one post from one holder to the next.

    Drawn up when an appointment ends; signed by who gives, who takes, and a witness of
    the sum. Once all have signed nothing of it changes (`sha256` of its content).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="handovers")
    outgoing = models.ForeignKey(
        Appointment, models.PROTECT, related_name="handed_over"
    )
    incoming = models.ForeignKey(
        Appointment, models.PROTECT, null=True, related_name="taken_over"
    )
    drawn_on = models.DateField(_("үйлдсэн өдөр"))
    note = models.TextField(_("тэмдэглэл"), blank=True)
    given_at = models.DateTimeField(_("хүлээлгэн өгсөн"), null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    given_scan = models.FileField(
        _("гарын үсэг зурсан цаас"), upload_to="people/handovers/", blank=True
    )
    given_why = models.CharField(
        _("цаасан дээр зурсан шалтгаан"), max_length=300, blank=True
    )
    taken_at = models.DateTimeField(_("хүлээн авсан"), null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_scan = models.FileField(
        _("гарын үсэг зурсан цаас"), upload_to="people/handovers/", blank=True
    )
    taken_why = models.CharField(
        _("цаасан дээр зурсан шалтгаан"), max_length=300, blank=True
    )
    witnessed_at = models.DateTimeField(_("баталгаажуулсан"), null=True)
    witnessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sha256 = models.CharField(max_length=64, blank=True)

    objects = HandoverQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-drawn_on", "-id"]
        verbose_name = _("ажил хүлээлцсэн акт")


class ItemKind(models.TextChoices):
    SEAL = "seal", _("тамга, тэмдэг")
    PAPERS = "papers", _("бичиг баримт")
    ASSET = "asset", _("хөрөнгө")
    WORK = "work", _("дуусаагүй ажил")
    MONEY = "money", _("мөнгө, тооцоо")
    ACCOUNT = "account", _("нэвтрэх эрх")


class ItemState(models.TextChoices):
    LISTED = "listed", _("жагсаасан")
    TAKEN = "taken", _("хүлээж авсан")
    MISSING = "missing", _("дутуу")


class HandoverItem(models.Model):
    """One thing of the record. What the system found by itself names its `source`."""

    record = models.ForeignKey(HandoverRecord, models.CASCADE, related_name="items")
    kind = models.CharField(_("төрөл"), max_length=8, choices=ItemKind)
    text = models.CharField(_("юу"), max_length=300)
    count = models.PositiveIntegerField(_("тоо"), default=1)
    href = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=40, blank=True)
    state = models.CharField(
        _("төлөв"), max_length=8, choices=ItemState, default=ItemState.LISTED
    )
    note = models.CharField(_("тайлбар"), max_length=300, blank=True)

    class Meta:
        ordering = ["record", "kind", "id"]
