"""Spreadsheets that were handed out, and how other systems name their columns."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagana.accounts.visibility import under_roles
from bagana.collection.models.returns import Return
from bagana.collection.visibility import PartQuerySet
from bagana.territory.models import Unit


class Sheet(models.Model):
    """A spreadsheet given out for a return: what stood in it, to tell who changed what.

    `issued` seals {"row key": {"field": value}} (bind "sheet:<token>"); a file that
    comes back names its token. Conflict: changed here and there, and not alike.
    """

    returned = models.ForeignKey(Return, models.CASCADE, related_name="sheets")
    token = models.CharField(max_length=32, unique=True)
    issued = models.BinaryField(default=bytes)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PartQuerySet["Sheet"].as_manager()

    class Meta:
        ordering = ["-id"]


class MappingQuerySet(models.QuerySet["ColumnMapping"]):
    def visible_to(self, user: Any) -> MappingQuerySet:
        mine = under_roles(user, "unit")
        return self.none() if mine is None else self.filter(mine)


class ColumnMapping(models.Model):
    """Which column of a file of another system is which field; remembered by name."""

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
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "form", "title"], name="mapping_once"
            ),
        ]
