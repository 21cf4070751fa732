"""Households: a common budget and food; where they live, season by season."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.privacy.sealing import unseal
from bagana.registers.models.journal import Entry
from bagana.registers.visibility import KeptQuerySet
from bagana.territory.models import Unit


class Dwelling(models.TextChoices):
    GER = "ger", _("гэр")
    HOUSE = "house", _("байшин")
    FLAT = "flat", _("орон сууц")
    OTHER = "other", _("бусад")


class Connection(models.TextChoices):
    """Of electricity and of water; "" is not known."""

    NONE = "none", _("байхгүй")
    GRID = "grid", _("төвлөрсөн")
    OWN = "own", _("бие даасан")


class Season(models.TextChoices):
    WINTER = "winter", _("өвөлжөө")
    SPRING = "spring", _("хаваржаа")
    SUMMER = "summer", _("зуслан")
    AUTUMN = "autumn", _("намаржаа")


class Section(models.Model):
    """A part of a bag with its own leader; informal, named by the bag."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sections")
    name = models.CharField(_("хэсэг"), max_length=100)
    is_closed = models.BooleanField(_("хаасан"), default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["unit", "name"]
        verbose_name = _("хэсэг")
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="section_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """A household of the statistical register; this is not civil registration.

    `unit` and `number` are those of the stay that is open, or of the last one. `sealed`
    holds address, phone and note (bind "household:<uid>"); None of a flag is "not
    known". `members_told` is what a file without names said; people of the register go
    before.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="households")
    number = models.CharField(_("өрхийн дугаар"), max_length=20)
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="households"
    )
    head = models.ForeignKey(
        "registers.Person", models.SET_NULL, null=True, related_name="headed"
    )
    members_told = models.PositiveSmallIntegerField(_("ам бүл, хэлснээр"), null=True)
    dwelling = models.CharField(
        _("орон байр"), max_length=8, choices=Dwelling, blank=True
    )
    is_herder = models.BooleanField(_("малчин өрх"), null=True)
    electricity = models.CharField(
        _("цахилгаан"), max_length=5, choices=Connection, blank=True
    )
    water = models.CharField(_("ус"), max_length=5, choices=Connection, blank=True)
    internet = models.BooleanField(_("интернэт"), null=True)
    needs_assistance = models.BooleanField(_("дэмжлэг шаардлагатай"), null=True)
    sealed = models.BinaryField(default=bytes)
    phone_index = models.BinaryField(max_length=16, default=bytes, db_index=True)
    opened_on = models.DateField(_("бүртгэсэн өдөр"))
    closed_on = models.DateField(_("хаасан өдөр"), null=True, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = KeptQuerySet["Household"].as_manager()

    class Meta:
        ordering = ["unit", "number"]
        verbose_name = _("өрх")
        verbose_name_plural = _("өрхүүд")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                condition=Q(closed_on__isnull=True),
                name="household_number_once_in_bag",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="household_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def bind(self) -> str:
        return f"household:{self.uid}"

    @property
    def private(self) -> dict[str, str]:
        """address, phone, note; read it only on a page that notes the reading."""
        return unseal(self.sealed, bind=self.bind)


class Stay(models.Model):
    """In which bag, under which number, a household was from a day to a day."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="stays")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(_("өрхийн дугаар"), max_length=20)
    starts_on = models.DateField(_("эхлэх өдөр"))
    ends_on = models.DateField(_("дуусах өдөр, орохгүй"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["household", "starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(ends_on__isnull=True),
                name="household_stays_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="stay_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["unit", "starts_on"])]


class Camp(models.Model):
    """A seasonal place; `sealed` holds name, lon, lat (bind "camp:<household uid>").

    `name_index` finds camps of one name (search_key, purpose "camp").
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="camps")
    season = models.CharField(_("улирал"), max_length=6, choices=Season)
    sealed = models.BinaryField(default=bytes)
    name_index = models.BinaryField(max_length=16, default=bytes, db_index=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["household", "id"]
        verbose_name = _("нутаг, отор")
        constraints = [
            models.UniqueConstraint(
                fields=["household", "season"], name="one_camp_a_season"
            ),
        ]

    @property
    def private(self) -> dict[str, object]:
        return unseal(self.sealed, bind=f"camp:{self.household.uid}")
