"""Spreadsheets that were handed out, and forms filled on phones that came in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagana.collection.models.returns import Return
from bagana.collection.visibility import PartQuerySet
from bagana.registers.models import Entry
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


class Submission(models.Model):
    """A form filled on a phone that was taken in: the same one twice changes nothing.

    It counts as taken while its entry of the journal stands.
    """

    instance = models.CharField(max_length=120, db_index=True)
    returned = models.ForeignKey(
        Return, models.CASCADE, null=True, related_name="submissions"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    form = models.CharField(_("маягт"), max_length=40)
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("гар утсаар бөглөсөн маягт")
