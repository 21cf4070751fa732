"""Lines of the table understood and held against the plan; every refusal said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bagana.engines.mongolian import search_key
from bagana.programme.models import Programme
from bagana.programme.table import goals, understanding
from bagana.programme.table.comparing import changed_parts
from bagana.programme.table.lines import Wanted
from bagana.programme.table.plan import Plan
from bagana.programme.table.problems import Problem
from bagana.programme.table.reading import Line, Read
from bagana.programme.table.refusing import Refusals


@dataclass(slots=True)
class Checked:
    """What the table wants: lines to write, refusals, and the sum that reconciles."""

    plan: Plan
    new: list[Wanted] = field(default_factory=list)
    changed: list[tuple[Wanted, list[str]]] = field(default_factory=list)
    same: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "read": len(self.new) + len(self.changed) + self.same + self.refused,
            "new": len(self.new),
            "changed": len(self.changed),
            "same": self.same,
            "refused": self.refused,
            "objectives": len(self.plan.new_objectives),
        }


def check_lines(programme: Programme, read: Read, user: Any, phase: int = 0) -> Checked:
    """Hold every line against the plan.

    `phase` is the number of the phase of lines that name none.
    """
    plan = Plan(programme, user, phase)
    plan.taken |= {line.cells.get("number", "").rstrip(".") for line in read.lines}
    checked = Checked(plan, problems=list(read.problems), unread=read.unread)
    checked.refused = len(read.problems)
    seen: dict[str, int] = {}
    for line in read.lines:
        _take(checked, line, seen)
    return checked


def _take(checked: Checked, line: Line, seen: dict[str, int]) -> None:
    refusals = Refusals(line)
    wanted = understand(checked.plan, line, refusals)
    first = seen.setdefault(_key_of(wanted, line), line.row)
    if first != line.row:
        refusals.add("duplicate", "number", args={"first": first})
    if refusals.found:
        checked.refused += 1
        checked.problems += refusals.found
        return
    checked.plan.accept(wanted)
    present = checked.plan.present.get(wanted.measure or 0)
    if present is None:
        checked.new.append(wanted)
    elif parts := changed_parts(present, wanted):
        checked.changed.append((wanted, parts))
    else:
        checked.same += 1


def _key_of(wanted: Wanted, line: Line) -> str:
    if wanted.measure is not None:
        return f"measure {wanted.measure}"
    return wanted.number or search_key(line.cells.get("name_mn", "")) or str(line.row)


def understand(plan: Plan, line: Line, refusals: Refusals) -> Wanted:
    """What one line wants; refusals are added, never raised."""
    wanted = Wanted(line.row, understanding.number(line, refusals))
    wanted.objective = understanding.objective(plan, line, refusals)
    wanted.measure = plan.find_measure(wanted, line)
    understanding.texts(line, wanted, refusals)
    understanding.places(plan, line, wanted, refusals)
    understanding.times(plan, line, wanted, refusals)
    understanding.details(line, wanted, refusals)
    understanding.steps(plan, line, wanted, refusals)
    understanding.money(plan, line, wanted, refusals)
    goals.indicators(plan, line, wanted, refusals)
    goals.levels(plan, line, wanted, refusals)
    plan.complete(wanted, line, refusals)
    if not refusals.found:
        goals.check(plan, wanted, refusals)
    return wanted


def stored(problems: Sequence[Problem], most: int) -> list[dict[str, object]]:
    ordered = sorted(problems, key=lambda problem: problem.row)
    return [replace(one, args=dict(one.args)).stored() for one in ordered[:most]]
