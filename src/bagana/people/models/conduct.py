"""Oaths, interests, cases of conduct: under a permission of their own."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.acts.models import Act
from bagana.people.models.posts import Appointment, Official
from bagana.people.visibility import ConductQuerySet
from bagana.privacy.sealing import unseal
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class ConductRuleQuerySet(models.QuerySet["ConductRule"]):
    def newest(self, on: date) -> ConductRule | None:
        """The rule of a day: the newest that has begun."""
        return self.filter(valid_from__lte=on).order_by("-valid_from").first()


class ConductRule(models.Model):
    """Terms of complaints, sanctions and declarations from a day on.

    The next rule ends it. `is_illustrative`: nobody has confirmed it
    (docs/rules/conduct.md).
    """

    valid_from = models.DateField(_("эхлэх өдөр"), unique=True)
    law_mn = models.CharField(_("хууль, зүйл"), max_length=300)
    law_en = models.CharField(max_length=300, blank=True)
    decide_days = models.PositiveSmallIntegerField(_("шийдвэрлэх хоног"))
    sanction_months = models.PositiveSmallIntegerField(_("шийтгэлийн сар"))
    declare_month = models.PositiveSmallIntegerField(_("мэдүүлэх сар"))
    declare_day = models.PositiveSmallIntegerField(_("мэдүүлэх өдөр"))
    source = models.CharField(_("эх сурвалж"), max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=True)

    objects = ConductRuleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("ёс зүйн хугацаа")
        constraints = [
            models.CheckConstraint(
                condition=Q(declare_month__range=(1, 12), declare_day__range=(1, 28)),
                name="declared_on_a_day_of_every_year",
            ),
        ]

    law = Bilingual("law")


class DutyQuerySet(models.QuerySet["EthicsDuty"]):
    def on(self, on: date) -> Self:
        open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.filter(open_end, valid_from__lte=on)


class EthicsDuty(models.Model):
    """Who inquires into conduct over a unit and all below it; given by an act."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="ethics_duties"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ethics_duties")
    act = models.ForeignKey(Act, models.PROTECT, related_name="+")
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = DutyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["unit", "user"]
        verbose_name = _("ёс зүйн үүрэг")


class Oath(models.Model):
    """That an official swore on taking office."""

    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="oath")
    sworn_on = models.DateField(_("тангараг өргөсөн өдөр"))
    place = models.CharField(_("хаана"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    history = HistoricalRecords()


class DeclarationKind(models.TextChoices):
    ENTERING = "entering", _("ажилд ороход")
    YEARLY = "yearly", _("жил бүр")
    LEAVING = "leaving", _("ажлаас гарахад")


class InterestDeclaration(models.Model):
    """That interests were declared, and, sealed, what (bind "interests:<uid>").

    `unit` is that of the post. Read by the official and who holds an ethics duty.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    official = models.ForeignKey(Official, models.PROTECT, related_name="declarations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("төрөл"), max_length=8, choices=DeclarationKind)
    year = models.PositiveSmallIntegerField(_("он"))
    declared_on = models.DateField(_("мэдүүлсэн өдөр"))
    sealed = models.BinaryField(default=bytes)

    objects = ConductQuerySet["InterestDeclaration"].as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        verbose_name = _("ашиг сонирхлын мэдүүлэг")
        constraints = [
            models.UniqueConstraint(
                fields=["official", "kind", "year"], name="declaration_once_a_year"
            ),
        ]

    @property
    def bind(self) -> str:
        return f"interests:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        return unseal(self.sealed, bind=self.bind)


class CaseState(models.TextChoices):
    RECEIVED = "received", _("бүртгэж авсан")
    INQUIRY = "inquiry", _("шалгаж байна")
    DECIDED = "decided", _("шийдвэр гаргасан")
    DISMISSED = "dismissed", _("үндэслэлгүй гэж үзсэн")


class Sanction(models.TextChoices):
    NONE = "none", _("шийтгэлгүй")
    WARNING = "warning", _("сануулах")
    PAY = "pay", _("цалин бууруулах")
    DISMISSAL = "dismissal", _("ажлаас халах")


class ConductCase(models.Model):
    """One complaint about an official and what came of it.

    `sealed` (bind "conduct:<uid>"): complainant, contact, text, findings, code. The
    code follows the case without signing in; beside it stands only its blind index.
    In the clear stands only what lawful counts need. A sanction that has expired counts
    for nothing any more (docs/rules/conduct.md).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    official = models.ForeignKey(Official, models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="conduct_cases")
    state = models.CharField(_("төлөв"), max_length=10, choices=CaseState)
    received_on = models.DateField(_("хүлээн авсан өдөр"))
    due_on = models.DateField(_("шийдвэрлэх өдөр"))
    decided_on = models.DateField(_("шийдвэрлэсэн өдөр"), null=True)
    sanction = models.CharField(
        _("шийтгэл"), max_length=10, choices=Sanction, blank=True
    )
    expires_on = models.DateField(_("шийтгэлгүйд тооцох өдөр"), null=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField(default=bytes)
    code_index = models.BinaryField(max_length=16, default=bytes, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ConductQuerySet["ConductCase"].as_manager()

    class Meta:
        ordering = ["-received_on", "-id"]
        verbose_name = _("ёс зүйн хэрэг")

    @property
    def bind(self) -> str:
        return f"conduct:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        return unseal(self.sealed, bind=self.bind)


class ConductStep(models.Model):
    """Every deed in a case; its sealed note is bound to "conduct-step:<case pk>"."""

    case = models.ForeignKey(ConductCase, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=CaseState)
    sealed = models.BinaryField(default=bytes)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["case", "id"]
