"""Long work: what was asked for, how far it is, where its result stands."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagana.accounts.roles import assignments
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class WorkState(models.TextChoices):
    WAITING = "waiting", _("хүлээгдэж байна")
    RUNNING = "running", _("хийгдэж байна")
    DONE = "done", _("дууссан")
    FAILED = "failed", _("амжилтгүй болсон")
    STOPPED = "stopped", _("зогсоосон")


UNFINISHED = (WorkState.WAITING, WorkState.RUNNING)
FINISHED = (WorkState.DONE, WorkState.FAILED, WorkState.STOPPED)


class WorkQuerySet(models.QuerySet["Work"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; and, for who holds a role over the unit itself, its work."""
        roots = [assignment.unit_id for assignment in assignments(user)]
        if not roots:
            return self.none()
        return self.filter(Q(made_by=user) | Q(unit__in=roots))


class Work(models.Model):
    """One piece of background work; its progress is what the page shows."""

    kind = models.CharField(_("төрөл"), max_length=40)
    title_mn = models.CharField(_("нэр"), max_length=300)
    title_en = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        _("төлөв"), max_length=10, choices=WorkState, default=WorkState.WAITING
    )
    done = models.PositiveIntegerField(_("хийсэн"), default=0)
    total = models.PositiveIntegerField(_("нийт"), default=0)
    note = models.CharField(_("тэмдэглэл"), max_length=300, blank=True)
    error = models.TextField(_("алдаа"), blank=True)
    result_url = models.CharField(_("дүнгийн хаяг"), max_length=300, blank=True)
    wants_stop = models.BooleanField(_("зогсоохыг хүссэн"), default=False)
    task_id = models.UUIDField(null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # What it says of itself is in the language of who asked for it.
    language = models.CharField(max_length=5, default="mn")
    made_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("ажил")

    title = Bilingual("title")

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0
