"""Numbers as people type and paste them."""

import re
from decimal import Decimal
from enum import StrEnum

MAX_DIGITS = 30


class NumberProblem(StrEnum):
    """Why a text is not a number."""

    EMPTY = "empty"
    CHARACTER = "character"
    NO_DIGITS = "no_digits"
    GROUPS = "groups"
    TWO_POINTS = "two_points"
    TOO_LONG = "too_long"


class NumberFormatError(ValueError):
    """A text that is not a number.

    Attributes
    ----------
    problem
        What is wrong; the application has the sentence for it in each language.
    detail
        The part of the text at fault, to be shown in that sentence.
    """

    def __init__(self, problem: NumberProblem, detail: str) -> None:
        self.problem = problem
        self.detail = detail
        super().__init__(f"{problem}: {detail!r}")


_SIGNS = {"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-"}
_GAPS = re.compile(r"[\s\u00a0\u202f\u2009'\u2019]")
_UNITS = re.compile(r"^[₮%\s]+|[₮%\s]+$")
_STRANGE = re.compile(r"[^0-9., ]")
_THREES = re.compile(r"[0-9]{1,3}( [0-9]{3})+|[0-9]*")


def parse_number(text: str) -> Decimal:
    """Read a number as people write it in Mongolia, and nearly as others do.

    Spaces of every kind, apostrophes, commas or points may part thousands if each
    group has three digits; a comma alone that cannot part thousands is a decimal comma.
    A single point is always the decimal point. A sign may stand before; ₮ and % around
    the number are dropped, so "89.2%" is 89.2.

    Parameters
    ----------
    text
        What was typed.

    Returns
    -------
    Decimal
        Exactly what was written: "1,234.50" keeps two decimals.

    Raises
    ------
    NumberFormatError
        If the text is no number or can be read in two ways.
    """
    bare = _UNITS.sub("", text)
    if not bare:
        raise NumberFormatError(NumberProblem.EMPTY, text)
    sign, digits = _split_sign(bare)
    whole, fraction = _split_point(_GAPS.sub(" ", digits), text)
    _refuse_bad_groups(whole, text)
    figures = whole.replace(" ", "") or "0"
    return Decimal(f"{sign}{figures}.{fraction}" if fraction else f"{sign}{figures}")


def _split_sign(bare: str) -> tuple[str, str]:
    first = _SIGNS.get(bare[0], bare[0])
    if first not in "+-":
        return "", bare
    return first, _UNITS.sub("", bare[1:])


def _split_point(digits: str, text: str) -> tuple[str, str]:
    """Return the whole part, its groups parted by spaces, and the decimals."""
    strange = _STRANGE.search(digits)
    if strange:
        raise NumberFormatError(NumberProblem.CHARACTER, strange.group())
    if not any(character.isdigit() for character in digits):
        raise NumberFormatError(NumberProblem.NO_DIGITS, text.strip())
    if sum(character.isdigit() for character in digits) > MAX_DIGITS:
        raise NumberFormatError(NumberProblem.TOO_LONG, str(MAX_DIGITS))
    point = _decimal_mark(digits)
    if not point:
        return re.sub("[.,]", " ", digits), ""
    whole, _, fraction = digits.rpartition(point)
    if point in whole:
        raise NumberFormatError(NumberProblem.TWO_POINTS, text.strip())
    if " " in fraction:
        raise NumberFormatError(NumberProblem.GROUPS, text.strip())
    return re.sub("[.,]", " ", whole), fraction


def _decimal_mark(digits: str) -> str:
    """Return the mark that stands before the decimals, or "" where none does."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return max(".,", key=digits.rfind)
    if points:
        return "." if points == 1 else ""
    if commas == 1 and _is_decimal_comma(digits):
        return ","
    return ""


def _is_decimal_comma(digits: str) -> bool:
    whole, _, rest = digits.partition(",")
    return len(rest) != 3 or whole in {"", "0"} or " " in whole


def _refuse_bad_groups(whole: str, text: str) -> None:
    if not _THREES.fullmatch(whole):
        raise NumberFormatError(NumberProblem.GROUPS, text.strip())
