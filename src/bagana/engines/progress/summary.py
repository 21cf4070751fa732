"""Many targets in a few figures, with everything counted that a mean leaves out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bagana.engines.progress.inputs import Light
from bagana.engines.progress.judging import Progress, Status

WITHOUT_FIGURE = (Status.NO_DATA, Status.NOT_DUE)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a number of judgements come to.

    `mean` is the mean of the `in_mean` shares after capping each to [0, 1], None where
    there is none; `over` and `under` count those that were capped. `coverage` is the
    part of all targets that have a figure: those without data and those not due stand
    in its denominator.
    """

    total: int
    mean: float | None
    in_mean: int
    over: int
    under: int
    lights: dict[Light, int]
    statuses: dict[Status, int]
    coverage: float | None

    @property
    def capped(self) -> int:
        return self.over + self.under

    @property
    def no_data(self) -> int:
        return self.statuses[Status.NO_DATA]

    @property
    def not_due(self) -> int:
        return self.statuses[Status.NOT_DUE]


def summarise(items: Iterable[Progress], *, count_kept: bool = False) -> Summary:
    """Sum judgements up.

    Parameters
    ----------
    items
        One judgement a target.
    count_kept
        Whether a level that was kept counts as 1 in the mean and a lost one as 0;
        without the option neither is in it.

    Returns
    -------
    Summary
        Ratios without a baseline (status RATIO), NO_BASELINE, NO_DATA and NOT_DUE are
        counted, and never part of the mean.
    """
    found = list(items)
    statuses = Counter(item.status for item in found)
    shares = [item.capped for item in found if item.capped is not None]
    if count_kept:
        shares += [1.0] * statuses[Status.MAINTAINED] + [0.0] * statuses[Status.LOST]
    capped = [item.raw for item in found if item.was_capped and item.raw is not None]
    with_figure = len(found) - sum(statuses[status] for status in WITHOUT_FIGURE)
    lights = Counter(item.light for item in found)
    return Summary(
        total=len(found),
        mean=sum(shares) / len(shares) if shares else None,
        in_mean=len(shares),
        over=sum(raw > 1 for raw in capped),
        under=sum(raw < 0 for raw in capped),
        lights={colour: lights[colour] for colour in Light},
        statuses={status: statuses[status] for status in Status},
        coverage=with_figure / len(found) if found else None,
    )
