"""The days offices work: Mongolia's holidays, and what an office said otherwise.

The rule: docs/rules/service-clock.md.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from bagana.casework.models import DayOff
from bagana.engines.deadlines import Calendar

AHEAD: Final = 1
"""Years after the last one asked for: a term may run over the new year."""


@lru_cache(maxsize=64)
def holidays_of(year: int) -> dict[date, str]:
    """Public holidays of Mongolia in a year, with their Mongolian names."""
    import holidays

    found = holidays.country_holidays("MN", years=[year], language="mn")
    return {day: str(name) for day, name in sorted(found.items())}


def calendar_between(start: date, end: date) -> Calendar:
    """The calendar of whole years from one day to a year past the other."""
    years = range(start.year, end.year + AHEAD + 1)
    off = {day for year in years for day in holidays_of(year)}
    told = DayOff.objects.filter(on__year__gte=years[0], on__year__lte=years[-1])
    works = dict(told.values_list("on", "works"))
    off |= {day for day, is_worked in works.items() if not is_worked}
    worked = frozenset(day for day, is_worked in works.items() if is_worked)
    return Calendar(off=frozenset(off), on=worked)
