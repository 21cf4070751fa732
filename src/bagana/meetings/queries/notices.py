"""Whether people were told in time; the rule of the meeting's day says how early."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bagana.meetings.models import Meeting, Notice
from bagana.meetings.quorum import day_of


@dataclass(frozen=True, slots=True)
class Notified:
    """`is_late` is None where nobody was told yet, or no rule says how early."""

    notices: list[Notice]
    first_on: date | None
    days: int | None
    needed: int | None
    is_late: bool | None


def notice_of(meeting: Meeting) -> Notified:
    notices = list(meeting.notices.order_by("given_on", "pk"))
    needed = meeting.rule.notice_days
    if not notices:
        return Notified([], None, None, needed, None)
    first = notices[0].given_on
    days = (day_of(meeting) - first).days
    return Notified(
        notices, first, days, needed, None if needed is None else days < needed
    )
