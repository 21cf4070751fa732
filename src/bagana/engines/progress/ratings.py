"""Ratings of measures: how many at which step, their mean and their shares."""

from collections.abc import Mapping

from bagana.engines.progress.inputs import ProgressError, ProgressProblem

# The per cent of a step -> how many measures; None stands for "not due".
type Counts = Mapping[int | None, int]


def mean_rating(counts: Counts) -> float | None:
    """Return the mean per cent of the rated measures, those not due left out.

    Parameters
    ----------
    counts
        How many measures stand at each step of the scale, 0 to 100 per cent, whatever
        steps it has; None is the step "not due" (хугацаа болоогүй).

    Returns
    -------
    float or None
        Σ per cent × count / Σ count over the steps with a per cent; None where no
        measure is rated: that is not 0 %.

    Raises
    ------
    ProgressError
        COUNT for a negative or broken count, PERCENT for a step outside 0 to 100.

    Examples
    --------
    >>> round(mean_rating({100: 59, 70: 13, 30: 5, 0: 1, None: 2}), 2)
    89.23
    """
    _check(counts)
    rated = {percent: n for percent, n in counts.items() if percent is not None}
    total = sum(rated.values())
    return sum(percent * n for percent, n in rated.items()) / total if total else None


def shares(counts: Counts) -> dict[int | None, float]:
    """Return the share of each step in all measures, in per cent, "not due" included.

    The shares of no measures at all are an empty mapping. Parameters and errors are
    those of `mean_rating`.
    """
    _check(counts)
    total = sum(counts.values())
    return {step: 100 * n / total for step, n in counts.items()} if total else {}


def _check(counts: Counts) -> None:
    for percent, count in counts.items():
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise ProgressError(ProgressProblem.COUNT)
        if percent is not None and not 0 <= percent <= 100:
            raise ProgressError(ProgressProblem.PERCENT)
