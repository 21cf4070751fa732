"""Within which limits a figure would be like its own history (no Django here).

The modified z-score is that of B. Iglewicz and D. Hoaglin, "How to Detect and Handle
Outliers" (1993): 0.6745 (x - median) / MAD, an outlier beyond 3.5.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Final

SCORE: Final = 0.6745
MEAN_SCORE: Final = 1.253314  # where more than half of the values are the same
FAR: Final = 3.5
NARROWEST: Final = math.log(1.5)
UNKNOWN: Final = math.log(2.0)
FEWEST: Final = 8
SLACK: Final = 5


@dataclass(frozen=True, slots=True)
class Limit:
    """Figures from `low` to `high` are like the history."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Band:
    """How figures of a bag change from count to count, as logarithms of ratios."""

    low: float
    high: float


DEFAULT: Final = Band(-UNKNOWN, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some values, and how far from it is too far."""

    middle: float
    unit: float

    def score(self, value: float) -> float:
        """The modified z-score; 0 where nothing varies."""
        return (value - self.middle) / self.unit if self.unit else 0.0


def spread(values: Sequence[float]) -> Spread:
    """Raises ValueError for no values."""
    if not values:
        raise ValueError("no values have no middle")
    middle = median(values)
    away = [abs(one - middle) for one in values]
    deviation = median(away)
    unit = deviation / SCORE if deviation else MEAN_SCORE * fmean(away)
    return Spread(middle, unit)


def band(pairs: Iterable[tuple[float, float]]) -> Band:
    """What changes were usual: median ± 3.5 units, at least half as much again.

    `pairs` are (before, after), both more than nought; fewer than eight tell nothing,
    and then the double and the half are the limits.
    """
    changes = [math.log(after / before) for before, after in pairs if before and after]
    if len(changes) < FEWEST:
        return DEFAULT
    found = spread(changes)
    reach = max(FAR * found.unit, NARROWEST)
    return Band(found.middle - reach, found.middle + reach)


def limit_of(
    history: Sequence[float], usual: Band, *, slack: float = SLACK
) -> Limit | None:
    """Limits by the row's own figures, newest first; None without any.

    What the row itself has had is always within.
    """
    if not history:
        return None
    last = history[0]
    low = math.floor(last * math.exp(usual.low) - slack)
    high = math.ceil(last * math.exp(usual.high) + slack)
    return Limit(max(0, min(low, *history, last)), max(high, *history, last))
