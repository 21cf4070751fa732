"""Days of elections: before them changes of residence are not registered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.web.bilingual import Bilingual


class ElectionDay(models.Model):
    """One day of voting in the whole country; `source` says where the day is from."""

    on = models.DateField(_("санал авах өдөр"), unique=True)
    name_mn = models.CharField(_("сонгуулийн нэр"), max_length=200)
    name_en = models.CharField(_("англи нэр"), max_length=200, blank=True)
    source = models.CharField(_("эх сурвалж"), max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-on"]
        verbose_name = _("сонгуулийн өдөр")
        verbose_name_plural = _("сонгуулийн өдрүүд")

    def __str__(self) -> str:
        return f"{self.on} {self.name}"

    name = Bilingual("name")
