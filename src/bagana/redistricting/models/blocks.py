"""Building blocks: the smallest pieces that a plan moves from bag to bag."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagana.accounts.roles import assignments
from bagana.accounts.visibility import under_roles
from bagana.territory.models import Unit, UnitChange
from bagana.web.bilingual import Bilingual

SPECIES = ("camel", "horse", "cattle", "sheep", "goat")


class Nature(models.TextChoices):
    """Whose figures the weights of the blocks are; never mixed within one set."""

    OFFICIAL = "official", _("албан")
    OWN = "own", _("өөрийн тоо")
    MODELLED = "modelled", _("загвар")


class BlockSetQuerySet(models.QuerySet["BlockSet"]):
    def visible_to(self, user: Any) -> Self:
        """Whoever holds a role over the set's unit, or over one below it."""
        if not assignments(user):
            return self.none()
        mine = under_roles(user, "unit")
        below = Q(unit__descendants__unit__in=[a.unit_id for a in assignments(user)])
        return self.filter((mine or Q()) | below).distinct()


class BlockSet(models.Model):
    """Blocks of one or several sums, as they were on a day; never changed afterwards.

    `carries`: name of a column of Block ("households", "population", a species, or
    "livestock" for the five together) → [code of the indicator, code of the period]
    whose published figures of bags the blocks split up exactly.
    `neighbours` holds a NumPy archive: indptr, indices, border (km), perimeter (km).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="block_sets")
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(_("англи нэр"), max_length=200)
    on = models.DateField(_("аль өдрийн багаар"))
    period = models.CharField(_("тоонуудын үе"), max_length=40)
    nature = models.CharField(_("тооны төрөл"), max_length=10, choices=Nature)
    carries: models.JSONField[Any, Any] = models.JSONField(
        _("аль тоог хуваасан"), default=dict
    )
    source_mn = models.TextField(_("эх сурвалж"))
    source_en = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, unique=True)
    neighbours = models.BinaryField()
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BlockSetQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("суурь хэсгийн багц")
        verbose_name_plural = _("суурь хэсгийн багцууд")

    def __str__(self) -> str:
        return self.title

    title = Bilingual("title")
    source = Bilingual("source")


class BlockQuerySet(models.QuerySet["Block"]):
    def placed(self, on: date) -> Self:
        """With `place`: the bag in which each lies on the day, after re-drawings."""
        moved = BlockMove.objects.filter(
            block=models.OuterRef("pk"), change__effective_on__lte=on
        ).order_by("-change__effective_on", "-change_id")
        return self.annotate(
            place=models.functions.Coalesce(
                models.Subquery(moved.values("target")[:1]),
                models.F("unit"),
                output_field=models.BigIntegerField(),
            )
        )


class Block(models.Model):
    """One block: a cell, a part of a settlement, the area around a winter camp.

    None is "not known" and is never taken for zero.
    """

    block_set = models.ForeignKey(BlockSet, models.CASCADE, related_name="blocks")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(_("код"), max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    households = models.PositiveIntegerField(_("өрх"), null=True)
    population = models.PositiveIntegerField(_("хүн ам"), null=True)
    camel = models.PositiveIntegerField(_("тэмээ"), null=True)
    horse = models.PositiveIntegerField(_("адуу"), null=True)
    cattle = models.PositiveIntegerField(_("үхэр"), null=True)
    sheep = models.PositiveIntegerField(_("хонь"), null=True)
    goat = models.PositiveIntegerField(_("ямаа"), null=True)
    area_km2 = models.FloatField(_("талбай, км²"))
    lon = models.FloatField()
    lat = models.FloatField()
    geometry = models.BinaryField(_("хэлбэр (WKB)"))

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["block_set", "ordinal"]
        verbose_name = _("суурь хэсэг")
        verbose_name_plural = _("суурь хэсгүүд")
        constraints = [
            models.UniqueConstraint(
                fields=["block_set", "ordinal"], name="block_ordinal_once"
            ),
            models.UniqueConstraint(
                fields=["block_set", "code"], name="block_code_once"
            ),
            models.CheckConstraint(condition=Q(area_km2__gt=0), name="block_has_area"),
        ]
        indexes = [models.Index(fields=["block_set", "parent"])]

    def __str__(self) -> str:
        return self.code


class BlockMove(models.Model):
    """A block that a re-drawing gave to another bag; goes with the change's undoing."""

    change = models.ForeignKey(UnitChange, models.CASCADE, related_name="block_moves")
    block = models.ForeignKey(Block, models.PROTECT, related_name="moves")
    source = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    target = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["change", "block"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "block"], name="block_moves_once_in_change"
            ),
        ]


class BlockUpload(models.Model):
    """A file of blocks between its check and its taking in; see `block_uploads`."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(_("файл"), max_length=200)
    content = models.BinaryField()
    about: models.JSONField[Any, Any] = models.JSONField(_("тайлбар"), default=dict)
    found: models.JSONField[Any, Any] = models.JSONField(_("шалгалт"), default=dict)
    block_set = models.ForeignKey(
        BlockSet, models.SET_NULL, null=True, related_name="uploads"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("суурь хэсгийн файл")
