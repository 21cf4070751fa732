"""People of households: the least needed, and what identifies them sealed."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bagana.privacy.sealing import unseal
from bagana.registers.models.households import Household
from bagana.registers.models.journal import Entry
from bagana.registers.visibility import KeptQuerySet
from bagana.territory.models import Unit


class Sex(models.TextChoices):
    MALE = "male", pgettext_lazy("хүний хүйс", "эрэгтэй")
    FEMALE = "female", pgettext_lazy("хүний хүйс", "эмэгтэй")


class Relation(models.TextChoices):
    HEAD = "head", _("өрхийн тэргүүн")
    SPOUSE = "spouse", _("эхнэр, нөхөр")
    CHILD = "child", _("хүүхэд")
    PARENT = "parent", _("эцэг, эх")
    OTHER = "other", _("бусад")


class Person(models.Model):
    """A person of a household.

    `sealed` (bind "person:<uid>"): clan, parent, given, reg_no, birth_date (ISO),
    phone. In the clear stands what counting needs: year of birth, sex, relation, place.
    Indices are blind: name (search_key of the given name, purpose "name"), parent (of
    the parent's name, "parent"), reg_no (capitals, "reg_no"), phone (digits, "phone").
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="people")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people")
    sealed = models.BinaryField(default=bytes)
    name_index = models.BinaryField(max_length=16, default=bytes, db_index=True)
    parent_index = models.BinaryField(max_length=16, default=bytes)
    reg_no_index = models.BinaryField(max_length=16, default=bytes, db_index=True)
    phone_index = models.BinaryField(max_length=16, default=bytes, db_index=True)
    birth_year = models.PositiveSmallIntegerField(_("төрсөн он"), null=True)
    sex = models.CharField(_("хүйс"), max_length=6, choices=Sex, blank=True)
    relation = models.CharField(
        _("өрхийн тэргүүнтэй ямар холбоотой"),
        max_length=6,
        choices=Relation,
        default=Relation.OTHER,
    )
    is_temporary = models.BooleanField(_("түр оршин суугч"), default=False)
    is_present = models.BooleanField(_("одоо бүртгэлтэй"), default=True)
    is_restricted = models.BooleanField(_("хязгаарласан"), default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = KeptQuerySet["Person"].as_manager()

    class Meta:
        ordering = ["household", "id"]
        verbose_name = _("хүн")
        verbose_name_plural = _("хүмүүс")
        indexes = [models.Index(fields=["unit", "is_present"])]
        constraints = [
            models.UniqueConstraint(
                fields=["reg_no_index"],
                condition=Q(is_present=True) & ~Q(reg_no_index=b""),
                name="registration_number_once_among_present",
            ),
        ]

    @property
    def bind(self) -> str:
        return f"person:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        """What is sealed; read it only on a page that notes the reading."""
        return unseal(self.sealed, bind=self.bind)


class Residence(models.Model):
    """That a person belonged to a bag from a day to a day; year-end counts are of
    these.

    Moving between households of one bag ends none. Each beginning and each end is the
    doing of one event.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="residences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("эхлэх өдөр"))
    ends_on = models.DateField(_("дуусах өдөр, орохгүй"), null=True)
    is_temporary = models.BooleanField(default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["person", "starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ends_on__isnull=True),
                name="person_resides_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="residence_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["unit", "starts_on"])]
