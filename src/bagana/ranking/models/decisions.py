"""The list, objections against it, the award, its support, and what became of it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import under_roles
from bagana.acts.models import Act
from bagana.indicators.models import Observation
from bagana.programme.models import Measure
from bagana.ranking.models.rounds import Selection
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class Verdict(models.TextChoices):
    PROPOSED = "proposed", _("жишиг багаар санал болгосон")
    GREY = "grey", _("ялгах боломжгүй, үзлэгээр шийднэ")
    NOT_PROPOSED = "not_proposed", _("санал болгоогүй")
    NOT_RANKED = "not_ranked", _("эрэмбэлээгүй")


class ListEntry(models.Model):
    """A unit on the provisional list: what the index said, what the group decided."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="entries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.CharField(_("бүлэг"), max_length=60)
    by_index = models.CharField(_("индексээр"), max_length=12, choices=Verdict)
    proposed = models.BooleanField(_("санал болгосон"))
    reason_mn = models.TextField(_("үндэслэл"))
    reason_en = models.TextField(blank=True)
    award_mn = models.CharField(_("олгох нэр"), max_length=200, blank=True)
    award_en = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["selection", "-proposed", "group", "unit__code"]
        verbose_name = _("жагсаалтын мөр")
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "unit"], name="listed_once_in_selection"
            ),
        ]

    reason = Bilingual("reason")
    award = Bilingual("award")


class ObjectionState(models.TextChoices):
    FILED = "filed", _("ирүүлсэн")
    UPHELD = "upheld", _("хүлээн авсан")
    PARTLY = "partly", _("хэсэгчлэн хүлээн авсан")
    REJECTED = "rejected", _("хүлээн аваагүй")


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, user: Any) -> Self:
        """What is shown or answered, for all; the rest under the programme's unit."""
        public = Q(is_shown=True)
        mine = under_roles(user, "selection__programme__unit")
        return self.filter(public if mine is None else public | mine)


class Objection(models.Model):
    """What somebody says against the list or a figure, and the public answer.

    The name is shown only if wished; the contact never. An upheld objection against a
    figure lets that one figure be corrected while the round holds the others.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="objections")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("нэр"), max_length=100, blank=True)
    contact = models.CharField(_("холбоо барих"), max_length=100, blank=True)
    text = models.TextField(_("эсэргүүцэл"), max_length=4000)
    code = models.CharField(_("хяналтын код"), max_length=20, unique=True)
    state = models.CharField(
        _("төлөв"),
        max_length=10,
        choices=ObjectionState,
        default=ObjectionState.FILED,
    )
    is_shown = models.BooleanField(_("нийтэд харагдана"), default=False)
    answer = models.TextField(_("хариу"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    objects = ObjectionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["contact"])

    class Meta:
        ordering = ["selection", "id"]
        verbose_name = _("эсэргүүцэл")
        verbose_name_plural = _("эсэргүүцлүүд")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="filed") | ~Q(answer=""),
                name="decided_objection_has_answer",
            ),
        ]


class HideGround(models.TextChoices):
    """Why the words of an objection are not published; it is answered all the same."""

    PERSONAL = "personal", _("хувь хүний мэдээлэл агуулсан")
    INSULT = "insult", _("доромжилсон, ялгаварласан")
    ADVERT = "advert", _("зар сурталчилгаа")
    DUPLICATE = "duplicate", _("давхардсан")
    OTHER = "other", _("бусад")


class ObjectionDeed(models.TextChoices):
    SHOWN = "shown", _("нийтэлсэн")
    HIDDEN = "hidden", _("нийтлээгүй")
    ANSWERED = "answered", _("хариулсан")
    CONTACT_READ = "contact_read", _("холбоо барих мэдээллийг үзсэн")
    CONTACT_ERASED = "contact_erased", _("холбоо барих мэдээллийг устгасан")


class ObjectionStep(models.Model):
    """Who did what with an objection, and who read how to reach its author."""

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="steps")
    deed = models.CharField(_("үйлдэл"), max_length=16, choices=ObjectionDeed)
    ground = models.CharField(
        _("үндэслэл"), max_length=10, choices=HideGround, blank=True
    )
    reason = models.CharField(_("шалтгаан"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["objection", "id"]


class Award(models.Model):
    """What the act gave to a unit. A later act may take it back; none is deleted."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="awards")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="awards")
    act = models.ForeignKey(Act, models.PROTECT, related_name="awards")
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(max_length=200)
    withdrawn_by = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["selection", "unit__code"]
        verbose_name = _("шагнал")
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "unit"], name="awarded_once_in_selection"
            ),
        ]

    title = Bilingual("title")


class Support(models.Model):
    """A part of the support package, done through a measure of the programme."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="supports")
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="supports"
    )
    text_mn = models.CharField(_("дэмжлэг"), max_length=500)
    text_en = models.CharField(max_length=500, blank=True)
    amount = models.DecimalField(
        _("хөрөнгө, ₮"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["award", "id"]
        verbose_name = _("дэмжлэг")

    text = Bilingual("text")


class FollowUp(models.Model):
    """What became of an awarded unit a year later."""

    award = models.OneToOneField(Award, models.CASCADE, related_name="follow_up")
    seen_on = models.DateField(_("үзсэн өдөр"))
    finding_mn = models.TextField(_("дүгнэлт"))
    finding_en = models.TextField(blank=True)
    run = models.ForeignKey(
        "ranking.Run", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["award"]
        verbose_name = _("дараагийн үзлэг")

    finding = Bilingual("finding")
