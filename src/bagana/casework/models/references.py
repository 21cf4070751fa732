"""References (тодорхойлолт) that an office issues, and who took them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from bagana.casework.models.requests import Request
from bagana.casework.visibility import CaseRows
from bagana.people.models import Appointment
from bagana.privacy.sealing import unseal
from bagana.registers.models import Household, Person
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class KindQuerySet(models.QuerySet["ReferenceKind"]):
    def on(self, on: date) -> Self:
        open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.filter(open_end, valid_from__lte=on)


class ReferenceKind(models.Model):
    """What a kind of reference says: only the fields it needs, in this order.

    `fields` names fields that casework.reference_fields can fill from the register.
    """

    code = models.SlugField(_("код"), max_length=40)
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    purpose_mn = models.CharField(_("зориулалт"), max_length=300, blank=True)
    purpose_en = models.CharField(max_length=300, blank=True)
    fields: models.JSONField[Any, Any] = models.JSONField(default=list)
    valid_days = models.PositiveSmallIntegerField(_("хүчинтэй хоног"))
    basis_mn = models.CharField(_("үндэслэл"), max_length=300, blank=True)
    basis_en = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=True)

    objects = KindQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["code", "-valid_from"]
        verbose_name = _("тодорхойлолтын төрөл")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="reference_kind_once"
            ),
        ]

    title = Bilingual("title")
    purpose = Bilingual("purpose")
    basis = Bilingual("basis")


class Reference(models.Model):
    """One reference, as it was on its day. Number: per office, kind and year.

    `sealed` (bind "reference:<uid>"): the fields as printed, addressee. `code` stands
    in its QR; the page behind it says genuine or not, kind, number, day, office and
    validity: nothing of the person. A number is never used again, revoked or not.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.ForeignKey(ReferenceKind, models.PROTECT, related_name="references")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="references")
    year = models.PositiveSmallIntegerField(_("он"))
    number = models.PositiveIntegerField(_("дугаар"))
    code = models.CharField(_("шалгах код"), max_length=16, unique=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="references"
    )
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, related_name="references"
    )
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, related_name="references"
    )
    issuer = models.ForeignKey(
        Appointment, models.PROTECT, null=True, related_name="references"
    )
    sealed = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64)
    issued_on = models.DateField(_("олгосон өдөр"))
    valid_until = models.DateField(_("хүчинтэй хугацаа"))
    revoked_on = models.DateField(_("хүчингүй болгосон өдөр"), null=True)
    revoked_for = models.CharField(_("шалтгаан"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = CaseRows["Reference"].as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name = pgettext_lazy("баримт", "тодорхойлолт")
        indexes = [models.Index(fields=["unit", "-issued_on"])]
        constraints = [
            models.UniqueConstraint(
                "unit",
                "kind",
                "year",
                "number",
                name="reference_number_once",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="reference_number_from_one"
            ),
        ]

    @property
    def bind(self) -> str:
        return f"reference:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        return unseal(self.sealed, bind=self.bind)


class ReferenceIssue(models.Model):
    """That a reference was printed or given out: the issuing log."""

    reference = models.ForeignKey(Reference, models.CASCADE, related_name="issues")
    way = models.CharField(_("хэлбэр"), max_length=10)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["reference", "id"]
