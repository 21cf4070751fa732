"""The front of plans of one parent: tasks over tolerances, emphases and seeds.

Epsilon-constraint (Haimes, Lasdon and Wismer 1971): deviation is bounded by multiples
of the tolerances, one measure leads at a time, and what no other plan surpasses is
kept. Prose: docs/rules/redrawing-search.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor

import numpy as np

from bagana.engines.districting.parts import split
from bagana.engines.districting.problem import Problem
from bagana.engines.districting.redraw_front import exactly, front_of
from bagana.engines.districting.redraw_tasks import (
    Effort,
    plan_tasks,
    run_apart,
    run_here,
)
from bagana.engines.districting.results import Front, Objective, Point
from bagana.engines.districting.targets import tolerances

type Progress = Callable[[int, int, Point | None], None]
type Range = int | tuple[int, int] | None


def redraw(
    problem: Problem,
    *,
    tolerance: Mapping[str, float],
    minimise: Sequence[Objective] = ("cut", "moved", "travel"),
    units: Range = None,
    seeds: int = 8,
    seed: int = 1,
    effort: Effort = "usual",
    budget_s: float | None = None,
    executor: Executor | None = None,
    start: np.ndarray | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> Front:
    """Search for plans of one parent that balance every weight at once.

    Parameters
    ----------
    problem
        One parent of n blocks.
    tolerance
        Share by which a unit may miss its target, by weight; a weight left out is not
        bounded.
    minimise
        What is made small within the tolerances; the first decides which plan is
        chosen.
    units
        How many units, or (fewest, most); None: as many as today.
    seeds, seed
        Independent runs, and the number of the first. The same numbers give the same
        front on any executor.
    effort
        Size of each task: seconds, a quarter of a minute or a minute and a half for 400
        blocks in 9 units and 8 seeds on one core.
    budget_s, stop
        After so many seconds, or once `stop()` is true, no further task begins; what
        was found is kept and `Front.tasks` says how many were done.
    executor
        Where tasks run; None: here.
    start
        (n,) plan to set out from instead of today's.
    progress
        Called with tasks done, tasks in all, the best plan so far.

    Returns
    -------
    Front
        Not empty: where nothing meets the tolerances, `chosen` is the nearest plan and
        `unmet` says what fails where.

    Raises
    ------
    ValueError
        Several parents, an unknown weight, or a number of units that cannot be.
    """
    limit = tolerances(problem, tolerance)
    sweep = plan_tasks(
        problem, limit, tuple(minimise), _range(problem, units), seeds, seed, effort
    )
    sweep.start = start
    if start is None and (exact := exactly(sweep)) is not None:
        return exact
    run = run_here if executor is None else run_apart
    run(sweep, executor, budget_s, progress, stop)
    return front_of(sweep)


def redraw_all(
    problem: Problem,
    *,
    units: Mapping[str, tuple[int, int]] | None = None,
    **asked: object,
) -> dict[str, Front]:
    """Search each parent by itself; `units` by parent, as today where left out.

    Every other argument is that of `redraw`. Plans of a front are those of the part:
    `parts.join` puts them together.
    """
    wanted = units or {}
    return {
        part.parents[0]: redraw(part, units=wanted.get(part.parents[0]), **asked)  # type: ignore[arg-type]
        for part in split(problem)
    }


def _range(problem: Problem, units: Range) -> tuple[int, int]:
    if len(problem.parents) != 1:
        raise ValueError("one parent at a time: see redraw_all")
    if units is None:
        units = np.unique(problem.today[problem.today >= 0]).size
    low, high = units if isinstance(units, tuple) else (units, units)
    if not 1 <= low <= high <= problem.size:
        raise ValueError("a plan has at least one unit and no more than blocks")
    return low, high
