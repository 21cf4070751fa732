"""Readings, exports and the requests of the people whose data are kept."""

from bagana.privacy.models.readings import Export, Reading, ReadSubject
from bagana.privacy.models.requests import RequestKind, RequestState, SubjectRequest

__all__ = [
    "Export",
    "ReadSubject",
    "Reading",
    "RequestKind",
    "RequestState",
    "SubjectRequest",
]
