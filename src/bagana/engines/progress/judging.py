"""One figure against one target: status, share of the way, light.

The rules, case by case, for an auditor: docs/rules/progress.md.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from bagana.engines.progress.inputs import (
    BANDS,
    Bands,
    Kind,
    Light,
    ProgressError,
    ProgressProblem,
    Span,
    check_target,
    checked,
)

# Ratios are compared as a person reads them: 0.8999999999999999 is 0.9.
DIGITS = 12
# Differences of levels are compared with a tolerance to this many decimals.
LEVEL_DIGITS = 9


class Status(StrEnum):
    """What could be said of a figure and its target."""

    MEASURED = "measured"
    IN_RANGE = "in_range"
    OUT_OF_RANGE = "out_of_range"
    MAINTAINED = "maintained"
    LOST = "lost"
    RATIO = "ratio"
    NO_BASELINE = "no_baseline"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Progress:
    """The judgement of one figure.

    `raw` is the share of the way from baseline to target, over 1 when overshot, below 0
    when lost ground; for status RATIO it is actual/target instead. `capped` is the same
    within [0, 1], for means only. `expected` is the share that time asked for by then,
    `ratio` is raw/expected, by which the `light` goes. `change` is actual − baseline in
    the unit of the indicator. None where a figure does not exist.
    """

    status: Status
    light: Light
    raw: float | None = None
    expected: float | None = None
    ratio: float | None = None
    change: float | None = None

    @property
    def capped(self) -> float | None:
        if self.raw is None or self.status is Status.RATIO:
            return None
        return min(max(self.raw, 0.0), 1.0)

    @property
    def was_capped(self) -> bool:
        return self.capped is not None and self.capped != self.raw


def light(ratio: float | None, bands: Bands = BANDS) -> Light:
    """Return the light of a ratio of reached to expected; grey for None.

    Parameters
    ----------
    ratio
        Share reached divided by the share expected, 1 when exactly on track.
    bands
        The least ratio of green and of amber, both included.

    Returns
    -------
    Light
        GREEN, AMBER, RED or GREY. The ratio is rounded to 12 digits first.

    Raises
    ------
    ProgressError
        NOT_FINITE.
    """
    if ratio is None:
        return Light.GREY
    rounded = round(checked(ratio), DIGITS)
    if rounded >= bands.green:
        return Light.GREEN
    return Light.AMBER if rounded >= bands.amber else Light.RED


def measured(
    *,
    kind: Kind,
    actual: float | None,
    target: float | Span,
    baseline: float | None = None,
    expected: float = 1.0,
    due: bool = True,
    higher_is_better: bool | None = None,
    tolerance: float = 0.0,
    natural_zero: bool = False,
    bands: Bands = BANDS,
) -> Progress:
    """Judge a figure against a target.

    Parameters
    ----------
    kind
        Whether the indicator shall rise, fall, stay, or lie within limits.
    actual
        The level reached; None where there is no figure.
    target
        The level wanted, a Span for a range; for MAINTAIN the level to keep.
    baseline
        The level at the start; None where nobody knows it.
    expected
        The share of the way that was to be behind by now, see `expected_share`.
    due
        Whether a figure could be there by now: without one the status is NO_DATA if
        so, else NOT_DUE.
    higher_is_better
        For MAINTAIN: only a fall below the level loses (True), only a rise above it
        (False), or both (None).
    tolerance
        In the unit of the indicator, from 0: by how much the kept level may be missed.
    natural_zero
        Whether 0 means that nothing is there, so that actual/target says something
        where the baseline is missing.
    bands
        Where the lights change.

    Returns
    -------
    Progress
        With raw = (a − b)/(t − b), which serves rising and falling indicators alike.
        A range gives 1 inside its limits; outside, raw falls in proportion to the
        distance from the nearer limit: it is 0 as far out as the baseline was, or one
        width of the range away where the baseline was inside or is missing. Where
        t = b, the level is to be kept: MAINTAINED or LOST, without a share. Where b is
        missing, an ascending target over nought of an indicator with a natural zero
        gives RATIO, anything else NO_BASELINE.

    Raises
    ------
    ProgressError
        WRONG_SIDE, SPAN_WANTED, VALUE_WANTED, NOT_FINITE or TOLERANCE.

    References
    ----------
    European Commission, OPSYS logframe rule (wiki "Results & Monitoring", 5.1.1); IATI
    Standard 2.03, result/indicator/@ascending.
    """
    for figure in (actual, baseline, target, expected):
        if figure is not None and not isinstance(figure, Span):
            checked(figure)
    if not checked(tolerance) >= 0:
        raise ProgressError(ProgressProblem.TOLERANCE)
    check_target(kind, baseline, target)
    if actual is None:
        return Progress(Status.NO_DATA if due else Status.NOT_DUE, Light.GREY)
    if isinstance(target, Span):
        found = _in_span(actual, baseline, target, expected, bands)
    elif kind is Kind.MAINTAIN or target == baseline:
        better = {Kind.ASCENDING: True, Kind.DESCENDING: False}
        found = _kept(actual, target, better.get(kind, higher_is_better), tolerance)
    elif baseline is None:
        found = _without_baseline(kind, actual, target, natural_zero=natural_zero)
    else:
        share = (actual - baseline) / (target - baseline)
        found = _on_the_way(Status.MEASURED, share, expected, bands)
    return found if baseline is None else replace(found, change=actual - baseline)


def _on_the_way(
    status: Status, share: float, expected: float, bands: Bands
) -> Progress:
    if expected > 0:
        ratio = share / expected
        return Progress(status, light(ratio, bands), share, expected, ratio)
    # Nothing was to be reached yet: only lost ground is a reproach.
    colour = Light.GREEN if round(share, DIGITS) >= 0 else Light.RED
    return Progress(status, colour, share, expected)


def span_share(value: float, baseline: float | None, span: Span) -> float:
    """Return 1 inside the limits, falling with the distance outside of them."""
    began_at = 0.0 if baseline is None else span.distance(baseline)
    return 1.0 - span.distance(value) / (began_at or span.width)


def _in_span(
    actual: float, baseline: float | None, span: Span, expected: float, bands: Bands
) -> Progress:
    share = span_share(actual, baseline, span)
    inside = span.distance(actual) == 0
    status = Status.IN_RANGE if inside else Status.OUT_OF_RANGE
    return _on_the_way(status, share, expected, bands)


def _kept(
    actual: float, level: float, higher_is_better: bool | None, tolerance: float
) -> Progress:
    fell = round(level - actual, LEVEL_DIGITS) > tolerance
    rose = round(actual - level, LEVEL_DIGITS) > tolerance
    if (fell and higher_is_better is not False) or (
        rose and higher_is_better is not True
    ):
        return Progress(Status.LOST, Light.RED)
    return Progress(Status.MAINTAINED, Light.GREEN)


def _without_baseline(
    kind: Kind, actual: float, target: float, *, natural_zero: bool
) -> Progress:
    """How much of the way is behind is unknown; whether its end is reached is not."""
    reached = actual >= target if kind is Kind.ASCENDING else actual <= target
    colour = Light.GREEN if reached else Light.GREY
    if kind is Kind.ASCENDING and target > 0 and natural_zero:
        return Progress(Status.RATIO, colour, raw=actual / target)
    return Progress(Status.NO_BASELINE, colour)
