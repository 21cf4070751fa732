"""Books of the registers: who may have which, and the trace that is left.

A printed book shows everybody of a bag: only who keeps the register has it, and both
the reading and the file are noted. Blank forms hold nobody; who reads the register has
them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404

from bagana.documents.blocks import Paper
from bagana.documents.content.books.a_account import a_account, blank_a_account
from bagana.documents.content.books.blank_household import blank_household
from bagana.documents.content.books.book import Place
from bagana.documents.content.books.household_book import household_book
from bagana.privacy.reading import note_export, note_reading
from bagana.registers.models import Census, Household, LivestockCount
from bagana.registers.rules import can_read, can_see_names

KINDS: Final = ("pdf", "xlsx")
"""No Word file: a copy that is easily changed is no book."""


@dataclass(frozen=True, slots=True)
class Asked:
    place: Place
    user: Any
    census: Census | None


@dataclass(frozen=True, slots=True)
class Book:
    """`noted` is the key of what was read; "" where nobody stands in it."""

    gather: Callable[[Asked], Paper | None]
    noted: str = ""


def _of_census(
    make: Callable[[Place, Census], Paper],
) -> Callable[[Asked], Paper | None]:
    return lambda asked: make(asked.place, asked.census) if asked.census else None


BOOKS: Final[Mapping[str, Book]] = {
    "household-book": Book(lambda asked: household_book(asked.place), "book"),
    "a-account": Book(_of_census(a_account), "a_account"),
    "counting-list": Book(
        _of_census(lambda place, census: blank_a_account(place, census, named=True)),
        "a_account",
    ),
    "blank-a-account": Book(
        _of_census(lambda place, census: blank_a_account(place, census, named=False))
    ),
    "blank-household": Book(lambda asked: blank_household(asked.place)),
}


def allowed_book(code: str, asked: Asked) -> Book:
    """Raises Http404 for a book that is not there or not this reader's."""
    book = BOOKS.get(code)
    allows = can_see_names if book and book.noted else can_read
    if book is None or not allows(asked.user, asked.place.unit):
        raise Http404
    return book


def note_book(book: Book, asked: Asked) -> None:
    """Everybody of the bag was read, and a file left."""
    if not book.noted:
        return
    unit, user = asked.place.unit, asked.user
    note_reading(user=user, what=book.noted, unit=unit, whole_unit=True)
    rows = Household.objects.filter(unit=unit, closed_on=None).count()
    note_export(user=user, what=book.noted, unit=unit, rows=rows)


def note_receipt(user: Any, household: Household) -> None:
    subjects = list(household.people.values_list("pk", flat=True))
    note_reading(user=user, what="receipt", unit=household.unit, subjects=subjects)
    note_export(user=user, what="receipt", unit=household.unit, rows=1)


def census_asked(code: str) -> Census | None:
    """The census named, else the newest in which anything was counted."""
    if code:
        return Census.objects.filter(code=code).first()
    counted = LivestockCount.objects.values("census")
    return Census.objects.filter(pk__in=counted).order_by("-starts_on").first()
