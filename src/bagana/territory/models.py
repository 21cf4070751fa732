"""Units in time: identity, dated versions, changes under an act, lineage."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bagana.web.bilingual import Bilingual


class Measure(models.TextChoices):
    """What a part of a unit can be measured by; the bases of apportionment."""

    HOUSEHOLDS = "households", _("өрх")
    POPULATION = "population", _("хүн ам")
    AREA = "area", _("нутаг дэвсгэр")
    LIVESTOCK = "livestock", _("мал")


class LocationType(models.TextChoices):
    """A partition of bags; a tosgon lies over it and is not one of its values."""

    RURAL = "rural", _("хөдөө")
    MIXED = "mixed", _("төв, хөдөө хосолсон")
    CENTRE = "centre", _("сумын төвд төвлөрсөн")


class BoundaryStatus(models.TextChoices):
    SURVEYED = "surveyed", _("хэмжилттэй")
    SCHEMATIC = "schematic", _("бүдүүвч")


class ChangeKind(models.TextChoices):
    CREATE = "create", _("шинээр байгуулах")
    RENAME = "rename", _("нэр өөрчлөх")
    RECLASSIFY = "reclassify", _("ангилал өөрчлөх")
    REPARENT = "reparent", _("харьяалал өөрчлөх")
    SPLIT = "split", _("хуваах")
    MERGE = "merge", _("нэгтгэх")
    TRANSFER = "transfer", _("нутгийн хэсэг шилжүүлэх")
    BOUNDARY = "boundary", _("зааг тогтоох")
    REDRAW = "redraw", _("шинэчлэн зохион байгуулах")


class UnitKind(models.Model):
    """A word of the law for a rung: аймаг, нийслэл, сум, дүүрэг, баг, хороо."""

    code = models.CharField(max_length=20, primary_key=True)
    level = models.PositiveSmallIntegerField(_("шат"))
    name_mn = models.CharField(max_length=50)
    name_en = models.CharField(max_length=50)

    class Meta:
        ordering = ["level", "code"]
        verbose_name = _("нэгжийн төрөл")

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing(self, on: date) -> Self:
        """Units that have a version on the date."""
        return self.filter(_valid_on(on, "versions__")).distinct()

    def within(self, ancestor: Unit, on: date) -> Self:
        """The ancestor and every unit below it on the date."""
        return self.filter(
            _valid_on(on, "ancestries__"), ancestries__ancestor=ancestor
        ).distinct()


class Unit(models.Model):
    """The identity of a unit; everything that can change is in its versions."""

    code = models.CharField(_("код"), max_length=20, unique=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("нэгж")
        verbose_name_plural = _("нэгжүүд")

    def __str__(self) -> str:
        return self.code


class Boundary(models.Model):
    """A shape in WGS 84; `simplified` is what maps draw, `geometry` what is kept."""

    geometry = models.BinaryField(_("хэлбэр (WKB)"))
    simplified = models.BinaryField(_("хялбарчилсан хэлбэр (WKB)"))
    area_km2 = models.FloatField(_("талбай, км²"))
    min_lon = models.FloatField()
    min_lat = models.FloatField()
    max_lon = models.FloatField()
    max_lat = models.FloatField()
    status = models.CharField(max_length=20, choices=BoundaryStatus)
    source = models.CharField(_("эх сурвалж"), max_length=300)
    registered_area_km2 = models.FloatField(_("бүртгэлийн талбай, км²"), null=True)

    class Meta:
        verbose_name = _("зааг")
        constraints = [
            models.CheckConstraint(
                condition=Q(area_km2__gt=0), name="boundary_has_area"
            ),
        ]


def _valid_on(on: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    )


class DatedQuerySet[M: models.Model](models.QuerySet[M]):
    def on(self, on: date) -> Self:
        """Rows valid on the date: valid_from <= on < valid_to."""
        return self.filter(_valid_on(on))


class UnitVersion(models.Model):
    """How a unit was from one day (included) to another (not included)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="versions")
    valid_from = models.DateField(_("хүчинтэй эхлэх өдөр"))
    valid_to = models.DateField(_("хүчингүй болсон өдөр"), null=True, blank=True)
    name_mn = models.CharField(_("албан нэр"), max_length=200)
    name_en = models.CharField(_("англи нэр"), max_length=200)
    proper_name = models.CharField(_("өөрийн нэр"), max_length=200, blank=True)
    number = models.PositiveSmallIntegerField(_("дугаар"), null=True, blank=True)
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="child_versions"
    )
    location_type = models.CharField(
        _("байршлын ангилал"), max_length=10, choices=LocationType, blank=True
    )
    is_tosgon = models.BooleanField(_("тосгоны бүтэцтэй"), default=False)
    assumption_mn = models.TextField(_("таамаглал"), blank=True)
    assumption_en = models.TextField(blank=True)
    boundary = models.ForeignKey(
        Boundary, models.PROTECT, null=True, blank=True, related_name="versions"
    )
    sort_key = models.CharField(max_length=400, db_index=True, editable=False)
    opened_by = models.ForeignKey(
        "UnitChange", models.PROTECT, null=True, related_name="opened"
    )
    closed_by = models.ForeignKey(
        "UnitChange", models.PROTECT, null=True, related_name="closed"
    )

    objects = DatedQuerySet["UnitVersion"].as_manager()

    class Meta:
        ordering = ["sort_key", "valid_from"]
        verbose_name = _("нэгжийн хувилбар")
        indexes = [models.Index(fields=["parent", "valid_from", "valid_to"])]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "valid_from"], name="version_starts_once"
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_to__isnull=True),
                name="version_open_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="version_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                name="version_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(location_type__in=["", *LocationType.values]),
                name="version_location_type_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")
    assumption = Bilingual("assumption")


