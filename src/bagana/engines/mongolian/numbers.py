"""Numbers as they are written in Mongolia: 1,234,567.89, 89.2%, ₮ 59,400,000."""

import math
from decimal import ROUND_HALF_UP, Decimal, localcontext
from numbers import Integral, Real

NO_BREAK_SPACE = "\u00a0"

Number = int | float | Decimal


def format_number(value: Number, decimals: int = 0) -> str:
    """Write a number with commas between thousands and a decimal point (CLDR mn).

    Parameters
    ----------
    value
        A finite number. A missing value has no form: the page says that it is missing.
    decimals
        Digits after the point; halves are rounded away from zero, of the decimal
        figure that a person reads (2.675 to two decimals is 2.68).

    Returns
    -------
    str
        For example "1,234,567.89"; a result that rounds to nought has no minus.

    Raises
    ------
    TypeError
        If the value is None or no number.
    ValueError
        If the value is not finite, or `decimals` is negative.
    """
    if decimals < 0:
        raise ValueError(f"decimals cannot be negative: {decimals}")
    exact = _exact(value)
    with localcontext() as context:
        # Wide enough for the whole part of any float.
        context.prec = max(exact.adjusted(), 0) + decimals + 30
        rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{abs(rounded) if rounded.is_zero() else rounded:,f}"


def format_percent(percent: Number, decimals: int = 1) -> str:
    """Write a figure that is already in per cent: 89.2 becomes "89.2%".

    Errors and rounding are those of `format_number`.
    """
    return f"{format_number(percent, decimals)}%"


def format_money(tugriks: Number, decimals: int = 0) -> str:
    """Write a sum of tögrög: "₮ 59,400,000", with a no-break space after the sign.

    Errors and rounding are those of `format_number`.
    """
    figure = format_number(tugriks, decimals)
    sign = "-" if figure.startswith("-") else ""
    return f"{sign}₮{NO_BREAK_SPACE}{figure.removeprefix('-')}"


def _exact(value: Number) -> Decimal:
    """Return the decimal that the value is read as, or refuse it."""
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise TypeError(f"not a number to write: {value!r}")
    if not math.isfinite(value):
        raise ValueError(f"not a finite number: {value!r}")
    if isinstance(value, Decimal):
        return value
    return Decimal(int(value)) if isinstance(value, Integral) else _of_float(value)


def _of_float(value: Real) -> Decimal:
    return Decimal(repr(float(value)))
