"""One task of the search: one run of annealing from one start for one tolerance.

Tasks are of a fixed size in proposals, never in seconds, so that the same numbers give
the same plans on any machine and on any executor.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from bagana.engines.districting.audit import point
from bagana.engines.districting.energy import (
    EMPHASES,
    Setting,
    has_free_offices,
    random_state,
    seat_offices,
    setting,
    state,
    terms,
)
from bagana.engines.districting.kernel import THRESHOLDS, Terms
from bagana.engines.districting.kernel_anneal import anneal
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.results import Point
from bagana.engines.districting.search_starts import (
    bisected,
    divided,
    fits,
    fresh_labels,
    merged,
    whole,
)

HEATS: Final = 48
"""Stages of cooling; between them sums are counted afresh and the plan is noted."""
HOT, COLD = 1.5, 0.08
"""First and last heat: in neighbouring pairs cut."""
HARDER: Final = 1.25
"""How the penalty grows from stage to stage while the plan is out of tolerance."""
FLIPS_PER_TREE: Final = 1000


def task(
    problem: Problem,
    *,
    tolerance: Floats,
    emphasis: tuple[float, float, float],
    units: int,
    seed: int,
    step: int,
    flips: int,
    start: Ints | None = None,
) -> list[Point]:
    """Search once; return the plans worth keeping, the best last.

    Parameters
    ----------
    problem
        One parent.
    tolerance
        (J,) of this step; infinite for a weight not asked for.
    emphasis
        What cut, people moved and journeys count: `energy.EMPHASES` or other shares.
    units
        Units of the plan.
    seed, step
        Of the random numbers, with the size of the task.
    flips
        Proposals in all; one in a thousand brings a move by a spanning tree.
    start
        (n,) plan to set out from; None: today's, or for odd seeds one cut anew.

    Returns
    -------
    list[Point]
        `is_feasible` by this step's tolerance. Each plan is measured and its units'
        connectedness checked by the audit, which shares nothing with the kernel.
    """
    rng = random_state(seed, step, units, flips)
    plan = first_plan(problem, units, seed, rng, start)
    made = _setting(problem, max(len(problem.units), int(plan.max()) + 1))
    kept = run(made, plan, tolerance, emphasis, flips, rng, warm=start is not None)
    return [point(problem, labels, tolerance, seed, step) for labels in kept]


def run(
    made: Setting,
    plan: Ints,
    tolerance: Floats,
    emphasis: tuple[float, float, float],
    flips: int,
    rng: Floats,
    warm: bool = False,
) -> list[Ints]:
    """Anneal from the plan; return the best plan found."""
    alive = np.unique(plan).astype(np.int32)
    seat_offices(made, plan)
    found = terms(made, alive, tolerance, emphasis, plan.size / alive.size)
    at = state(made, found, plan, rng)
    best, kept = np.full(2, np.inf), plan.copy()
    steps = max(1, flips // HEATS)
    trees = 2 * flips // (HEATS * FLIPS_PER_TREE)
    heats = np.geomspace(HOT / 3 if warm else HOT, COLD, HEATS)
    heats[-1] = 0.0
    anneal(made.net, found, at, heats, steps, trees, HARDER, THRESHOLDS, best, kept)
    return [kept]


def first_plan(
    problem: Problem, units: int, seed: int, rng: Floats, start: Ints | None
) -> Ints:
    """Return a plan with so many units from which to set out."""
    today = problem.today if start is None else start
    spare = max(0, units - len(problem.units))
    if start is None and seed % 2 == 1 and seed > 1 and fits(problem):
        return bisected(_setting(problem, max(units, len(problem.units))), units, rng)
    plan = whole(problem, today)
    alive = np.unique(plan).size
    if alive > units:
        return merged(problem, plan, units)
    if alive < units:
        fresh = fresh_labels(problem, plan, units - alive)
        labels = max(len(problem.units) + spare, *(u + 1 for u in fresh))
        return divided(_setting(problem, labels), plan, fresh, rng)
    return plan


def _setting(problem: Problem, labels: int) -> Setting:
    return setting(problem, labels)


def emphasis_of(name: str, minimise: tuple[str, ...]) -> tuple[float, float, float]:
    """Return the emphasis of the name with what is not minimised left out."""
    shares = EMPHASES[name]
    asked = [m in minimise for m in ("cut", "moved", "travel")]
    cut, moved, travel = (s if a else 0.0 for s, a in zip(shares, asked, strict=True))
    return cut, moved, travel
