"""The refusals of one line, each at its column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bagana.programme.table.problems import Problem
from bagana.programme.table.reading import Line

SHOWN = 120


class Refusals:
    def __init__(self, line: Line) -> None:
        self.line = line
        self.found: list[Problem] = []

    def add(
        self,
        code: str,
        column: str,
        value: str | None = None,
        args: Mapping[str, Any] | None = None,
    ) -> None:
        """Refuse the cell of a column, by its key or its heading."""
        text = self.line.cells.get(column, "") if value is None else value
        place = self.line.column(column)
        self.found.append(
            Problem(code, self.line.row, place, text[:SHOWN], args=args or {})
        )

    def take(self, problem: Problem, column: str, value: str) -> None:
        self.add(problem.code, column, value, problem.args)
