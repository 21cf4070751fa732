"""Mobile rounds to far sections, and functions delegated to lower levels."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import OfficeQuerySet
from bagana.acts.models import Act
from bagana.casework.models.services import Service
from bagana.registers.models import Section
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class RoundState(models.TextChoices):
    PLANNED = "planned", _("төлөвлөсөн")
    HELD = "held", _("хийсэн")
    CANCELLED = "cancelled", _("цуцалсан")


class MobileRound(models.Model):
    """A plan of visits: days, services carried along, stops in the order of the route.

    `unit` is the bag or the sum that sends it. Public: people wait for it. `length_km`
    goes by road where roads were told: `straight_pairs` counts pairs of places without
    one, None where no road was told at all. `moves`: casework.actions.following.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mobile_rounds")
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(_("эхлэх өдөр"))
    ends_on = models.DateField(_("дуусах өдөр"))
    start_lon = models.FloatField(_("гарах цэг, уртраг"), null=True, blank=True)
    start_lat = models.FloatField(_("гарах цэг, өргөрөг"), null=True, blank=True)
    services = models.ManyToManyField(Service, related_name="mobile_rounds", blank=True)
    offices = models.CharField(_("оролцох байгууллага"), max_length=300, blank=True)
    state = models.CharField(
        pgettext_lazy("of work", "төлөв"), max_length=10, choices=RoundState
    )
    length_km = models.FloatField(_("зам, км"), null=True)
    radius_km = models.FloatField(_("хүрэх зай, км"), default=10.0)
    is_shortest = models.BooleanField(_("хамгийн богино нь батлагдсан"), null=True)
    straight_pairs = models.PositiveSmallIntegerField(
        _("зам нь мэдэгдээгүй хос цэг"), null=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    moves: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)

    objects = OfficeQuerySet["MobileRound"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = _("явуулын үйлчилгээ")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="visit_days_in_order"
            ),
        ]

    title = Bilingual("title")


class RoundStop(models.Model):
    """One place on the route; `households` and `people` within reach on the day."""

    mobile_round = models.ForeignKey(MobileRound, models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField(_("дараалал"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    place = models.CharField(_("газар"), max_length=200)
    longitude = models.FloatField()
    latitude = models.FloatField()
    on = models.DateField(_("өдөр"))
    leg_km = models.FloatField(_("өмнөх цэгээс, км"), null=True)
    households = models.PositiveIntegerField(_("хүрэх өрх"), null=True)
    people = models.PositiveIntegerField(_("хүрэх хүн"), null=True)
    served = models.PositiveIntegerField(_("үйлчилсэн хүн"), null=True)
    moves: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["mobile_round", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["mobile_round", "position"], name="round_stop_once"
            ),
        ]


class RoundChange(models.Model):
    """That a planned round was changed or called off, and why; public.

    `parts` names what differs, apart by commas (casework.actions.round_changes); the
    other columns hold what had been told before.
    """

    mobile_round = models.ForeignKey(
        MobileRound, models.CASCADE, related_name="changes"
    )
    parts = models.CharField(_("юу өөрчлөгдсөн"), max_length=60)
    why = models.CharField(_("шалтгаан"), max_length=300)
    starts_on = models.DateField(_("өмнөх эхлэх өдөр"))
    ends_on = models.DateField(_("өмнөх дуусах өдөр"))
    places = models.TextField(_("өмнөх зогсоол"), blank=True)
    offices = models.CharField(
        _("өмнө оролцох байгууллага"), max_length=300, blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["mobile_round", "-id"]
        verbose_name = _("явуулын үйлчилгээний өөрчлөлт")


class Function(models.Model):
    """Something the State does, that one level or another decides."""

    code = models.SlugField(_("код"), max_length=60, unique=True)
    title_mn = models.CharField(_("чиг үүрэг"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    level = models.PositiveSmallIntegerField(_("хуулиар аль шат"))
    basis_mn = models.CharField(_("үндэслэл"), max_length=300, blank=True)
    basis_en = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        verbose_name = _("чиг үүрэг")

    title = Bilingual("title")
    basis = Bilingual("basis")


class DelegationQuerySet(OfficeQuerySet["Delegation"]):
    def on(self, on: date) -> Self:
        open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.filter(open_end, valid_from__lte=on)


class Delegation(models.Model):
    """That a unit's bags (or one bag) decide a function, by an act, from a day.

    `unit` receives it; `money` a year and `posts` came along; None is "not known", 0 is
    nothing.
    """

    function = models.ForeignKey(Function, models.PROTECT, related_name="delegations")
    giver = models.ForeignKey(Unit, models.PROTECT, related_name="delegated")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="received")
    act = models.ForeignKey(Act, models.PROTECT, related_name="delegations")
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    money = models.DecimalField(
        _("жилийн мөнгө, ₮"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    posts = models.DecimalField(
        _("орон тоо"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    objects = DelegationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["function", "unit", "-valid_from"]
        verbose_name = _("шилжүүлсэн чиг үүрэг")
        constraints = [
            models.UniqueConstraint(
                fields=["function", "unit", "valid_from"], name="delegated_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="delegation_ends_after_start",
            ),
        ]
