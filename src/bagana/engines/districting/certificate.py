"""What is proven of a plan: how much better any plan within the tolerances could be."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from bagana.engines.districting.audit import point
from bagana.engines.districting.distances import is_fixed, to_offices
from bagana.engines.districting.enumeration import MOST_BLOCKS, divisions
from bagana.engines.districting.infeasible import unmet
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.relaxation import share_out, sharing
from bagana.engines.districting.results import MEASURES, Certificate, Objective
from bagana.engines.districting.targets import Tolerance, targets_of, tolerances

NODES: Final = 20_000_000
"""Divisions of a small sum that are looked at, at most: some seconds."""
ROUNDING: Final = 1e-6

type Bound = tuple[float | None, Literal["exact", "lp", "none"]]


def certificate(
    problem: Problem, labels: Ints, measure: str, tolerance: Tolerance
) -> Certificate:
    """Return a bound below which no plan of as many units within the tolerances comes.

    Parameters
    ----------
    problem
        One parent.
    labels
        The plan that is judged.
    measure
        "deviation", "cut", "moved" or "travel".
    tolerance
        Shares of the targets, by weight.

    Returns
    -------
    Certificate
        "exact": the least value of all plans with as many units, from looking at every
        division (25 blocks at most). "lp": of "moved", and of "travel" where every unit
        keeps a fixed office, the linear relaxation among plans with the same units,
        its bound counted anew from the solver's multipliers. "none": else; for cut and
        deviation of larger sums no bound worth the name is known, so none is told.
        Without a plan in the tolerances the bound is told but no gap: a plan that
        breaks them may well cost less.

    Raises
    ------
    ValueError
        For several parents or an unknown measure.
    """
    if len(problem.parents) != 1:
        raise ValueError("a certificate is for one parent")
    if measure not in MEASURES:
        raise ValueError(f"no such measure: {measure}")
    limit = tolerances(problem, tolerance)
    judged = point(problem, labels, limit)
    value = judged.value(measure)
    bound, kind = _exact(problem, labels, measure, limit)
    if bound is None:
        bound, kind = _linear(problem, labels, measure, limit)
    gap = None
    if bound is not None and judged.is_feasible:
        if bound > value + ROUNDING * max(1.0, value):
            # The plan itself contradicts it: nothing is proven.
            return Certificate(measure, value, None, None, "none", True)
        bound = min(bound, value)
        gap = (value - bound) / value if value > 0 else 0.0
    return Certificate(
        measure=measure,
        value=value,
        bound=bound,
        gap=gap,
        kind=kind,
        is_feasible=judged.is_feasible,
        unmet=() if judged.is_feasible else unmet(problem, labels, limit),
    )


def _exact(problem: Problem, labels: Ints, measure: str, limit: Floats) -> Bound:
    """Return the least value over every division, None where that was too much."""
    if problem.size > MOST_BLOCKS:
        return None, "none"
    minimise: tuple[Objective, ...] = ()
    if measure in ("cut", "moved", "travel"):
        minimise = (measure,)  # type: ignore[assignment]
    try:
        found = divisions(
            problem,
            np.unique(labels).size,
            minimise,
            limit,
            by_deviation=not minimise,
            nodes=NODES,
        )
    except ValueError:
        return None, "none"
    if not found.is_complete or not found.plans:
        return None, "none"
    values = [point(problem, plan, limit).value(measure) for plan in found.plans]
    return min(values), "exact"


def _linear(problem: Problem, labels: Ints, measure: str, limit: Floats) -> Bound:
    """Return the bound of the relaxation among plans with the same units."""
    used = np.unique(labels)
    cost = costs(problem, used, measure)
    if cost is None:
        return None, "none"
    targets = targets_of(problem, labels)[used]
    shared = share_out(sharing(_named(problem, used), cost, targets, limit))
    if shared is None:
        return None, "none"
    return max(0.0, shared.bound), "lp"


def costs(problem: Problem, used: Ints, measure: str) -> Floats | None:
    """Return (n, k) what each block adds to a measure under each unit; None: no sum.

    "moved" and journeys to fixed offices are sums over blocks; what else is measured
    depends on which blocks lie together.
    """
    movers = problem.weights[:, [problem.movers]]
    if measure == "moved":
        return np.asarray(np.where(problem.today[:, None] == used, 0.0, movers))
    if measure == "travel" and all(is_fixed(problem, int(u)) for u in used):
        return np.asarray(to_offices(problem)[:, used] * movers)
    return None


def _named(problem: Problem, used: Ints) -> Problem:
    """Return the problem with holds counted among the units used."""
    from dataclasses import replace

    place = np.full(max(int(used.max()), len(problem.units)) + 1, used.size)
    place[used] = np.arange(used.size)
    held = problem.today if problem.held is None else problem.held
    return replace(problem, held=place[held].astype(np.int32))
