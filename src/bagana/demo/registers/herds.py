"""Whose animals: a bag's livestock given to its households; the sums are exact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bagana.registers.models import SPECIES

HERDERS_SHARE: Final = 0.95
"""Of the animals; households that live of something else have the rest."""
WITH_A_FEW: Final = 0.08
MOST_HERDERS: Final = 0.85
FEMALES: Final = {
    "camel": 0.37,
    "horse": 0.33,
    "cattle": 0.42,
    "sheep": 0.47,
    "goat": 0.45,
}
YOUNG: Final = {"camel": 0.14, "horse": 0.2, "cattle": 0.3, "sheep": 0.36, "goat": 0.36}

type Heads = NDArray[np.int64]


def herders_of(
    animals_near: NDArray[np.float64], wanted: int, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Which of the households herd: likelier where more animals graze near.

    `animals_near`: (h,) animals of the block for each of its households.
    """
    count = min(wanted, int(MOST_HERDERS * len(animals_near)))
    likely = animals_near + 1e-9
    chosen = rng.choice(len(likely), size=count, replace=False, p=likely / likely.sum())
    found = np.zeros(len(likely), dtype=bool)
    found[chosen] = True
    return found


def share_out(
    totals: Mapping[str, int], herders: NDArray[np.bool_], rng: np.random.Generator
) -> dict[str, Heads]:
    """Heads of each household, (h,) for each kind; their sums are the totals."""
    few = ~herders & (rng.random(len(herders)) < WITH_A_FEW)
    if not herders.any():
        few[rng.integers(len(few))] = True
    found = {}
    for kind in SPECIES:
        wealth = rng.gamma(1.6, size=len(herders))
        most = int(totals[kind] * HERDERS_SHARE) if few.any() else totals[kind]
        most = most if herders.any() else 0
        found[kind] = _apportion(most, wealth * herders) + _apportion(
            totals[kind] - most, wealth * few
        )
    return found


def _apportion(total: int, weights: NDArray[np.float64]) -> Heads:
    """Whole numbers in proportion, by the largest remainder."""
    if total == 0 or not weights.any():
        return np.zeros(len(weights), dtype=np.int64)
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    short = total - int(whole.sum())
    whole[np.argsort(exact - whole)[::-1][:short]] += 1
    return whole


def parts_of(kind: str, heads: int, rng: np.random.Generator) -> tuple[int, int]:
    """Breeding females and young of the year among the heads."""
    females = int(rng.binomial(heads, FEMALES[kind]))
    young = int(rng.binomial(heads - females, YOUNG[kind] / (1 - FEMALES[kind])))
    return females, young


def year_before(heads: Heads, rng: np.random.Generator) -> Heads:
    """What the same household may have had a year earlier: a drawn growth away."""
    growth = rng.normal(1.03, 0.07, len(heads)).clip(0.8, 1.3)
    before: Heads = np.rint(heads / growth).astype(np.int64)
    return before
