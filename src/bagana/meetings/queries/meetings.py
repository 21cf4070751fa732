"""Meetings as the office reads them: the list, one with all that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, Prefetch, QuerySet
from django.utils import timezone

from bagana.accounts.roles import assignments
from bagana.accounts.visibility import narrowed
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
from bagana.meetings.rules import KEEPERS
from bagana.registers.queries.households import my_bags
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import lies_under

MOST_BAGS: Final = 80
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
    mine = narrowed(Meeting.objects.visible_to(user), user)
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
    return years_in(narrowed(Meeting.objects.visible_to(user), user))


def years_in(rows: QuerySet[Meeting]) -> list[int]:
    """Years of which one of the rows is, the newest first; no row is read twice.

    From the ends of all meetings by their index, then one question a year, all in one
    query: to read every row's year took as long as the country has meetings.
    """
    ordered = Meeting.objects.order_by("-starts_at", "-pk")
    newest, oldest = ordered.first(), ordered.last()
    if newest is None or oldest is None:
        return []
    first, last = (timezone.localdate(one.starts_at).year for one in (oldest, newest))
    years = range(last, first - 1, -1)
    asked = [Exists(rows.order_by().filter(year=year)) for year in years]
    told = Meeting.objects.filter(pk=newest.pk).values_list(*asked).get()
    return [year for year, is_one in zip(years, told, strict=True) if is_one]


def bags_to_hold_in(user: Any, today: date) -> list[UnitVersion]:
    """Bags whose meetings the user may prepare; of a country the first `MOST_BAGS`."""
    roots = [one.unit_id for one in assignments(user) if one.role in KEEPERS]
    return list(my_bags(user, today).filter(lies_under(roots, today))[:MOST_BAGS])


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
