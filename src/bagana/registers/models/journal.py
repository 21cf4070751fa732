"""Every writing into the registers: who, when, what stood before, and its undoing.

A row names the entry that made it (`entry`). Whatever an entry changed or took away is
kept sealed in a revision, so undoing an entry is exact: what it made goes, what it
changed comes back. The rule: docs/rules/register-journal.md.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagana.registers.visibility import KeptQuerySet
from bagana.territory.models import Unit, UnitChange


class EntryKind(models.TextChoices):
    IMPORT = "import", _("файлаас оруулсан")
    HOUSEHOLD = "household", _("өрхийн мэдээлэл")
    PERSON = "person", _("хүний мэдээлэл")
    EVENT = "event", _("шилжилт, төрөлт, нас баралт")
    SPLIT = "split", _("өрх тусгаарласан")
    MERGE = "merge", _("өрх нэгтгэсэн")
    DUPLICATE = "duplicate", _("давхардлыг нэгтгэсэн")
    LIVESTOCK = "livestock", _("мал тооллого")
    ASSET = "asset", _("хөрөнгө")
    CORRECTION = "correction", _("хүсэлтээр зассан")
    ERASURE = "erasure", _("хүсэлтээр устгасан")
    REDRAWN = "redrawn", _("нэгжийн өөрчлөлтөөр шилжсэн")


class Entry(models.Model):
    """One act of writing. An import keeps its file's name, hash, counts and mapping."""

    kind = models.CharField(_("төрөл"), max_length=12, choices=EntryKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="register_entries")
    title = models.CharField(_("юу хийсэн"), max_length=200, blank=True)
    reason = models.CharField(_("шалтгаан"), max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    counts: models.JSONField[Any, Any] = models.JSONField(_("тооцоо"), default=dict)
    options: models.JSONField[Any, Any] = models.JSONField(default=dict)
    change = models.ForeignKey(
        UnitChange, models.PROTECT, null=True, related_name="register_entries"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = KeptQuerySet["Entry"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("бүртгэлийн бичилт")
        verbose_name_plural = _("бүртгэлийн бичилтүүд")
        indexes = [models.Index(fields=["unit", "-id"])]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())


class Revision(models.Model):
    """What a row was before an entry changed it or took it away.

    `before` seals all columns (binary ones in base64), bound to
    "revision:<table>:<row>".
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="revisions")
    table = models.CharField(max_length=40)  # label of the model: "person"
    row = models.BigIntegerField()
    before = models.BinaryField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["table", "row"])]
