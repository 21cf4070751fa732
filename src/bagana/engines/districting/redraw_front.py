"""What a search answers: the front, the plan chosen, alternatives, proofs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from bagana.engines.districting.archive import Archive, alternatives, plan_key
from bagana.engines.districting.audit import audit, point
from bagana.engines.districting.contiguity import components
from bagana.engines.districting.problem import Floats, Problem
from bagana.engines.districting.redraw_tasks import FRONT_SIZE, Effort, Sweep
from bagana.engines.districting.results import Certificate, Front, Point, Unmet
from bagana.engines.districting.targets import targets_of

MOST_BLOCKS: Final = 25
POLISH: Final[dict[Effort, int]] = {
    "quick": 20_000,
    "usual": 200_000,
    "thorough": 2_000_000,
}
"""Divisions looked at when one plan is polished."""
NODES: Final[dict[Effort, int]] = {
    "quick": 4_000_000,
    "usual": 40_000_000,
    "thorough": 100_000_000,
}
"""Work for which every division of a small sum is looked at instead of searching."""
COLUMNS: Final[dict[Effort, int]] = {
    "quick": 4_000,
    "usual": 10_000,
    "thorough": 100_000,
}
"""Blocks x units up to which a linear bound is worth its time."""


def exactly(sweep: Sweep) -> Front | None:
    """Return the exact front of a small sum; None where it is too large for it."""
    if sweep.problem.size > MOST_BLOCKS:
        return None
    from bagana.engines.districting.enumeration import exact_front

    finite = sweep.limit[np.isfinite(sweep.limit)]
    widest = max(factor for factor, _ in sweep.factors)
    limit = max(0.3, widest * float(finite.max(initial=0.3)))
    try:
        front = exact_front(
            sweep.problem,
            sweep.numbers,
            sweep.minimise,
            limit,
            tolerance=sweep.limit,
            nodes=NODES[sweep.effort],
        )
    except ValueError:
        return None
    if not front.is_exact or not front.points:
        return None
    return _told(front, sweep)


def _told(front: Front, sweep: Sweep) -> Front:
    """Complete an exact front: thinned, with alternatives and the bounds it proves."""
    archive = Archive(FRONT_SIZE, sweep.minimise)
    archive.merge(front.points)
    sweep.found = list(front.points)
    told = _front(sweep, archive.points())
    chosen = told.points[told.chosen]
    bounds: dict[str, Certificate] = {
        m: _exact_bound(front.points, chosen, m) for m in sweep.minimise
    }
    return replace(told, bounds=bounds, is_exact=True, tasks=sweep.wanted)


def _exact_bound(points: Sequence[Point], chosen: Point, measure: str) -> Certificate:
    value = chosen.value(measure)
    fit = [p.value(measure) for p in points if p.is_feasible]
    bound = min(fit) if fit else None
    gap = None if bound is None else (value - bound) / value if value > 0 else 0.0
    return Certificate(measure, value, bound, gap, "exact", chosen.is_feasible)


def polished(sweep: Sweep) -> None:
    """Divide the best plans anew by looking at every division of few blocks.

    What leads in each measure within the tolerances, and the nearest plan at each of
    the tighter steps, which annealing is likeliest to miss.
    """
    from bagana.engines.districting.polish import polish

    nodes = POLISH[sweep.effort]
    wanted = [(1.0, m) for m in sweep.minimise]
    wanted += [(f, sweep.minimise[0]) for f, _ in sweep.factors if f < 1.0]
    for factor, measure in wanted:
        limit = sweep.limit * factor
        lead = min(sweep.archive.points(), key=lambda p: _lead(p, limit, measure))
        labels = polish(sweep.problem, lead.labels, limit, measure, nodes=nodes)
        found = point(sweep.problem, labels, sweep.limit, lead.seed, lead.step)
        sweep.take(found)


def _lead(found: Point, limit: Floats, measure: str) -> tuple[float, float, bytes]:
    excess = (np.array(found.deviation_by_weight) - limit).max()
    return max(0.0, float(excess)), found.value(measure), plan_key(found.labels)


def front_of(sweep: Sweep) -> Front:
    """Return what the tasks done so far found, with what is proven of it."""
    if sweep.done == sweep.wanted:
        polished(sweep)
    found = _front(sweep, sweep.archive.points())
    return replace(found, bounds=_bounds(sweep, found.points[found.chosen]))


def _front(sweep: Sweep, points: tuple[Point, ...]) -> Front:
    problem, limit = sweep.problem, sweep.limit
    place = min(range(len(points)), key=lambda i: sweep.rank(points[i]))
    chosen = points[place]
    return Front(
        parent=problem.parents[0],
        weight_names=problem.weight_names,
        minimised=sweep.minimise,
        tolerance=tuple(map(float, limit)),
        today=point(problem, problem.today, limit),
        points=points,
        chosen=place,
        alternatives=alternatives(
            sweep.found,
            chosen,
            minimise=sweep.minimise,
            weight=problem.weights[:, problem.movers],
        ),
        unmet=() if chosen.is_feasible else unmet_of(problem, chosen, limit),
        tasks=sweep.done,
        tasks_wanted=sweep.wanted,
    )


def _bounds(sweep: Sweep, chosen: Point) -> dict[str, Certificate]:
    """Return what is proven of the chosen plan, where that does not take long."""
    from bagana.engines.districting.certificate import certificate

    problem = sweep.problem
    if problem.size * np.unique(chosen.labels).size > COLUMNS[sweep.effort]:
        return {}
    return {
        measure: certificate(problem, chosen.labels, measure, sweep.limit)
        for measure in sweep.minimise
    }


def unmet_of(problem: Problem, nearest: Point, limit: Floats) -> tuple[Unmet, ...]:
    """Return what the nearest plan misses: weights, and units in several pieces."""
    from bagana.engines.districting.infeasible import unmet

    found = unmet(problem, nearest.labels, limit)
    return (*found, *_apart(problem, nearest, limit))


def _apart(problem: Problem, nearest: Point, limit: Floats) -> list[Unmet]:
    """Return units that lie in several parts of the graph: islands.

    Proven where an island holds too little of some weight to be a unit by itself.
    """
    part = components(problem, np.zeros(problem.size, dtype=np.int32))
    sums = np.zeros((int(part.max()) + 1, problem.weights.shape[1]))
    np.add.at(sums, part, problem.weights)
    targets = targets_of(problem, nearest.labels)
    least = np.nanmin(targets, axis=0) * (1 - np.minimum(limit, 1.0))
    is_small = bool((sums < least * (1 - 1e-9)).any())
    out = []
    for unit in audit(problem, nearest.labels).units:
        if unit.pieces > 1:
            size = np.abs(unit.deviation) - limit
            j = int(np.argmax(size))
            off, bound = abs(unit.deviation[j]), float(limit[j])
            over = max(0.0, off - bound)
            name = problem.weight_names[j]
            out.append(Unmet(name, unit.unit, off, bound, over, is_small, "islands"))
    return out
