"""From which bag to which bag a plan takes households and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bagana.engines.districting import Problem
from bagana.redistricting.models import Plan, Proposal
from bagana.redistricting.problems import labels_in, problem_of
from bagana.redistricting.queries.plan_units import PlanUnit
from bagana.redistricting.queries.plans import decimals_of
from bagana.redistricting.queries.withheld import shield_of


@dataclass(frozen=True, slots=True)
class MoveLine:
    """Blocks that go from one bag to another, with what lies in them; None: unknown."""

    source: PlanUnit
    target: PlanUnit
    blocks: int
    households: float | None
    people: float | None
    area: float | None
    sheep_units: float | None
    is_withheld: bool = False

    @property
    def area_decimals(self) -> int:
        return decimals_of("area", self.area)


def public_moves(
    proposal: Proposal, plan: Plan, units: Mapping[str, PlanUnit]
) -> list[MoveLine]:
    """The same for everybody: of few households neither their number nor their herd."""
    shield = shield_of(proposal)
    hidden = {"households": None, "people": None, "sheep_units": None}
    return [
        replace(line, **hidden, is_withheld=True)  # type: ignore[arg-type]
        if shield.move(plan, line.source.key, line.target.key)
        else line
        for line in moves_of(plan, units)
    ]


def moves_of(plan: Plan, units: Mapping[str, PlanUnit]) -> list[MoveLine]:
    """Every pair of bags between which blocks go, most people first."""
    problem = problem_of(plan.scenario)
    before = np.array(problem.units)[problem.today]
    added = [key for key in plan.units if key not in problem.units]
    after = np.array([*problem.units, *added])[labels_in(problem, plan)]
    places = np.flatnonzero(before != after)
    pairs = sorted({(str(before[i]), str(after[i])) for i in places})
    found = [
        _line(problem, units[a], units[b], (before == a) & (after == b))
        for a, b in pairs
    ]
    return sorted(found, key=lambda line: -(line.people or 0.0))


def _line(
    problem: Problem, source: PlanUnit, target: PlanUnit, mask: np.ndarray[Any, Any]
) -> MoveLine:
    def total(name: str) -> float | None:
        if name not in problem.weight_names:
            return None
        column = problem.weights[:, problem.weight_names.index(name)]
        return float(column[mask].sum())

    return MoveLine(
        source,
        target,
        int(mask.sum()),
        total("households"),
        total("population"),
        total("area"),
        total("sheep_units"),
    )
