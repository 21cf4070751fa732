"""Who has set out for a bag of the register and is not registered there yet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from bagana.registers.calendar import due_on
from bagana.registers.models import Event, EventKind, Person


def waiting_events() -> QuerySet[Event]:
    """Moves to a known bag after which the person has nothing registered."""
    later = Event.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    return Event.objects.filter(
        ~Exists(later),
        kind=EventKind.MOVE_OUT,
        other_unit__isnull=False,
        person__is_present=False,
    )


def arrivals_of(units: Collection[int]) -> QuerySet[Event]:
    """Waiting to be received by one of the bags, oldest first."""
    rows = waiting_events().filter(other_unit__in=units)
    return rows.select_related("person", "household", "unit", "other_unit").order_by(
        "on", "pk"
    )


def departures_of(units: Collection[int]) -> QuerySet[Event]:
    """Gone from one of the bags, and not received by the other yet."""
    rows = waiting_events().filter(unit__in=units)
    return rows.select_related("person", "household", "unit", "other_unit").order_by(
        "on", "pk"
    )


def is_overdue(event: Event, today: date) -> bool:
    return due_on(event.on) < today


def companions(event: Event) -> QuerySet[Person]:
    """Who set out by the same entry from the same household, and waits still."""
    rows = waiting_events().filter(entry=event.entry_id, household=event.household_id)
    return Person.objects.filter(pk__in=rows.values("person")).order_by("pk")
