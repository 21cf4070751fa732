"""What requests tell of every unit, as indicators like any other.

The rule: docs/rules/promptness.md. Own counts, never joined with official figures.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from bagana.casework import measures, outreach_catalogue
from bagana.casework.definitions import Case, is_near
from bagana.casework.measures import Value
from bagana.casework.models import Channel, Deed
from bagana.indicators.catalogue import Declared, declare


def _of_channel(channel: str, case: Case) -> bool:
    return case.channel == channel


def _near(case: Case) -> bool:
    return is_near(case) is True


def _far(case: Case) -> bool:
    return is_near(case) is False


GROUPS: Final[dict[str, Callable[[Case], bool]]] = {
    **{channel.value: partial(_of_channel, channel.value) for channel in Channel},
    "near": _near,
    "far": _far,
}
"""By which way, and from how far: ten kilometres and nearer, or farther."""

WHOLE: Final[dict[str, Value]] = {
    "requests_received": measures.received,
    "requests_answered": measures.answered,
    "requests_in_term": measures.in_term,
    "requests_open": measures.still_open,
    "requests_overdue": measures.overdue,
    "promptness_median_days": measures.median,
    "promptness_p90_days": measures.p90,
    "request_satisfaction": measures.satisfaction,
}
PARTS: Final[dict[str, Value]] = {
    f"{code}_{group}": measures.by(chosen, value)
    for group, chosen in GROUPS.items()
    for code, value in (
        ("requests_answered", measures.answered),
        ("requests_in_term", measures.in_term),
    )
}
DEEDS: Final = {
    "requests_answers_given": measures.ANSWERS,
    "requests_reopenings": (Deed.REOPENED,),
}

declare(
    *(
        Declared(code, measures.read, measures.engine(value))
        for code, value in {**WHOLE, **PARTS}.items()
    ),
    *(
        Declared(code, measures.deeds_of(*deeds), measures.count_deeds)
        for code, deeds in DEEDS.items()
    ),
)

OUTREACH: Final = outreach_catalogue.MEASURES
"""Declared where they are counted."""
