"""Citizens' meetings: rules, meetings, votes, resolutions, obligations."""

from bagana.meetings.models.meetings import (
    AgendaItem,
    Channel,
    ItemKind,
    Meeting,
    MeetingState,
    Minute,
    MinuteKind,
    Notice,
    Paper,
    Presence,
)
from bagana.meetings.models.resolutions import (
    Obligation,
    ObligationState,
    ObligationStep,
    Remark,
    RemarkState,
    Resolution,
)
from bagana.meetings.models.rules import Denominator, MeetingKind, MeetingRule
from bagana.meetings.models.votes import Ballot, BallotKind, Option

__all__ = [
    "AgendaItem",
    "Ballot",
    "BallotKind",
    "Channel",
    "Denominator",
    "ItemKind",
    "Meeting",
    "MeetingKind",
    "MeetingRule",
    "MeetingState",
    "Minute",
    "MinuteKind",
    "Notice",
    "Obligation",
    "ObligationState",
    "ObligationStep",
    "Option",
    "Paper",
    "Presence",
    "Remark",
    "RemarkState",
    "Resolution",
]