class AncestryQuerySet(DatedQuerySet["UnitAncestry"]):
    def in_force(self, today: date) -> Self:
        """Rows of today; of a unit that has ended, those of its last days."""
        ended = Q(is_last=True, valid_to__lte=today)
        return self.filter(_valid_on(today) | ended)


class UnitAncestry(models.Model):
    """Who lay under whom, when: a derived table, rebuilt by territory.ancestry.

    A unit is its own ancestor at depth 0, so "within" is one join.
    """

    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="ancestries", db_index=False
    )
    ancestor = models.ForeignKey(
        Unit, models.CASCADE, related_name="descendants", db_index=False
    )
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    is_last = models.BooleanField(default=True)

    objects = AncestryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ancestor", "valid_from", "valid_to", "unit"]),
            models.Index(fields=["unit", "depth"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "ancestor", "valid_from"], name="ancestry_once"
            ),
        ]


class UnitChange(models.Model):
    """One operation on the register, under an act, done in one transaction."""

    kind = models.CharField(_("үйлдэл"), max_length=20, choices=ChangeKind)
    act = models.ForeignKey("acts.Act", models.PROTECT, related_name="unit_changes")
    effective_on = models.DateField(_("хүчин төгөлдөр болох өдөр"))
    plan: models.JSONField[Any, Any] = models.JSONField(
        _("оруулсан өгөгдөл"), default=dict
    )
    record: models.JSONField[Any, Any] = models.JSONField(
        _("хийсэн зүйлийн бүртгэл"), default=dict
    )
    note = models.TextField(_("тэмдэглэл"), blank=True)
    is_assumption = models.BooleanField(_("таамаглал"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    units: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, related_name="changes"
    )

    class Meta:
        ordering = ["-effective_on", "-id"]
        verbose_name = _("нэгжийн өөрчлөлт")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on}"


class BoundaryUpload(models.Model):
    """A file of outlines between its check and its application."""

    name = models.CharField(_("файл"), max_length=200)
    content = models.BinaryField()
    code_field = models.CharField(_("кодын багана"), max_length=100, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("заагийн файл")


class Lineage(models.Model):
    """The share of a source unit's measure that a change gave to a target unit.

    Over the targets of one change, source and measure the shares sum to one.
    """

    change = models.ForeignKey(UnitChange, models.CASCADE, related_name="lineage")
    source = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    target = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    measure = models.CharField(max_length=20, choices=Measure)
    share = models.DecimalField(max_digits=12, decimal_places=10)

    class Meta:
        ordering = ["change", "source", "target", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "source", "target", "measure"], name="lineage_once"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1), name="lineage_share_is_part"
            ),
        ]


class ExternalCode(models.Model):
    """How another register calls a unit: statistics office, post, state network."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="external_codes")
    register = models.CharField(_("бүртгэл"), max_length=20)
    code = models.CharField(_("код"), max_length=30)

    class Meta:
        ordering = ["register", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "register", "code"], name="external_code_once"
            ),
        ]
        indexes = [models.Index(fields=["register", "code"])]


class UnitName(models.Model):
    """Every spelling by which a unit can be found, with its folded keys."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    text = models.CharField(_("бичлэг"), max_length=200)
    source = models.CharField(_("эх сурвалж"), max_length=100, blank=True)
    is_official = models.BooleanField(default=False)
    cyrillic_key = models.CharField(max_length=200, db_index=True)
    latin_key = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "text"], name="unit_name_once"),
        ]
