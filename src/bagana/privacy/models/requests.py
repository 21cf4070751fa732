"""What a person asked about the data kept of him, and what was decided."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import under_roles
from bagana.territory.models import Unit


class RequestKind(models.TextChoices):
    EXTRACT = "extract", _("лавлагаа авах")
    CORRECTION = "correction", _("засуулах")
    ERASURE = "erasure", _("устгуулах")
    RESTRICTION = "restriction", _("хязгаарлуулах")


class RequestState(models.TextChoices):
    OPEN = "open", _("хариу хүлээж буй")
    DONE = "done", _("биелүүлсэн")
    REFUSED = "refused", _("татгалзаж хариулсан")


class RequestQuerySet(models.QuerySet["SubjectRequest"]):
    def visible_to(self, user: Any) -> Self:
        mine = under_roles(user, "unit")
        return self.none() if mine is None else self.filter(mine)


class SubjectRequest(models.Model):
    """`subject` is the key of a person; the wish itself is sealed (bind "request")."""

    kind = models.CharField(_("төрөл"), max_length=12, choices=RequestKind)
    state = models.CharField(
        _("төлөв"), max_length=10, choices=RequestState, default=RequestState.OPEN
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    subject = models.BigIntegerField(db_index=True)
    wish = models.BinaryField(_("хүсэлт"), default=bytes)
    taken_on = models.DateField(_("авсан өдөр"))
    due_on = models.DateField(_("хариу өгөх өдөр"))
    answer = models.CharField(_("шийдвэр, үндэслэл"), max_length=500, blank=True)
    act = models.ForeignKey("acts.Act", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RequestQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["wish"])

    class Meta:
        ordering = ["-id"]
        verbose_name = _("иргэний хүсэлт")
