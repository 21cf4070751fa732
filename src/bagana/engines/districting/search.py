"""One task of the search: annealing from one start for one tolerance.

Tasks are of a fixed size in proposals, never in seconds, so that the same numbers give
the same plans on any machine and on any executor. Imported only where a search runs:
it loads numba.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from bagana.engines.districting.audit import point
from bagana.engines.districting.distances import is_fixed
from bagana.engines.districting.energy import (
    EMPHASES,
    Emphasis,
    Setting,
    random_state,
    seat_offices,
    setting,
    state,
    terms,
)
from bagana.engines.districting.kernel import (
    ACCEPTED,
    STRAIN,
    THRESHOLDS,
    TREES,
    Words,
)
from bagana.engines.districting.kernel_anneal import NOTHING, anneal
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.results import Objective, Point
from bagana.engines.districting.search_starts import first_plan

HEATS: Final = 48
"""Stages of cooling; between them sums are counted afresh and the plan is noted."""
HOT, WARM, COLD = 6.0, 1.0, 0.12
"""First heat of a start out of tolerance and of one within, and the last heat."""
FIRST_PRICE: Final = 3.0
"""Of strain, in neighbouring pairs: of a unit that misses by one average block."""
HARDER: Final = 1.07
"""How that price grows from stage to stage while the plan is out of tolerance."""
FLIPS_PER_TREE: Final = 1000
ROUNDS: Final = 3
"""Runs at most: a further one, from the best plan, where the last one ended out of
tolerance; a warm one where the best was met on the way, still hot."""
SEATINGS: Final = 4
"""Times in a run that offices which are not fixed are seated anew."""


def task(
    problem: Problem,
    *,
    tolerance: Floats,
    emphasis: Emphasis,
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
        Proposals of a run; one in a thousand brings a move by a spanning tree.
    start
        (n,) plan to set out from; None: today's, or for odd seeds one cut anew.

    Returns
    -------
    list[Point]
        `is_feasible` by this step's tolerance. Each plan is measured, and that its
        units hang together is checked, by the audit, which shares nothing with the
        kernel.
    """
    rng = random_state(seed, step, units, flips)
    plan = first_plan(problem, units, seed, rng, start)
    made = prepared(problem, max(len(problem.units), int(plan.max()) + 1))
    found = run(made, plan, tolerance, emphasis, flips, rng)
    points = [point(problem, labels, tolerance, seed, step) for labels in found]
    return sorted(points, key=lambda p: _worth(p, tolerance, emphasis))


def _worth(found: Point, tolerance: Floats, emphasis: Emphasis) -> tuple[float, float]:
    """Return what rises from plan to better plan: less excess, less of the measures."""
    by_weight = np.array(found.deviation_by_weight)
    excess = 0.0 if found.is_feasible else float((by_weight - tolerance).max())
    values = (found.cut, found.moved, found.travel)
    return -excess, -sum(e * v for e, v in zip(emphasis, values, strict=True))


def run(
    made: Setting,
    plan: Ints,
    tolerance: Floats,
    emphasis: Emphasis,
    flips: int,
    rng: Words,
) -> list[Ints]:
    """Anneal from the plan until it ends within the tolerances, thrice at most.

    Offices that the search may seat stand still for a quarter of a run, where they
    were best for the plan at its beginning; each quarter's plan is returned.
    """
    alive = np.unique(plan).astype(np.int32)
    seats = emphasis[2] > 0 and not all(is_fixed(made.problem, u) for u in alive)
    first = price = FIRST_PRICE * plan.size / alive.size
    steps = max(1, flips // HEATS)
    trees = 2 * flips // (HEATS * FLIPS_PER_TREE)
    out: list[Ints] = []
    for _ in range(ROUNDS):
        heats = cooling(made, plan, tolerance)
        for part in np.array_split(heats, SEATINGS if seats else 1):
            seat_offices(made, plan)
            found = terms(made, alive, tolerance, emphasis, price)
            at = state(made, found, plan, rng)
            best, kept = np.full(2, np.inf), plan.copy()
            tree = trees * (part > WARM)
            pace = (part, np.full(part.size, steps), tree)
            anneal(made.net, found, at, *pace, HARDER, THRESHOLDS, best, kept)
            plan, price = kept, min(max(found.price[STRAIN], first), 20 * first)
            out.append(kept)
        if best[0] == 0.0 and at.tally[STRAIN] < NOTHING:
            break
    return out if seats else out[-1:]


def cooling(made: Setting, plan: Ints, tolerance: Floats) -> Floats:
    """Return the heats of a run: hot from a plan out of tolerance, else warm.

    Falling by the same ratio; the last is 0, a descent. Rounded, so that the last digit
    of a library's power changes nothing.
    """
    within = point(made.problem, plan, tolerance).is_feasible
    heats = np.round(np.geomspace(WARM if within else HOT, COLD, HEATS), 6)
    heats[-1] = 0.0
    return heats


@lru_cache(maxsize=4)
def prepared(problem: Problem, labels: int) -> Setting:
    """Return the setting of a problem; the last few are remembered."""
    return setting(problem, labels)


def emphasis_of(name: str, minimise: tuple[Objective, ...]) -> Emphasis:
    """Return the emphasis of the name: 1 in all, and 0 for what is not minimised."""
    wanted = ["cut" in minimise, "moved" in minimise, "travel" in minimise]
    pairs = zip(EMPHASES[name], wanted, strict=True)
    cut, moved, travel = (share if asked else 0.0 for share, asked in pairs)
    whole = cut + moved + travel
    return cut / whole, moved / whole, travel / whole


def walk(
    problem: Problem, *, flips: int, trees: int, seed: int = 1
) -> tuple[Ints, int, int]:
    """Accept every move that keeps units whole; what benchmarks time.

    Returns
    -------
    tuple[Ints, int, int]
        The plan, flips accepted of those proposed, tree moves made.
    """
    made = prepared(problem, len(problem.units))
    level = np.zeros(problem.weights.shape[1])
    alive = np.unique(problem.today).astype(np.int32)
    found = terms(made, alive, level, (0.0, 0.0, 0.0), 1.0)
    at = state(made, found, problem.today, random_state(seed))
    best, kept = np.full(2, np.inf), problem.today.copy()
    pace = (np.full(1, np.inf), np.full(1, flips), np.full(1, trees))
    anneal(made.net, found, at, *pace, 1.0, THRESHOLDS, best, kept)
    return at.labels, int(at.counts[ACCEPTED]), int(at.counts[TREES])
