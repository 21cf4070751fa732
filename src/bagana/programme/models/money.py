"""Money of the programme: a book that only grows, and the Local Development Fund.

A bag has no budget of its own: `unit` is the bag *for* which, `spender` the unit by
whose budget money is spent.
"""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagana.acts.models import Act
from bagana.programme.models.measures import Measure
from bagana.programme.models.planning import Programme
from bagana.programme.visibility import under_roles
from bagana.territory.models import Unit


class FundingSource(models.TextChoices):
    STATE = "state", _("улсын төсөв")
    LOCAL = "local", _("орон нутгийн төсөв")
    LDF = "ldf", _("Орон нутгийн хөгжлийн сан")
    PROJECT = "project", _("төсөл, хандив")
    OTHER = "other", _("бусад")


class MoneyKind(models.TextChoices):
    PLAN = "plan", _("төлөвлөгөө")
    ADJUSTMENT = "adjustment", _("тодотгол")
    COMMITMENT = "commitment", _("гэрээ, үүрэг")
    PAYMENT = "payment", _("гүйцэтгэл")


class MoneyEntry(models.Model):
    """One entry of the book, in tugriks. A mistake is reversed by a second entry.

    The adjusted plan is the plan and the sum of its adjustments, which may be negative.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="money")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="money_for"
    )
    spender = models.ForeignKey(Unit, models.PROTECT, related_name="money_spent")
    source = models.CharField(_("эх үүсвэр"), max_length=10, choices=FundingSource)
    year = models.PositiveSmallIntegerField(_("он"))
    kind = models.CharField(_("төрөл"), max_length=12, choices=MoneyKind)
    amount = models.DecimalField(_("дүн, ₮"), max_digits=18, decimal_places=2)
    booked_on = models.DateField(_("огноо"))
    act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.CharField(_("баримтын дугаар"), max_length=100, blank=True)
    note = models.CharField(_("тэмдэглэл"), max_length=300, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["measure", "booked_on", "id"]
        verbose_name = _("мөнгөний бичилт")
        indexes = [models.Index(fields=["unit", "kind"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0)
                | Q(kind="adjustment", amount__lt=0)
                | Q(reverses__isnull=False, amount__lt=0),
                name="money_has_its_sign",
            ),
        ]


class ProposalChannel(models.TextChoices):
    PAPER = "paper", _("цаасаар")
    PAGE = "page", _("хуудсаар")
    MEETING = "meeting", _("хурал дээр")


class ProposalState(models.TextChoices):
    RECEIVED = "received", _("ирсэн")
    RANKED = "ranked", _("эрэмбэлсэн")
    COSTED = "costed", _("өртөг тооцсон")
    APPROVED = "approved", _("баталсан")
    DECLINED = "declined", _("дэмжээгүй")
    REPORTED = "reported", _("эргэж тайлагнасан")
    MERGED = "merged", _("нэгтгэсэн")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: Any) -> Self:
        """What an officer or a meeting has taken up for all; what came by the public
        form and nobody has looked at yet, where the user holds a role."""
        public = ~Q(channel="page") | Q(rank__isnull=False) | ~Q(state="received")
        mine = under_roles(user, office="unit", programme_unit="unit")
        return self.filter(public if mine is None else public | mine)


class Proposal(models.Model):
    """What citizens of a bag propose for the Local Development Fund of a year."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proposals")
    year = models.PositiveSmallIntegerField(_("төсвийн он"))
    title = models.CharField(_("санал"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    text = models.TextField(_("дэлгэрэнгүй"), blank=True)
    supporters = models.PositiveIntegerField(
        _("санал өгсөн өрх"), null=True, blank=True
    )
    channel = models.CharField(_("хэлбэр"), max_length=10, choices=ProposalChannel)
    received_on = models.DateField(_("ирсэн өдөр"))
    state = models.CharField(_("төлөв"), max_length=10, choices=ProposalState)
    rank = models.PositiveSmallIntegerField(_("эрэмбэ"), null=True, blank=True)
    cost = models.DecimalField(
        _("өртөг, ₮"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["unit__code", "-year", "rank", "id"]
        verbose_name = _("иргэдийн санал")
        verbose_name_plural = _("иргэдийн саналууд")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "rank"],
                condition=Q(rank__isnull=False),
                name="proposal_rank_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalStep(models.Model):
    """What was decided on a proposal, when, by whom, under which act."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps")
    state = models.CharField(_("төлөв"), max_length=10, choices=ProposalState)
    on = models.DateField(_("огноо"))
    act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("эрэмбэ"), null=True, blank=True)
    amount = models.DecimalField(
        _("дүн, ₮"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("тэмдэглэл"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["proposal", "id"]
        verbose_name = _("саналын алхам")
