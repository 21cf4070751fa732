"""Every write of figures that does not come from a file."""

from bagana.indicators.actions.declaring import compute_declared
from bagana.indicators.actions.deriving import derive, roll_up
from bagana.indicators.actions.entering import (
    correct,
    record_observation,
    withdraw,
)
from bagana.indicators.actions.publishing import publish, verify

__all__ = [
    "compute_declared",
    "correct",
    "derive",
    "publish",
    "record_observation",
    "roll_up",
    "verify",
    "withdraw",
]
