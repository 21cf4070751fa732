"""Which days an office works."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Monday to Friday, without the days off, and with the days moved.

    Attributes
    ----------
    off : frozenset[date]
        Days on which nobody works: holidays, or a Friday moved to another day.
    on : frozenset[date]
        Days that are worked though they are a weekend or a holiday. Where a day
        stands in both sets, it is worked: who moves a holiday says so last.
    """

    off: frozenset[date] = field(default_factory=frozenset)
    on: frozenset[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        """Whether the office works on the day."""
        if day in self.on:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    @cached_property
    def _lost(self) -> list[int]:
        """Weekdays that are not worked, as ordinals in order."""
        days = (day for day in self.off - self.on if day.weekday() < SATURDAY)
        return sorted(day.toordinal() for day in days)

    @cached_property
    def _won(self) -> list[int]:
        """Saturdays and Sundays that are worked, as ordinals in order."""
        days = (day for day in self.on if day.weekday() >= SATURDAY)
        return sorted(day.toordinal() for day in days)

    def working_days(self, after: date, until: date) -> int:
        """Working days d with after < d <= until; 0 where the span is empty.

        Parameters
        ----------
        after, until : date
            The first day is not counted, the last one is.

        Returns
        -------
        int
            W(until) - W(after), with W(x) = 5 (x div 7) + min(x mod 7, 5) of the
            ordinal x counted from a Monday, minus the days off, plus the days moved.

        Notes
        -----
        By arithmetic and two bisections: O(log n) in the number of days off, however
        long the span is.
        """
        if until <= after:
            return 0
        return self._up_to(until.toordinal()) - self._up_to(after.toordinal())

    def _up_to(self, ordinal: int) -> int:
        # Ordinal 1 is a Monday: 0001-01-01 of the proleptic Gregorian calendar.
        weeks, days = divmod(ordinal, 7)
        plain = weeks * 5 + min(days, 5)
        return (
            plain - bisect_right(self._lost, ordinal) + bisect_right(self._won, ordinal)
        )

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first one after it that is."""
        while not self.works(day):
            day += timedelta(days=1)
        return day
