"""From which day a year of an official is judged (docs/rules/performance.md)."""

from __future__ import annotations

from datetime import date

from bagana.people.models import Agreement


def judged_from(agreement: Agreement) -> date:
    """Its last month; of who left earlier, the day he left."""
    return _earlier(agreement, date(agreement.year, 12, 1))


def closes_from(agreement: Agreement) -> date:
    """Its last day; of who left earlier, the day he left."""
    return _earlier(agreement, date(agreement.year, 12, 31))


def _earlier(agreement: Agreement, day: date) -> date:
    left = agreement.appointment.ended_on
    return day if left is None else min(day, left)
