"""How prompt an office was: counts, median and 90th percentile of days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Promptness:
    """What a set of answered requests comes to; None where nothing was answered.

    Attributes
    ----------
    answered, within : int
        Requests answered, and those of them answered within their term.
    median, p90 : float or None
        Days, of all answered.
    share : float or None
        Per cent answered within the term.
    """

    answered: int
    within: int
    median: float | None
    p90: float | None

    @property
    def share(self) -> float | None:
        return 100 * self.within / self.answered if self.answered else None


def nearest_rank(days: Sequence[int], share: float) -> float | None:
    """The smallest value that at least `share` of the values do not exceed.

    Parameters
    ----------
    days : sequence of int, in any order
    share : float
        In (0, 1]; 0.9 for the 90th percentile.

    Returns
    -------
    float or None
        A value that occurred, never one between two; None of no values.

    Raises
    ------
    ValueError
        For a share outside (0, 1].

    References
    ----------
    Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The
    American Statistician 50(4), 361-365: definition 1.
    """
    if not 0 < share <= 1:
        raise ValueError("a share lies in (0, 1]")
    if not days:
        return None
    # Rounded first: 0.9 * 10 must be 9, not the 9.000000000000002 of a float.
    return float(sorted(days)[ceil(round(share * len(days), 9)) - 1])


def median(days: Sequence[int]) -> float | None:
    """The middle value, or the mean of the two in the middle; None of no values."""
    if not days:
        return None
    ordered, half = sorted(days), len(days) // 2
    if len(days) % 2:
        return float(ordered[half])
    return (ordered[half - 1] + ordered[half]) / 2


def summary(answers: Iterable[tuple[int, bool]]) -> Promptness:
    """Sum up answers given as (days, within the term)."""
    told = list(answers)
    days = [one for one, _within in told]
    within = sum(1 for _days, within in told if within)
    return Promptness(len(told), within, median(days), nearest_rank(days, 0.9))
