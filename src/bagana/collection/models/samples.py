"""The independent check: a sample drawn by a seed, counted again by someone else."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import under_roles
from bagana.collection.models.rounds import Round
from bagana.registers.models import Household
from bagana.territory.models import Unit


class SampleQuerySet[Row: models.Model](models.QuerySet[Row]):
    def visible_to(self, user: Any) -> Self:
        mine = under_roles(user, "unit")
        return self.none() if mine is None else self.filter(mine)


class SeedPromise(models.Model):
    """The hash of a seed, made known before anyone knows which returns are approved.

    Whoever promised cannot choose another seed afterwards: the sample's seed must
    give the hash. The rule: docs/rules/recount.md.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="promises")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = SampleQuerySet["SeedPromise"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("үрийн амлалт")
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="promised_once"),
        ]


class Sample(models.Model):
    """Households of approved returns of a round, drawn within a unit.

    `frame_sha256` is of the frame (the keys in order); with `seed` and the rule of
    docs/rules/recount.md anyone who holds the frame draws the same sample again.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="samples")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    seed = models.CharField(_("үр"), max_length=64)
    seed_source = models.CharField(_("үр хаанаас гарсан"), max_length=300, blank=True)
    is_stratified = models.BooleanField(_("баг бүрээс хувь тэнцүүлж"), default=False)
    size = models.PositiveIntegerField(_("түүврийн хэмжээ"))
    frame_size = models.PositiveIntegerField()
    frame_sha256 = models.CharField(max_length=64)
    tolerance: models.JSONField[Any, Any] = models.JSONField(
        _("зөвшөөрөх зөрүү"), default=dict
    )
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drawn_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    objects = SampleQuerySet["Sample"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("давтан тооллогын түүвэр")


class SampleItem(models.Model):
    """One household of the sample: what was reported, and what the second count found.

    Never counted again by who entered it. `found` is {"sheep": 320, …} or None yet.
    `assigned_to` is an officer of another sum who was asked to count it.
    """

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="items")
    ordinal = models.PositiveIntegerField()
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reported: models.JSONField[Any, Any] = models.JSONField(default=dict)
    found: models.JSONField[Any, Any] = models.JSONField(null=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recounts",
    )
    note = models.CharField(_("тэмдэглэл"), max_length=500, blank=True)
    counted_on = models.DateField(_("дахин тоолсон өдөр"), null=True)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["sample", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "household"], name="drawn_once"),
        ]
