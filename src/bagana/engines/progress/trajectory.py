"""The way from a baseline through intermediate targets, and what time asks of it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bagana.engines.progress.inputs import (
    BANDS,
    Bands,
    Kind,
    Point,
    ProgressError,
    ProgressProblem,
    Span,
    check_target,
    checked,
)
from bagana.engines.progress.judging import Progress, measured, span_share


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Baseline and targets by date.

    Raises
    ------
    ProgressError
        NO_POINTS; POINTS_ORDER unless the dates rise, all after the baseline's;
        BASELINE_DATE where a baseline has no date; WRONG_SIDE, SPAN_WANTED or
        VALUE_WANTED for any of the targets.
    """

    kind: Kind
    points: tuple[Point, ...]
    baseline: float | None = None
    baseline_on: date | None = None

    def __post_init__(self) -> None:
        if not self.points:
            raise ProgressError(ProgressProblem.NO_POINTS)
        if self.baseline is not None:
            checked(self.baseline)
            if self.baseline_on is None:
                raise ProgressError(ProgressProblem.BASELINE_DATE)
        days = [point.on for point in self.points]
        if self.baseline_on is not None:
            days.insert(0, self.baseline_on)
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise ProgressError(ProgressProblem.POINTS_ORDER)
        for point in self.points:
            check_target(self.kind, self.baseline, point.target)

    def next(self, on: date) -> Point:
        """The next intermediate target on a day, that day's own included; the last one
        when all are past."""
        return next((point for point in self.points if point.on >= on), self.points[-1])


def expected_share(trajectory: Trajectory, on: date) -> float:
    """Return the share of the way to the next target that time asks for on a day.

    Parameters
    ----------
    trajectory
        The level wanted moves in a straight line in time from each of baseline and
        targets to the following one: from the baseline's date to the target's where
        there is no intermediate target.
    on
        The last day of the period that is judged.

    Returns
    -------
    float
        0 on the baseline's date or earlier, 1 on the date of a target and after the
        last one; between, (wanted level − baseline)/(next target − baseline). 1 for
        targets without a baseline and where the next target equals the baseline: there
        is no way to be part of. May be below 0 or over 1 where an earlier target lies
        beyond the next one.
    """
    following = trajectory.next(on)
    baseline = trajectory.baseline
    if baseline is None or trajectory.baseline_on is None:
        return 1.0
    before = _before(trajectory, following)
    start = trajectory.baseline_on if before is None else before.on
    gone = (on - start).days / (following.on - start).days
    gone = min(max(gone, 0.0), 1.0)
    if isinstance(following.target, Span):
        begun = baseline if before is None else _edge(before.target, baseline)
        wanted = begun + gone * (_edge(following.target, baseline) - begun)
        return span_share(wanted, baseline, following.target)
    if following.target == baseline:
        return 1.0
    begun = baseline if before is None else _edge(before.target, baseline)
    wanted = begun + gone * (following.target - begun)
    return (wanted - baseline) / (following.target - baseline)


def _before(trajectory: Trajectory, following: Point) -> Point | None:
    place = trajectory.points.index(following)
    return trajectory.points[place - 1] if place else None


def _edge(target: float | Span, baseline: float) -> float:
    """The level to be reached as seen from the baseline: the nearer limit of a range,
    or the baseline itself where it is inside."""
    if isinstance(target, Span):
        return min(max(baseline, target.low), target.high)
    return target


def judge(
    trajectory: Trajectory,
    actual: float | None,
    on: date,
    *,
    due: bool = True,
    higher_is_better: bool | None = None,
    tolerance: float = 0.0,
    natural_zero: bool = False,
    bands: Bands = BANDS,
) -> Progress:
    """Judge a figure of a day against the next intermediate target of that day.

    Parameters, result and errors are those of `measured`; the expected share is that
    of `expected_share`. On the date of a target the expected share is 1, so that the
    ratio is the share of the way itself.
    """
    return measured(
        kind=trajectory.kind,
        actual=actual,
        target=trajectory.next(on).target,
        baseline=trajectory.baseline,
        expected=expected_share(trajectory, on),
        due=due,
        higher_is_better=higher_is_better,
        tolerance=tolerance,
        natural_zero=natural_zero,
        bands=bands,
    )
