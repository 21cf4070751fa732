"""From a problem to what the kernel counts: targets, journeys, prices, a first state.

Imported only where a search runs: it loads numba.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from bagana.engines.districting.distances import best_office, is_fixed, to_offices
from bagana.engines.districting.kernel import (
    CUT,
    MOVED,
    STRAIN,
    TRAVEL,
    Net,
    State,
    Terms,
    Words,
    recount,
)
from bagana.engines.districting.kernel_ring import ring_masks
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.targets import shares

type Emphasis = tuple[float, float, float]

EMPHASES: Final[Mapping[str, Emphasis]] = {
    "cut": (0.8, 0.1, 0.1),
    "moved": (0.15, 0.75, 0.1),
    "travel": (0.15, 0.1, 0.75),
    "even": (1.0, 1.0, 1.0),
}
"""How much cut, people moved and journeys count where one of them leads."""

_MIX = 0x9E3779B97F4A7C15
_MASK = 0xFFFFFFFFFFFFFFFF


@dataclass(frozen=True, eq=False)
class Setting:
    """What stays the same through all runs over one problem with a number of labels."""

    problem: Problem
    net: Net
    journey: Floats
    scales: tuple[float, float, float]

    @property
    def labels(self) -> int:
        return int(self.journey.shape[1])


def setting(problem: Problem, labels: int) -> Setting:
    """Prepare the graph, the journeys and the scales for plans of so many labels."""
    indptr = np.ascontiguousarray(problem.indptr, dtype=np.int32)
    indices = np.ascontiguousarray(problem.indices, dtype=np.int32)
    locked = np.ascontiguousarray(problem.locked, dtype=np.bool_)
    net = Net(indptr, indices, ring_masks(indptr, indices), locked)
    journey = np.zeros((problem.size, labels))
    km = to_offices(problem) * problem.weights[:, [problem.movers]]
    journey[:, : km.shape[1]] = np.where(np.isnan(km), 0.0, km)
    return Setting(problem, net, journey, _scales(problem))


def _scales(problem: Problem) -> tuple[float, float, float]:
    """Return what one cut, one block's people and one journey between units weigh.

    So that the three measures change by about 1 for a flip of a block on a border.
    """
    movers = problem.weights[:, problem.movers]
    people = float(movers.mean()) or 1.0
    start = np.repeat(np.arange(problem.size), np.diff(problem.indptr))
    across = problem.today[start] != problem.today[problem.indices]
    gap = problem.xy[start] - problem.xy[problem.indices]
    step = np.hypot(gap[:, 0], gap[:, 1])[across if across.any() else slice(None)]
    km = float(step.mean()) / 1000 if step.size else 1.0
    return 1.0, 1.0 / people, 1.0 / (people * max(km, 1e-9))


def seat_offices(made: Setting, labels: Ints) -> None:
    """Put the offices that are not fixed where they make journeys shortest, now."""
    problem = made.problem
    weight = problem.weights[:, problem.movers]
    for label in np.unique(labels):
        if is_fixed(problem, int(label)):
            continue
        members = np.flatnonzero(labels == label).astype(np.int32)
        gap = problem.xy - problem.xy[best_office(problem, members)]
        made.journey[:, label] = weight * np.hypot(gap[:, 0], gap[:, 1]) / 1000


def terms(
    made: Setting,
    units: Ints,
    tolerance: Floats,
    emphasis: Emphasis,
    strain: float,
) -> Terms:
    """Return what the energy of plans with these units (labels) is made of."""
    problem = made.problem
    targets = np.zeros((made.labels, problem.weights.shape[1]))
    targets[units] = shares(problem, units.tolist()) * problem.totals[0]
    owed = targets > 0
    inverse = np.where(owed, 1.0 / np.where(owed, targets, 1.0), 0.0)
    # What is not owed cannot be kept by a share of it: such a weight strains nothing.
    slack = np.where(owed, tolerance[None, :], np.inf)
    price = np.zeros(4)
    price[[CUT, MOVED, TRAVEL]] = np.array(emphasis) * np.array(made.scales)
    price[STRAIN] = strain
    return Terms(
        np.ascontiguousarray(problem.weights, dtype=np.float64),
        inverse,
        np.ascontiguousarray(slack),
        np.ascontiguousarray(problem.weights[:, problem.movers]),
        np.ascontiguousarray(problem.today, dtype=np.int32),
        made.journey,
        price,
    )


def state(made: Setting, found: Terms, labels: Ints, rng: Words) -> State:
    """Return the state of a plan, counted."""
    size, units = labels.size, made.labels
    fresh = State(
        labels=np.array(labels, dtype=np.int32),
        sums=np.zeros((units, found.weights.shape[1])),
        sizes=np.zeros(units, dtype=np.int32),
        strain=np.zeros(units),
        outer=np.zeros(size, dtype=np.int32),
        border=np.zeros(size, dtype=np.int32),
        place=np.zeros(size, dtype=np.int32),
        queue=np.zeros(size, dtype=np.int32),
        mark=np.zeros(size, dtype=np.int32),
        spot=np.zeros(size, dtype=np.int32),
        work=np.zeros((5, size), dtype=np.int32),
        load=np.zeros((size, found.weights.shape[1] + 4)),
        tally=np.zeros(4),
        counts=np.zeros(4, dtype=np.int64),
        rng=rng,
    )
    recount(made.net, found, fresh)
    return fresh


def random_state(*numbers: int) -> Words:
    """Return a state of the generator that differs wherever one of the numbers does.

    The finaliser of SplitMix64 (Steele, Lea and Flood 2014) over each in turn.
    """
    mixed = 0
    for number in numbers:
        mixed = (mixed ^ (number & _MASK)) + _MIX & _MASK
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _MASK
        mixed ^= mixed >> 31
    return np.array([mixed or 1], dtype=np.uint64)
