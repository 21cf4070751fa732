"""What a person asked about the data kept of him, and what was decided."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.roles import assignments
from bagana.privacy.rules import TAKERS
from bagana.territory.models import Unit, UnitAncestry


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
        """Those of bags whose register the user keeps; nobody else's concern."""
        roots = [one.unit_id for one in assignments(user) if one.role in TAKERS]
        places = UnitAncestry.objects.in_force(timezone.localdate())
        mine = places.filter(unit=OuterRef("unit"), ancestor__in=roots)
        return self.filter(Exists(mine)) if roots else self.none()


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
