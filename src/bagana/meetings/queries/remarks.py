"""Citizens' words on meetings: the public list, and what waits for who moderates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from bagana.accounts.roles import WRITERS, assignments
from bagana.accounts.visibility import under_roles
from bagana.meetings.models import Meeting, Remark, RemarkState, Resolution


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is shown of it, and how many are not, so that silence is seen."""

    shown: list[Remark]
    waiting: int
    hidden: int


def conversation(
    meeting: Meeting, resolution: Resolution | None = None
) -> Conversation:
    rows = Remark.objects.filter(meeting=meeting)
    if resolution is not None:
        rows = rows.filter(resolution=resolution)
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    shown = rows.filter(state=RemarkState.SHOWN).order_by("made_at", "pk")
    return Conversation(
        list(shown.select_related("resolution")),
        counts.get(RemarkState.WAITING, 0),
        counts.get(RemarkState.HIDDEN, 0),
    )


def remarks_to_moderate(user: Any, state: str = "") -> QuerySet[Remark]:
    """Those of meetings over which the user may moderate; a reader's role is not
    enough for what nobody has looked at."""
    mine = under_roles(user, "meeting__unit")
    if mine is None or not any(one.role in WRITERS for one in assignments(user)):
        return Remark.objects.none()
    rows = Remark.objects.filter(mine).select_related("meeting__unit", "resolution")
    rows = rows.filter(state=state) if state in RemarkState.values else rows
    return rows.order_by("-made_at", "-pk")
