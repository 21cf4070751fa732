"""What is asked of a search, the search itself, the plans it and people made."""

from __future__ import annotations

from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import under_roles
from bagana.background.models import Work
from bagana.redistricting.models.blocks import BlockSet
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual

WEIGHTS: Final = ("households", "population", "area", "sheep_units")
"""The four balances of the programme; names of `engines.districting` weights."""


class Minimise(models.TextChoices):
    CUT = "cut", _("заагийн уртыг: нягт дүрс")
    MOVED = "moved", _("баг нь солигдох хүнийг")
    TRAVEL = "travel", _("албан байр хүртэлх замыг")


class Effort(models.TextChoices):
    QUICK = "quick", _("түргэн")
    USUAL = "usual", _("ердийн")
    THOROUGH = "thorough", _("нарийвчилсан")


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def visible_to(self, user: Any) -> Self:
        """Scenarios of units under the user's roles; a sum also sees the aimag's."""
        mine = under_roles(user, "unit", "sums")
        return self.none() if mine is None else self.filter(mine).distinct()


class Scenario(models.Model):
    """A question to the engine; once searched it is not changed but copied.

    `tolerance`: weight → share, e.g. {"households": 0.15}; a weight that is left out is
    not asked for. `unit_range`: code of the sum → [fewest, most] bags. `targets`: code
    of a bag → share of its sum in every weight; empty: equal. `offices`: code of a bag
    → code of the block of its office; left out: `problems.assumed_offices`.
    `locked`: codes of blocks that stay in today's bag. `barriers`: pairs of codes of
    blocks between which no bag passes.
    """

    code = models.SlugField(_("код"), max_length=60, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="scenarios")
    block_set = models.ForeignKey(BlockSet, models.PROTECT, related_name="scenarios")
    sums: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, related_name="+"
    )
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(_("англи нэр"), max_length=200)
    reason_mn = models.TextField(_("үндэслэл"), blank=True)
    reason_en = models.TextField(blank=True)
    on = models.DateField(_("аль өдрийн багаас"))
    tolerance: models.JSONField[Any, Any] = models.JSONField(
        _("зөвшөөрөх зөрүү"), default=dict
    )
    minimise: models.JSONField[Any, Any] = models.JSONField(
        _("юуг багасгах"), default=list
    )
    movers = models.CharField(
        _("шилжилтийг юугаар"), max_length=20, default="population"
    )
    unit_range: models.JSONField[Any, Any] = models.JSONField(
        _("багийн тоо"), default=dict
    )
    targets: models.JSONField[Any, Any] = models.JSONField(
        _("зорилтот хувь"), default=dict
    )
    offices_fixed = models.BooleanField(_("албан байр хэвээр"), default=True)
    offices: models.JSONField[Any, Any] = models.JSONField(
        _("албан байр"), default=dict
    )
    locked: models.JSONField[Any, Any] = models.JSONField(
        _("түгжсэн хэсэг"), default=list
    )
    barriers: models.JSONField[Any, Any] = models.JSONField(_("саад"), default=list)
    effort = models.CharField(
        _("хайлт"), max_length=10, choices=Effort, default=Effort.USUAL
    )
    seed = models.PositiveIntegerField(_("үр"), default=1)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="copies"
    )
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = ScenarioQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("хувилбар боловсруулах даалгавар")
        verbose_name_plural = _("хувилбар боловсруулах даалгаврууд")

    def __str__(self) -> str:
        return self.title

    title = Bilingual("title")
    reason = Bilingual("reason")


class Search(models.Model):
    """One run of the engine over a scenario: its exact inputs and what it answered.

    `answer` by sum: bounds, unmet tolerances, whether the front is exact, tasks done.
    """

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="searches")
    work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="+")
    inputs: models.JSONField[Any, Any] = models.JSONField(_("оролт"), default=dict)
    sha256 = models.CharField(max_length=64)
    answer: models.JSONField[Any, Any] = models.JSONField(_("хариу"), default=dict)
    was_stopped = models.BooleanField(_("зогсоосон"), default=False)
    seconds = models.FloatField(null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("хайлт")


class PlanKind(models.TextChoices):
    TODAY = "today", _("өнөөдрийн байдал")
    FRONT = "front", _("тооцсон хувилбар")
    ALTERNATIVE = "alternative", _("ижил чанартай өөр хувилбар")
    MANUAL = "manual", _("гараар зассан хувилбар")


class Plan(models.Model):
    """Which block lies in which unit. Frozen, it never changes; edited, it is a copy.

    `labels` are little-endian int16, one for each block of the scenario's sums in the
    order of `ordinal`; label i is `units[i]`: the code of a bag, or "new-1", ...
    `measures`: deviation, deviation_by_weight, cut, cut_km, moved (by weight), travel,
    is_feasible, is_contiguous, is_chosen — all from `engines.districting.audit`.
    `sha256` is over codes of blocks and units in order.
    """

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="plans")
    search = models.ForeignKey(
        Search, models.CASCADE, null=True, blank=True, related_name="plans"
    )
    number = models.PositiveIntegerField(_("дугаар"))
    kind = models.CharField(_("төрөл"), max_length=12, choices=PlanKind)
    title_mn = models.CharField(_("нэр"), max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    units: models.JSONField[Any, Any] = models.JSONField(default=list)
    labels = models.BinaryField()
    measures: models.JSONField[Any, Any] = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    locked: models.JSONField[Any, Any] = models.JSONField(default=list)
    edited_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="edits"
    )
    is_frozen = models.BooleanField(_("түгжсэн"), default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["scenario", "number"]
        verbose_name = _("хувилбар")
        verbose_name_plural = _("хувилбарууд")
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "number"], name="plan_number_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="manual") | Q(is_frozen=True),
                name="only_manual_plans_are_open",
            ),
        ]

    title = Bilingual("title")

    def labels_array(self) -> npt.NDArray[np.int32]:
        """(n,) label of each block."""
        return np.frombuffer(bytes(self.labels), dtype="<i2").astype(np.int32)


class StepKind(models.TextChoices):
    GIVE = "give", _("өгсөн")
    ENGINE = "engine", _("тооцоогоор гүйцээсэн")
    LOCK = "lock", _("түгжсэн")
    UNLOCK = "unlock", _("түгжээг тайлсан")
    UNDO = "undo", _("буцаасан")
    REDO = "redo", _("дахин хийсэн")


class EditStep(models.Model):
    """One deed of editing by hand; the book of them only grows, `ordinal` from 1.

    `blocks` are codes, `before` and `after` the units in which each lay and lies. What
    was undone can be redone until something else is done in its place (`is_past`);
    undoing and redoing are deeds of their own, which name the step they are `about`.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=StepKind, default=StepKind.GIVE)
    blocks: models.JSONField[Any, Any] = models.JSONField()
    before: models.JSONField[Any, Any] = models.JSONField()
    after: models.JSONField[Any, Any] = models.JSONField()
    about = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    is_undone = models.BooleanField(default=False)
    is_past = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["plan", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "ordinal"], name="edit_step_once"),
        ]
