"""How fast the kernel moves: accepted flips and spanning-tree moves a second."""

from __future__ import annotations

from time import process_time

import numpy as np

from bagana.engines.districting.energy import (
    EMPHASES,
    random_state,
    setting,
    state,
    terms,
)
from bagana.engines.districting.kernel import ACCEPTED, THRESHOLDS, TREES
from bagana.engines.districting.kernel_anneal import anneal
from bagana.engines.districting.problem import Problem
from benchmarks.districting_peers import Pace

HOT = 1e9
"""Every move that keeps units whole is accepted, as GerryChain is asked to."""


class Kernel:
    """The kernel in slices, over one plan that it changes on and on."""

    def __init__(self, problem: Problem, seed: int, trees: bool) -> None:
        units = np.unique(problem.today).astype(np.int32)
        made = setting(problem, len(problem.units))
        tolerance = np.full(problem.weights.shape[1], 0.1)
        self.net, self.trees = made.net, trees
        self.terms = terms(made, units, tolerance, EMPHASES["even"], 1.0)
        rng = random_state(seed, 0, len(units), 0)
        self.state = state(made, self.terms, problem.today.copy(), rng)
        self.kept = problem.today.astype(np.int32).copy()
        self.pace = Pace()
        self._moves(1)

    def _moves(self, count: int) -> int:
        kind = TREES if self.trees else ACCEPTED
        before = int(self.state.counts[kind])
        many, none = np.array([count]), np.array([0])
        steps, trees = (none, many) if self.trees else (many, none)
        anneal(
            self.net, self.terms, self.state, np.array([HOT]), steps, trees, 1.0,
            THRESHOLDS, np.full(2, np.inf), self.kept,
        )  # fmt: skip
        return int(self.state.counts[kind]) - before

    def run(self, seconds: float) -> None:
        count = 200 if self.trees else 100_000
        began = process_time()
        while process_time() - began < seconds:
            self.pace.moves += self._moves(count)
        self.pace.seconds += process_time() - began
