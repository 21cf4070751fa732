"""Re-drawing of units: several balances at once, compact, near, with little moved.

The method in prose: docs/rules/redrawing.md. Machine code and solvers are loaded by
the functions that need them, when they are called.
"""

from __future__ import annotations

from bagana.engines.districting.archive import Archive, alternatives, difference
from bagana.engines.districting.audit import audit, point
from bagana.engines.districting.building import build_problem
from bagana.engines.districting.certificate import certificate
from bagana.engines.districting.contiguity import Piece, breaks, breaks_if, pieces
from bagana.engines.districting.enumeration import exact_front
from bagana.engines.districting.faults import Fault, ProblemInvalid, Words
from bagana.engines.districting.infeasible import unmet
from bagana.engines.districting.matching import relabel
from bagana.engines.districting.parts import Part, join, only, split
from bagana.engines.districting.polish import polish
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
from bagana.engines.districting.starts import by_office

__all__ = [
    "MEASURES",
    "OBJECTIVES",
    "UNASSIGNED",
    "Archive",
    "Audit",
    "Certificate",
    "Fault",
    "Front",
    "Objective",
    "Part",
    "Piece",
    "Point",
    "Problem",
    "ProblemInvalid",
    "UnitAudit",
    "Unmet",
    "Words",
    "alternatives",
    "audit",
    "breaks",
    "breaks_if",
    "build_problem",
    "by_office",
    "certificate",
    "difference",
    "exact_front",
    "join",
    "only",
    "pieces",
    "point",
    "polish",
    "relabel",
    "split",
    "unmet",
]
