"""A run of annealing: cooling, escalation of the penalty, the best plan kept."""

import numpy as np
from numba import njit

from bagana.engines.districting.kernel import (
    BORDER,
    CUT,
    MOVED,
    STRAIN,
    TRAVEL,
    Net,
    State,
    Terms,
    attempt,
    recount,
)
from bagana.engines.districting.problem import Floats, Ints
from bagana.engines.districting.tree import recombine

NOTHING = 1e-9
"""Strain under which a plan is within its tolerances."""


@njit(cache=True, error_model="numpy", _nrt=False)
def anneal(
    net: Net,
    terms: Terms,
    state: State,
    heats: Floats,
    steps: int,
    trees: int,
    harder: float,
    thresholds: Floats,
    best: Floats,
    kept: Ints,
) -> None:
    """Run `steps` proposals at each heat; leave the best plan in `kept`.

    After each heat the penalty for strain grows by the factor `harder` while the plan
    is out of its tolerances and falls slowly once it is within (never under its first
    value). `trees` moves by spanning trees open each of the heats of the first half.
    `best` is the strain and value of the plan in `kept`.
    """
    least = terms.price[STRAIN]
    for c in range(heats.size):
        if state.count[BORDER] == 0:
            return
        recount(net, terms, state)
        if 2 * c < heats.size:
            for _ in range(trees):
                recombine(net, terms, state, heats[c], thresholds)
        for _ in range(steps):
            attempt(net, terms, state, heats[c], thresholds)
        note(terms, state, best, kept)
        if state.tally[STRAIN] > NOTHING:
            terms.price[STRAIN] *= harder
        else:
            terms.price[STRAIN] = max(least, terms.price[STRAIN] / np.sqrt(harder))


@njit(cache=True, error_model="numpy", _nrt=False)
def value_of(terms: Terms, state: State) -> float:
    """Return the priced measures of the plan, without strain."""
    value = terms.price[CUT] * state.tally[CUT]
    value += terms.price[MOVED] * state.tally[MOVED]
    return value + terms.price[TRAVEL] * state.tally[TRAVEL]


@njit(cache=True, error_model="numpy", _nrt=False)
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
