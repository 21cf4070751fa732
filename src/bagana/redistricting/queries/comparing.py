"""Two plans side by side: where they agree, how they differ in each measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bagana.redistricting.models import WEIGHTS, Plan
from bagana.redistricting.problems import problem_of
from bagana.redistricting.queries.plan_units import NEW, PlanUnit
from bagana.redistricting.queries.plans import (
    Pair,
    PlanAudit,
    UnitRow,
    decimals_of,
    plan_audit,
)

Labels = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class BagLine:
    """One bag in both plans; None where a plan has no such bag."""

    unit: PlanUnit
    first: UnitRow | None
    second: UnitRow | None

    @property
    def state(self) -> str:
        """As `UnitRow.state`, from the first plan to the second."""
        if self.first is None:
            return "new"
        return "ended" if self.second is None else ""

    @property
    def css(self) -> str:
        """The colour of the bag on the map; they differ only for bags that begin."""
        row = self.first or self.second
        return row.css if row else ""

    @property
    def balances(self) -> list[tuple[Pair, Pair, int]]:
        """By weight: how much in the first and the second, how far off, decimals."""
        found = []
        for name in WEIGHTS:
            value = Pair(_value(self.first, name), _value(self.second, name))
            off = Pair(_off(self.first, name), _off(self.second, name))
            known = [v for v in (value.before, value.after) if v is not None]
            found.append((value, off, decimals_of(name, min(known, default=None))))
        return found


@dataclass(frozen=True)
class Comparison:
    """`agreement` by weight: the per cent that lies in the same bag in both plans."""

    first: PlanAudit
    second: PlanAudit
    agreement: dict[str, float]
    blocks_apart: int
    bags: tuple[BagLine, ...]


def compare(first: Plan, second: Plan) -> Comparison:
    """Both against today and against each other; they are of one scenario.

    A bag that begins in both is taken for the same one where the plans share most of
    its people: its mark says nothing.

    Raises
    ------
    ValueError
        For plans of two scenarios: their blocks are not the same.
    """
    if first.scenario_id != second.scenario_id:
        raise ValueError("plans of two scenarios cannot be compared")
    one, two = plan_audit(first), plan_audit(second)
    same = same_bags(first, second)
    problem = problem_of(first.scenario)
    totals = problem.weights.sum(axis=0)
    shares = 100 * problem.weights[same].sum(axis=0) / np.where(totals > 0, totals, 1.0)
    return Comparison(
        first=one,
        second=two,
        agreement=dict(zip(problem.weight_names, map(float, shares), strict=True)),
        blocks_apart=int((~same).sum()),
        bags=tuple(_bags(one, two)),
    )


def same_bags(first: Plan, second: Plan) -> Labels:
    """(n,) True where the block lies in the same bag in both plans."""
    problem = problem_of(first.scenario)
    people = problem.weights[:, problem.movers]
    left = np.array(first.units)[first.labels_array()]
    right = np.array(second.units)[second.labels_array()]
    return np.asarray(left == _matched(left, right, people))


def _matched(left: Labels, right: Labels, people: Labels) -> Labels:
    """`right` with its new bags renamed to those of `left` that they share most with.

    Greedy by shared people, each used once; today's bags keep their codes.
    """
    begun = [sorted({k for k in side if k.startswith(NEW)}) for side in (left, right)]
    shared = sorted(
        (
            (float(people[(left == a) & (right == b)].sum()), a, b)
            for a in begun[0]
            for b in begun[1]
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    to: dict[str, str] = {}
    for amount, a, b in shared:
        if amount > 0 and b not in to and a not in to.values():
            to[b] = a
    rest = {b: f"{b} only here" for b in begun[1] if b not in to}
    names = {**to, **rest}
    return np.array([names.get(str(k), str(k)) for k in right])


def unlike(plan: Plan, other: Plan) -> float | None:
    """Per cent of the people whose bag differs between two plans."""
    problem = problem_of(plan.scenario)
    people = problem.weights[:, problem.movers]
    total = float(people.sum())
    apart = float(people[~same_bags(plan, other)].sum())
    return 100 * apart / total if total else None


def _bags(one: PlanAudit, two: PlanAudit) -> list[BagLine]:
    left = {row.unit.key: row for row in one.rows if row.state != "ended"}
    right = {row.unit.key: row for row in two.rows if row.state != "ended"}
    units = {**two.units, **one.units}
    return [
        BagLine(units[key], left.get(key), right.get(key))
        for key in units
        if key in left or key in right
    ]


def _value(row: UnitRow | None, name: str) -> float | None:
    return row.balances[name].value.after if row else None


def _off(row: UnitRow | None, name: str) -> float | None:
    return row.balances[name].deviation_percent.after if row else None
