"""Meetings as the office reads them: the list, one with all that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from bagana.meetings.models import (
    AgendaItem,
    Ballot,
    Meeting,
    MeetingKind,
    MeetingRule,
    MeetingState,
    Option,
)
from bagana.meetings.queries.resolutions import within
from bagana.territory.models import Unit

SORTS: Final = {
    "day": ("starts_at", "pk"),
    "unit": ("unit__code", "-starts_at", "pk"),
    "state": ("state", "-starts_at", "pk"),
    "represented": ("represented", "pk"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list was asked to show; "" asks nothing."""

    state: str = ""
    kind: str = ""
    year: str = ""
    sort: str = "-day"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.state or self.kind or self.year)


def meetings_for(user: Any, unit: Unit | None, asked: Asked) -> QuerySet[Meeting]:
    """Of the units under one's roles; parts stand under their whole."""
    mine = Meeting.objects.visible_to(user)
    rows: QuerySet[Meeting] = mine.select_related("unit", "rule", "parent")
    if unit is not None:
        rows = within(rows, unit, "unit")
    if asked.state in MeetingState.values:
        rows = rows.filter(state=asked.state)
    if asked.kind in MeetingKind.values:
        rows = rows.filter(kind=asked.kind)
    if asked.year.isdecimal():
        rows = rows.filter(year=int(asked.year[:4]))
    order = SORTS.get(asked.sort.lstrip("-"), SORTS["day"])
    found: QuerySet[Meeting] = rows.order_by(*order)
    return found.reverse() if asked.sort.startswith("-") else found


def years_for(user: Any) -> list[int]:
    rows = Meeting.objects.visible_to(user).order_by()
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """In order, with papers, votes and resolutions."""
    options = Prefetch("options", Option.objects.select_related("official"))
    ballots = Prefetch(
        "ballots", Ballot.objects.order_by("round").prefetch_related(options)
    )
    rows = meeting.agenda.prefetch_related("papers", "resolutions__act", ballots)
    return list(rows.order_by("position"))


def rules_in_order() -> list[MeetingRule]:
    return list(MeetingRule.objects.order_by("kind", "-valid_from", "-pk"))


def held_in(unit: Unit, year: int) -> int:
    """Ordinary meetings of the year that were held, or are called and still to come."""
    coming = [MeetingState.CONVENED, MeetingState.OPEN]
    states = [*coming, MeetingState.CLOSED, MeetingState.SIGNED]
    rows = Meeting.objects.filter(
        unit=unit, year=year, parent__isnull=True, kind="ordinary", state__in=states
    )
    return rows.count()
