"""A round: one form, one period, the units that fill it, and the days of each rung."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.collection.visibility import RoundQuerySet
from bagana.indicators.models import Period
from bagana.registers.models import Census
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class Round(models.Model):
    """Opened by the aimag over a unit; every bag below it owes one return.

    `form` is the code of a declared form (collection.forms). `due_on` is the bag's last
    day to submit, then the sum's and the aimag's to approve. A closed round takes
    nothing more; every return that was approved is locked.
    """

    code = models.CharField(_("код"), max_length=60, unique=True)
    form = models.CharField(_("маягт"), max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="collection_rounds")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    census = models.ForeignKey(
        Census, models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(_("англи нэр"), max_length=200)
    opens_on = models.DateField(_("нээх өдөр"))
    due_on = models.DateField(_("багийн эцсийн өдөр"))
    sum_due_on = models.DateField(_("сумын эцсийн өдөр"))
    aimag_due_on = models.DateField(_("аймгийн эцсийн өдөр"))
    act = models.ForeignKey("acts.Act", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RoundQuerySet["Round"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-opens_on", "-id"]
        verbose_name = _("цуглуулалт")
        verbose_name_plural = _("цуглуулалтууд")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on"))
                & Q(sum_due_on__gte=F("due_on"))
                & Q(aimag_due_on__gte=F("sum_due_on")),
                name="round_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    title = Bilingual("title")
