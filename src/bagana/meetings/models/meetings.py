"""A meeting from its notice to its signed minutes."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from bagana.accounts.visibility import OfficeQuerySet
from bagana.acts.models import Body
from bagana.meetings.models.rules import MeetingKind, MeetingRule
from bagana.people.models import Official
from bagana.privacy.sealing import unseal
from bagana.registers.models import Household, Section, Sex
from bagana.territory.models import Unit
from bagana.web.bilingual import Bilingual


class MeetingState(models.TextChoices):
    DRAFT = "draft", _("бэлтгэж байна")
    CONVENED = "convened", _("зарласан")
    OPEN = "open", _("хуралдаж байна")
    CLOSED = "closed", _("хаасан")
    SIGNED = "signed", _("тэмдэглэл баталсан")
    FAILED = "failed", _("ирц хүрээгүй")
    CANCELLED = "cancelled", _("цуцалсан")


class Meeting(models.Model):
    """A citizens' meeting of a bag; a sub-meeting of a far valley names its `parent`.

    `rule` is the one of the day it is held on. At opening `registered` keeps the
    households (or adults) of that day; quorum is `represented / registered` with the
    sub-meetings added up (docs/rules/quorum.md). Number: within unit and year.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    kind = models.CharField(_("төрөл"), max_length=10, choices=MeetingKind)
    rule = models.ForeignKey(MeetingRule, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("дугаар"), null=True)
    year = models.PositiveSmallIntegerField(_("он"))
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        pgettext_lazy("of work", "төлөв"), max_length=10, choices=MeetingState
    )
    starts_at = models.DateTimeField(_("болох цаг"))
    place = models.CharField(_("хаана"), max_length=200)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    convened_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    registered = models.PositiveIntegerField(_("бүртгэлтэй"), null=True)
    needed = models.PositiveIntegerField(_("хүрэх ирц"), null=True)
    represented = models.PositiveIntegerField(_("төлөөлөгдсөн"), null=True)
    chair = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+"
    )
    chair_name = models.CharField(_("хуралдааны дарга"), max_length=200, blank=True)
    secretary_name = models.CharField(
        _("нарийн бичгийн дарга"), max_length=200, blank=True
    )
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    cancelled_for = models.CharField(_("цуцалсан шалтгаан"), max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OfficeQuerySet["Meeting"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-starts_at", "-id"]
        verbose_name = _("хуралдаан")
        verbose_name_plural = _("хуралдаанууд")
        indexes = [
            models.Index(fields=["unit", "-starts_at"]),
            models.Index(fields=["-starts_at", "-id"]),
            models.Index(fields=["unit", "year"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=Q(number__isnull=False),
                name="meeting_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(represented__isnull=True)
                | Q(registered__isnull=True)
                | Q(represented__lte=F("registered")),
                name="no_more_represented_than_registered",
            ),
        ]

    title = Bilingual("title")


class Channel(models.TextChoices):
    BOARD = "board", _("мэдээллийн самбар")
    PHONE = "phone", _("утас")
    SMS = "sms", _("мессеж")
    SOCIAL = "social", _("нийгмийн сүлжээ")
    RADIO = "radio", _("радио, телевиз")
    DOOR = "door", _("гэрээр нь очиж")


class Notice(models.Model):
    """That people were told: when, by what, with its proof."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notices")
    channel = models.CharField(_("хэлбэр"), max_length=8, choices=Channel)
    given_on = models.DateField(_("өдөр"))
    reached = models.PositiveIntegerField(_("хүрсэн өрх"), null=True, blank=True)
    note = models.CharField(_("тайлбар"), max_length=300, blank=True)
    proof = models.FileField(_("нотолгоо"), upload_to="meetings/notices/", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["meeting", "given_on", "id"]


class ItemKind(models.TextChoices):
    REPORT = "report", _("тайлан сонсох")
    NOMINATION = "nomination", _("Засаг даргад нэр дэвшүүлэх")
    ELECTION = "election", _("сонгууль")
    PROPOSALS = "proposals", _("ОНХС-гийн саналыг эрэмбэлэх")
    PASTURE = "pasture", _("бэлчээр, хадлан, нүүдэл")
    OPINION = "opinion", _("нэгжийн өөрчлөлтийн талаар санал гаргах")
    OTHER = "other", _("бусад")


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("дараалал"))
    kind = models.CharField(_("төрөл"), max_length=10, choices=ItemKind)
    title_mn = models.CharField(_("хэлэлцэх асуудал"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    presenter = models.CharField(_("илтгэгч"), max_length=200, blank=True)
    budget_year = models.PositiveSmallIntegerField(_("төсвийн он"), null=True)

    class Meta:
        ordering = ["meeting", "position"]
        verbose_name = _("хэлэлцэх асуудал")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_position_once"
            ),
        ]

    title = Bilingual("title")


class Paper(models.Model):
    """A document of an agenda item; public once the meeting is convened."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers")
    title = models.CharField(_("нэр"), max_length=200)
    file = models.FileField(_("файл"), upload_to="meetings/papers/")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["item", "id"]


class Presence(models.Model):
    """That a household was represented, and by whom of what sex.

    One row a household in a meeting and its parts. A line written by hand for one that
    is not in the register has no household: it is present, and not represented.
    `sealed` (bind "presence:<uid>"): name. `uid` comes from the tablet that wrote it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="presences"
    )
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sex = models.CharField(_("хүйс"), max_length=6, choices=Sex, blank=True)
    people = models.PositiveSmallIntegerField(_("ирсэн хүн"), default=1)
    sealed = models.BinaryField(default=bytes)
    came_at = models.DateTimeField(_("ирсэн цаг"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "household"],
                condition=Q(household__isnull=False),
                name="household_present_once",
            ),
        ]

    @property
    def bind(self) -> str:
        return f"presence:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        return unseal(self.sealed, bind=self.bind)


class MinuteKind(models.TextChoices):
    SPEECH = "speech", _("үг хэлсэн")
    QUESTION = "question", _("асуулт, хариулт")
    DECISION = "decision", _("шийдвэр")
    NOTE = "note", _("тэмдэглэл")
    CORRECTION = "correction", _("залруулга")


class Minute(models.Model):
    """One entry of the minutes, in the order of `at`; never changed once signed.

    `sealed` (bind "minute:<uid>"): speaker, text. `uid` comes from the page that wrote
    it without a network: taken twice, it stands once. A correction is a row made after
    the signing, with its own author and day; it points to what it corrects.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="minutes"
    )
    kind = models.CharField(_("төрөл"), max_length=10, choices=MinuteKind)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField(default=bytes)
    at = models.DateTimeField(_("цаг"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["meeting", "at", "id"]

    @property
    def bind(self) -> str:
        return f"minute:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        return unseal(self.sealed, bind=self.bind)
