"""After how many days overdue a request climbs: dated, with its source."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.casework.models.requests import Rung
from bagana.web.bilingual import Bilingual


class ClimbingQuerySet(models.QuerySet["ClimbingRule"]):
    def newest(self, on: date) -> ClimbingRule | None:
        """The rule of a day: the newest that has begun."""
        return self.filter(valid_from__lte=on).order_by("-valid_from").first()


class ClimbingRule(models.Model):
    """Calendar days past due after which a request leaves its rung, from a day on.

    Both count from the due day. The next rule ends it; `is_illustrative`: nobody has
    confirmed it (docs/rules/request-states.md).
    """

    valid_from = models.DateField(_("эхлэх өдөр"), unique=True)
    to_sum = models.PositiveSmallIntegerField(_("суманд шилжих хоног"))
    to_aimag = models.PositiveSmallIntegerField(_("аймагт шилжих хоног"))
    source_mn = models.CharField(_("эх сурвалж"), max_length=300)
    source_en = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=True)

    objects = ClimbingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("хүсэлт дээшлэх журам")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_aimag__gte=F("to_sum")), name="climbs_sum_before_aimag"
            ),
        ]

    source = Bilingual("source")

    def days(self, rung: str) -> int | None:
        """After which it leaves the rung; None at the top."""
        return {Rung.BAG.value: self.to_sum, Rung.SUM.value: self.to_aimag}.get(rung)
