"""Re-drawing of units: several balances at once, compact, near, with little moved.

The method in prose: docs/rules/redrawing.md.
"""

from bagana.engines.districting.problem import UNASSIGNED, Problem
from bagana.engines.districting.results import (
    MEASURES,
    OBJECTIVES,
    Audit,
    Certificate,
    Front,
    Objective,
    Point,
    UnitAudit,
    Unmet,
)

__all__ = [
    "MEASURES",
    "OBJECTIVES",
    "UNASSIGNED",
    "Audit",
    "Certificate",
    "Front",
    "Objective",
    "Point",
    "Problem",
    "UnitAudit",
    "Unmet",
]
