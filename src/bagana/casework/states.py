"""States of a request as data: which deed leads from where to where, and whose it is.

The page docs/rules/request-states.md holds this table; a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from bagana.casework.models import OPEN_STATES, Deed, RequestState
from bagana.web.errors import Conflict


class Who(StrEnum):
    """Whose deed it is."""

    DESK = "desk"
    CITIZEN = "citizen"
    BOTH = "both"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Way:
    """`target` None: the state stays as it is."""

    deed: Deed
    sources: tuple[RequestState, ...]
    target: RequestState | None
    who: Who


RECEIVED, WORKING, WAITING = OPEN_STATES
CLOSED = (RequestState.ANSWERED, RequestState.REFUSED)
WAYS: tuple[Way, ...] = (
    Way(Deed.RECEIVED, (), RECEIVED, Who.BOTH),
    Way(Deed.STARTED, (RECEIVED,), WORKING, Who.DESK),
    Way(Deed.STOPPED, (RECEIVED, WORKING), WAITING, Who.DESK),
    Way(Deed.RESUMED, (WAITING,), WORKING, Who.DESK),
    Way(Deed.EXTENDED, (RECEIVED, WORKING), None, Who.DESK),
    Way(Deed.ESCALATED, OPEN_STATES, None, Who.DESK),
    Way(Deed.RETURNED, OPEN_STATES, None, Who.DESK),
    Way(Deed.ASSIGNED, OPEN_STATES, None, Who.DESK),
    Way(Deed.ANSWERED, OPEN_STATES, RequestState.ANSWERED, Who.DESK),
    Way(Deed.REFUSED, OPEN_STATES, RequestState.REFUSED, Who.DESK),
    Way(Deed.WITHDRAWN, OPEN_STATES, RequestState.WITHDRAWN, Who.BOTH),
    Way(Deed.REOPENED, CLOSED, WORKING, Who.BOTH),
    Way(Deed.RATED, CLOSED, None, Who.BOTH),
    Way(Deed.MOVED, OPEN_STATES, None, Who.SYSTEM),
)
BY_DEED = {way.deed: way for way in WAYS}


def leads(deed: Deed, state: str) -> RequestState:
    """The state after the deed. Raises Conflict where the deed does not lead on."""
    way = BY_DEED[deed]
    if state not in way.sources:
        raise Conflict(
            _("«%(state)s» төлөвтэй хүсэлтэд энэ үйлдлийг хийхгүй: %(deed)s.")
            % {"state": RequestState(state).label, "deed": deed.label},
            _("Хуудсыг дахин ачаалж, одоогийн төлөвийг харна уу."),
        )
    return way.target or RequestState(state)


def possible(state: str) -> set[str]:
    """Deeds that may be done to a request in the state."""
    return {way.deed.value for way in WAYS if state in way.sources}
