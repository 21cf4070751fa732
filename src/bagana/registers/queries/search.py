"""Find people and households however they are spelt, within what one may see.

Numbers, phones and whole names are found by their blind indices; parts of a name and
Latin spellings by opening the names of one unit, up to a stated number of people. Every
look begins from `visible_to`, so neither results nor counts speak of other bags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q, QuerySet

from bagana.engines.mongolian import (
    RegistrationNumberError,
    latin_key,
    parse_registration_number,
    search_key,
)
from bagana.privacy.sealing import unseal
from bagana.registers.models import Camp, Household, Person
from bagana.registers.people import Private, digits_of, indices_of, private_from
from bagana.registers.queries.households import households_of
from bagana.territory.models import Unit
from bagana.territory.queries import below

OPENED: Final = 30_000
"""People whose names are opened for one search: a second's work, a large sum."""
MOST: Final = 50
"""Results of one search; who needs more writes more letters."""
LONGEST: Final = 80
PHONE: Final = 6
"""Digits from which on a number is looked for among the phones."""


@dataclass(slots=True)
class Found:
    """`too_many`: there are more than shown; `only_whole`: the unit holds more people
    than are opened, so that only whole names were looked for."""

    text: str
    people: list[Person] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    too_many: bool = False
    only_whole: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.people and not self.households


def search(user: Any, unit: Unit, text: str, today: Any) -> Found:
    """Whoever fits, among the visible rows of the unit and all below it."""
    text = re.sub(r"\s+", " ", text).strip()[:LONGEST]
    found = Found(text)
    if not text:
        return found
    units = below(unit, today).values("unit")
    people = Person.objects.visible_to(user).filter(
        unit__in=units, is_present=True, is_restricted=False
    )
    homes = households_of(user, unit)
    if _by_registration_number(found, people, text):
        return found
    _by_digits(found, people, homes, text)
    if not text.replace(" ", "").isdecimal():
        _by_names(found, people, text)
        _by_camp(found, homes, text)
    _cut(found)
    return found


def _by_registration_number(found: Found, people: QuerySet[Person], text: str) -> bool:
    try:
        number = parse_registration_number(text)
    except RegistrationNumberError:
        return False
    index = indices_of(number.normalised, "reg_no")
    found.people = list(people.filter(reg_no_index__in=index)[:MOST])
    return True


def _by_digits(
    found: Found, people: QuerySet[Person], homes: QuerySet[Household], text: str
) -> None:
    same = homes.filter(_numbered(text))
    found.households = list(same[: MOST + 1])
    digits = digits_of(text)
    if len(digits) >= PHONE and not re.search(r"[^\W\d]", text):
        index = indices_of(digits, "phone")
        found.people = list(people.filter(phone_index__in=index)[: MOST + 1])
        _join(found.households, homes.filter(phone_index__in=index)[: MOST + 1])


def _numbered(text: str) -> Q:
    """A household's number, with or without the noughts before it."""
    bare = text.lstrip("0")
    padded = [bare.zfill(width) for width in range(len(bare), 7)]
    return Q(number__in=[text, *padded] if text.isdecimal() else [text])


def _by_names(found: Found, people: QuerySet[Person], text: str) -> None:
    whole = people.filter(_named(text))
    _join(found.people, whole.order_by("pk")[: MOST + 1])
    if people.count() > OPENED:
        found.only_whole = True
        return
    if len(found.people) <= MOST:
        wanted = Wanted.of(text)
        fitting = [pk for pk, private in opened(people) if wanted.fits(private)]
        _join(found.people, people.filter(pk__in=fitting[: MOST + 1]))


def opened(people: QuerySet[Person]) -> Iterator[tuple[int, Private]]:
    """Everybody's names, one after the other; none is held longer than its turn."""
    rows = people.order_by("pk").values_list("pk", "uid", "sealed")
    for pk, uid, sealed in rows.iterator(chunk_size=2000):
        yield pk, private_from(unseal(sealed, bind=f"person:{uid}"))


def _named(text: str) -> Q:
    """The whole given name, or parent's and given name in either order."""
    words = text.split()
    found = Q(name_index__in=indices_of(text, "name"))
    if len(words) > 1:
        last, before = words[-1], words[-2]
        for given, parent in ((last, before), (before, last)):
            found |= Q(
                name_index__in=indices_of(given, "name"),
                parent_index__in=indices_of(parent, "parent"),
            )
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a search by both keys; each must begin or stand in a name."""

    words: tuple[tuple[str, str], ...]
    answers: dict[str, int] = field(default_factory=dict)
    """Name → which words stand in it, as bits: names repeat, and go with the search."""

    @classmethod
    def of(cls, text: str) -> Wanted:
        keys = (search_key(word) for word in re.split(r"[\s.,]+", text))
        return cls(tuple((key, latin_key(key)) for key in keys if key))

    def fits(self, private: Private) -> bool:
        told = self._bits(private.given) | self._bits(private.parent)
        told |= self._bits(private.clan)
        return bool(self.words) and told == (1 << len(self.words)) - 1

    def _bits(self, name: str) -> int:
        if not name:
            return 0
        bits = self.answers.get(name)
        if bits is None:
            keys = (search_key(name), latin_key(name))
            bits = sum(
                1 << place
                for place, word in enumerate(self.words)
                if _stands_in(word, keys)
            )
            self.answers[name] = bits
        return bits


SHORT: Final = 3
"""A shorter word must begin a name, a longer one may stand anywhere in it."""


def _stands_in(word: tuple[str, str], name: tuple[str, str]) -> bool:
    return any(
        held.startswith(part) or (len(part) >= SHORT and part in held)
        for part, held in zip(word, name, strict=True)
        if part
    )


def _by_camp(found: Found, homes: QuerySet[Household], text: str) -> None:
    camps = Camp.objects.filter(name_index__in=indices_of(text, "camp"))
    _join(found.households, homes.filter(pk__in=camps.values("household"))[: MOST + 1])


def _join[Row: (Person, Household)](kept: list[Row], more: Iterable[Row]) -> None:
    known = {row.pk for row in kept}
    kept.extend(row for row in more if row.pk not in known)


def _cut(found: Found) -> None:
    found.too_many = len(found.people) > MOST or len(found.households) > MOST
    del found.people[MOST:], found.households[MOST:]


def with_homes(people: Sequence[Person]) -> list[Person]:
    """The same people with household and bag at hand."""
    keys = [person.pk for person in people]
    rows = Person.objects.filter(pk__in=keys).select_related("household", "unit")
    known = {row.pk: row for row in rows}
    return [known[key] for key in keys]
