"""A re-drawing on its way: hearings, assemblies, the day it begins, its undoing."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import under_roles
from bagana.acts.models import Act
from bagana.redistricting.models.scenarios import Plan, Scenario
from bagana.territory.models import LocationType, Unit, UnitChange
from bagana.web.bilingual import Bilingual


class ProposalState(models.TextChoices):
    """In the order of the procedure: docs/rules/redrawing-procedure.md."""

    DRAFT = "draft", _("бэлтгэж байна")
    HEARING = "hearing", _("иргэдийн саналыг сонсож байна")
    SUM = "sum", _("сумын хуралд өргөн барьсан")
    AIMAG = "aimag", _("аймгийн хуралд өргөн барьсан")
    DECIDED = "decided", _("шийдвэр гарсан, хэрэгжих өдрийг хүлээж байна")
    ENACTED = "enacted", _("хэрэгжсэн")
    WITHDRAWN = "withdrawn", _("татаж авсан")


class RedrawingProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: Any) -> Self:
        """Whatever was published once, for all; drafts under the user's roles."""
        public = Q(published_at__isnull=False)
        mine = under_roles(user, "scenario__unit", "scenario__sums")
        return self.filter(public if mine is None else public | mine).distinct()


class Proposal(models.Model):
    """One re-drawing of the bags of one or several sums, from draft to enactment.

    `plan` is what is submitted; choosing another after the hearing needs a new hearing.
    `rules` names the dated rules (redistricting.procedure) under which it runs.
    """

    code = models.SlugField(_("код"), max_length=60, unique=True)
    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="proposals")
    title_mn = models.CharField(_("нэр"), max_length=300)
    title_en = models.CharField(_("англи нэр"), max_length=300)
    reason_mn = models.TextField(_("үндэслэл"))
    reason_en = models.TextField(blank=True)
    state = models.CharField(
        _("төлөв"), max_length=12, choices=ProposalState, default=ProposalState.DRAFT
    )
    rules = models.CharField(_("журам"), max_length=60)
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    round = models.PositiveSmallIntegerField(_("хэлэлцүүлгийн дугаар"), default=1)
    published_at = models.DateTimeField(null=True)
    hearing_from = models.DateField(_("санал авч эхлэх өдөр"), null=True)
    hearing_until = models.DateField(_("санал авах сүүлийн өдөр"), null=True)
    answers_due = models.DateField(_("хариу өгөх хугацаа"), null=True)
    sum_acts: models.ManyToManyField[Act, Any] = models.ManyToManyField(
        Act, related_name="+"
    )
    aimag_act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="redrawings"
    )
    effective_on = models.DateField(_("хэрэгжих өдөр"), null=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = RedrawingProposalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("шинэчлэн зохион байгуулах санал")
        verbose_name_plural = _("шинэчлэн зохион байгуулах саналууд")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "enacted"])
                | Q(aimag_act__isnull=False, effective_on__isnull=False),
                name="decided_proposal_has_act_and_day",
            ),
            models.CheckConstraint(
                condition=Q(hearing_until__isnull=True)
                | Q(hearing_until__gte=F("hearing_from")),
                name="hearing_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    title = Bilingual("title")
    reason = Bilingual("reason")


class Alternative(models.Model):
    """A plan laid before the hearing, by its letter; frozen as it was heard."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="alternatives")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="alternatives")
    letter = models.CharField(_("үсэг"), max_length=2)
    says_mn = models.TextField(_("тайлбар"), blank=True)
    says_en = models.TextField(blank=True)
    is_preferred = models.BooleanField(_("санал болгож буй"), default=False)

    class Meta:
        ordering = ["proposal", "letter"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "letter"], name="alternative_letter_once"
            ),
            models.UniqueConstraint(
                fields=["proposal", "plan"], name="alternative_plan_once"
            ),
        ]

    says = Bilingual("says")


class PlannedUnit(models.Model):
    """What a unit of the submitted plan will be called; `key` as in `plan.units`."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="planned_units")
    key = models.CharField(_("хувилбар дахь тэмдэг"), max_length=20)
    code = models.CharField(_("код"), max_length=20)
    name_mn = models.CharField(_("албан нэр"), max_length=200)
    name_en = models.CharField(_("англи нэр"), max_length=200)
    proper_name = models.CharField(_("өөрийн нэр"), max_length=200, blank=True)
    number = models.PositiveSmallIntegerField(_("дугаар"), null=True, blank=True)
    location_type = models.CharField(
        _("байршлын ангилал"), max_length=10, choices=LocationType, blank=True
    )
    is_tosgon = models.BooleanField(_("тосгоны бүтэцтэй"), default=False)
    office = models.CharField(_("албан байрны газар"), max_length=200, blank=True)

    class Meta:
        ordering = ["proposal", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "key"], name="planned_unit_once"
            ),
        ]


