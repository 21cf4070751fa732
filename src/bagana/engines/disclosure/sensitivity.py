"""Which figures are too small to publish, or tell of one household."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

THRESHOLD: Final = 5
"""A count of people or households from 1 up to this, not included, is withheld."""

FEWEST_CONTRIBUTORS: Final = 3
LARGEST_SHARE: Final = 0.85
"""Two households with more of a herd than this leave nothing to guess."""

WIDTH_SHARE: Final = 0.3
"""Of a withheld sum at least this part must stay open: ±15 % about its middle."""


def few_people(value: float, threshold: int = THRESHOLD) -> bool:
    """Whether a count tells of people by name: 1 up to the threshold.

    Nobody is no secret: a nought is published, and everybody knows that a withheld
    count is not nought. Hundepool et al. (2012), Statistical Disclosure Control, §4.2.
    """
    return 0 < value < threshold


def dominated(
    value: float,
    contributors: int,
    largest: Sequence[float] | None = None,
    *,
    fewest: int = FEWEST_CONTRIBUTORS,
    share: float = LARGEST_SHARE,
) -> bool:
    """Whether a sum tells of its largest giver: the (n, k) rule with n = 2.

    Parameters
    ----------
    value
        The sum, heads say.
    contributors
        How many households give to it.
    largest
        What the largest of them give; the first two count.

    Notes
    -----
    Cox (1981), "Linear sensitivity measures in statistical disclosure control".
    """
    if value <= 0:
        return False
    if contributors < fewest:
        return True
    two = sum(sorted(largest or (), reverse=True)[:2])
    return two > share * value


def values_needed(value: float, threshold: int = THRESHOLD) -> float:
    """How many values must stay possible for a withheld figure: at least five.

    A figure that is small in people only needs the threshold; a large sum that tells
    of a household needs an interval of three tenths of itself.
    """
    if math.isnan(value):
        return float(threshold)
    return max(float(threshold), math.ceil(WIDTH_SHARE * value) + 1.0)
