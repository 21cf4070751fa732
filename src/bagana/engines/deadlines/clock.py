"""The clock of a request: it counts days after the day it was taken.

The day of taking is not counted; the day of the answer is. A day within a pause is not
counted: the clock stands from the first day of the pause until the day before it ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bagana.engines.deadlines.calendar import Calendar

ONE_DAY = timedelta(days=1)


class TermUnit(StrEnum):
    """What a term counts."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """The clock stands on days d with starts_on <= d < ends_on.

    Attributes
    ----------
    starts_on : date
    ends_on : date or None
        The day on which it runs again; None while it stands.

    Raises
    ------
    ValueError
        If it ends before it starts.
    """

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("a pause ends before it starts")


def add_days(start: date, count: int, unit: TermUnit, calendar: Calendar) -> date:
    """The day on which `count` days after `start` have gone by.

    Parameters
    ----------
    start : date
        Not counted itself.
    count : int
        0 gives `start`, also where it is a day off.

    Raises
    ------
    ValueError
        For a negative count.
    """
    return due(start, count, unit, (), 0, calendar)


def elapsed(
    taken: date,
    until: date,
    unit: TermUnit,
    pauses: Iterable[Pause],
    calendar: Calendar,
) -> int:
    """Days of the clock from `taken` (not counted) to `until` (counted).

    Parameters
    ----------
    taken, until : date
    unit : TermUnit
    pauses : iterable of Pause
        In any order; they may overlap and lie across weekends. An open one stands
        until after `until`.
    calendar : Calendar

    Returns
    -------
    int
        Never negative; 0 where `until` is not after `taken`.
    """
    if until <= taken:
        return 0
    total = _count(taken, until, unit, calendar)
    for start, end in _joined(pauses, taken, until):
        total -= _count(start, end, unit, calendar)
    return total


def due(
    taken: date,
    term: int,
    unit: TermUnit,
    pauses: Iterable[Pause],
    extension: int,
    calendar: Calendar,
) -> date:
    """The last day of the term: the first on which term + extension days have passed.

    Parameters
    ----------
    taken : date
        The day the request was taken on; it may be a day off.
    term, extension : int
        In `unit`. A term of 0 is due on the day of taking.
    pauses : iterable of Pause
        An open one has no end to reckon with and counts nothing: what is due is known
        again once it ends.
    calendar : Calendar

    Returns
    -------
    date
        A term in calendar days may end on a day off: it is not moved, so that the
        stricter reading holds.

    Raises
    ------
    ValueError
        For a negative term or extension.

    Notes
    -----
    The clock gains at most one day a day, so stepping ahead by what is missing never
    goes past the day looked for.
    """
    if term < 0 or extension < 0:
        raise ValueError("a term is not negative")
    wanted = term + extension
    closed = [pause for pause in pauses if pause.ends_on is not None]
    day = taken
    while (gone := elapsed(taken, day, unit, closed, calendar)) < wanted:
        day += timedelta(days=wanted - gone)
    return day


def is_within(answered: date, due_on: date) -> bool:
    """Whether an answer of that day came within the term."""
    return answered <= due_on


def _count(after: date, until: date, unit: TermUnit, calendar: Calendar) -> int:
    if unit == TermUnit.WORKING:
        return calendar.working_days(after, until)
    return max((until - after).days, 0)


def _joined(
    pauses: Iterable[Pause], taken: date, until: date
) -> list[tuple[date, date]]:
    """Pauses as spans (after, until], cut to the clock's own and without overlap."""
    found: list[tuple[date, date]] = []
    for pause in sorted(pauses, key=lambda one: one.starts_on):
        start = max(pause.starts_on - ONE_DAY, taken)
        end = until if pause.ends_on is None else min(pause.ends_on - ONE_DAY, until)
        if found and start <= found[-1][1]:
            start = found[-1][1]
        if end > start:
            found.append((start, end))
    return found