class Stance(models.TextChoices):
    FOR = "for", _("дэмжсэн")
    AGAINST = "against", _("дэмжээгүй")
    WITH_REMARKS = "remarks", _("саналтай дэмжсэн")


class Opinion(models.Model):
    """What the citizens' meeting of a touched bag said of a plan; none is changed."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="opinions")
    round = models.PositiveSmallIntegerField(_("хэлэлцүүлгийн дугаар"), default=1)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    held_on = models.DateField(_("хурал болсон өдөр"))
    place = models.CharField(_("болсон газар"), max_length=200, blank=True)
    minutes = models.CharField(
        _("хурлын тэмдэглэлийн дугаар"), max_length=60, blank=True
    )
    households = models.PositiveIntegerField(_("багийн нийт өрх"))
    represented = models.PositiveIntegerField(_("төлөөлөл ирсэн өрх"))
    votes_for = models.PositiveIntegerField(_("зөвшөөрсөн"))
    votes_against = models.PositiveIntegerField(_("татгалзсан"))
    votes_abstained = models.PositiveIntegerField(_("түдгэлзсэн"), default=0)
    stance = models.CharField(_("хурлын санал"), max_length=10, choices=Stance)
    remarks = models.TextField(_("гаргасан санал"), blank=True)
    minority = models.TextField(_("цөөнхийн санал"), blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["proposal", "unit__code", "id"]
        verbose_name = _("иргэдийн нийтийн хурлын санал")
        constraints = [
            models.CheckConstraint(
                condition=Q(represented__lte=F("households")),
                name="opinion_households_fit",
            ),
        ]


class PlanObjectionState(models.TextChoices):
    FILED = "filed", _("ирүүлсэн")
    TAKEN_UP = "taken_up", _("тусгасан")
    PARTLY = "partly", _("хэсэгчлэн тусгасан")
    REJECTED = "rejected", _("тусгаагүй")


class PlanObjectionQuerySet(models.QuerySet["PlanObjection"]):
    def visible_to(self, user: Any) -> Self:
        public = Q(is_shown=True)
        mine = under_roles(user, "proposal__scenario__unit", "proposal__scenario__sums")
        return self.filter(public if mine is None else public | mine).distinct()


class PlanObjection(models.Model):
    """What somebody says against a plan as it stood; answered, printed, kept."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="objections")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("нэр"), max_length=100, blank=True)
    contact = models.CharField(_("холбоо барих"), max_length=100, blank=True)
    text = models.TextField(_("санал, эсэргүүцэл"), max_length=4000)
    code = models.CharField(_("хяналтын код"), max_length=20, unique=True)
    state = models.CharField(
        _("төлөв"),
        max_length=10,
        choices=PlanObjectionState,
        default=PlanObjectionState.FILED,
    )
    is_shown = models.BooleanField(_("нийтэд харагдана"), default=False)
    hidden_because = models.CharField(
        _("нийтлээгүй шалтгаан"), max_length=300, blank=True
    )
    answer = models.TextField(_("хариу"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    objects = PlanObjectionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["contact"])

    class Meta:
        ordering = ["proposal", "id"]
        verbose_name = _("хувилбарын талаарх санал, эсэргүүцэл")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="filed") | ~Q(answer=""),
                name="decided_plan_objection_has_answer",
            ),
        ]


class ProposalStep(models.Model):
    """Each move: who, when, under which act, by when the next is due, in which words.

    `content` is what stood decided at that moment, `sha256` its hash.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps")
    state = models.CharField(_("төлөв"), max_length=12, choices=ProposalState)
    is_return = models.BooleanField(_("буцаасан"), default=False)
    done_on = models.DateField(_("огноо"))
    due_on = models.DateField(_("дараагийн алхмын хугацаа"), null=True, blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("тэмдэглэл"), blank=True)
    content: models.JSONField[Any, Any] = models.JSONField(_("агуулга"), default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["proposal", "id"]


class Enactment(models.Model):
    """The change of the register that a proposal became; undone, it stays on record."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="enactments")
    change = models.OneToOneField(UnitChange, models.PROTECT, related_name="redrawing")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]


class HandoverItem(models.Model):
    """Something of a touched unit that must not be left behind, and who takes it."""

    enactment = models.ForeignKey(Enactment, models.CASCADE, related_name="handovers")
    kind = models.CharField(_("төрөл"), max_length=30)
    what_mn = models.CharField(_("юу"), max_length=300)
    what_en = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    target = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    href = models.CharField(max_length=300, blank=True)
    note = models.TextField(_("тэмдэглэл"), blank=True)
    done_on = models.DateField(_("хүлээлцсэн өдөр"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["enactment", "kind", "id"]
        verbose_name = _("хүлээлцэх зүйл")

    what = Bilingual("what")
