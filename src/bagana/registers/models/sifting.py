"""Pairs that look alike and are not: they are not shown as duplicates again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Distinct(models.Model):
    """`table` is "person" or "household"; `one` is the smaller key of the two."""

    table = models.CharField(max_length=40)
    one = models.BigIntegerField()
    other = models.BigIntegerField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "one", "other"], name="told_apart_once"
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="told_apart_in_order"
            ),
        ]
