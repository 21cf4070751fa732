"""What a plan costs people and the budget (docs/rules/redrawing.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from bagana.engines.districting import Audit, Problem
from bagana.engines.districting.distances import journeys
from bagana.programme.models import Measure, MeasureUnit
from bagana.programme.queries.standings import UNFINISHED, concerned_on
from bagana.programme.standings import status_on
from bagana.redistricting.costs import UnitCost, costs_on
from bagana.redistricting.models import Plan
from bagana.redistricting.problems import labels_in, problem_of
from bagana.redistricting.queries.plans import PlanAudit, audits_of

Floats = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Journeys:
    """Km as the crow flies to the office, summed over people; None: no office known.

    Over everybody, and over those whose bag changes: before, after, and how many of
    these come nearer or go farther by more than half a kilometre.
    """

    person_km: float | None
    moved_before_km: float | None
    moved_after_km: float | None
    nearer: float
    farther: float


@dataclass(frozen=True, slots=True)
class CostLine:
    """One rate times the bags that begin less those that end."""

    rate: UnitCost
    units: int
    amount: Decimal


@dataclass(frozen=True)
class PlanCosts:
    """`households` change bag and address; `begun` and `ended` are counts of bags."""

    households: float | None
    people: float | None
    begun: int
    ended: int
    posts: int
    yearly: Decimal
    once: Decimal
    lines: tuple[CostLine, ...]
    journeys: Journeys

    @property
    def net_units(self) -> int:
        return self.begun - self.ended


def costs_of(plan: Plan) -> PlanCosts:
    """Counted from blocks; amounts from the rates in force on the scenario's day."""
    audit = audits_of(plan)[1]
    problem = problem_of(plan.scenario)
    begun, ended = sum(unit.is_new for unit in audit.units), len(audit.ended)
    lines = tuple(_line(rate, begun, ended) for rate in costs_on(plan.scenario.on))
    return PlanCosts(
        households=_moved(audit, "households"),
        people=_moved(audit, "population"),
        begun=begun,
        ended=ended,
        posts=int(_sum(lines, "posts")),
        yearly=_sum(lines, "yearly"),
        once=_sum(lines, "once"),
        lines=lines,
        journeys=journeys_of(problem, labels_in(problem, plan)),
    )


def _moved(audit: Audit, name: str) -> float | None:
    if name not in audit.weight_names:
        return None
    return audit.moved[audit.weight_names.index(name)]


def _line(rate: UnitCost, begun: int, ended: int) -> CostLine:
    """What is spent once for a bag that begins is not got back for one that ends."""
    units = begun if rate.kind == "once" else begun - ended
    return CostLine(rate, units, rate.amount * units)


def _sum(lines: Sequence[CostLine], kind: str) -> Decimal:
    found = (line.amount for line in lines if line.rate.kind == kind)
    return sum(found, Decimal(0))


def journeys_of(problem: Problem, labels: Floats) -> Journeys:
    """Distances are of the blocks' points; how often anybody goes is not known."""
    people = problem.weights[:, problem.movers]
    before = distances(problem, problem.today)
    after = distances(problem, labels)
    known = ~(np.isnan(before) | np.isnan(after))
    moved = known & (labels != problem.today)
    change = after - before
    return Journeys(
        person_km=_whole((people * change)[known]),
        moved_before_km=_mean(before[moved], people[moved]),
        moved_after_km=_mean(after[moved], people[moved]),
        nearer=float(people[moved & (change < -0.5)].sum()),
        farther=float(people[moved & (change > 0.5)].sum()),
    )


def distances(problem: Problem, labels: Floats) -> Floats:
    """(n,) km from each block to the office of its unit, as the audit counts them."""
    found = np.full(problem.size, np.nan)
    for label in np.unique(labels[labels >= 0]):
        members = np.flatnonzero(labels == label).astype(np.int32)
        found[members] = journeys(problem, members, int(label))
    return found


def _whole(values: Floats) -> float | None:
    return float(values.sum()) if len(values) else None


def _mean(values: Floats, weights: Floats) -> float | None:
    return float(np.average(values, weights=weights)) if weights.sum() > 0 else None


def touched_measures(found: PlanAudit, *, on: date) -> list[Measure]:
    """Unfinished measures of the programme that name a bag whose land changes.

    They go on with the bag's successors: the list says what to look at again.
    """
    codes = [row.unit.key for row in found.touched if not row.unit.is_new]
    rows = MeasureUnit.objects.filter(concerned_on(on), unit__code__in=codes)
    measures = Measure.objects.filter(pk__in=rows.values("measure"))
    standing = measures.annotate(**{"status": status_on(on)})
    return list(
        standing.filter(**{"status__in": UNFINISHED})
        .select_related("programme")
        .order_by("programme", "sort_key")
    )
