"""Lineage of units: any series shown in the units of any date.

The rules in prose: docs/rules/back-casting.md.
"""

from bagana.engines.lineage.edges import (
    MEASURES,
    Edge,
    Fault,
    FaultKind,
    LineageError,
    check_shares,
    share_faults,
    shares_from_counts,
)
from bagana.engines.lineage.matrix import Matrix, compose, transfer_matrix, unplaced
from bagana.engines.lineage.recast import (
    Cell,
    NotRecastable,
    Part,
    Ratio,
    RecastCell,
    Rule,
    RuleKey,
    Sum,
    WeightedMean,
    recast,
)

__all__ = [
    "MEASURES",
    "Cell",
    "Edge",
    "Fault",
    "FaultKind",
    "LineageError",
    "Matrix",
    "NotRecastable",
    "Part",
    "Ratio",
    "RecastCell",
    "Rule",
    "RuleKey",
    "Sum",
    "WeightedMean",
    "check_shares",
    "compose",
    "recast",
    "share_faults",
    "shares_from_counts",
    "transfer_matrix",
    "unplaced",
]
