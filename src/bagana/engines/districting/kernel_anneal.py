"""A run of annealing: cooling, escalation of the penalty, the best plan kept."""

import numpy as np

from bagana.engines.districting.kernel import (
    CUT,
    MOVED,
    STRAIN,
    TRAVEL,
    Longs,
    Net,
    State,
    Terms,
    attempt,
    recount,
)
from bagana.engines.districting.kernel_compile import lean
from bagana.engines.districting.problem import Floats, Ints
from bagana.engines.districting.tree import recombine

NOTHING = 1e-9
"""Strain under which a plan is within its tolerances."""


@lean
def anneal(
    net: Net,
    terms: Terms,
    state: State,
    heats: Floats,
    steps: Longs,
    trees: Longs,
    harder: float,
    thresholds: Floats,
    best: Floats,
    kept: Ints,
) -> None:
    """Run so many proposals and tree moves at each heat; leave the best in `kept`.

    After each heat the penalty for strain grows by the factor `harder` while the plan
    is out of its tolerances and falls slowly once it is within (never under its first
    value). `best` is the strain and value of the plan in `kept`.
    """
    least = terms.price[STRAIN]
    for c in range(heats.size):
        recount(net, terms, state)
        for _ in range(trees[c]):
            recombine(net, terms, state, heats[c], thresholds)
        for _ in range(steps[c]):
            attempt(net, terms, state, heats[c], thresholds)
        note(terms, state, best, kept)
        if state.tally[STRAIN] > NOTHING:
            terms.price[STRAIN] *= harder
        else:
            terms.price[STRAIN] = max(least, terms.price[STRAIN] / np.sqrt(harder))


@lean
def value_of(terms: Terms, state: State) -> float:
    """Return the priced measures of the plan, without strain."""
    value: float = terms.price[CUT] * state.tally[CUT]
    value += terms.price[MOVED] * state.tally[MOVED]
    value += terms.price[TRAVEL] * state.tally[TRAVEL]
    return value


@lean
def note(terms: Terms, state: State, best: Floats, kept: Ints) -> None:
    """Keep the plan if it strains less, or as little and is worth more."""
    strain = state.tally[STRAIN]
    strain = 0.0 if strain < NOTHING else strain
    value = value_of(terms, state)
    if strain < best[0] or (strain == best[0] and value < best[1]):
        best[0] = strain
        best[1] = value
        for block in range(kept.size):
            kept[block] = state.labels[block]
