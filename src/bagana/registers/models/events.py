"""What happened to people and households: the book from which year-ends are counted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bagana.registers.models.households import Household
from bagana.registers.models.journal import Entry
from bagana.registers.models.people import Person
from bagana.registers.visibility import KeptQuerySet
from bagana.territory.models import Unit


class EventKind(models.TextChoices):
    OPENING = "opening", _("бүртгэл эхэлсэн")
    BIRTH = "birth", _("төрсөн")
    DEATH = "death", _("нас барсан")
    MOVE_IN = "move_in", _("шилжиж ирсэн")
    MOVE_OUT = "move_out", _("шилжиж явсан")
    TEMPORARY_IN = "temporary_in", _("түр ирсэн")
    TEMPORARY_OUT = "temporary_out", _("түр суугаад явсан")
    REDRAWN_IN = "redrawn_in", _("нэгжийн өөрчлөлтөөр ирсэн")
    REDRAWN_OUT = "redrawn_out", _("нэгжийн өөрчлөлтөөр гарсан")
    CORRECTED_IN = "corrected_in", _("орхигдсоныг нэмсэн")
    CORRECTED_OUT = "corrected_out", _("илүү бүртгэснийг хассан")


COMES = (
    EventKind.OPENING,
    EventKind.BIRTH,
    EventKind.MOVE_IN,
    EventKind.TEMPORARY_IN,
    EventKind.REDRAWN_IN,
    EventKind.CORRECTED_IN,
)
"""Each adds one person to the bag on its day; every other kind takes one away."""


class Event(models.Model):
    """One event of one person in one bag; a household that moves is one for each
    member.

    `other_unit`: the bag one came from or goes to, when the register knows it; `place`
    names it otherwise (a country, a city). `registered_on` tells the delay.
    """

    kind = models.CharField(_("төрөл"), max_length=14, choices=EventKind)
    person = models.ForeignKey(Person, models.CASCADE, related_name="events")
    household = models.ForeignKey(Household, models.PROTECT, related_name="events")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    other_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    place = models.CharField(_("хаанаас, хаашаа"), max_length=200, blank=True)
    on = models.DateField(_("болсон өдөр"))
    registered_on = models.DateField(_("бүртгэсэн өдөр"))
    until = models.DateField(_("түр суух хугацаа"), null=True, blank=True)
    paper = models.CharField(_("баримт"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="events")

    objects = KeptQuerySet["Event"].as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("бүртгэлийн үйл явдал")
        indexes = [models.Index(fields=["unit", "on"])]
