"""Every write of figures that does not come from a file."""

from bagana.indicators.actions.deriving import derive, roll_up
from bagana.indicators.actions.entering import (
    correct,
    record_observation,
    withdraw,
)
from bagana.indicators.actions.publishing import publish, verify

__all__ = [
    "correct",
    "derive",
    "publish",
    "record_observation",
    "roll_up",
    "verify",
    "withdraw",
]
