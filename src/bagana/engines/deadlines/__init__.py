"""Working days and service clocks: what a term is, and how long a request took."""

from bagana.engines.deadlines.calendar import Calendar
from bagana.engines.deadlines.clock import (
    Pause,
    TermUnit,
    add_days,
    due,
    elapsed,
    is_within,
)
from bagana.engines.deadlines.summary import Promptness, nearest_rank, summary

__all__ = [
    "Calendar",
    "Pause",
    "Promptness",
    "TermUnit",
    "add_days",
    "due",
    "elapsed",
    "is_within",
    "nearest_rank",
    "summary",
]
