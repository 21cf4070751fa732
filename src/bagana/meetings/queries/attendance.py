"""The attendance list: households of the day, who came, counted by sex and section."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from bagana.meetings.models import Meeting, Presence
from bagana.meetings.quorum import open_on, presences_of
from bagana.registers.models import Household, Section
from bagana.registers.people import Private, private_of
from bagana.registers.queries.search import search
from bagana.registers.showing import Showing, shown_name

STATES: Final = ("came", "not")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list was asked to show; "" asks nothing."""

    number: str = ""
    section: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A household of the list, and its presence here or in another part."""

    household: Household
    number: str
    head: str
    head_pk: int | None
    section: str
    presence: Presence | None
    is_elsewhere: bool


def households_of(meeting: Meeting) -> QuerySet[Household]:
    """Of the day; of a valley's part those of the valley come with it only."""
    rows = open_on(meeting).select_related("head", "section")
    if meeting.parent_id is not None and meeting.section_id is not None:
        rows = rows.filter(section=meeting.section_id)
    return rows.order_by("number", "pk")


def narrowed(meeting: Meeting, asked: Asked) -> QuerySet[Household]:
    rows = households_of(meeting)
    if asked.number:
        bare = asked.number.lstrip("0") or "0"
        padded = [bare.zfill(width) for width in range(len(bare), 7)]
        rows = rows.filter(number__in=[asked.number, *padded])
    if asked.section == "none":
        rows = rows.filter(section__isnull=True)
    elif asked.section.isdecimal():
        rows = rows.filter(section=int(asked.section[:15]))
    if asked.state in STATES:
        came = presences_of(meeting).filter(household__isnull=False)
        homes = came.values("household")
        rows = (
            rows.filter(pk__in=homes)
            if asked.state == "came"
            else rows.exclude(pk__in=homes)
        )
    return rows


def found_by(user: Any, meeting: Meeting, text: str) -> QuerySet[Household]:
    """By number, by the name of anybody in it, by its camp: as the register finds."""
    found = search(user, meeting.unit, text, timezone.localdate())
    homes = {row.household_id for row in found.people}
    homes |= {row.pk for row in found.households}
    return households_of(meeting).filter(pk__in=homes)


def lines_of(meeting: Meeting, homes: list[Household], how: Showing) -> list[Line]:
    """The shown households only: their heads' seals are opened here."""
    rows = presences_of(meeting).filter(household__in=homes)
    came = {row.household_id: row for row in rows}
    return [_line(meeting, home, came.get(home.pk), how) for home in homes]


def _line(
    meeting: Meeting, home: Household, came: Presence | None, how: Showing
) -> Line:
    head = home.head
    restricted = head is not None and head.is_restricted
    private = Private() if head is None or restricted else private_of(head)
    return Line(
        household=home,
        number=home.number,
        head="" if head is None else shown_name(private, how, restricted),
        head_pk=None if head is None or restricted else head.pk,
        section=home.section.name if home.section else "",
        presence=came,
        is_elsewhere=came is not None and came.meeting_id != meeting.pk,
    )


def attendance_content(meeting: Meeting, how: Showing) -> list[Line]:
    """The whole list as a paper prints it; whoever shows it notes the reading."""
    return lines_of(meeting, list(households_of(meeting)), how)


def visitors_of(meeting: Meeting) -> list[tuple[Presence, str]]:
    """Lines written by hand, with their names."""
    rows = meeting.presences.filter(household__isnull=True)
    return [(row, str(row.private.get("name", ""))) for row in rows]


def sections_of(meeting: Meeting) -> list[Section]:
    return list(Section.objects.filter(unit=meeting.unit_id, is_closed=False))


@dataclass(frozen=True, slots=True)
class Tally:
    """People of households and visitors who came, by sex."""

    women: int
    men: int
    unknown: int
    visitors: int

    @property
    def all(self) -> int:
        return self.women + self.men + self.unknown


def tally_of(meeting: Meeting) -> Tally:
    """One line counts under the sex written in it; of the whole with its parts."""
    rows = presences_of(meeting)
    counts = Counter(rows.order_by().values_list("sex", flat=True))
    visitors = rows.filter(household__isnull=True).count()
    return Tally(counts["female"], counts["male"], counts[""], visitors)
