"""Which keys seal this database: their fingerprints, and how far a change has come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeyMark(models.Model):
    """A key that rows may be sealed with. The fingerprint tells nothing of the key."""

    number = models.PositiveIntegerField(_("түлхүүрийн дугаар"), unique=True)
    fingerprint = models.CharField(_("хурууны хээ"), max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("түлхүүрийн тэмдэг")


class KeyPass(models.Model):
    """How far the rows of a column that holds tokens of others were sealed anew.

    Such a row may look new and hold old tokens inside, so its number does not tell.
    """

    number = models.PositiveIntegerField()
    column = models.CharField(max_length=100)
    up_to = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "column"], name="key_pass_once"),
        ]
