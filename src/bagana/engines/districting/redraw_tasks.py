"""Which tasks make up a search, in which order, and how they run here or elsewhere.

A chain is one seed, one emphasis and one number of units; its steps follow each other,
each from the plan of the one before. Chains do not depend on each other, so they may
run anywhere, and what is kept does not depend on the order in which they end.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

import numpy as np

from bagana.engines.districting.archive import Archive
from bagana.engines.districting.audit import point
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.results import Objective, Point

type Effort = Literal["quick", "usual", "thorough"]

FACTORS: Final[dict[Effort, tuple[tuple[float, int], ...]]] = {
    "quick": ((1.0, -1), (0.5, 0), (2.0, 0)),
    "usual": (
        (1.0, -1),
        (0.7, 0),
        (0.5, 1),
        (0.33, 2),
        (1.5, 0),
        (2.0, 4),
        (3.0, 5),
    ),
    "thorough": (
        (1.0, -1),
        (0.7, 0),
        (0.5, 1),
        (0.33, 2),
        (0.2, 3),
        (1.25, 0),
        (1.5, 5),
        (2.0, 6),
        (3.0, 7),
    ),
}
"""Multiples of the tolerances, each with the step whose plan it sets out from."""

SWEEPS: Final[dict[Effort, int]] = {"quick": 120, "usual": 700, "thorough": 4000}
"""Proposals of a task for each block."""

FRONT_SIZE: Final = 60


class Chain(NamedTuple):
    """One line of tasks."""

    seed: int
    emphasis: tuple[float, float, float]
    units: int


@dataclass(eq=False)
class Sweep:
    """All tasks of a search, and what was found so far."""

    problem: Problem
    limit: Floats
    minimise: tuple[Objective, ...]
    chains: tuple[Chain, ...]
    factors: tuple[tuple[float, int], ...]
    flips: int
    archive: Archive
    numbers: tuple[int, ...] = ()
    effort: Effort = "usual"
    start: Ints | None = None
    found: list[Point] = field(default_factory=list)
    plans: dict[tuple[int, int], Ints] = field(default_factory=dict)
    best: Point | None = None
    done: int = 0

    @property
    def wanted(self) -> int:
        return len(self.chains) * len(self.factors)

    def rank(self, found: Point) -> tuple[float, ...]:
        """Return what a better plan has less of: excess, then the minimised."""
        by_weight = np.array(found.deviation_by_weight)
        excess = 0.0 if found.is_feasible else float((by_weight - self.limit).max())
        values = [found.value(m) for m in self.minimise]
        return (float(not found.is_feasible), excess, *values, found.imbalance)

    def keep(self, place: tuple[int, int], points: list[Point]) -> None:
        """Take in what a task found, judged by the tolerances asked for."""
        for one in points:
            self.take(self.judge(one))
        self.plans[place] = points[-1].labels
        self.done += 1

    def take(self, judged: Point) -> None:
        """Take in one plan, judged already."""
        self.archive.add(judged)
        self.found.append(judged)
        if self.best is None or self.rank(judged) < self.rank(self.best):
            self.best = judged

    def judge(self, found: Point) -> Point:
        """Measure what another step found by the tolerances asked for."""
        whole = point(self.problem, found.labels, self.limit)
        return replace(whole, seed=found.seed, step=found.step)


def plan_tasks(
    problem: Problem,
    limit: Floats,
    minimise: tuple[Objective, ...],
    units: tuple[int, int],
    seeds: int,
    seed: int,
    effort: Effort,
) -> Sweep:
    """List the tasks of a search."""
    from bagana.engines.districting.search import emphasis_of

    names = [*minimise, "even"] if len(minimise) > 1 else list(minimise)
    emphases = [emphasis_of(name, minimise) for name in names] or [(1.0, 0.0, 0.0)]
    chains = tuple(
        Chain(seed + i, emphasis, k)
        for i in range(seeds)
        for k in range(units[0], units[1] + 1)
        for emphasis in emphases
    )
    return Sweep(
        problem=problem,
        limit=limit,
        minimise=minimise,
        chains=chains,
        factors=FACTORS[effort],
        flips=SWEEPS[effort] * problem.size,
        archive=Archive(FRONT_SIZE, minimise),
        numbers=tuple(range(units[0], units[1] + 1)),
        effort=effort,
    )


def arguments(sweep: Sweep, chain: int, step: int) -> dict[str, object]:
    """Return what the task of a chain's step is called with."""
    factor, before = sweep.factors[step]
    line = sweep.chains[chain]
    return {
        "tolerance": sweep.limit * factor,
        "emphasis": line.emphasis,
        "units": line.units,
        "seed": line.seed,
        "step": step,
        "flips": sweep.flips,
        "start": sweep.start if before < 0 else sweep.plans[chain, before],
    }


def run_here(
    sweep: Sweep,
    executor: Executor | None,
    budget_s: float | None,
    progress: Callable[[int, int, Point | None], None] | None,
    stop: Callable[[], bool] | None,
) -> None:
    """Run the tasks one after the other: the given tolerance first, in all chains."""
    from bagana.engines.districting.search import task

    ends = np.inf if budget_s is None else time.monotonic() + budget_s
    for step in range(len(sweep.factors)):
        for chain in range(len(sweep.chains)):
            # One task is always done: an answer is better than none.
            if sweep.done and (time.monotonic() >= ends or (stop and stop())):
                return
            found = task(sweep.problem, **arguments(sweep, chain, step))  # type: ignore[arg-type]
            sweep.keep((chain, step), found)
            if progress:
                progress(sweep.done, sweep.wanted, sweep.best)


def run_apart(
    sweep: Sweep,
    executor: Executor | None,
    budget_s: float | None,
    progress: Callable[[int, int, Point | None], None] | None,
    stop: Callable[[], bool] | None,
) -> None:
    """Run the chains side by side on the executor, each step after the one before."""
    from bagana.engines.districting.search import task

    assert executor is not None
    ends = np.inf if budget_s is None else time.monotonic() + budget_s
    running: dict[Future[list[Point]], tuple[int, int]] = {}

    def submit(chain: int, step: int) -> None:
        call = arguments(sweep, chain, step)
        running[executor.submit(task, sweep.problem, **call)] = (chain, step)  # type: ignore[arg-type]

    for chain in range(len(sweep.chains)):
        submit(chain, 0)
    while running:
        done, _ = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
        over = sweep.done and (time.monotonic() >= ends or (stop and stop()))
        for future in done:
            chain, step = running.pop(future)
            sweep.keep((chain, step), future.result())
            if not over and step + 1 < len(sweep.factors):
                submit(chain, step + 1)
            if progress:
                progress(sweep.done, sweep.wanted, sweep.best)
        if over:
            running = {f: at for f, at in running.items() if not f.cancel()}
