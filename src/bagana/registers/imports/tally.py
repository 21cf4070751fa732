"""What a file comes to: the sum that reconciles, refusals, what would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from bagana.registers.imports.problems import Problem

SHOWN: Final = 500
KEPT: Final = 5000
COUNTS: Final = ("read", "new", "changed", "same", "refused")


@dataclass(slots=True)
class Tally:
    """What the whole file comes to; `changes` names rows that would be changed."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, problem: Problem) -> None:
        """More refusals than a person mends by hand are counted, not kept."""
        self.refused += 1
        if len(self.problems) < KEPT:
            self.problems.append(problem)

    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in COUNTS}

    def note(self, line: int, number: str, fields: Iterable[str]) -> None:
        if len(self.changes) < SHOWN:
            self.changes.append(
                {"row": line, "number": number, "fields": sorted(set(fields))}
            )
