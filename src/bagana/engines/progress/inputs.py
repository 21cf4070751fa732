"""What progress is worked out from, and the plain reasons for which it is refused."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ProgressProblem(StrEnum):
    """Why progress cannot be worked out."""

    NOT_FINITE = "not_finite"
    WRONG_SIDE = "wrong_side"
    SPAN_WANTED = "span_wanted"
    VALUE_WANTED = "value_wanted"
    EMPTY_SPAN = "empty_span"
    TOLERANCE = "tolerance"
    BANDS = "bands"
    NO_POINTS = "no_points"
    POINTS_ORDER = "points_order"
    BASELINE_DATE = "baseline_date"
    COUNT = "count"
    PERCENT = "percent"


class ProgressError(ValueError):
    """Figures of which progress cannot be worked out; `problem` says why."""

    def __init__(self, problem: ProgressProblem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Kind(StrEnum):
    """What a target wants of its indicator."""

    ASCENDING = "ascending"
    DESCENDING = "descending"
    MAINTAIN = "maintain"
    RANGE = "range"


class Light(StrEnum):
    """The colour of a judgement; grey where there is nothing to judge by."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Bands:
    """From which ratio of reached to expected on a light is green, or amber.

    Configuration, to be printed beside the light. The default is that of INDEX.md §3
    (Camms): green from 0.90, amber from 0.70, red below.
    """

    green: float = 0.90
    amber: float = 0.70

    def __post_init__(self) -> None:
        if not (math.isfinite(self.green) and 0 < self.amber < self.green):
            raise ProgressError(ProgressProblem.BANDS)


BANDS = Bands()


@dataclass(frozen=True, slots=True)
class Span:
    """The limits of a range target, both included."""

    low: float
    high: float

    def __post_init__(self) -> None:
        checked(self.low)
        checked(self.high)
        if self.low >= self.high:
            raise ProgressError(ProgressProblem.EMPTY_SPAN)

    @property
    def width(self) -> float:
        return self.high - self.low

    def distance(self, value: float) -> float:
        """How far outside the limits the value lies; 0 inside."""
        return max(self.low - value, value - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Point:
    """What shall be reached by the end of the day `on`."""

    on: date
    target: float | Span

    def __post_init__(self) -> None:
        if not isinstance(self.target, Span):
            checked(self.target)


def checked(value: float) -> float:
    """Return the value, or refuse what is not a finite number.

    Raises
    ------
    ProgressError
        NOT_FINITE. A missing value is None, never NaN.
    """
    if not math.isfinite(value):
        raise ProgressError(ProgressProblem.NOT_FINITE)
    return value


def check_target(kind: Kind, baseline: float | None, target: float | Span) -> None:
    """Refuse a target that its kind cannot have.

    Raises
    ------
    ProgressError
        SPAN_WANTED or VALUE_WANTED where kind and target do not go together,
        WRONG_SIDE where an ascending target lies below its baseline or a descending
        one above it.
    """
    if isinstance(target, Span) != (kind is Kind.RANGE):
        wanted_span = kind is Kind.RANGE
        raise ProgressError(
            ProgressProblem.SPAN_WANTED if wanted_span else ProgressProblem.VALUE_WANTED
        )
    if isinstance(target, Span) or baseline is None:
        return
    falls = kind is Kind.ASCENDING and target < baseline
    rises = kind is Kind.DESCENDING and target > baseline
    if falls or rises:
        raise ProgressError(ProgressProblem.WRONG_SIDE)
