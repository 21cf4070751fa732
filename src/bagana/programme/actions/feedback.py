"""Citizens' comments on measures: taken in, shown or hidden, answered.

The rule: docs/rules/feedback.md. A comment's words are never changed by anyone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.models import (
    Answer,
    Comment,
    CommentState,
    CommentStep,
    HideGround,
    Measure,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused

TEXT_LENGTH = 2000
NAME_LENGTH = 100
REASON_LENGTH = 300
MOST_IN_AN_HOUR = 30
"""Comments on one measure: more than that is no conversation but a machine."""


@transaction.atomic
def add_comment(*, measure: Measure, text: str, name: str = "") -> Comment:
    """Take in what a citizen says; nobody need sign in, nothing else is kept."""
    text, name = text.replace("\0", "").strip(), name.replace("\0", "").strip()
    _check_text(text, _("Сэтгэгдлээ бичнэ үү."))
    if len(name) > NAME_LENGTH:
        raise Refused(_("Нэр 100 тэмдэгтээс урт байна."), _("Товчилно уу."), "name")
    _check_flood(measure)
    return Comment.objects.create(
        measure=measure, name=name, text=text, state=CommentState.WAITING
    )


def _check_text(text: str, when_empty: str) -> None:
    if not text:
        raise Refused(when_empty, field="text")
    if len(text) > TEXT_LENGTH:
        raise Refused(
            _("Бичвэр 2,000 тэмдэгтээс урт байна."), _("Товчилно уу."), "text"
        )


def _check_flood(measure: Measure) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    recent = measure.comments.filter(made_at__gt=hour_ago)
    if recent.count() >= MOST_IN_AN_HOUR:
        raise too_many()


def too_many() -> Refused:
    """What is said to who writes too often; views count by session as well."""
    return Refused(
        _("Богино хугацаанд олон сэтгэгдэл ирлээ."),
        _("Бичсэн зүйл тань хэвээр байгаа, хэсэг хүлээгээд дахин илгээнэ үү."),
    )


@transaction.atomic
def show_comment(*, user: Any, comment: Comment) -> Comment:
    """Open a comment to the public."""
    comment = _locked(user, comment)
    if comment.state == CommentState.SHOWN:
        raise Conflict(_("Энэ сэтгэгдлийг аль хэдийн нийтэлсэн байна."))
    return _step(comment, CommentState.SHOWN, user)


@transaction.atomic
def hide_comment(
    *, user: Any, comment: Comment, ground: str, reason: str = ""
) -> Comment:
    """Keep a comment from the public; its words stay for moderators and history."""
    comment = _locked(user, comment)
    if comment.state == CommentState.HIDDEN:
        raise Conflict(_("Энэ сэтгэгдлийг аль хэдийн нуусан байна."))
    if ground not in HideGround.values:
        raise Refused(
            _("Үндэслэл сонгоогүй байна."), _("Жагсаалтаас сонгоно уу."), "ground"
        )
    reason = reason.strip()
    if ground == HideGround.OTHER and not reason:
        raise Refused(
            _("«Бусад» үндэслэлд тайлбар хэрэгтэй."),
            _("Яагаад нийтлэхгүйг бичнэ үү."),
            "reason",
        )
    if len(reason) > REASON_LENGTH:
        raise Refused(
            _("Шалтгаан 300 тэмдэгтээс урт байна."), _("Товчилно уу."), "reason"
        )
    return _step(comment, CommentState.HIDDEN, user, ground, reason)


@transaction.atomic
def answer_comment(*, user: Any, comment: Comment, text: str) -> Answer:
    """Answer in public, at once. Who answers what still waits, shows it with it."""
    comment = _locked(user, comment)
    text = text.replace("\0", "").strip()
    _check_text(text, _("Хариугаа бичнэ үү."))
    if comment.state == CommentState.HIDDEN:
        raise Conflict(
            _("Нийтлээгүй сэтгэгдэлд хариулж болохгүй: хариу нийтэд харагдана."),
            _("Эхлээд сэтгэгдлийг нийтэлнэ үү."),
            "text",
        )
    if comment.state == CommentState.WAITING:
        _step(comment, CommentState.SHOWN, user)
    return Answer.objects.create(comment=comment, text=text, made_by=user)


def _locked(user: Any, comment: Comment) -> Comment:
    """The comment as it stands, no other moderator at it until this one is done."""
    rows = Comment.objects.select_for_update(of=("self",))
    found = rows.select_related("measure__programme__unit", "measure__office").get(
        pk=comment.pk
    )
    if not rules.can_moderate(user, found.measure):
        raise PermissionDenied
    return found


def _step(
    comment: Comment,
    state: CommentState,
    user: Any,
    ground: str = "",
    reason: str = "",
) -> Comment:
    comment.state = state
    comment.save(update_fields=["state"])
    CommentStep.objects.create(
        comment=comment, state=state, ground=ground, reason=reason, made_by=user
    )
    return comment
