"""The catalogue, periods and the one fact table."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.indicators.calendar import period_label
from bagana.indicators.visibility import ObservationQuerySet
from bagana.territory.models import Measure, Unit
from bagana.web.bilingual import Bilingual


class Nature(models.TextChoices):
    """Whose figure it is. Figures of two natures never share an indicator."""

    OFFICIAL = "official", _("албан")
    OWN = "own", _("өөрийн тоо")
    MODELLED = "modelled", _("загвар")


class Dimension(models.TextChoices):
    PEOPLE = "people", _("хүн ам")
    HOUSEHOLDS = "households", _("өрх")
    LIVESTOCK = "livestock", _("мал аж ахуй")
    LAND = "land", _("газар нутаг")
    ECONOMY = "economy", _("эдийн засаг")
    SERVICES = "services", _("үйлчилгээ")


class Direction(models.TextChoices):
    HIGHER = "higher", _("их байх нь сайн")
    LOWER = "lower", _("бага байх нь сайн")
    NEUTRAL = "neutral", _("чиглэлгүй")


class AcrossUnits(models.TextChoices):
    SUM = "sum", _("нийлбэр")
    MEAN = "mean", _("жигнэсэн дундаж")
    RATIO = "ratio", _("харьцаа, хэсгүүдээс")
    NONE = "none", _("нэгтгэдэггүй")


class AcrossTime(models.TextChoices):
    SUM = "sum", _("нийлбэр")
    LAST = "last", _("сүүлийн утга")
    MEAN = "mean", _("дундаж")
    NONE = "none", _("нэгтгэдэггүй")


class Status(models.TextChoices):
    DRAFT = "draft", _("ноорог")
    PUBLISHED = "published", _("нийтэлсэн")
    SUPERSEDED = "superseded", _("шинэчлэгдсэн")
    WITHDRAWN = "withdrawn", _("татан авсан")


class PeriodKind(models.TextChoices):
    YEAR = "year", _("жил")
    HALF = "half", _("хагас жил")
    QUARTER = "quarter", _("улирал")
    MONTH = "month", _("сар")


class Source(models.Model):
    """A publisher and a title: where figures come from."""

    code = models.CharField(max_length=60, unique=True)
    publisher_mn = models.CharField(_("нийтлэгч"), max_length=300)
    publisher_en = models.CharField(max_length=300)
    title_mn = models.CharField(_("нэр"), max_length=500)
    title_en = models.CharField(max_length=500)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("эх сурвалж")

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    publisher = Bilingual("publisher")
    title = Bilingual("title")


class Indicator(models.Model):
    """What is measured, how it adds up, whose figure it is."""

    code = models.CharField(_("код"), max_length=60, unique=True)
    name_mn = models.CharField(_("нэр"), max_length=200)
    name_en = models.CharField(max_length=200)
    dimension = models.CharField(_("бүлэг"), max_length=20, choices=Dimension)
    unit_mn = models.CharField(_("хэмжих нэгж"), max_length=50)
    unit_en = models.CharField(max_length=50)
    direction = models.CharField(_("чиглэл"), max_length=10, choices=Direction)
    decimals = models.PositiveSmallIntegerField(_("бутархайн орон"), default=0)
    across_units = models.CharField(
        _("нэгжээр нэгтгэх"), max_length=10, choices=AcrossUnits
    )
    across_time = models.CharField(
        _("хугацаагаар нэгтгэх"), max_length=10, choices=AcrossTime
    )
    nature = models.CharField(_("төлөв"), max_length=10, choices=Nature)
    source = models.ForeignKey(Source, models.PROTECT, related_name="indicators")
    lowest_level = models.PositiveSmallIntegerField(_("хамгийн доод шат"))
    definition_mn = models.TextField(_("тодорхойлолт"), blank=True)
    definition_en = models.TextField(blank=True)
    note_mn = models.TextField(_("тайлбар"), blank=True)
    note_en = models.TextField(blank=True)
    apportion_by = models.CharField(
        _("хуваарилах суурь"), max_length=20, choices=Measure, blank=True
    )
    weight = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    numerator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    factor = models.FloatField(_("үржигч"), default=1)
    allows_negative = models.BooleanField(_("сөрөг байж болно"), default=False)
    # Small values tell of families by name: docs/rules/disclosure.md.
    counts_people = models.BooleanField(_("хүн, өрхийг тоолдог"), default=False)
    position = models.PositiveSmallIntegerField(_("эрэмбэ"), default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("үзүүлэлт")
        verbose_name_plural = _("үзүүлэлтүүд")
        constraints = [
            models.CheckConstraint(
                condition=~Q(across_units="ratio")
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="ratio_has_parts",
            ),
            models.CheckConstraint(
                condition=~Q(across_units="mean") | Q(weight__isnull=False),
                name="mean_has_weight",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")
    unit_name = Bilingual("unit")
    definition = Bilingual("definition")
    note = Bilingual("note")


class Period(models.Model):
    """A year, half-year, quarter or month: 2025, 2025-H1, 2025-Q3, 2025-07."""

    code = models.CharField(_("код"), max_length=10, unique=True)
    kind = models.CharField(_("төрөл"), max_length=10, choices=PeriodKind)
    start = models.DateField(_("эхлэх өдөр"))
    end = models.DateField(_("дуусах өдөр, орно"))

    class Meta:
        ordering = ["start", "-end"]
        verbose_name = _("хугацаа")
        constraints = [
            models.UniqueConstraint(fields=["kind", "start"], name="period_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="period_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        return period_label(self.code)


class BatchState(models.TextChoices):
    CHECKED = "checked", _("шалгасан")
    APPLIED = "applied", _("хэрэгжүүлсэн")
    UNDONE = "undone", _("буцаасан")


class ImportBatch(models.Model):
    """One file or answer taken in: checked first, applied whole, undone whole."""

    title = models.CharField(_("нэр"), max_length=300)
    origin = models.CharField(_("гарал"), max_length=20)  # file, nso, demo, derived
    content = models.BinaryField(_("эх файл"), default=bytes)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("төлөв"), max_length=10, choices=BatchState)
    counts: models.JSONField[Any, Any] = models.JSONField(
        _("тооцоо"), default=dict
    )  # read, new, changed, same, refused, empty
    problems: models.JSONField[Any, Any] = models.JSONField(
        _("татгалзсан мөрүүд"), default=list
    )
    options: models.JSONField[Any, Any] = models.JSONField(
        _("тохируулга"), default=dict
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="batches"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("импорт")


class Publication(models.Model):
    """A frozen set of observations: who published what when, with its hash."""

    title = models.CharField(_("нэр"), max_length=300)
    act = models.ForeignKey("acts.Act", models.PROTECT, null=True, related_name="+")
    rows = models.PositiveIntegerField(_("мөрийн тоо"))
    sha256 = models.CharField(max_length=64)
    note = models.TextField(_("тэмдэглэл"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="publications"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("нийтлэл")


class Observation(models.Model):
    """One version of one figure. Values never change; a correction is a new row."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="observations", db_index=False
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="observations", db_index=False
    )
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="observations", db_index=False
    )
    value = models.FloatField(_("утга"))
    numerator = models.FloatField(_("хүртвэр"), null=True)
    denominator = models.FloatField(_("хуваарь"), null=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(_("төлөв"), max_length=10, choices=Status)
    version = models.PositiveSmallIntegerField(_("хувилбар"), default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, related_name="observations"
    )
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, related_name="observations"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    entered_at = models.DateTimeField()
    note = models.CharField(_("тэмдэглэл"), max_length=500, blank=True)
    note_en = models.CharField(max_length=500, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("ажиглалт")
        verbose_name_plural = _("ажиглалтууд")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "unit", "version"],
                name="observation_version_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "period"],
                condition=Q(status="published"),
                name="observation_published_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "period"],
                condition=Q(status="draft"),
                name="observation_draft_once",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="observation_version_counts"
            ),
        ]

    @property
    def remark(self) -> str:
        english = self.note_en if get_language() == "en" else ""
        return english or self.note


class Withdrawal(models.Model):
    """Why a figure was taken back, by whom: the figure itself stays as it was."""

    observation = models.OneToOneField(
        Observation, models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(_("шалтгаан"), max_length=500)
    act = models.ForeignKey("acts.Act", models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("татан авалт")


class Withheld(models.Model):
    """A figure that is known and not published: too few people stand behind it, or it
    would tell one that is (docs/rules/disclosure.md). It has no value here at all.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="withheld")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, null=True, related_name="withheld"
    )
    is_primary = models.BooleanField(_("өөрөө цөөн"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("нууцалсан тоо")
        verbose_name_plural = _("нууцалсан тоонууд")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period"], name="withheld_once"
            ),
        ]
