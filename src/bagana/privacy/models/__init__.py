"""Keys, readings, exports and the requests of the people whose data are kept."""

from bagana.privacy.models.keys import KeyMark, KeyPass
from bagana.privacy.models.readings import Export, Reading, ReadSubject
from bagana.privacy.models.requests import RequestKind, RequestState, SubjectRequest

__all__ = [
    "Export",
    "KeyMark",
    "KeyPass",
    "ReadSubject",
    "Reading",
    "RequestKind",
    "RequestState",
    "SubjectRequest",
]
