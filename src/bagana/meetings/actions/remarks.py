"""What citizens say of a meeting or a resolution: taken in, shown or hidden, answered.

The rule: docs/rules/resolutions.md. Nobody changes a citizen's words.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.meetings import rules
from bagana.meetings.models import (
    Meeting,
    MeetingState,
    Remark,
    RemarkState,
    Resolution,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

TEXT_LENGTH, NAME_LENGTH, REASON_LENGTH = 2000, 100, 300
MOST_IN_AN_HOUR = 30
"""On one meeting: more than that is no conversation but a machine."""


@transaction.atomic
def add_remark(
    *,
    meeting: Meeting,
    text: str,
    name: str = "",
    resolution: Resolution | None = None,
    is_illustrative: bool = False,
) -> Remark:
    """Take in what a citizen says; nobody need sign in, nothing else is kept."""
    if meeting.state == MeetingState.DRAFT:
        raise Conflict(_("Зарлаагүй хуралдаан байна."))
    if resolution is not None and resolution.meeting_id != meeting.pk:
        raise Refused(_("Тогтоол өөр хуралдааных байна."), field="text")
    text, name = text.replace("\0", "").strip(), name.replace("\0", "").strip()
    _check_text(text, _("Сэтгэгдлээ бичнэ үү."))
    if len(name) > NAME_LENGTH:
        raise Refused(_("Нэр 100 тэмдэгтээс урт байна."), _("Товчилно уу."), "name")
    hour_ago = timezone.now() - timedelta(hours=1)
    if meeting.remarks.filter(made_at__gt=hour_ago).count() >= MOST_IN_AN_HOUR:
        raise too_many()
    row = Remark(
        meeting=meeting,
        resolution=resolution,
        name=name,
        text=text,
        state=RemarkState.WAITING,
        is_illustrative=is_illustrative,
    )
    keep(row, user=None, reason="taken in")
    return row


def _check_text(text: str, when_empty: str) -> None:
    if not text:
        raise Refused(when_empty, field="text")
    if len(text) > TEXT_LENGTH:
        raise Refused(
            _("Бичвэр 2,000 тэмдэгтээс урт байна."), _("Товчилно уу."), "text"
        )


def too_many() -> Refused:
    """What is said to who writes too often; views count by session as well."""
    return Refused(
        _("Богино хугацаанд олон сэтгэгдэл ирлээ."),
        _("Бичсэн зүйл тань хэвээр байгаа, хэсэг хүлээгээд дахин илгээнэ үү."),
    )


@transaction.atomic
def show_remark(*, user: Any, remark: Remark) -> Remark:
    row = _locked(user, remark)
    if row.state == RemarkState.SHOWN:
        raise Conflict(_("Энэ сэтгэгдлийг аль хэдийн нийтэлсэн байна."))
    row.state, row.hidden_for = RemarkState.SHOWN, ""
    keep(row, user=user, reason="shown")
    return row


@transaction.atomic
def hide_remark(*, user: Any, remark: Remark, why: str) -> Remark:
    """Keep it from the public, with a reason; the words stay for who moderates."""
    row = _locked(user, remark)
    why = why.replace("\0", "").strip()
    if row.state == RemarkState.HIDDEN:
        raise Conflict(_("Энэ сэтгэгдлийг аль хэдийн нуусан байна."))
    if not why:
        raise Refused(_("Яагаад нийтлэхгүйг бичнэ үү."), field="why")
    if len(why) > REASON_LENGTH:
        raise Refused(_("Шалтгаан 300 тэмдэгтээс урт байна."), _("Товчилно уу."), "why")
    row.state, row.hidden_for = RemarkState.HIDDEN, why
    keep(row, user=user, reason="hidden")
    return row


@transaction.atomic
def answer_remark(*, user: Any, remark: Remark, text: str) -> Remark:
    """Answer in public, once; what still waits is shown with it."""
    row = _locked(user, remark)
    text = text.replace("\0", "").strip()
    _check_text(text, _("Хариугаа бичнэ үү."))
    if row.state == RemarkState.HIDDEN:
        raise Conflict(
            _("Нийтлээгүй сэтгэгдэлд хариулж болохгүй: хариу нийтэд харагдана."),
            _("Эхлээд сэтгэгдлийг нийтэлнэ үү."),
            "text",
        )
    if row.answer:
        raise Conflict(_("Энэ сэтгэгдэлд хариулсан байна."))
    row.answer, row.answered_by = text, user
    row.state = RemarkState.SHOWN
    keep(row, user=user, reason="answered")
    return row


def _locked(user: Any, remark: Remark) -> Remark:
    rows = Remark.objects.select_for_update(of=("self",))
    found = rows.select_related("meeting__unit").get(pk=remark.pk)
    if not rules.can_moderate(user, found.meeting.unit):
        raise PermissionDenied(_("Энэ багийн сэтгэгдлийг хянах эрх танд алга."))
    return found
