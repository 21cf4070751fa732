"""What citizens said of measures, and how soon they were answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from bagana.accounts.roles import assignments
from bagana.programme.models import (
    Comment,
    CommentState,
    Measure,
    Programme,
)
from bagana.programme.rules import PLANNERS, can_moderate
from bagana.territory.models import UnitAncestry

SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Conversation:
    """The comments of a measure as its public page shows them, newest first.

    `waiting` and `hidden` are only counted: their words are the moderators'.
    """

    measure: Measure
    comments: list[Comment]
    waiting: int
    hidden: int
    may_moderate: bool

    @property
    def answered(self) -> int:
        return sum(1 for comment in self.comments if comment.answers.all())


@dataclass(frozen=True)
class FeedbackCounts:
    """Comments of a programme. Days are from the comment to its first answer."""

    waiting: int
    shown: int
    hidden: int
    answered: int
    median_days: float | None

    @property
    def total(self) -> int:
        return self.waiting + self.shown + self.hidden


@dataclass(frozen=True)
class WaitingComments:
    """Comments of one programme that wait for a moderator."""

    programme: Programme
    count: int
    since: datetime


def comments_of(measure: Measure, user: Any) -> Conversation:
    """What stands under a measure: the same for every reader, moderators too."""
    shown = measure.comments.filter(state=CommentState.SHOWN)
    states = dict(
        measure.comments.order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
        .values_list("state", "count")
    )
    return Conversation(
        measure=measure,
        comments=list(shown.prefetch_related("answers")),
        waiting=states.get(CommentState.WAITING, 0),
        hidden=states.get(CommentState.HIDDEN, 0),
        may_moderate=can_moderate(user, measure),
    )


def feedback_counts(programme: Programme) -> FeedbackCounts:
    """Three queries: states, first answers of what is shown."""
    rows = Comment.objects.filter(measure__programme=programme).order_by()
    states = dict(rows.values_list("state").annotate(count=Count("pk")))
    answered = (
        rows.filter(state=CommentState.SHOWN, answers__isnull=False)
        .annotate(first=Min("answers__made_at"))
        .values_list("made_at", "first")
    )
    days = [(first - made).total_seconds() / SECONDS_A_DAY for made, first in answered]
    return FeedbackCounts(
        waiting=states.get(CommentState.WAITING, 0),
        shown=states.get(CommentState.SHOWN, 0),
        hidden=states.get(CommentState.HIDDEN, 0),
        answered=len(days),
        median_days=median(days) if days else None,
    )


def moderated_by(user: Any) -> QuerySet[Comment]:
    """Comments that the user may show, hide and answer: one query for any number."""
    roots = [a.unit_id for a in assignments(user) if a.role in PLANNERS]
    if not roots:
        return Comment.objects.none()
    places = UnitAncestry.objects.in_force(timezone.localdate())
    mine = places.filter(ancestor__in=roots)
    return Comment.objects.filter(
        Exists(mine.filter(unit=OuterRef("measure__office")))
        | Exists(mine.filter(unit=OuterRef("measure__programme__unit")))
    )


def may_moderate_in(user: Any, programme: Programme) -> bool:
    """Whether any measure of the programme lies with the user, commented on or not."""
    roots = [a.unit_id for a in assignments(user) if a.role in PLANNERS]
    if not roots:
        return False
    places = UnitAncestry.objects.in_force(timezone.localdate())
    mine = places.filter(ancestor__in=roots)
    offices = programme.measures.values("office")
    return mine.filter(Q(unit=programme.unit_id) | Q(unit__in=offices)).exists()


def to_moderate(
    programme: Programme, user: Any, *, state: str = "", measure: str = ""
) -> QuerySet[Comment]:
    """The moderators' list: what waits first, oldest first; then the newest."""
    found = moderated_by(user).filter(measure__programme=programme)
    if state in CommentState.values:
        found = found.filter(state=state)
    if state == "unanswered":
        found = found.filter(state=CommentState.SHOWN, answers__isnull=True)
    if measure:
        found = found.filter(measure__number=measure)
    oldest_first = state in (CommentState.WAITING, "unanswered")
    order = ("made_at", "id") if oldest_first else ("-made_at", "-id")
    return (
        found.select_related("measure")
        .prefetch_related("steps__made_by", "answers__made_by")
        .order_by(*order)
    )


def waiting_for(user: Any) -> list[WaitingComments]:
    """What waits for the user as a moderator, by programme, oldest first."""
    rows = (
        moderated_by(user)
        .filter(state=CommentState.WAITING)
        .order_by()
        .values("measure__programme")
        .annotate(count=Count("pk"), since=Min("made_at"))
        .order_by("since")
    )
    found = list(rows)
    programmes = Programme.objects.in_bulk([row["measure__programme"] for row in found])
    return [
        WaitingComments(
            programmes[row["measure__programme"]], row["count"], row["since"]
        )
        for row in found
    ]
