"""A meeting's state in a word, a sign and a colour: never in colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bagana.meetings.models import Meeting, MeetingState

register = template.Library()
LOOKS = {
    MeetingState.CONVENED: "upcoming",
    MeetingState.OPEN: "under_way",
    MeetingState.CLOSED: "done",
    MeetingState.SIGNED: "done",
    MeetingState.FAILED: "late",
    MeetingState.CANCELLED: "dropped",
}


@register.simple_tag
def meeting_state(meeting: Meeting) -> SafeString:
    look = LOOKS.get(MeetingState(meeting.state), "not_started")
    return format_html(
        '<span class="state state--{}">{}</span>', look, meeting.get_state_display()
    )


@register.filter
def of_meeting(names: Mapping[int, str], key: int) -> str:
    """The bag's name on the day of the meeting."""
    return names.get(key, "")
