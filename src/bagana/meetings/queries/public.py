"""Meetings in public: called, held, decided, and what became of it. No names but of
officials, candidates and the chair; small counts by sex are kept back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet

from bagana.meetings.models import (
    AgendaItem,
    Ballot,
    ItemKind,
    Meeting,
    MeetingState,
    Option,
    Presence,
    Resolution,
)
from bagana.meetings.queries.meetings import years_in
from bagana.meetings.queries.obligations import HELD, Told, obligations_of
from bagana.meetings.queries.resolutions import (
    counted,
    number_of,
    proposals_of,
    signed,
    within,
)
from bagana.programme.queries.proposals import Year
from bagana.territory.models import Unit

LEAST: Final = 5
"""Fewer people than this in a count could be named by a neighbour."""


def called() -> QuerySet[Meeting]:
    """Whatever citizens were once told of: a draft is not, nor a cancelled draft."""
    quiet = Q(state=MeetingState.DRAFT) | Q(
        state=MeetingState.CANCELLED, convened_at__isnull=True
    )
    return Meeting.objects.exclude(quiet)


def meetings_of(
    unit: Unit | None, *, year: int | None = None, state: str = ""
) -> QuerySet[Any]:
    """Of the unit and all below, the newest first; sub-meetings under their whole."""
    rows = called().filter(parent__isnull=True)
    if unit is not None:
        rows = within(rows, unit, "unit")
    if year is not None:
        rows = rows.filter(year=year)
    if state == "held":
        rows = rows.filter(state__in=HELD)
    elif state == "coming":
        rows = rows.filter(state__in=[MeetingState.CONVENED, MeetingState.OPEN])
    elif state == "failed":
        rows = rows.filter(state__in=[MeetingState.FAILED, MeetingState.CANCELLED])
    decided = Resolution.objects.filter(meeting=OuterRef("pk"), act__isnull=False)
    return (
        rows.select_related("unit", "rule")
        .annotate(decided=number_of(decided, "meeting"))
        .order_by("-starts_at", "-pk")
    )


def years_of(unit: Unit) -> list[int]:
    return years_in(within(called(), unit, "unit"))


@dataclass(frozen=True, slots=True)
class Attendance:
    """Households represented, and who came by sex; None is not known or kept back."""

    registered: int | None
    needed: int | None
    represented: int | None
    women: int | None
    men: int | None
    is_withheld: bool

    @property
    def share(self) -> float | None:
        if not self.registered or self.represented is None:
            return None
        return 100 * self.represented / self.registered

    @property
    def reached(self) -> bool | None:
        if self.needed is None or self.represented is None:
            return None
        return self.represented >= self.needed


def attendance_of(meeting: Meeting) -> Attendance:
    """With the sub-meetings added up. Where one sex is 1 to 4, neither is told: the
    other would tell it; nor of a sub-meeting, which could be taken from its whole."""
    rows = Presence.objects.filter(Q(meeting=meeting) | Q(meeting__parent=meeting))
    counts = dict(rows.order_by().values_list("sex").annotate(n=Count("pk")))
    women, men = counts.get("female", 0), counts.get("male", 0)
    known = bool(women or men)
    small = meeting.parent_id is not None or any(0 < n < LEAST for n in (women, men))
    told = known and not small
    return Attendance(
        meeting.registered,
        meeting.needed,
        meeting.represented,
        women if told else None,
        men if told else None,
        known and small,
    )


@dataclass(frozen=True, slots=True)
class Decided:
    resolution: Resolution
    obligations: list[Told]


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item with its votes, what was decided, and proposals put in order."""

    item: AgendaItem
    ballots: list[Ballot]
    decided: list[Decided]
    proposals: Year | None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: Meeting
    items: list[Item]
    attendance: Attendance
    parts: list[Meeting]


def meeting_page(uid: UUID, today: date) -> MeetingPage | None:
    rows = called().select_related("unit", "rule", "body", "section", "parent")
    meeting = rows.filter(uid=uid).prefetch_related("notices").first()
    if meeting is None:
        return None
    return MeetingPage(
        meeting,
        items_of(meeting, today),
        attendance_of(meeting),
        list(meeting.parts.exclude(state=MeetingState.DRAFT).order_by("starts_at")),
    )


def items_of(meeting: Meeting, today: date) -> list[Item]:
    decided = decided_of(signed().filter(meeting=meeting), today)
    options = Prefetch("options", Option.objects.select_related("official"))
    ballots = Ballot.objects.filter(closed_at__isnull=False).prefetch_related(options)
    agenda = meeting.agenda.prefetch_related("papers", Prefetch("ballots", ballots))
    return [
        Item(
            item,
            list(item.ballots.all()),
            [one for one in decided if one.resolution.item_id == item.pk],
            _proposals(meeting, item),
        )
        for item in agenda.order_by("position")
    ]


def _proposals(meeting: Meeting, item: AgendaItem) -> Year | None:
    if item.kind != ItemKind.PROPOSALS or item.budget_year is None:
        return None
    return proposals_of(meeting, item.budget_year, None)


def decided_of(rows: Iterable[Resolution], today: date) -> list[Decided]:
    found = list(rows)
    laid = obligations_of([one.pk for one in found], today)
    return [Decided(one, laid.get(one.pk, [])) for one in found]


@dataclass(frozen=True, slots=True)
class UnitMeetings:
    """For the card on a unit's page: what comes, what was last held, what is owed."""

    coming: list[Meeting]
    held: list[Meeting]
    resolutions: list[Resolution]


MOST = 3


def of_unit(unit: Unit) -> UnitMeetings | None:
    """None where no meeting was ever told of: the page then says nothing of any."""
    rows = meetings_of(unit)
    if not rows.exists():
        return None
    coming = rows.filter(state__in=[MeetingState.CONVENED, MeetingState.OPEN])
    newest = within(signed(), unit, "meeting__unit").order_by("-act__date", "-pk")
    return UnitMeetings(
        list(coming.order_by("starts_at")[:MOST]),
        list(rows.filter(state__in=HELD)[:MOST]),
        list(counted(newest)[:MOST]),
    )
