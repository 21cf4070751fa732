"""Re-drawing in three parts: blocks, scenarios and their plans, proposals."""

from bagana.redistricting.models.blocks import (
    SPECIES,
    Block,
    BlockMove,
    BlockSet,
    Nature,
)
from bagana.redistricting.models.proposals import (
    Alternative,
    Enactment,
    HandoverItem,
    Opinion,
    PlannedUnit,
    PlanObjection,
    PlanObjectionState,
    Proposal,
    ProposalState,
    ProposalStep,
    Stance,
)
from bagana.redistricting.models.scenarios import (
    WEIGHTS,
    EditStep,
    Effort,
    Minimise,
    Plan,
    PlanKind,
    Scenario,
    Search,
)

__all__ = [
    "SPECIES",
    "WEIGHTS",
    "Alternative",
    "Block",
    "BlockMove",
    "BlockSet",
    "EditStep",
    "Effort",
    "Enactment",
    "HandoverItem",
    "Minimise",
    "Nature",
    "Opinion",
    "Plan",
    "PlanKind",
    "PlanObjection",
    "PlanObjectionState",
    "PlannedUnit",
    "Proposal",
    "ProposalState",
    "ProposalStep",
    "Scenario",
    "Search",
    "Stance",
]
