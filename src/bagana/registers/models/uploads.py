"""Files that were handed in and wait to be applied, and how other systems name columns.

The rule: docs/rules/register-import.md.
"""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagana.accounts.visibility import under_roles
from bagana.background.models import Work
from bagana.privacy.sealing import unseal
from bagana.registers.models.journal import Entry
from bagana.registers.visibility import KeptQuerySet
from bagana.territory.models import Unit


class UploadKind(models.TextChoices):
    REGISTER = "register", _("өрхийн бүртгэлийн файл")
    SHEET = "sheet", _("мэдээний хүснэгт")
    SUBMISSIONS = "submissions", _("гар утсаар бөглөсөн маягт")


class UploadState(models.TextChoices):
    CHECKED = "checked", _("шалгасан")
    WAITING = "waiting", _("хэрэгжүүлж байна")
    APPLIED = "applied", _("хэрэгжүүлсэн")
    DISCARDED = "discarded", _("орхисон")


class Upload(models.Model):
    """A file between its check and its application; only who handed it in sees it.

    `sealed` holds the name of the file and its bytes, `report` what the check found
    (both bind "upload:<uid>"); both go when it is applied or discarded, and by
    themselves after two weeks.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("төрөл"), max_length=12, choices=UploadKind)
    state = models.CharField(
        _("төлөв"), max_length=10, choices=UploadState, default=UploadState.CHECKED
    )
    subject = models.BigIntegerField(null=True)  # key of the return it is for
    sealed = models.BinaryField(default=bytes)
    report = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64)
    options: models.JSONField[Any, Any] = models.JSONField(default=dict)
    counts: models.JSONField[Any, Any] = models.JSONField(_("тооцоо"), default=dict)
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="uploads")
    work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = KeptQuerySet["Upload"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("оруулсан файл")

    @property
    def bind(self) -> str:
        return f"upload:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        return unseal(self.sealed, bind=self.bind)

    @property
    def found(self) -> dict[str, Any]:
        return unseal(self.report, bind=self.bind)


class MappingQuerySet(models.QuerySet["ColumnMapping"]):
    def visible_to(self, user: Any) -> Self:
        mine = under_roles(user, "unit")
        return self.none() if mine is None else self.filter(mine)


class ColumnMapping(models.Model):
    """Which column of a file of another system is which field; remembered by name.

    `columns` {"heading": "field"}, `values` {"field": {"what it writes": "what we do"}}
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    form = models.CharField(_("маягт"), max_length=40)
    title = models.CharField(_("нэр"), max_length=200)
    columns: models.JSONField[Any, Any] = models.JSONField(default=dict)
    values: models.JSONField[Any, Any] = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = MappingQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("баганын тохиргоо")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "form", "title"], name="mapping_once"
            ),
        ]
