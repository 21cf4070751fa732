"""The book of events of a unit: filtered, sorted, each line with who and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from bagana.registers.calendar import days_late
from bagana.registers.models import Event, EventKind, Household, Person
from bagana.registers.people import Private, private_of
from bagana.registers.queries.balance import units_within
from bagana.registers.queries.households import names_of
from bagana.registers.queries.waiting import is_overdue
from bagana.registers.showing import Showing, shown_name
from bagana.territory.models import Unit
from bagana.territory.queries import ancestors_of, below

TIMELY: Final = (EventKind.MOVE_IN, EventKind.MOVE_OUT, EventKind.TEMPORARY_IN)
"""Registered within seven days, or late: arrivals and who set out, nobody's birth."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for."""

    start: date
    end: date
    kind: str = ""


def events_in(user: Any, unit: Unit, asked: Asked) -> QuerySet[Event]:
    """Visible events of a unit in a span, newest first."""
    units = units_within(unit, asked.start, asked.end)
    rows = Event.objects.visible_to(user).filter(
        unit__in=units, on__range=(asked.start, asked.end)
    )
    if asked.kind in EventKind.values:
        rows = rows.filter(kind=asked.kind)
    return rows.select_related(
        "person", "household", "unit", "other_unit", "entry"
    ).order_by("-on", "-pk")


@dataclass(frozen=True, slots=True, repr=False)
class EventLine:
    """One event as a page writes it; the name is masked here already."""

    event: Event
    name: str
    bag: str
    other: str
    late: int
    overdue: bool = False

    @property
    def where(self) -> str:
        return self.other or self.event.place


def event_lines(events: Sequence[Event], how: Showing, today: date) -> list[EventLine]:
    """Opens the seal of each person; the page notes the reading."""
    units = {one.unit_id for one in events}
    units |= {one.other_unit_id for one in events if one.other_unit_id}
    names = names_of(units, today)
    return [
        EventLine(
            event=one,
            name=person_name(one.person, how),
            bag=names.get(one.unit_id, one.unit.code),
            other=(
                names.get(one.other_unit_id, one.other_unit.code)
                if one.other_unit and one.other_unit_id
                else ""
            ),
            late=days_late(one.on, one.registered_on) if one.kind in TIMELY else 0,
            overdue=is_overdue(one, today),
        )
        for one in events
    ]


def person_name(person: Person, how: Showing) -> str:
    if person.is_restricted:
        return shown_name(Private(), how, restricted=True)
    return shown_name(private_of(person), how)


def present_of(household: Household) -> list[Person]:
    rows = household.people.filter(is_present=True)
    return list(rows.order_by("relation", "pk"))


def bags_beside(unit: Unit, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The bags of the same aimag but this one, sum by sum: codes and names."""
    above = ancestors_of(unit, today)
    aimag = next((one.unit for one in above if one.kind.level == 1), None)
    if aimag is None:
        return []
    found: dict[str, list[tuple[str, str]]] = {}
    bags = below(aimag, today, level=3).exclude(unit=unit)
    sums = {one.unit_id: one.name for one in below(aimag, today, level=2)}
    for bag in bags.order_by("parent__code", "sort_key"):
        above_name = sums.get(bag.parent_id or 0, "")
        found.setdefault(above_name, []).append((bag.unit.code, bag.name))
    return list(found.items())
