"""Methods of ranking: a framework, its versions, and the runs made with them."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.acts.models import Act
from bagana.background.models import Work
from bagana.indicators.models import Observation, Period
from bagana.programme.models import Programme
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class Framework(models.Model):
    """A composite index that a unit keeps for the units under it."""

    code = models.SlugField(_("код"), max_length=60, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="frameworks")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="frameworks"
    )
    level = models.PositiveSmallIntegerField(_("эрэмбэлэх шат"), default=3)
    name_mn = models.CharField(_("нэр"), max_length=300)
    name_en = models.CharField(_("англи нэр"), max_length=300)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["unit__code", "code"]
        verbose_name = _("аргачлал")
        verbose_name_plural = _("аргачлалууд")

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("ноорог")
    FROZEN = "frozen", _("царцаасан")


class FrameworkVersion(models.Model):
    """The method as it was at a time. Frozen under an act, it never changes again.

    `definition` is `engines.index` Framework in its canonical form, `gates` and
    `visit_sheet` what people judge beside it; the hash is over all three.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("хувилбар"))
    definition: models.JSONField[Any, Any] = models.JSONField(_("тодорхойлолт"))
    gates: models.JSONField[Any, Any] = models.JSONField(_("болзол"), default=list)
    visit_sheet: models.JSONField[Any, Any] = models.JSONField(
        _("газар дээрх үзлэгийн хуудас"), default=list
    )
    note_mn = models.TextField(_("тайлбар"), blank=True)
    note_en = models.TextField(blank=True)
    state = models.CharField(
        _("төлөв"), max_length=10, choices=VersionState, default=VersionState.DRAFT
    )
    revision = models.PositiveIntegerField(_("засварын тоо"), default=1)
    sha256 = models.CharField(max_length=64, blank=True)
    act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="framework_versions"
    )
    frozen_at = models.DateTimeField(_("царцаасан"), null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["framework", "-number"]
        verbose_name = _("аргачлалын хувилбар")
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"], name="framework_version_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(act__isnull=False) & Q(frozen_at__isnull=False) & ~Q(sha256="")),
                name="frozen_version_has_act_and_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework.name}, {self.number}"

    note = Bilingual("note")

    @property
    def is_frozen(self) -> bool:
        return self.state == VersionState.FROZEN


class RunKind(models.TextChoices):
    TRIAL = "trial", _("туршилт")
    OFFICIAL = "official", _("албан")


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, user: Any) -> Self:
        """Published runs for all; the rest under the framework's unit."""
        from bagana.accounts.visibility import under_roles

        public = Q(published_at__isnull=False)
        mine = under_roles(user, "version__framework__unit")
        return self.filter(public if mine is None else public | mine)

    def complete(self) -> Self:
        return self.filter(computed_at__isnull=False)


class Run(models.Model):
    """A version applied to the figures of a period; computed once, then kept.

    `inputs` freezes every cell with the observation it came from; `results` holds what
    does not fit rows (merged groups, correlations, effective weights, sensitivity).
    """

    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="runs")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    kind = models.CharField(_("төрөл"), max_length=10, choices=RunKind)
    replications = models.PositiveIntegerField(_("давталт"))
    seed = models.PositiveBigIntegerField(_("санамсаргүй тооны үр"))
    work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="+")
    inputs: models.JSONField[Any, Any] = models.JSONField(_("оролт"), null=True)
    inputs_sha256 = models.CharField(max_length=64, blank=True)
    results: models.JSONField[Any, Any] = models.JSONField(_("дүн"), null=True)
    results_sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    computed_at = models.DateTimeField(_("бодсон"), null=True)
    published_at = models.DateTimeField(_("нийтэлсэн"), null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("индексийн тооцоо")


class UnitResult(models.Model):
    """One unit in one run: where it stands in its group, and how sure that is."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="rows")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.CharField(_("бүлэг"), max_length=60)
    score = models.FloatField(_("оноо"), null=True)
    rank = models.PositiveIntegerField(_("байр"), null=True)
    rank_low = models.PositiveIntegerField(null=True)
    rank_high = models.PositiveIntegerField(null=True)
    rank_median = models.FloatField(null=True)
    p_top = models.FloatField(_("тэргүүн байрт орох магадлал"), null=True)
    completeness = models.FloatField(_("мэдээллийн бүрдэл"))
    imputed = models.PositiveSmallIntegerField(_("нөхсөн үзүүлэлт"), default=0)
    verdict = models.CharField(_("дүгнэлт"), max_length=20, blank=True)
    reasons: models.JSONField[Any, Any] = models.JSONField(_("шалтгаан"), default=list)
    details: models.JSONField[Any, Any] = models.JSONField(_("задаргаа"), default=dict)

    class Meta:
        ordering = ["run", "group", "rank", "unit__code"]
        verbose_name = _("нэгжийн дүн")
        constraints = [
            models.UniqueConstraint(fields=["run", "unit"], name="unit_once_in_run"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(score__isnull=False),
                name="ranked_unit_has_score",
            ),
        ]

    @property
    def is_ranked(self) -> bool:
        return self.rank is not None


class RunCell(models.Model):
    """An observation that a run stands on; a round in progress holds it."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="cells")
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "observation"], name="observation_once_in_run"
            ),
        ]
