"""Re-drawing of units: several balances at once, compact, near, with little moved.

The method in prose: docs/rules/redrawing.md. What compiles machine code or loads a
solver is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from bagana.engines.districting.archive import Archive, alternatives, difference
from bagana.engines.districting.audit import audit, point
from bagana.engines.districting.building import build_problem
from bagana.engines.districting.contiguity import Piece, breaks, breaks_if, pieces
from bagana.engines.districting.faults import Fault, ProblemInvalid, Words
from bagana.engines.districting.matching import relabel
from bagana.engines.districting.parts import Part, join, only, split
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

_LAZY: Final[dict[str, str]] = {}
"""Name to the module that holds it."""

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
    "difference",
    "join",
    "only",
    "pieces",
    "point",
    "relabel",
    "split",
]


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    raise AttributeError(name)
