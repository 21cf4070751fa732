"""The livestock census, А данс: heads by owner and keeper, losses, pasture works."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bagana.indicators.models import Period
from bagana.registers.models.households import Household
from bagana.registers.models.journal import Entry
from bagana.registers.visibility import KeptQuerySet
from bagana.territory.models import Unit

SPECIES: Final = ("camel", "horse", "cattle", "sheep", "goat")
PARTS: Final = ("", "_females", "_young")
COLUMNS: Final = tuple(f"{one}{part}" for part in PARTS for one in SPECIES)
"""camel … goat, camel_females … goat_females, camel_young … goat_young."""


class CensusKind(models.TextChoices):
    DECEMBER = "december", _("жилийн эцсийн тооллого")
    JUNE = "june", _("зуны тооллого")


class LossCause(models.TextChoices):
    DISASTER = "disaster", _("зуд, байгалийн гамшиг")
    DISEASE = "disease", _("өвчин")
    WOLF = "wolf", _("чоно, араатан")
    OTHER = "other", _("бусад")


class Census(models.Model):
    """One count: its days and what is counted, by the rule of that day (dated).

    `with_extras`: wells, fences and fodder, each third year. Heads only in June.
    """

    code = models.CharField(_("код"), max_length=20, unique=True)  # 2025-12
    kind = models.CharField(_("төрөл"), max_length=10, choices=CensusKind)
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("эхлэх өдөр"))
    ends_on = models.DateField(_("дуусах өдөр, орно"))
    with_extras = models.BooleanField(_("худаг, хашаа, тэжээл"), default=False)

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("мал тооллого")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="census_has_days"
            ),
        ]

    def __str__(self) -> str:
        return self.code


def _heads() -> models.PositiveIntegerField[int | None, int | None]:
    return models.PositiveIntegerField(null=True)


class LivestockCount(models.Model):
    """Animals that a household keeps and that one owner has, counted on the spot.

    Counted to the owner: `owner` is a household of the register, None means the
    keeper's own; `owner_sealed` (bind "count:<keeper uid>") names one outside it.
    `unit` is the bag where they were counted. None is "not counted", never nought.
    """

    census = models.ForeignKey(Census, models.PROTECT, related_name="counts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    keeper = models.ForeignKey(Household, models.PROTECT, related_name="kept_herds")
    owner = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="owned_elsewhere"
    )
    owner_sealed = models.BinaryField(default=bytes)
    owner_index = models.BinaryField(max_length=16, default=bytes)
    camel = _heads()
    horse = _heads()
    cattle = _heads()
    sheep = _heads()
    goat = _heads()
    camel_females = _heads()
    horse_females = _heads()
    cattle_females = _heads()
    sheep_females = _heads()
    goat_females = _heads()
    camel_young = _heads()
    horse_young = _heads()
    cattle_young = _heads()
    sheep_young = _heads()
    goat_young = _heads()
    counted_on = models.DateField(_("тоолсон өдөр"), null=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = KeptQuerySet["LivestockCount"].as_manager()

    class Meta:
        ordering = ["census", "unit", "keeper", "id"]
        verbose_name = _("малын тоо")
        constraints = [
            models.UniqueConstraint(
                fields=["census", "keeper"],
                condition=Q(owner__isnull=True, owner_index=b""),
                name="own_herd_once",
            ),
            models.UniqueConstraint(
                fields=["census", "keeper", "owner"],
                condition=Q(owner__isnull=False),
                name="tended_herd_once",
            ),
            models.UniqueConstraint(
                fields=["census", "keeper", "owner_index"],
                condition=~Q(owner_index=b""),
                name="outsiders_herd_once",
            ),
        ]
        indexes = [models.Index(fields=["census", "unit"])]


class HerdLoss(models.Model):
    """Grown animals of a household that perished in the year, by species and cause."""

    census = models.ForeignKey(Census, models.PROTECT, related_name="losses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="losses")
    species = models.CharField(max_length=6)
    cause = models.CharField(_("шалтгаан"), max_length=8, choices=LossCause)
    heads = models.PositiveIntegerField(_("толгой"))
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = KeptQuerySet["HerdLoss"].as_manager()

    class Meta:
        ordering = ["census", "household", "species", "cause"]
        verbose_name = _("малын хорогдол")
        constraints = [
            models.UniqueConstraint(
                fields=["census", "household", "species", "cause"], name="loss_once"
            ),
        ]


class LivestockExtra(models.Model):
    """Wells, fences and fodder of a household, counted each third year."""

    census = models.ForeignKey(Census, models.PROTECT, related_name="extras")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="extras")
    wells = models.PositiveSmallIntegerField(_("худаг"), null=True)
    fences = models.PositiveSmallIntegerField(_("хашаа"), null=True)
    hay_tonnes = models.DecimalField(
        _("хадлан, тонн"), max_digits=8, decimal_places=2, null=True
    )
    fodder_tonnes = models.DecimalField(
        _("тэжээл, тонн"), max_digits=8, decimal_places=2, null=True
    )
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = KeptQuerySet["LivestockExtra"].as_manager()

    class Meta:
        ordering = ["census", "household"]
        constraints = [
            models.UniqueConstraint(fields=["census", "household"], name="extras_once"),
        ]
