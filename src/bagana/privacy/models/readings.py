"""Who read whose data, and who carried data away. Rows are added, never changed."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagana.accounts.roles import is_administrator
from bagana.accounts.visibility import under_roles
from bagana.territory.models import Unit


class OverseenQuerySet[Row: models.Model](models.QuerySet[Row]):
    def visible_to(self, user: Any) -> Self:
        """One's own; those of units under one's roles; all to an administrator."""
        if is_administrator(user):
            return self.all()
        mine = under_roles(user, "unit")
        return self.none() if mine is None else self.filter(mine | Q(user=user))


class Reading(models.Model):
    """One look at personal data: who, when, which page, with what reason.

    `whole_unit`: every person of the unit's register was read (a printed book, a file);
    then there are no rows of subjects. `unmasked`: numbers were shown in full.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings"
    )
    at = models.DateTimeField(_("хэзээ"), auto_now_add=True, db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    what = models.CharField(_("юуг үзсэн"), max_length=60)  # a key of `wording.WHAT`
    reason = models.CharField(_("шалтгаан"), max_length=300, blank=True)
    unmasked = models.BooleanField(_("бүтэн харуулсан"), default=False)
    whole_unit = models.BooleanField(_("багийн бүх хүн"), default=False)
    count = models.PositiveIntegerField(_("хүний тоо"), default=0)

    objects = OverseenQuerySet["Reading"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("үзсэн бүртгэл")


class ReadSubject(models.Model):
    """Whose data a look showed; `subject` is the key of a person of the register."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="subjects")
    subject = models.BigIntegerField(db_index=True)


class Export(models.Model):
    """A file with personal data, or an anonymised extract, that left the system."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports"
    )
    at = models.DateTimeField(_("хэзээ"), auto_now_add=True, db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    what = models.CharField(_("юуг авсан"), max_length=60)
    reason = models.CharField(_("шалтгаан"), max_length=300, blank=True)
    rows = models.PositiveIntegerField(_("мөр"))
    sha256 = models.CharField(max_length=64, blank=True)
    is_anonymised = models.BooleanField(_("нэргүй болгосон"), default=False)

    objects = OverseenQuerySet["Export"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("авсан файл")
