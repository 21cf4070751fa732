"""Periods as rows: found, or made when a figure first needs them."""

from __future__ import annotations

from collections.abc import Iterable

from bagana.indicators.calendar import Span, parse_period
from bagana.indicators.models import Period


def ensure_periods(codes: Iterable[str]) -> dict[str, Period]:
    """Return the period of each code; make the missing ones.

    Raises ValueError for a code that names no period.
    """
    wanted = {code: _span(code) for code in codes}
    known = Period.objects.in_bulk(list(wanted), field_name="code")
    missing = [span for code, span in wanted.items() if code not in known]
    if missing:
        Period.objects.bulk_create(
            [
                Period(code=s.code, kind=s.kind, start=s.start, end=s.end)
                for s in missing
            ],
            ignore_conflicts=True,
        )
        known = Period.objects.in_bulk(list(wanted), field_name="code")
    return known


def ensure_period(text: str) -> Period:
    """Return the period that a text names; ValueError when it names none."""
    code = _span(text).code
    return ensure_periods([code])[code]


def _span(text: str) -> Span:
    span = parse_period(text)
    if span is None:
        raise ValueError(f"names no period: {text!r}")
    return span
