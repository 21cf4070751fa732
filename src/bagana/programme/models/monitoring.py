"""Monitoring: rounds, reports on measures, ratings by a dated scale."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bagana.acts.models import Act
from bagana.indicators.models import Period
from bagana.programme.models.measures import Evidence, Measure
from bagana.programme.models.planning import Programme
from bagana.programme.visibility import under_roles
from bagana.web.bilingual import Bilingual


class RatingScaleQuerySet(models.QuerySet["RatingScale"]):
    def on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
        )


class RatingScale(models.Model):
    """By which steps measures are rated, under which rule, from when to when."""

    code = models.SlugField(_("код"), max_length=60, unique=True)
    name_mn = models.CharField(_("нэр"), max_length=200)
    name_en = models.CharField(max_length=200)
    rule_mn = models.CharField(_("журам"), max_length=500)
    rule_en = models.CharField(max_length=500)
    valid_from = models.DateField(_("хүчинтэй эхлэх өдөр"))
    valid_to = models.DateField(_("хүчингүй болсон өдөр"), null=True, blank=True)
    note_mn = models.TextField(_("тайлбар"), blank=True)
    note_en = models.TextField(blank=True)
    is_assumption = models.BooleanField(_("таамаглал"), default=False)

    objects = RatingScaleQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        verbose_name = _("үнэлгээний шатлал")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="scale_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")
    rule = Bilingual("rule")
    note = Bilingual("note")


class RatingLevel(models.Model):
    """A step of a scale. Without a per cent: not due, left out of the mean."""

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(_("хувь"), null=True, blank=True)
    name_mn = models.CharField(_("нэр"), max_length=100)
    name_en = models.CharField(max_length=100)

    class Meta:
        ordering = ["scale", "position"]
        verbose_name = _("үнэлгээний шат")
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "percent"], name="level_percent_once"
            ),
            models.UniqueConstraint(
                fields=["scale"],
                condition=Q(percent__isnull=True),
                name="level_not_due_once",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                name="level_percent_is_part",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = Bilingual("name")


class Round(models.Model):
    """A half-year or year of monitoring. Closed, its results are frozen."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="rounds")
    opens_on = models.DateField(_("нээх өдөр"))
    due_on = models.DateField(_("тайлан ирүүлэх хугацаа"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("хаасан"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+"
    )
    results: models.JSONField[Any, Any] = models.JSONField(
        _("хаах үеийн дүн"), null=True, blank=True
    )
    sha256 = models.CharField(max_length=64, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    class Meta:
        ordering = ["programme", "-period__end", "-period__start"]
        verbose_name = _("хяналт-шинжилгээний үе")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "period"], name="round_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(results__isnull=False),
                name="closed_round_has_results",
            ),
        ]

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class RoundDeed(models.TextChoices):
    OPENED = "opened", _("нээсэн")
    WIDENED = "widened", _("арга хэмжээ нэмсэн")
    CLOSED = "closed", _("хаасан")
    REOPENED = "reopened", _("дахин нээсэн")


class RoundStep(models.Model):
    """What was done to a round; a closing keeps the results that it froze for ever."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="steps")
    deed = models.CharField(_("үйлдэл"), max_length=10, choices=RoundDeed)
    reason = models.TextField(_("шалтгаан"), blank=True)
    act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+"
    )
    results: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["round", "id"]
        verbose_name = _("хяналт-шинжилгээний үеийн алхам")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("ноорог")
    SUBMITTED = "submitted", _("илгээсэн")
    RETURNED = "returned", _("буцаагдсан")
    CHECKED = "checked", _("шалгасан")
    DECIDED = "decided", _("шийдсэн")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> Self:
        """Decided reports of closed rounds for all; the rest where the user holds a
        role: over the responsible unit or over the programme's."""
        public = Q(state="decided", round__closed_at__isnull=False)
        mine = under_roles(
            user, office="measure__office", programme_unit="round__programme__unit"
        )
        return self.filter(public if mine is None else public | mine)

    def worked_on_by(self, user: Any) -> Self:
        """Those of the units under the user's roles: with who said what on the way."""
        mine = under_roles(
            user, office="measure__office", programme_unit="round__programme__unit"
        )
        return self.none() if mine is None else self.filter(mine)


class Report(models.Model):
    """What the responsible office says of one measure in one round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="reports")
    state = models.CharField(_("төлөв"), max_length=10, choices=ReportState)
    done = models.TextField(_("хийсэн ажил"), blank=True)
    done_en = models.TextField(blank=True)
    obstacles = models.TextField(_("саад, бэрхшээл"), blank=True)
    next_steps = models.TextField(_("цаашид хийх"), blank=True)
    proposed = models.ForeignKey(
        RatingLevel, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked = models.ForeignKey(
        RatingLevel, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided = models.ForeignKey(
        RatingLevel, models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence: models.ManyToManyField[Evidence, Any] = models.ManyToManyField(
        Evidence, related_name="reports"
    )
    revision = models.PositiveIntegerField(_("засварын тоо"), default=1)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["round", "measure__sort_key"]
        verbose_name = _("арга хэмжээний тайлан")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "measure"], name="report_once_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(decided__isnull=False),
                name="decided_report_has_rating",
            ),
        ]


class ReportStep(models.Model):
    """One step of a report up or down the ladder; kept for ever."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    state = models.CharField(_("төлөв"), max_length=10, choices=ReportState)
    level = models.ForeignKey(RatingLevel, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("шалтгаан"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "id"]
        verbose_name = _("тайлангийн алхам")
