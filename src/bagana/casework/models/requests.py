"""Requests of citizens, their clock and every step."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bagana.casework.models.services import ServiceVersion
from bagana.casework.visibility import CaseRows
from bagana.people.models import Post
from bagana.privacy.sealing import unseal
from bagana.registers.models import Household, Person, Section
from bagana.territory.models import Unit


class Channel(models.TextChoices):
    PAGE = "page", _("вэб хуудас")
    PHONE = "phone", _("утас")
    DESK = "desk", _("биечлэн")
    MOBILE = "mobile", _("явуулын үйлчилгээ")
    OPEN311 = "open311", _("Open311")


class RequestState(models.TextChoices):
    RECEIVED = "received", _("хүсэлтийг авсан")
    WORKING = "working", _("шийдвэрлэж байна")
    WAITING = "waiting", _("иргэнээс баримт хүлээж байна")
    ANSWERED = "answered", _("хариу өгсөн")
    REFUSED = "refused", _("татгалзсан")
    WITHDRAWN = "withdrawn", _("иргэн буцаан авсан")


OPEN_STATES = (RequestState.RECEIVED, RequestState.WORKING, RequestState.WAITING)


class Rung(models.TextChoices):
    BAG = "bag", _("баг")
    SUM = "sum", _("сум")
    AIMAG = "aimag", _("аймаг")


class Request(models.Model):
    """What a citizen asked for, by which way, on which day, and until when.

    The clock runs from `taken_on`, the day the citizen asked, however late it was typed
    (`entered_at`). `due_on` is computed by casework.clock from the version's term, the
    stops and an extension, and kept for lists. `answered_on` is the day of the answer
    that stands: a reopened request has none until it is answered again.
    `sealed` (bind "request:<uid>"): name, phone, address, text, answer. `code` follows
    it without signing in; only its blind index is kept (`code_index`).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("дугаар"), max_length=30)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="requests")
    version = models.ForeignKey(ServiceVersion, models.PROTECT, related_name="requests")
    channel = models.CharField(_("ирсэн хэлбэр"), max_length=8, choices=Channel)
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sealed = models.BinaryField(default=bytes)
    phone_index = models.BinaryField(max_length=16, default=bytes, db_index=True)
    code_index = models.BinaryField(max_length=16, default=bytes, db_index=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    distance_km = models.FloatField(_("зай, км"), null=True, blank=True)
    state = models.CharField(
        pgettext_lazy("of work", "төлөв"), max_length=10, choices=RequestState
    )
    rung = models.CharField(_("хаана"), max_length=5, choices=Rung, default=Rung.BAG)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    mobile_round = models.ForeignKey(
        "casework.MobileRound", models.PROTECT, null=True, related_name="requests"
    )
    taken_on = models.DateField(_("авсан өдөр"))
    due_on = models.DateField(_("хугацаа"))
    extended = models.PositiveSmallIntegerField(_("сунгасан"), default=0)
    answered_on = models.DateField(_("хариу өгсөн өдөр"), null=True)
    closed_on = models.DateField(_("хаасан өдөр"), null=True)
    reopened = models.PositiveSmallIntegerField(_("дахин нээсэн"), default=0)
    satisfaction = models.PositiveSmallIntegerField(_("сэтгэл ханамж"), null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)
    is_fictional = models.BooleanField(_("зохиомол"), default=False)

    objects = CaseRows["Request"].as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("хүсэлт")
        verbose_name_plural = _("хүсэлтүүд")
        indexes = [
            models.Index(fields=["unit", "state", "due_on"]),
            models.Index(fields=["unit", "closed_on"]),
            models.Index(fields=["unit", "taken_on"]),
            # Lists of a country are read in their order, page by page.
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["taken_on", "id"]),
            models.Index(fields=["channel", "-entered_at"]),
            # Few are open among all that were ever asked.
            models.Index(
                fields=["due_on", "id"],
                condition=Q(closed_on__isnull=True),
                name="requests_open_by_due",
            ),
            models.Index(
                fields=["unit", "state", "due_on"],
                condition=Q(closed_on__isnull=True),
                name="requests_open_by_unit",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"], name="request_number_once"
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True)
                | Q(satisfaction__gte=1, satisfaction__lte=5),
                name="satisfaction_of_five",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True)
                | Q(answered_on__gte=F("taken_on")),
                name="answered_after_taken",
            ),
        ]

    @property
    def bind(self) -> str:
        return f"request:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        """What is sealed; read it only on a page that notes the reading."""
        return unseal(self.sealed, bind=self.bind)


class Stop(models.Model):
    """The clock stands from a day to a day: the citizen brings something."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="stops")
    starts_on = models.DateField(_("зогссон өдөр"))
    ends_on = models.DateField(_("үргэлжилсэн өдөр"), null=True)
    why = models.CharField(_("юу хүлээж байна"), max_length=300)

    class Meta:
        ordering = ["request", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(ends_on__isnull=True),
                name="request_stops_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="stop_ends_after_start",
            ),
        ]


class Deed(models.TextChoices):
    """What happened to a request: the verbs of casework.states."""

    RECEIVED = "received", _("хүсэлтийг авсан")
    STARTED = "started", _("шийдвэрлэж эхэлсэн")
    STOPPED = "stopped", _("баримт хүссэн")
    RESUMED = "resumed", _("үргэлжлүүлсэн")
    EXTENDED = "extended", _("хугацаа сунгасан")
    ESCALATED = "escalated", _("дээд шатанд шилжүүлсэн")
    RETURNED = "returned", _("багт буцаасан")
    ASSIGNED = "assigned", _("хариуцагч тогтоосон")
    ANSWERED = "answered", _("хариу өгсөн")
    REFUSED = "refused", _("татгалзсан")
    WITHDRAWN = "withdrawn", _("буцаан авсан")
    REOPENED = "reopened", _("дахин нээсэн")
    RATED = "rated", _("үнэлсэн")
    MOVED = "moved", _("нэгжийн өөрчлөлтөөр шилжсэн")


class RequestStep(models.Model):
    """One deed, its day and, sealed, its words (bind "request-step:<request uid>").

    `backdated`: working days between the day and its entry, where they were more than
    casework.backdating allows without a reason; the reason stands with the words.
    """

    request = models.ForeignKey(Request, models.CASCADE, related_name="steps")
    deed = models.CharField(_("юу"), max_length=10, choices=Deed)
    state = models.CharField(
        pgettext_lazy("of work", "төлөв"), max_length=10, choices=RequestState
    )
    on = models.DateField(_("өдөр"))
    sealed = models.BinaryField(default=bytes)
    backdated = models.PositiveSmallIntegerField(_("хойш огноолсон өдөр"), default=0)
    is_public = models.BooleanField(_("иргэнд харагдана"), default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["request", "id"]
        indexes = [
            models.Index(fields=["request", "deed"]),
            models.Index(
                fields=["made_at"],
                condition=Q(backdated__gt=0),
                name="steps_dated_back",
            ),
        ]

    @property
    def bind(self) -> str:
        return f"request-step:{self.request.uid}"

    @property
    def private(self) -> dict[str, Any]:
        return unseal(self.sealed, bind=self.bind)
