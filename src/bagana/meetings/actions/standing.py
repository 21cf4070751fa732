"""What every deed on a meeting begins with: its row, the permission, the state."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.meetings import rules
from bagana.meetings.models import Meeting, MeetingState
from bagana.web.errors import Conflict, PermissionDenied, Refused

NAME_LENGTH = 200


def locked(user: Any, meeting: Meeting, *states: MeetingState) -> Meeting:
    """The meeting as it stands, nobody else at it, in one of the states."""
    rows = Meeting.objects.select_for_update(of=("self",))
    found = rows.select_related("unit", "rule", "parent__rule").get(pk=meeting.pk)
    if not rules.can_hold(user, found.unit):
        raise PermissionDenied(_("Энэ багийн хурлыг хөтлөх эрх танд алга."))
    if found.state not in states:
        raise _moved_on(found)
    return found


def _moved_on(meeting: Meeting) -> Conflict:
    if meeting.state == MeetingState.SIGNED:
        return Conflict(
            _("Тэмдэглэлийг баталсан тул хуралдааны бүртгэл өөрчлөгдөхгүй."),
            _("Алдааг залруулга болгон нэмж бичнэ."),
        )
    state = str(meeting.get_state_display())
    return Conflict(
        _("Хуралдааны одоогийн төлөвт («%(state)s») үүнийг хийхгүй.")
        % {"state": state},
    )


def bare(text: str) -> str:
    return text.replace("\0", "").strip()


def worded(text: str, field: str, most: int, *, required: bool = True) -> str:
    """The text as it is kept; refused when it is empty or too long."""
    text = bare(text)
    if required and not text:
        raise Refused(_("Хоосон байж болохгүй."), field=field)
    if len(text) > most:
        raise Refused(
            _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": most},
            _("Бичвэрийг товчилно уу."),
            field,
        )
    return text


def moment(at: datetime | None) -> datetime:
    """Now, or the past moment that is recorded later; never one to come."""
    now = timezone.now()
    if at is not None and at > now:
        raise Refused(_("Цаг ирээдүйд байна."), _("Огноо, цагийг шалгана уу."), "at")
    return at or now
