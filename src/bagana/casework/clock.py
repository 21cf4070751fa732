"""When a request is due: its version's term, its stops, its extension.

The rule: docs/rules/service-clock.md. Everything is reckoned by engines.deadlines.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bagana.casework.calendar import calendar_between
from bagana.casework.models import Deed, Request, ServiceVersion, Stop
from bagana.engines.deadlines import Calendar, Pause, TermUnit, due, elapsed


def pauses_of(stops: Iterable[Stop]) -> list[Pause]:
    return [Pause(stop.starts_on, stop.ends_on) for stop in stops]


def due_from(
    version: ServiceVersion,
    start: date,
    pauses: Iterable[Pause] = (),
    extension: int = 0,
    calendar: Calendar | None = None,
) -> date:
    """The last day of the version's term, begun on a day."""
    pauses = list(pauses)
    ends = [pause.ends_on or pause.starts_on for pause in pauses]
    known = calendar or calendar_between(start, max([start, *ends]))
    unit = TermUnit(version.term_in)
    return due(start, version.term, unit, pauses, extension, known)


def begun_on(request: Request) -> date:
    """The day the clock counts from: of taking, or of the last reopening."""
    rows = request.steps.filter(deed=Deed.REOPENED).order_by("-id")
    last: date | None = rows.values_list("on", flat=True).first()
    return last or request.taken_on


def due_of(request: Request) -> date:
    """What `due_on` must be as the request stands in the database."""
    pauses = pauses_of(request.stops.all())
    return due_from(request.version, begun_on(request), pauses, request.extended)


def days_left(request: Request, today: date) -> int | None:
    """In the term's own unit; negative once overdue; None while nothing runs."""
    if request.closed_on is not None:
        return None
    unit = TermUnit(request.version.term_in)
    calendar = calendar_between(request.taken_on, max(today, request.due_on))
    if today <= request.due_on:
        return elapsed(today, request.due_on, unit, (), calendar)
    return -elapsed(request.due_on, today, unit, (), calendar)
