"""What citizens say of a measure, what was answered, and how it was moderated."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagana.programme.models.measures import Measure
from bagana.programme.visibility import under_roles


class CommentState(models.TextChoices):
    WAITING = "waiting", _("хүлээгдэж байна")
    SHOWN = "shown", _("нийтэд нээлттэй")
    HIDDEN = "hidden", _("нийтлээгүй")


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: Any) -> Self:
        """The shown for all; the rest where the user holds a role: over the
        responsible unit or over the programme's."""
        public = Q(state="shown")
        mine = under_roles(
            user, office="measure__office", programme_unit="measure__programme__unit"
        )
        return self.filter(public if mine is None else public | mine)


class Comment(models.Model):
    """A citizen's word: no address, no number, a name only if wished."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="comments")
    name = models.CharField(_("нэр"), max_length=100, blank=True)
    text = models.TextField(_("санал, сэтгэгдэл"), max_length=2000)
    state = models.CharField(_("төлөв"), max_length=10, choices=CommentState)
    made_at = models.DateTimeField(auto_now_add=True)
    is_illustrative = models.BooleanField(_("жишээ"), default=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("сэтгэгдэл")
        verbose_name_plural = _("сэтгэгдлүүд")


class HideGround(models.TextChoices):
    """Why a comment is not published; the words beside it say more."""

    PERSONAL = "personal", _("хувь хүний мэдээлэл агуулсан")
    INSULT = "insult", _("доромжилсон, ялгаварласан")
    ADVERT = "advert", _("зар сурталчилгаа")
    OFF_TOPIC = "off_topic", _("арга хэмжээнд хамаарахгүй")
    DUPLICATE = "duplicate", _("давхардсан")
    OTHER = "other", _("бусад")


class CommentStep(models.Model):
    """Who showed or hid a comment, when and why."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="steps")
    state = models.CharField(_("төлөв"), max_length=10, choices=CommentState)
    ground = models.CharField(
        _("үндэслэл"), max_length=10, choices=HideGround, blank=True
    )
    reason = models.CharField(_("шалтгаан"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["comment", "id"]


class Answer(models.Model):
    """The office's public answer; a better one stands beside it, none is changed."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="answers")
    text = models.TextField(_("хариу"), max_length=2000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["comment", "id"]
        verbose_name = _("хариу")
