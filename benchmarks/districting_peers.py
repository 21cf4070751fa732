"""Peers of the re-drawing engine on the same instances: GerryChain and gpmetis.

Each is given what suits it: GerryChain a start of its own recursive trees rather than
today's lopsided plan, gpmetis its contiguous k-way mode over all four weights.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from bagana.engines.districting.problem import Ints, Problem

EPSILON = 0.2
BURST = 10
UNBALANCED = (10, 30, 50, 100, 200, 300, 500)
"""Load imbalances in thousandths that gpmetis is tried with; the best plan counts."""


@dataclass(frozen=True)
class Made:
    """A plan of a peer, with the seconds of the processor that it took."""

    labels: Ints
    seconds: float


def has_gerrychain() -> bool:
    try:
        import gerrychain  # noqa: F401
    except ImportError:
        return False
    return True


def has_metis() -> bool:
    return shutil.which("gpmetis") is not None


class Chain:
    """An instance as GerryChain sees it."""

    def __init__(self, problem: Problem, seed: int) -> None:
        import networkx
        from gerrychain import Graph

        self.problem, self.seed = problem, seed
        self.units = len(problem.units)
        self.target = problem.weights.sum(axis=0) / self.units
        plain = networkx.Graph()
        for cell in range(problem.size):
            values = {f"w{j}": float(v) for j, v in enumerate(problem.weights[cell])}
            plain.add_node(cell, **values, today=int(problem.today[cell]))
        for cell in range(problem.size):
            plain.add_edges_from((cell, int(o)) for o in problem.neighbours(cell))
        self.plain = plain
        self.graph = Graph.from_networkx(plain)

    def partition(self, assignment: Any) -> Any:
        from gerrychain import Partition
        from gerrychain.updaters import Tally

        tallies = {f"w{j}": Tally(f"w{j}", alias=f"w{j}") for j in range(4)}
        return Partition(self.graph, assignment, updaters=tallies)

    def today(self) -> Any:
        return self.partition("today")

    def seeded(self) -> Any:
        """Its own start: recursive spanning trees balanced in the first weight."""
        from gerrychain.tree import recursive_tree_part

        parts = recursive_tree_part(
            self.graph, range(self.units), float(self.target[0]), "w0", EPSILON,
            rng=random.Random(self.seed),
        )  # fmt: skip
        return self.partition(parts)

    def deviation(self, plan: Any) -> float:
        sums = np.array([list(plan[f"w{j}"].values()) for j in range(4)])
        return float(np.abs(sums / self.target[:, None] - 1).max())

    def labels(self, plan: Any) -> Ints:
        names = {part: i for i, part in enumerate(plan.parts)}
        found = np.empty(self.problem.size, dtype=np.int32)
        for cell, part in plan.assignment.items():
            found[self._place(cell)] = names[part]
        return found

    def _place(self, cell: int) -> int:
        """The plan's own numbering of cells back to the instance's."""
        original = getattr(self.graph, "original_nx_node_id_for_internal_node_id", None)
        return int(original(cell)) if original is not None else int(cell)

    def recom(self) -> Callable[..., Any]:
        from functools import partial

        from gerrychain.proposals import recom

        return partial(
            recom, pop_col="w0", pop_target=float(self.target[0]), epsilon=EPSILON
        )


def short_bursts(problem: Problem, seed: int, seconds: float) -> Made:
    """ReCom in bursts of ten, each from the plan of least deviation so far."""
    from gerrychain import constraints
    from gerrychain.optimization import SingleMetricOptimizer

    chain = Chain(problem, seed)
    best = _Best(chain)
    with _quiet():
        start = chain.seeded()
        best.see(start)
        optimiser = SingleMetricOptimizer(
            chain.recom(), [constraints.contiguous], start, chain.deviation,
            maximize=False, rng=random.Random(seed),
        )  # fmt: skip
        plans = optimiser.short_bursts(BURST, 10**9)
        return best.within(plans, seconds)


def annealing(problem: Problem, seed: int, seconds: float) -> Made:
    """Flips, cooled from half to cold, of deviation and a little of the cut."""
    from gerrychain import constraints
    from gerrychain.optimization import SingleMetricOptimizer
    from gerrychain.proposals import propose_random_flip

    chain = Chain(problem, seed)
    edges = len(problem.indices) / 2

    def score(plan: Any) -> float:
        return chain.deviation(plan) + len(plan["cut_edges"]) / edges

    best = _Best(chain)
    with _quiet():
        start = chain.seeded()
        best.see(start)
        began = process_time()

        def heat(_step: int) -> float:
            return min(1.0, 0.5 + 0.5 * (process_time() - began) / seconds)

        optimiser = SingleMetricOptimizer(
            propose_random_flip, [constraints.contiguous], start, score,
            maximize=False, rng=random.Random(seed),
        )  # fmt: skip
        plans = optimiser.simulated_annealing(10**9, heat, beta_magnitude=200)
        return best.within(plans, seconds)


class _Best:
    """The plan of least deviation, and when the time is out."""

    def __init__(self, chain: Chain) -> None:
        self.chain, self.least, self.plan = chain, np.inf, None

    def see(self, plan: Any) -> None:
        deviation = self.chain.deviation(plan)
        if deviation < self.least:
            self.least, self.plan = deviation, plan

    def within(self, plans: Iterator[Any], seconds: float) -> Made:
        began = process_time()
        try:
            for plan in plans:
                self.see(plan)
                if process_time() - began >= seconds:
                    break
        except RuntimeError as error:  # no balanced cut was found in a merged pair
            warnings.warn(f"GerryChain stopped: {error}", stacklevel=2)
        return Made(self.chain.labels(self.plan), process_time() - began)


def _quiet() -> warnings.catch_warnings:
    """It warns of every pair of units that it could not cut."""
    caught = warnings.catch_warnings()
    warnings.simplefilter("ignore")
    return caught


def metis(problem: Problem, seed: int) -> list[Made]:
    """Contiguous k-way plans, one for each load imbalance that is allowed.

    Plans in which a unit is left empty are none: loose imbalances bring such.
    """
    with tempfile.TemporaryDirectory(prefix="metis-") as folder:
        graph = Path(folder, "graph")
        graph.write_text(_as_metis(problem), encoding="ascii")
        found = [_partitioned(graph, problem, seed, load) for load in UNBALANCED]
    wanted = len(problem.units)
    return [one for one in found if np.unique(one.labels).size == wanted]


def _as_metis(problem: Problem) -> str:
    """Its file: whole weights in thousandths of the unit's share, neighbours from 1."""
    share = problem.weights.sum(axis=0) / len(problem.units)
    whole = np.maximum(1, np.rint(problem.weights / share * 100_000)).astype(int)
    edges = len(problem.indices) // 2
    lines = [f"{problem.size} {edges} 010 {whole.shape[1]}"]
    for cell in range(problem.size):
        near = " ".join(str(int(o) + 1) for o in problem.neighbours(cell))
        lines.append(f"{' '.join(map(str, whole[cell]))} {near}")
    return "\n".join(lines) + "\n"


