"""What the pages of a meeting begin with; what one may not see is not there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.meetings.models import AgendaItem, Ballot, Meeting
from bagana.meetings.quorum import day_of
from bagana.meetings.views.deciding import find_meeting, require_keeper
from bagana.programme.evidence_files import SHOWN_INLINE, TYPES
from bagana.registers.queries.households import names_of
from bagana.web.errors import Refused
from bagana.web.form_pages import Crumbs

__all__ = ["find_ballot", "find_item", "find_kept", "find_meeting", "require_keeper"]


def find_kept(request: HttpRequest, uid: UUID) -> Meeting:
    """A meeting that the user keeps; who only reads it is told so."""
    row = find_meeting(request, uid)
    require_keeper(request, row.unit)
    return row


def find_item(meeting: Meeting, position: int) -> AgendaItem:
    item = get_object_or_404(AgendaItem, meeting=meeting, position=position)
    item.meeting = meeting
    return item


def find_ballot(meeting: Meeting, position: int, round: int) -> Ballot:
    return get_object_or_404(
        Ballot.objects.select_related("item__meeting__rule"),
        item=find_item(meeting, position),
        round=round,
    )


def bag_name(meeting: Meeting) -> str:
    return names_of({meeting.unit_id}, day_of(meeting)).get(
        meeting.unit_id, meeting.unit.code
    )


def page_of(meeting: Meeting, name: str = "meeting") -> str:
    return reverse(f"meetings:{name}", args=[meeting.uid])


def meetings_crumbs() -> Crumbs:
    return [(reverse("meetings:index"), _("Хуралдаан"))]


def meeting_crumbs(meeting: Meeting) -> Crumbs:
    return [*meetings_crumbs(), (page_of(meeting), meeting_title(meeting))]


def meeting_title(meeting: Meeting) -> str:
    """By kind and number, never by a name: a title stays in a browser's history."""
    if meeting.parent_id is not None:
        return _("Салбар хуралдаан")
    if meeting.number is None:
        return _("Хуралдааны төсөл, %(year)s он") % {"year": meeting.year}
    asked = {"number": meeting.number, "year": meeting.year}
    return _("%(number)s-р хуралдаан, %(year)s он") % asked


def done(request: HttpRequest, act: Any, said: str) -> None:
    """A deed of one button: what happened, or why it was refused, as a message."""
    try:
        act()
    except Refused as refused:
        words = " ".join(filter(None, (refused.reason, refused.fix)))
        messages.error(request, words)
    else:
        messages.success(request, said)


def file_answer(file: Any, name: str) -> FileResponse:
    """A kept file to who reads the meeting; never sniffed or run."""
    ending = (file.name or "").rpartition(".")[2]
    if not file.name or ending not in TYPES:
        raise Http404
    try:
        content = file.storage.open(file.name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=ending not in SHOWN_INLINE,
        filename=f"{name}.{ending}",
        content_type=TYPES[ending],
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=3600",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
