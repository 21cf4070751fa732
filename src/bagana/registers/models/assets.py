"""Premises and equipment of bag offices, and what each office should have."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bagana.registers.models.journal import Entry
from bagana.registers.visibility import KeptQuerySet
from bagana.territory.models import LocationType, Unit
from bagana.web.bilingual import Bilingual


class AssetState(models.TextChoices):
    GOOD = "good", _("бүрэн бүтэн")
    REPAIR = "repair", _("засах шаардлагатай")
    UNUSABLE = "unusable", _("ашиглах боломжгүй")
    WRITTEN_OFF = "written_off", _("данснаас хассан")


class AssetKind(models.Model):
    code = models.CharField(_("код"), max_length=40, unique=True)
    name_mn = models.CharField(_("нэр"), max_length=200)
    name_en = models.CharField(max_length=200)
    group_mn = models.CharField(_("бүлэг"), max_length=100)
    group_en = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("хөрөнгийн төрөл")

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")
    group = Bilingual("group")


class AssetNorm(models.Model):
    """How many pieces an office of a kind of bag should have, at what price, and when.

    `location_type` "" is for every bag. A norm that nobody has decided is illustrative.
    """

    kind = models.ForeignKey(AssetKind, models.PROTECT, related_name="norms")
    location_type = models.CharField(
        _("байршлын төрөл"), max_length=10, choices=LocationType, blank=True
    )
    pieces = models.PositiveSmallIntegerField(_("ширхэг"))
    unit_price = models.DecimalField(
        _("нэгж үнэ, ₮"), max_digits=14, decimal_places=2, null=True
    )
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    source_mn = models.CharField(_("эх сурвалж"), max_length=300)
    source_en = models.CharField(max_length=300)
    act = models.ForeignKey("acts.Act", models.PROTECT, null=True, related_name="+")
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    class Meta:
        ordering = ["kind", "location_type", "valid_from"]
        verbose_name = _("хангамжийн норм")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "location_type", "valid_from"], name="norm_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="norm_ends_after_start",
            ),
        ]

    source = Bilingual("source")


class Asset(models.Model):
    """What an office has. The photograph is kept as programme photographs are: bare."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assets")
    kind = models.ForeignKey(AssetKind, models.PROTECT, related_name="assets")
    title = models.CharField(_("нэр, марк"), max_length=200, blank=True)
    inventory_number = models.CharField(
        _("бүртгэлийн дугаар"), max_length=40, blank=True
    )
    pieces = models.PositiveSmallIntegerField(_("ширхэг"), default=1)
    state = models.CharField(_("байдал"), max_length=12, choices=AssetState)
    year = models.PositiveSmallIntegerField(_("он"), null=True, blank=True)
    owner = models.CharField(_("өмчлөгч"), max_length=200, blank=True)
    cost = models.DecimalField(
        _("анхны өртөг, ₮"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    photo = models.BinaryField(default=bytes)
    since = models.DateField(_("хэзээнээс"))
    until = models.DateField(_("хэзээ хүртэл"), null=True, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = KeptQuerySet["Asset"].as_manager()

    class Meta:
        ordering = ["unit", "kind", "id"]
        verbose_name = _("хөрөнгө")
        verbose_name_plural = _("хөрөнгө")
