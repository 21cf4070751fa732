"""Every deed of a request in one place, for whoever calls them."""

from bagana.casework.actions.citizens import rate, reopen, withdraw
from bagana.casework.actions.climbing import escalate_overdue
from bagana.casework.actions.taking import take_request
from bagana.casework.actions.working import (
    answer,
    assign,
    escalate,
    extend,
    give_back,
    refuse,
    resume,
    start,
    stop_clock,
)

__all__ = [
    "answer",
    "assign",
    "escalate",
    "escalate_overdue",
    "extend",
    "give_back",
    "rate",
    "refuse",
    "reopen",
    "resume",
    "start",
    "stop_clock",
    "take_request",
    "withdraw",
]
