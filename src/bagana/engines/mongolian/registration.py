"""Registration numbers (регистрийн дугаар) of citizens."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from bagana.engines.mongolian.alphabet import cyrillic_capitals

LENGTH = 10
HIDDEN = "•"


class Sex(StrEnum):
    """Sex as the number states it."""

    MALE = "male"
    FEMALE = "female"


class RegistrationProblem(StrEnum):
    """Why a text is not a registration number."""

    EMPTY = "empty"
    LENGTH = "length"
    LETTERS = "letters"
    DIGITS = "digits"
    MONTH = "month"
    DAY = "day"
    FUTURE = "future"


class RegistrationNumberError(ValueError):
    """A text that is not a registration number.

    The message names the problem only: the number itself is personal data and must not
    reach a log by way of an error.
    """

    def __init__(self, problem: RegistrationProblem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True, slots=True, repr=False)
class RegistrationNumber:
    """A well-formed registration number and what it states.

    Attributes
    ----------
    normalised
        Two Cyrillic capitals and eight digits.
    birth_date
        The date of birth that it carries.
    sex
        By the ninth character, odd for men.
    """

    normalised: str
    birth_date: dt.date
    sex: Sex

    @property
    def masked(self) -> str:
        """The number as it may be shown to whoever need not know it."""
        return mask(self.normalised)

    def __repr__(self) -> str:
        return f"RegistrationNumber({self.masked})"


_LETTERS = re.compile(r"[А-ЯЁӨҮ]{2}")
_DIGITS = re.compile(r"[0-9]{8}")
_FILLING = re.compile(r"[\s\-\u2010-\u2015\u2212.]")


def parse_registration_number(
    text: str, *, today: dt.date | None = None
) -> RegistrationNumber:
    """Read a citizen's registration number.

    Spaces, hyphens and points are dropped, small letters made capitals, and letters
    typed in Latin or by their Ukrainian look-alikes made Cyrillic. The month has 20
    added for people born from 2000. The last digit is a control digit whose rule is not
    public; it is not checked.

    Parameters
    ----------
    text
        What was typed.
    today
        Where given, a later date of birth is refused.

    Returns
    -------
    RegistrationNumber
        The number in its normal form, with date of birth and sex.

    Raises
    ------
    RegistrationNumberError
        If the text cannot be a registration number; `problem` says why.
    """
    bare = cyrillic_capitals(_FILLING.sub("", text))
    _refuse_bad_shape(bare)
    birth_date = _birth_date(bare[2:8])
    if today is not None and birth_date > today:
        raise RegistrationNumberError(RegistrationProblem.FUTURE)
    sex = Sex.MALE if int(bare[8]) % 2 else Sex.FEMALE
    return RegistrationNumber(bare, birth_date, sex)


def mask(number: str) -> str:
    """Hide a registration number: date of birth and sex cannot be read from it.

    The two letters and the last digit stay, enough to tell people of one name apart. A
    text of another length is hidden whole.
    """
    if len(number) != LENGTH:
        return HIDDEN * LENGTH
    return number[:2] + HIDDEN * (LENGTH - 3) + number[-1]


def _refuse_bad_shape(bare: str) -> None:
    if not bare:
        raise RegistrationNumberError(RegistrationProblem.EMPTY)
    if len(bare) != LENGTH:
        raise RegistrationNumberError(RegistrationProblem.LENGTH)
    if not _LETTERS.fullmatch(bare[:2]):
        raise RegistrationNumberError(RegistrationProblem.LETTERS)
    if not _DIGITS.fullmatch(bare[2:]):
        raise RegistrationNumberError(RegistrationProblem.DIGITS)


def _birth_date(digits: str) -> dt.date:
    year, month, day = (int(digits[start : start + 2]) for start in (0, 2, 4))
    century, month = (2000, month - 20) if month > 20 else (1900, month)
    if not 1 <= month <= 12:
        raise RegistrationNumberError(RegistrationProblem.MONTH)
    try:
        return dt.date(century + year, month, day)
    except ValueError:
        raise RegistrationNumberError(RegistrationProblem.DAY) from None
