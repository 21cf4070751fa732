"""What all books of a bag share: whose they are, as of which day, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from bagana.documents.blocks import Cell, Paper, Section, Signature
from bagana.documents.content import official
from bagana.documents.content.frame import frame_words, language, marks
from bagana.registers.models import Dwelling, Household, Person
from bagana.territory.models import Unit
from bagana.territory.queries import ancestors_of, find_version

EMPTY: Final = Cell("")
TO_WRITE: Final = Cell("\n\n")
"""Room for a pen."""


@dataclass(frozen=True)
class Place:
    """The bag and the sum above it, as of a day."""

    unit: Unit
    on: date

    @property
    def bag(self) -> str:
        return official.unit_name(self.unit, self.on)

    @property
    def above(self) -> str:
        """«Сэлэнгэ аймаг, Мандал сум»."""
        version = find_version(self.unit.code, self.on)
        units = ancestors_of(version.unit, self.on) if version else []
        named = [official.unit_name(one.unit, self.on) for one in units[1:]]
        return ", ".join(named)


def book(
    code: str,
    title: str,
    place: Place,
    sections: Sequence[Section],
    *,
    purpose: str = "",
    illustrative: bool = False,
    subtitle: str = "",
    wide: bool = True,
) -> Paper:
    """A paper of a bag's register with the governor's line to sign."""
    signer = official.governor_of(place.bag)
    return Paper(
        code=code,
        lang=language(),
        title=title,
        subtitle=subtitle or f"{place.above}, {place.bag}".strip(", "),
        words=frame_words(),
        dated=place.on,
        marks=marks(illustrative=illustrative),
        footer=_("Статистикийн бүртгэл. Хувийн мэдээлэл агуулна: хариуцаж хадгална."),
        sections=tuple(sections),
        signatures=(Signature(purpose or _("Бүртгэл хөтөлсөн"), signer),),
        layout="book" if wide else "sheet",
    )


def head_name(household: Household) -> str:
    """The head as the book calls him; "" where there is none or he is restricted."""
    return person_name(household.head) if household.head else ""


def person_name(person: Person) -> str:
    if person.is_restricted:
        return _("хязгаарласан")
    private = person.private
    names = (str(private.get("parent") or ""), str(private.get("given") or ""))
    return " ".join(filter(None, names))


def dwelling_word(household: Household) -> str:
    known = dict(Dwelling.choices)
    return str(known[household.dwelling]) if household.dwelling else ""
