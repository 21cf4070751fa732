"""Which figures to withhold so that no withheld figure can be worked out.

The small ones first (primary); then as few others as possible (secondary), so that a
reader of everything that is published finds at least as many possible values of each
as it needs. Choices are made by cuts: of every lack a linear proof tells which further
figures would mend it, and an integer programme picks the cheapest set that meets all
proofs so far. Up to `EXACT` figures that hang together the choice is the cheapest there
is (Fischetti and Salazar 2001); larger systems are covered greedily and then thinned
out (Castro 2012, "Recent advances in optimization techniques for statistical tabular
data protection", EJOR 216). Whatever made the choice, the audit has the last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bagana.engines.disclosure.auditing import Lack, audit
from bagana.engines.disclosure.covering import Demand, beyond, demand_of
from bagana.engines.disclosure.problem import Bools, Linked, divided

EXACT: Final = 120
"""So many figures at most are chosen among by the exact programme."""

TURNS: Final = 60
"""After so many turns of cuts the greedy choice takes over."""


@dataclass(frozen=True)
class Protection:
    """What to withhold, and what stays open of it.

    Attributes
    ----------
    primary
        (n,) cells that tell too much themselves.
    secondary
        (n,) cells that would tell a primary one.
    exposed
        (n,) cells that should be withheld and are told all the same, by figures that
        are public already: nothing can be done here.
    is_exact
        Whether no cheaper choice exists.
    """

    primary: Bools
    secondary: Bools
    exposed: Bools
    is_exact: bool

    @property
    def withheld(self) -> Bools:
        return self.primary | self.secondary


def protect(problem: Linked, *, exact: int = EXACT) -> Protection:
    """Choose what to withhold; the same figures always give the same choice.

    Parameters
    ----------
    problem
        Figures, sums and needs (`linked`).
    exact
        The largest number of candidates for which the cheapest choice is looked for.

    Raises
    ------
    DisclosureError
        When published figures contradict a sum with cells withheld earlier.
    """
    secondary, exposed = _none(problem), (problem.needs > 0) & problem.fixed
    is_exact = True
    for cells, part in divided(problem):
        run = _Run(part, exact)
        withheld = run.choose()
        secondary[cells] |= withheld & ~part.forced
        exposed[cells] |= run.excused
        is_exact = is_exact and run.is_exact
    primary = problem.forced & ~problem.hidden
    return Protection(primary, secondary, exposed, is_exact)


def _none(problem: Linked) -> Bools:
    return np.zeros(problem.size, dtype=bool)


class _Run:
    def __init__(self, problem: Linked, exact: int) -> None:
        self.problem = problem
        self.excused = _none(problem)
        self.demands: list[Demand] = []
        self.sound: set[tuple[int, ...]] = set()
        # A figure in no common system with a small one is never a candidate.
        self.is_exact = int(self._near().sum()) <= exact

    def _near(self) -> Bools:
        """Candidates that hang together with a forced cell, at any distance."""
        problem = self.problem
        reached = problem.forced.copy()
        waiting = [int(c) for c in np.flatnonzero(reached)]
        while waiting:
            for number in problem.of_cell[waiting.pop()]:
                for cell, _factor in problem.equations[number]:
                    if not reached[cell] and problem.candidates[cell]:
                        reached[cell] = True
                        waiting.append(cell)
        return reached & problem.candidates

    def choose(self) -> Bools:
        withheld = self.problem.forced.copy()
        for turn in range(self.problem.size + TURNS):
            lacks = self._audit(withheld)
            if not lacks:
                break
            self.is_exact = self.is_exact and turn < TURNS
            self._learn(withheld, lacks)
            withheld = self._cover(withheld)
        return withheld if self.is_exact else self._thinned(withheld)

    def _audit(self, withheld: Bools) -> list[Lack]:
        return audit(self.problem, withheld, self.excused, sound=self.sound)

    def _learn(self, withheld: Bools, lacks: Sequence[Lack]) -> None:
        for lack in lacks:
            demand = demand_of(self.problem, withheld, lack) or beyond(
                self.problem, withheld, lack.cell
            )
            if demand.can_be_met:
                self.demands.append(demand)
            else:
                self.excused[lack.cell] = True

    def _cover(self, withheld: Bools) -> Bools:
        if self.is_exact:
            found = _cheapest(self.problem, self.demands)
            if found is not None:
                return found
            self.is_exact = False
        return _greedy(self.problem, self.demands, withheld)

    def _thinned(self, withheld: Bools) -> Bools:
        """Give back what is not needed after all, the dearest first."""
        extra = np.flatnonzero(withheld & ~self.problem.forced)
        order = sorted(extra, key=lambda c: (-self.problem.costs[c], int(c)))
        for cell in order:
            less = withheld.copy()
            less[cell] = False
            met = all(demand.is_met(less) for demand in self.demands)
            if met and not self._audit(less):
                withheld = less
        return withheld


def _cheapest(problem: Linked, demands: Sequence[Demand]) -> Bools | None:
    """The cheapest choice that meets the demands, by integer programming (HiGHS)."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    cells = sorted({c for demand in demands for c in demand.gains})
    if not cells:
        return problem.forced.copy()
    place = {c: i for i, c in enumerate(cells)}
    rows = [r for r, demand in enumerate(demands) for _ in demand.gains]
    columns = [place[c] for demand in demands for c in demand.gains]
    # Each demand as a share of what it asks: numbers near one for the solver.
    gains = [gain / d.least for d in demands for gain in d.gains.values()]
    matrix = csr_array((gains, (rows, columns)), shape=(len(demands), len(cells)))
    found = milp(
        problem.costs[cells],
        integrality=np.ones(len(cells)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, np.full(len(demands), 1 - 1e-7), np.inf),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    chosen = problem.forced.copy()
    chosen[[c for c, x in zip(cells, found.x, strict=True) if x > 0.5]] = True
    return chosen


def _greedy(problem: Linked, demands: Sequence[Demand], withheld: Bools) -> Bools:
    """Meet each demand by what gives most for its cost; never gives back."""
    chosen = withheld.copy()
    for demand in demands:
        while not demand.is_met(chosen):
            free = [(c, gain) for c, gain in demand.gains.items() if not chosen[c]]
            best = max(
                free, key=lambda pair: (pair[1] / problem.costs[pair[0]], -pair[0])
            )
            chosen[best[0]] = True
    return chosen
