"""What one bag hands in for a round, its way up the ladder, and what is said of it."""

from __future__ import annotations

import base64
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from bagana.collection.models.rounds import Round
from bagana.collection.visibility import PartQuerySet, ReturnQuerySet
from bagana.privacy.sealing import seal, unseal
from bagana.registers.models import Household
from bagana.territory.models import Unit


class ReturnState(models.TextChoices):
    """draft → submitted → sum_approved → approved (locked); returned from either."""

    DRAFT = "draft", _("бөглөж байна")
    SUBMITTED = "submitted", _("илгээсэн")
    RETURNED = "returned", pgettext_lazy("мэдээ", "буцаасан")
    SUM_APPROVED = "sum_approved", _("сум баталсан")
    APPROVED = "approved", _("аймаг баталсан, түгжсэн")


class Return(models.Model):
    """The return of one bag; made with the round, so that what is missing is seen.

    `submitted_at` is the first time, for timeliness; `again_at` the last.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="returns")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="returns")
    state = models.CharField(
        _("төлөв"), max_length=14, choices=ReturnState, default=ReturnState.DRAFT
    )
    submitted_at = models.DateTimeField(_("анх илгээсэн"), null=True)
    again_at = models.DateTimeField(_("сүүлд илгээсэн"), null=True)
    approved_at = models.DateTimeField(_("баталсан"), null=True)
    seen: models.JSONField[Any, Any] = models.JSONField(
        _("шалгалтын дүн"), default=dict
    )  # warnings that were accepted on submitting, by rule
    changed_at = models.DateTimeField(auto_now=True)

    objects = ReturnQuerySet["Return"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["round", "unit"]
        verbose_name = _("мэдээ")
        verbose_name_plural = _("мэдээнүүд")
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="return_once"),
        ]


class Step(models.Model):
    """One step of a return on the ladder; never changed."""

    returned = models.ForeignKey(Return, models.PROTECT, related_name="steps")
    source = models.CharField(max_length=14, choices=ReturnState)
    target = models.CharField(max_length=14, choices=ReturnState)
    reason = models.CharField(_("шалтгаан"), max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of what was handed in
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PartQuerySet["Step"].as_manager()

    class Meta:
        ordering = ["returned", "id"]
        verbose_name = _("алхам")


class Cell(models.Model):
    """One figure of a form that is filled by the unit (not by its households)."""

    returned = models.ForeignKey(Return, models.CASCADE, related_name="cells")
    field = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    text = models.CharField(max_length=500, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects = PartQuerySet["Cell"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["returned", "field"]
        constraints = [
            models.UniqueConstraint(fields=["returned", "field"], name="cell_once"),
        ]


class RemarkKind(models.TextChoices):
    COMMENT = "comment", _("тайлбар")
    RETURNED = "returned", _("буцаасан шалтгаан")
    EVIDENCE = "evidence", _("баримт")


class Remark(models.Model):
    """Said of a whole return, of one field, of one household's row, or of one cell of
    it.

    A reason of returning waits until who approves finds it mended (`settled_at`).
    Words and file may name somebody: both are sealed, and go with the person whom they
    are about (the words of a comment are never blank otherwise).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    returned = models.ForeignKey(Return, models.CASCADE, related_name="remarks")
    kind = models.CharField(_("төрөл"), max_length=10, choices=RemarkKind)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="remarks"
    )
    field = models.CharField(max_length=60, blank=True)
    sealed = models.BinaryField(_("юу"), default=bytes)
    file_name = models.CharField(max_length=200, blank=True)
    sealed_file = models.BinaryField(default=bytes)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    objects = PartQuerySet["Remark"].as_manager()

    class Meta:
        ordering = ["returned", "id"]
        verbose_name = _("тэмдэглэл")

    @property
    def bind(self) -> str:
        return f"remark:{self.uid}"

    @property
    def file_bind(self) -> str:
        return f"remark-file:{self.uid}"

    @property
    def text(self) -> str:
        return str(unseal(self.sealed, bind=self.bind).get("text", ""))

    @property
    def file(self) -> bytes:
        kept = unseal(self.sealed_file, bind=self.file_bind)
        return base64.b64decode(kept.get("file", ""))

    def hold(self, text: str, file: bytes = b"") -> None:
        """Seal the words and the file into the row, which is saved by the caller."""
        if text:
            self.sealed = seal({"text": text}, bind=self.bind)
        if file:
            packed = base64.b64encode(file).decode()
            self.sealed_file = seal({"file": packed}, bind=self.file_bind)
