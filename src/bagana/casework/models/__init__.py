"""Services, requests, references, mobile rounds, delegated functions."""

from bagana.casework.models.outreach import (
    Delegation,
    Function,
    MobileRound,
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
    "RoundState",
    "RoundStop",
    "Rung",
    "Service",
    "ServiceKind",
    "ServiceVersion",
    "Stop",
]
