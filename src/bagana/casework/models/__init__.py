"""Services, requests, references, mobile rounds, delegated functions."""

from bagana.casework.models.climbing import ClimbingRule
from bagana.casework.models.outreach import (
    Delegation,
    Function,
    MobileRound,
    RoundChange,
    RoundState,
    RoundStop,
)
from bagana.casework.models.references import (
    Reference,
    ReferenceIssue,
    ReferenceKind,
)
from bagana.casework.models.requests import (
    OPEN_STATES,
    Channel,
    Deed,
    Request,
    RequestState,
    RequestStep,
    Rung,
    Stop,
)
from bagana.casework.models.services import (
    DayOff,
    Days,
    Provider,
    Service,
    ServiceKind,
    ServiceVersion,
)

__all__ = [
    "OPEN_STATES",
    "Channel",
    "ClimbingRule",
    "DayOff",
    "Days",
    "Deed",
    "Delegation",
    "Function",
    "MobileRound",
    "Provider",
    "Reference",
    "ReferenceIssue",
    "ReferenceKind",
    "Request",
    "RequestState",
    "RequestStep",
    "RoundChange",
    "RoundState",
    "RoundStop",
    "Rung",
    "Service",
    "ServiceKind",
    "ServiceVersion",
    "Stop",
]
