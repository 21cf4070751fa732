"""Resolutions, the obligations that come of them, and what citizens say."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import OfficeQuerySet, under_roles
from bagana.acts.models import Act
from bagana.meetings.models.meetings import AgendaItem, Meeting
from bagana.meetings.models.votes import Ballot
from bagana.people.models import Post
from bagana.programme.models import FundingSource, Measure
from bagana.territory.models import Unit


class Resolution(models.Model):
    """A decision of a meeting. Its act bears the number, taken when the chair signs.

    Until then there is a draft text and no act; afterwards nothing changes, and a
    number once taken is never used again, even where the resolution is annulled.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    ballot = models.ForeignKey(
        Ballot, models.PROTECT, null=True, related_name="resolutions"
    )
    title_mn = models.CharField(_("гарчиг"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    basis = models.TextField(_("үндэслэл"), blank=True)
    text = models.TextField(_("ТОГТООХ нь"))
    act = models.OneToOneField(
        Act, models.PROTECT, null=True, related_name="resolution"
    )
    signed_at = models.DateTimeField(null=True)
    annulled_by = models.ForeignKey(
        Act, models.PROTECT, null=True, related_name="annulled_resolutions"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "id"]
        verbose_name = _("тогтоол")


class ObligationState(models.TextChoices):
    OPEN = "open", _("хэрэгжиж байна")
    DONE = "done", pgettext_lazy("obligation", "биелсэн")
    DROPPED = "dropped", pgettext_lazy("obligation", "хүчингүй болсон")


class Obligation(models.Model):
    """What a resolution lays on somebody: owner, term, money, proof.

    Overdue it climbs by days, computed when read (docs/rules/obligations.md): the bag
    first, then the sum, then the aimag sees it on its list.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, related_name="obligations"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="obligations")
    position = models.PositiveSmallIntegerField(_("заалт"))
    text = models.CharField(_("юу хийх"), max_length=500)
    owner = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="obligations"
    )
    owner_text = models.CharField(_("хариуцах эзэн"), max_length=200, blank=True)
    due_on = models.DateField(_("хугацаа"))
    amount = models.DecimalField(
        _("мөнгө, ₮"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(
        _("эх үүсвэр"), max_length=10, choices=FundingSource, blank=True
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="obligations"
    )
    state = models.CharField(
        pgettext_lazy("of work", "төлөв"),
        max_length=8,
        choices=ObligationState,
        default=ObligationState.OPEN,
    )
    done_on = models.DateField(_("биелсэн өдөр"), null=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    objects = OfficeQuerySet["Obligation"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("үүрэг")
        indexes = [models.Index(fields=["unit", "state", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "position"], name="obligation_position_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False),
                name="done_has_a_day",
            ),
        ]


class ObligationStep(models.Model):
    """A word or proof on an obligation; done without proof is refused."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="steps")
    state = models.CharField(
        pgettext_lazy("of work", "төлөв"), max_length=8, choices=ObligationState
    )
    on = models.DateField(_("өдөр"))
    note = models.CharField(_("юу хийсэн"), max_length=500)
    proof = models.FileField(_("нотолгоо"), upload_to="meetings/proof/", blank=True)
    preview = models.FileField(upload_to="meetings/proof/", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["obligation", "id"]


class RemarkState(models.TextChoices):
    WAITING = "waiting", _("хүлээгдэж байна")
    SHOWN = "shown", _("нийтэд нээлттэй")
    HIDDEN = "hidden", _("нийтлээгүй")


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: Any) -> Self:
        """The shown for all; the rest under a role over the meeting's unit."""
        public = Q(state="shown")
        mine = under_roles(user, "meeting__unit")
        return self.filter(public if mine is None else public | mine)


class Remark(models.Model):
    """A citizen's word on a meeting or a resolution; a name only if wished."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="remarks")
    resolution = models.ForeignKey(
        Resolution, models.CASCADE, null=True, blank=True, related_name="remarks"
    )
    name = models.CharField(_("нэр"), max_length=100, blank=True)
    text = models.TextField(_("сэтгэгдэл"), max_length=2000)
    state = models.CharField(
        pgettext_lazy("of work", "төлөв"), max_length=10, choices=RemarkState
    )
    answer = models.TextField(_("хариу"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    hidden_for = models.CharField(_("шалтгаан"), max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RemarkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("сэтгэгдэл")
