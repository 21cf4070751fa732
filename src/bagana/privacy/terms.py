"""How long an answer to a person may take: dated configuration, by the day of taking.

Days of the calendar, as the law on petitions counts them. The term for requests about
one's own data is not found in DOMAIN.md and stands for petitions' until a lawyer has
looked; so it is marked as an example wherever it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Term:
    valid_from: date
    days: int
    basis_mn: str
    basis_en: str
    is_illustrative: bool


TERMS: Final = (
    Term(
        date(1995, 4, 17),
        30,
        "Өргөдөл, гомдлын тухай хуулийн хугацааг жишээ болгов; хуульчаар нягтлуулах",
        "The term of the law on petitions, as an example; to be confirmed by a lawyer",
        is_illustrative=True,
    ),
)
"""From the oldest; the last that is in force on the day counts."""


def term_on(day: date) -> Term:
    """Raises LookupError before the first term."""
    found = [term for term in TERMS if term.valid_from <= day]
    if not found:
        raise LookupError(f"no term of answering on {day}")
    return found[-1]


def due_on(taken_on: date) -> date:
    """The last day to answer: as many days of the calendar after the taking."""
    return taken_on + timedelta(days=term_on(taken_on).days)
