"""Ranking in three parts: methods and runs, the procedure, what was decided."""

from bagana.ranking.models.decisions import (
    Award,
    FollowUp,
    HideGround,
    ListEntry,
    Objection,
    ObjectionDeed,
    ObjectionState,
    ObjectionStep,
    Support,
    Verdict,
)
from bagana.ranking.models.frameworks import (
    Framework,
    FrameworkVersion,
    Run,
    RunCell,
    RunKind,
    UnitResult,
    VersionState,
)
from bagana.ranking.models.rounds import (
    GateResult,
    Member,
    Recheck,
    Selection,
    SelectionState,
    SelectionStep,
    Visit,
)

__all__ = [
    "Award",
    "FollowUp",
    "Framework",
    "FrameworkVersion",
    "GateResult",
    "HideGround",
    "ListEntry",
    "Member",
    "Objection",
    "ObjectionDeed",
    "ObjectionState",
    "ObjectionStep",
    "Recheck",
    "Run",
    "RunCell",
    "RunKind",
    "Selection",
    "SelectionState",
    "SelectionStep",
    "Support",
    "UnitResult",
    "Verdict",
    "VersionState",
    "Visit",
]
