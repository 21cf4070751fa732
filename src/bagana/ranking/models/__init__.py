"""Ranking in three parts: methods and runs, the procedure, what was decided."""

from bagana.ranking.models.decisions import (
    Award,
    FollowUp,
    ListEntry,
    Objection,
    ObjectionState,
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
    "ListEntry",
    "Member",
    "Objection",
    "ObjectionState",
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
