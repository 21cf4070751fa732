"""Votes: open or secret, on a text or on named candidates; counts that reconcile."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bagana.meetings.models.meetings import AgendaItem
from bagana.people.models import Official


class BallotKind(models.TextChoices):
    OPEN = "open", _("ил")
    SECRET = "secret", _("нууц")


class Ballot(models.Model):
    """One taking of votes in one agenda item; closed, it changes no more.

    `present` = those who could vote; valid votes of the options + `invalid` +
    `abstained` + `absent` = `present` (docs/rules/votes.md). `round` counts the runs of
    one question. `passed` says whether the winner had the majority the rule asks for.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ballots")
    round = models.PositiveSmallIntegerField(_("дахин хураалт"), default=1)
    kind = models.CharField(_("хэлбэр"), max_length=6, choices=BallotKind)
    question = models.CharField(_("санал хураах асуудал"), max_length=300)
    present = models.PositiveIntegerField(_("санал өгөх эрхтэй"), null=True)
    invalid = models.PositiveIntegerField(_("хүчингүй"), default=0)
    abstained = models.PositiveIntegerField(_("түдгэлзсэн"), default=0)
    absent = models.PositiveIntegerField(_("санал өгөөгүй"), default=0)
    minority_view = models.TextField(_("цөөнхийн санал"), blank=True)
    passed = models.BooleanField(_("дэмжигдсэн"), null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["item", "round"]
        verbose_name = _("санал хураалт")
        constraints = [
            models.UniqueConstraint(fields=["item", "round"], name="ballot_round_once"),
        ]


class Option(models.Model):
    """What can be voted for: a candidate, or "for" and "against"."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label_mn = models.CharField(_("нэр"), max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+"
    )
    votes = models.PositiveIntegerField(_("санал"), null=True)
    is_chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["ballot", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "position"], name="option_position_once"
            ),
        ]
