"""The clock of a request against a count of days one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.deadlines import (
    Calendar,
    Pause,
    TermUnit,
    add_days,
    due,
    elapsed,
    is_within,
)

TSAGAAN_SAR = frozenset(date(2026, 2, day) for day in (18, 19, 20))
MOVED = Calendar(
    off=TSAGAAN_SAR | {date(2026, 2, 17)}, on=frozenset({date(2026, 2, 28)})
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 4, 30))
UNITS = st.sampled_from(TermUnit)
CALENDARS = st.builds(
    Calendar,
    off=st.frozensets(DAYS, max_size=12),
    on=st.frozensets(DAYS, max_size=6),
)


@st.composite
def pauses(draw: st.DrawFn) -> list[Pause]:
    found = []
    for start in draw(st.lists(DAYS, max_size=4)):
        length = draw(st.none() | st.integers(0, 20))
        end = None if length is None else start + timedelta(days=length)
        found.append(Pause(start, end))
    return found


def naive(
    taken: date, until: date, unit: TermUnit, stops: list[Pause], calendar: Calendar
) -> int:
    """Day by day, with nothing but the definition."""
    count, day = 0, taken + timedelta(days=1)
    while day <= until:
        stands = any(
            one.starts_on <= day and (one.ends_on is None or day < one.ends_on)
            for one in stops
        )
        if not stands and (unit == TermUnit.CALENDAR or calendar.works(day)):
            count += 1
        day += timedelta(days=1)
    return count


@settings(max_examples=80, deadline=None)
@given(DAYS, DAYS, UNITS, pauses(), CALENDARS)
def test_it_counts_what_a_count_day_by_day_counts(
    taken: date, until: date, unit: TermUnit, stops: list[Pause], calendar: Calendar
) -> None:
    assert elapsed(taken, until, unit, stops, calendar) == naive(
        taken, until, unit, stops, calendar
    )


@settings(max_examples=80, deadline=None)
@given(DAYS, st.integers(0, 40), UNITS, pauses(), st.integers(0, 10), CALENDARS)
def test_due_is_the_first_day_on_which_the_term_has_passed(
    taken: date,
    term: int,
    unit: TermUnit,
    stops: list[Pause],
    extension: int,
    calendar: Calendar,
) -> None:
    day = taken
    closed = [stop for stop in stops if stop.ends_on is not None]
    while naive(taken, day, unit, closed, calendar) < term + extension:
        day += timedelta(days=1)
    assert due(taken, term, unit, stops, extension, calendar) == day


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(0, 30), UNITS, CALENDARS)
def test_an_answer_on_the_due_day_is_within_and_a_day_later_is_not(
    taken: date, term: int, unit: TermUnit, calendar: Calendar
) -> None:
    last = add_days(taken, term, unit, calendar)
    assert is_within(last, last)
    assert not is_within(last + timedelta(days=1), last)


def test_working_days_step_over_tsagaan_sar_and_a_moved_day() -> None:
    # Monday the 16th; the 17th to the 20th are off, Saturday the 28th is worked.
    assert add_days(date(2026, 2, 16), 1, TermUnit.WORKING, MOVED) == date(2026, 2, 23)
    assert add_days(date(2026, 2, 27), 1, TermUnit.WORKING, MOVED) == date(2026, 2, 28)


def test_calendar_days_step_over_nothing() -> None:
    assert add_days(date(2026, 2, 16), 30, TermUnit.CALENDAR, MOVED) == date(
        2026, 3, 18
    )


def test_a_request_taken_on_a_day_off_counts_from_the_next_working_day() -> None:
    saturday = date(2026, 3, 14)
    assert add_days(saturday, 1, TermUnit.WORKING, Calendar()) == date(2026, 3, 16)


def test_a_term_of_nothing_is_due_on_the_day_itself() -> None:
    sunday = date(2026, 3, 15)
    assert due(sunday, 0, TermUnit.WORKING, (), 0, Calendar()) == sunday


def test_a_pause_over_a_weekend_moves_the_day_by_its_working_days_only() -> None:
    friday, tuesday = date(2026, 3, 13), date(2026, 3, 17)
    stop = [Pause(friday, tuesday)]
    taken = date(2026, 3, 12)
    assert due(taken, 1, TermUnit.WORKING, (), 0, Calendar()) == friday
    assert due(taken, 1, TermUnit.WORKING, stop, 0, Calendar()) == tuesday


def test_an_extension_counts_like_the_term() -> None:
    taken = date(2026, 1, 5)
    once = due(taken, 30, TermUnit.CALENDAR, (), 30, Calendar())
    assert once == taken + timedelta(days=60)


def test_it_refuses_a_negative_term_and_a_pause_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="negative"):
        due(date(2026, 1, 5), -1, TermUnit.WORKING, (), 0, Calendar())
    with pytest.raises(ValueError, match="before it starts"):
        Pause(date(2026, 1, 5), date(2026, 1, 4))