def _partitioned(graph: Path, problem: Problem, seed: int, load: int) -> Made:
    units = len(problem.units)
    before = _children()
    subprocess.run(
        [
            "gpmetis", "-ptype=kway", "-contig", f"-seed={seed}",
            f"-ufactor={load}", str(graph), str(units),
        ],
        check=True, capture_output=True, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    seconds = _children() - before
    labels = np.loadtxt(f"{graph}.part.{units}", dtype=np.int32)
    return Made(labels, seconds)


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@dataclass
class Pace:
    """How many moves a second of the processor, measured in slices."""

    moves: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return self.moves / self.seconds if self.seconds else 0.0


class Runner:
    """GerryChain's own pace: flips that it accepts, or spanning-tree moves."""

    def __init__(self, problem: Problem, seed: int, trees: bool) -> None:
        from gerrychain import MarkovChain, accept, constraints
        from gerrychain.proposals import propose_random_flip

        chain = Chain(problem, seed)
        with _quiet():
            start = chain.seeded()
        self.pace = Pace()
        self.plans = iter(
            MarkovChain(
                chain.recom() if trees else propose_random_flip,
                [constraints.contiguous],
                accept.always_accept,
                start,
                10**9,
                rng=random.Random(seed),
            )
        )
        next(self.plans)

    def run(self, seconds: float) -> None:
        with _quiet():
            began, ends = process_time(), perf_counter() + 4 * seconds
            while process_time() - began < seconds and perf_counter() < ends:
                next(self.plans)
                self.pace.moves += 1
            self.pace.seconds += process_time() - began
