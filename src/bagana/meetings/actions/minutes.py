"""The minutes: entry by entry, signed, then only corrected beside.

The rule: docs/rules/minutes.md.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.meetings.actions.standing import NAME_LENGTH, locked, moment, worded
from bagana.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingState,
    Minute,
    MinuteKind,
)
from bagana.meetings.queries.minutes import signed_content
from bagana.privacy.sealing import seal
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import hash_of, keep

TEXT_LENGTH = 10_000
WRITING = (MeetingState.OPEN, MeetingState.CLOSED)


@transaction.atomic
def write_minute(
    *,
    user: Any,
    meeting: Meeting,
    text: str,
    uid: UUID | None = None,
    kind: str = MinuteKind.SPEECH,
    speaker: str = "",
    item: AgendaItem | None = None,
    at: datetime | None = None,
) -> Minute:
    """One entry. The page that wrote it without a network gives its `uid`: sent
    twice it stands once, in the order of `at`."""
    row = locked(user, meeting, *WRITING)
    if uid is not None and (known := _sent_before(row, uid)):
        return known
    if kind not in MinuteKind.values or kind == MinuteKind.CORRECTION:
        raise Refused(_("Ийм төрөл байхгүй."), field="kind")
    return _written(row, user, uid, kind, speaker, text, item, moment(at))


def _sent_before(row: Meeting, uid: UUID) -> Minute | None:
    known = Minute.objects.filter(uid=uid).first()
    if known is not None and known.meeting_id != row.pk:
        raise Conflict(_("Энэ бичлэг өөр хуралдааных байна."))
    return known


def _written(
    row: Meeting,
    user: Any,
    uid: UUID | None,
    kind: str,
    speaker: str,
    text: str,
    item: AgendaItem | None,
    at: datetime,
    corrects: Minute | None = None,
) -> Minute:
    if item is not None and item.meeting_id != row.pk:
        raise Refused(_("Асуудал өөр хуралдааных байна."), field="item")
    minute = Minute(
        uid=uid or uuid4(),
        meeting=row,
        item=item,
        kind=kind,
        corrects=corrects,
        at=at,
        made_by=user,
    )
    _seal(minute, speaker, text)
    minute.save()
    return minute


def _seal(minute: Minute, speaker: str, text: str) -> None:
    private = {
        "speaker": worded(speaker, "speaker", NAME_LENGTH, required=False),
        "text": worded(text, "text", TEXT_LENGTH),
    }
    minute.sealed = seal(private, bind=minute.bind)


@transaction.atomic
def change_minute(*, user: Any, minute: Minute, text: str, speaker: str = "") -> Minute:
    """Put an entry right before the signing."""
    locked(user, minute.meeting, *WRITING)
    _seal(minute, speaker, text)
    minute.save()
    return minute


@transaction.atomic
def remove_minute(*, user: Any, minute: Minute) -> None:
    """Take an entry out before the signing."""
    locked(user, minute.meeting, *WRITING)
    minute.delete()


@transaction.atomic
def sign_minutes(
    *,
    user: Any,
    meeting: Meeting,
    chair_name: str = "",
    secretary_name: str = "",
    at: datetime | None = None,
) -> Meeting:
    """Chair and secretary sign; from then on nothing of the meeting changes."""
    row = locked(user, meeting, MeetingState.CLOSED)
    row.chair_name = worded(chair_name or row.chair_name, "chair_name", NAME_LENGTH)
    row.secretary_name = worded(
        secretary_name or row.secretary_name, "secretary_name", NAME_LENGTH
    )
    if not row.minutes.exists():
        raise Conflict(_("Тэмдэглэл хоосон байна."), _("Дор хаяж нэг бичлэг нэмнэ үү."))
    if row.parts.filter(state=MeetingState.CLOSED).exists():
        raise Conflict(_("Эхлээд салбар хуралдааны тэмдэглэлийг батална уу."))
    row.signed_at = moment(at)
    row.signed_by, row.state = user, MeetingState.SIGNED
    row.sha256 = hash_of(signed_content(row))
    keep(row, user=user, reason="signed")
    return row


@transaction.atomic
def correct_minutes(
    *,
    user: Any,
    meeting: Meeting,
    text: str,
    corrects: Minute | None = None,
    speaker: str = "",
) -> Minute:
    """A new record beside the signed ones, with its own author and day."""
    row = locked(user, meeting, MeetingState.SIGNED)
    if corrects is not None and corrects.meeting_id != row.pk:
        raise Refused(_("Бичлэг өөр хуралдааных байна."), field="corrects")
    return _written(
        row,
        user,
        None,
        MinuteKind.CORRECTION,
        speaker,
        text,
        corrects.item if corrects else None,
        timezone.now(),
        corrects,
    )
