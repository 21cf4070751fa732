"""How a plan of money was carried out: two-sided, for spending more is not better."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bagana.engines.progress.inputs import Light, ProgressError, ProgressProblem

HUNDRED = Decimal(100)
Pair = tuple[Decimal, Decimal]
GREEN_BAND: Pair = (Decimal(95), Decimal(105))
AMBER_BAND: Pair = (Decimal(80), Decimal(120))
LATE_SHARE = Decimal(30)


class Verdict(StrEnum):
    """How payment and adjusted plan compare."""

    WITHIN = "within"
    UNDER = "under"
    OVER = "over"
    UNPLANNED = "unplanned"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True)
class Execution:
    """Money paid against money planned; shares in per cent.

    `to_adjusted` and `to_planned` are None where that plan is nought or less: a share
    of nothing does not exist. `late_share` is the part of the payments that was made
    in December, None where it was not asked for or nothing was paid; `is_late` flags
    it above the limit.
    """

    paid: Decimal
    adjusted: Decimal
    planned: Decimal
    verdict: Verdict
    light: Light
    to_adjusted: Decimal | None
    to_planned: Decimal | None
    late_share: Decimal | None = None
    is_late: bool = False


def execution(
    paid: Decimal,
    adjusted: Decimal,
    planned: Decimal,
    *,
    band: Pair = GREEN_BAND,
    wide: Pair = AMBER_BAND,
    is_over: bool = True,
    december: Decimal | None = None,
    late_limit: Decimal = LATE_SHARE,
) -> Execution:
    """Compare payments with the adjusted and the original plan.

    Parameters
    ----------
    paid, adjusted, planned
        Tugriks, Decimal only. The adjusted plan is the original and all adjustments.
    band
        Lowest and highest per cent of the adjusted plan that are green, both included.
    wide
        The same for amber; outside of it the light is red.
    is_over
        Whether the time of the plan has run out; before, the light is grey, for no
        half of a year must be half of its money.
    december
        Of `paid`, what was paid in December, where the late share is wanted.
    late_limit
        The per cent over which that share is flagged; an even year gives 8.3.

    Returns
    -------
    Execution
        Spending without a plan is UNPLANNED and red even before the time has run out;
        without plan and spending there is NO_PLAN, which is grey.

    Raises
    ------
    TypeError
        If an amount is no Decimal: floats lose möngö.
    ProgressError
        NOT_FINITE; BANDS unless the wide band holds the narrow one.
    """
    for amount in (paid, adjusted, planned, *band, *wide):
        _check(amount)
    if not wide[0] <= band[0] < band[1] <= wide[1]:
        raise ProgressError(ProgressProblem.BANDS)
    share = _share(paid, adjusted)
    verdict = _verdict(paid, share, band)
    late = None if december is None else _share(december, paid)
    return Execution(
        paid=paid,
        adjusted=adjusted,
        planned=planned,
        verdict=verdict,
        light=_light(verdict, share, wide, is_over=is_over),
        to_adjusted=share,
        to_planned=_share(paid, planned),
        late_share=late,
        is_late=late is not None and late > late_limit,
    )


def _check(amount: Decimal) -> None:
    if not isinstance(amount, Decimal):
        raise TypeError(f"money is Decimal, not {type(amount).__name__}")
    if not amount.is_finite():
        raise ProgressError(ProgressProblem.NOT_FINITE)


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return part * HUNDRED / whole if whole > 0 else None


def _verdict(paid: Decimal, share: Decimal | None, band: Pair) -> Verdict:
    if share is None:
        return Verdict.UNPLANNED if paid > 0 else Verdict.NO_PLAN
    if share < band[0]:
        return Verdict.UNDER
    return Verdict.OVER if share > band[1] else Verdict.WITHIN


def _light(
    verdict: Verdict, share: Decimal | None, wide: Pair, *, is_over: bool
) -> Light:
    if verdict is Verdict.UNPLANNED:
        return Light.RED
    if share is None or not is_over:
        return Light.GREY
    if verdict is Verdict.WITHIN:
        return Light.GREEN
    return Light.AMBER if wide[0] <= share <= wide[1] else Light.RED
