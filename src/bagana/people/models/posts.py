"""Posts of a unit, the officials who hold them, and how each came and went."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bagana.accounts.models import Role, RoleAssignment
from bagana.accounts.visibility import OfficeQuerySet
from bagana.acts.models import Act
from bagana.privacy.sealing import unseal
from bagana.registers.models import Section, Sex
from bagana.territory.models import LocationType, Unit
from bagana.web.bilingual import Bilingual


class PostKind(models.TextChoices):
    GOVERNOR = "governor", _("Засаг дарга")
    MEETING_CHAIR = "meeting_chair", _("Иргэдийн Нийтийн Хурлын дарга")
    PRESIDIUM = "presidium", _("Хурлын Тэргүүлэгч")
    COUNCIL = "council", _("Хурлын зөвлөлийн гишүүн")
    SECRETARY = "secretary", _("Хурлын нарийн бичгийн дарга")
    SECTION_LEADER = "section_leader", _("хэсгийн ахлагч")
    SOCIAL_WORKER = "social_worker", _("нийгмийн ажилтан")
    PHYSICIAN = "physician", _("багийн хүний эмч")
    VET = "vet", _("малын эмч")
    TOSGON_HEAD = "tosgon_head", _("тосгоны Захирагч")
    SPECIALIST = "specialist", _("мэргэжилтэн")
    OTHER = "other", _("бусад")


class Path(models.TextChoices):
    """How the holder of a post comes to it."""

    NOMINATION = "nomination", _("хурал нэр дэвшүүлж, дээд шатны Засаг дарга томилно")
    MEETING = "meeting", _("хурал сонгоно")
    ELECTION = "election", _("сонгогчид шууд сонгоно")
    DECREE = "decree", _("захирамж, тушаалаар томилно")


class DatedQuerySet[Row: models.Model](OfficeQuerySet[Row]):
    """Rows that hold from a day to a day, the last one not in it."""

    def on(self, on: date) -> Self:
        open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.filter(open_end, valid_from__lte=on)


class Staffing(models.Model):
    """Standard staffing: how many posts of a kind a unit should have, from a day.

    `location_type` "" stands for every bag; `tosgon` None for both.
    """

    kind = models.CharField(_("албан тушаал"), max_length=16, choices=PostKind)
    level = models.PositiveSmallIntegerField(_("шат"), default=3)
    location_type = models.CharField(
        _("байршлын ангилал"), max_length=12, choices=LocationType, blank=True
    )
    tosgon = models.BooleanField(_("тосгонтой"), null=True)
    posts = models.DecimalField(_("орон тоо"), max_digits=5, decimal_places=2)
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр, орохгүй"), null=True, blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    source = models.CharField(_("эх сурвалж"), max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=True)

    objects = DatedQuerySet["Staffing"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "-valid_from"]
        verbose_name = _("орон тооны жишиг")


class Post(models.Model):
    """One place of work of a unit. `role` is what signing in to it allows."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    kind = models.CharField(_("албан тушаал"), max_length=16, choices=PostKind)
    title_mn = models.CharField(_("нэр"), max_length=200)
    title_en = models.CharField(_("англи нэр"), max_length=200, blank=True)
    path = models.CharField(_("томилох журам"), max_length=10, choices=Path)
    role = models.CharField(_("нэвтрэх эрх"), max_length=20, choices=Role, blank=True)
    phone = models.CharField(_("албан утас"), max_length=20, blank=True)
    term_years = models.PositiveSmallIntegerField(_("бүрэн эрхийн жил"), null=True)
    opened_on = models.DateField(_("бий болгосон өдөр"))
    closed_on = models.DateField(_("татан буулгасан өдөр"), null=True, blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    objects = OfficeQuerySet["Post"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["unit", "kind", "id"]
        verbose_name = _("албан тушаал")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="post_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    title = Bilingual("title")


class Official(models.Model):
    """Somebody who holds, held or stands for a post; the name in office is public.

    `sealed` (bind "official:<uid>"): reg_no, birth_date, phone, address. `user` is the
    account that signs in; an appointment gives it the post's role and ends it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="official"
    )
    clan_name = models.CharField(_("ургийн овог"), max_length=100, blank=True)
    parent_name = models.CharField(_("эцэг/эхийн нэр"), max_length=100, blank=True)
    given_name = models.CharField(_("нэр"), max_length=100)
    sort_key = models.CharField(max_length=200, editable=False)
    sex = models.CharField(_("хүйс"), max_length=6, choices=Sex, blank=True)
    sealed = models.BinaryField(default=bytes)
    is_fictional = models.BooleanField(_("зохиомол"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords(excluded_fields=["sealed"])

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = _("ажилтан")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The initial of the parent's name and the given name: "З.Наран"."""
        initial = f"{self.parent_name[:1]}." if self.parent_name else ""
        return f"{initial}{self.given_name}"

    @property
    def bind(self) -> str:
        return f"official:{self.uid}"

    @property
    def private(self) -> dict[str, Any]:
        """What is sealed; read it only on a page that notes the reading."""
        return unseal(self.sealed, bind=self.bind)


class AppointmentState(models.TextChoices):
    PROPOSED = "proposed", _("нэр дэвшсэн")
    REFUSED = "refused", _("томилохоос татгалзсан")
    APPOINTED = "appointed", _("ажиллаж байгаа")
    ENDED = "ended", _("чөлөөлөгдсөн")


class EndReason(models.TextChoices):
    TERM = "term", _("бүрэн эрхийн хугацаа дууссан")
    RESIGNED = "resigned", _("өөрийн хүсэлтээр")
    MOVED = "moved", _("өөр ажилд шилжсэн")
    DISMISSED = "dismissed", _("ажлаас халсан")
    DIED = "died", _("нас барсан")
    CLOSED = "closed", _("орон тоог татан буулгасан")
    REDRAWN = "redrawn", _("нэгжийн өөрчлөлтөөр")
    OTHER = "other", _("бусад")


class AppointmentQuerySet(OfficeQuerySet["Appointment"]):
    path = "post__unit"

    def on(self, on: date) -> Self:
        """Who holds a post on a day."""
        held = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
        return self.filter(held, starts_on__lte=on, state__in=["appointed", "ended"])


class Appointment(models.Model):
    """One holding of one post: nominated, appointed or refused, ended.

    `ended_on` is the first day out of office. `access` is the role that came with it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments")
    state = models.CharField(_("төлөв"), max_length=10, choices=AppointmentState)
    is_interim = models.BooleanField(_("түр орлон гүйцэтгэгч"), default=False)
    starts_on = models.DateField(_("эхлэх өдөр"), null=True, blank=True)
    term_ends_on = models.DateField(_("бүрэн эрх дуусах өдөр"), null=True, blank=True)
    ended_on = models.DateField(_("чөлөөлөгдсөн өдөр"), null=True, blank=True)
    end_reason = models.CharField(
        _("шалтгаан"), max_length=10, choices=EndReason, blank=True
    )
    nomination = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="nominations"
    )
    decree = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    ending = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="endings"
    )
    refusal = models.CharField(_("татгалзсан үндэслэл"), max_length=300, blank=True)
    access = models.OneToOneField(
        RoleAssignment, models.SET_NULL, null=True, related_name="appointment"
    )
    is_illustrative = models.BooleanField(_("жишээ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = AppointmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["post", "-starts_on", "-id"]
        verbose_name = _("томилгоо")
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(state="appointed"),
                name="post_is_held_by_one",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["appointed", "ended"])
                | Q(starts_on__isnull=False),
                name="appointment_has_a_start",
            ),
        ]
