"""How much of a person a page shows to whom (docs/rules/register-access.md).

Who keeps the register sees names; others who read it see them masked until they give a
reason. A registration number is masked for everybody until a reason is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from bagana.engines.mongolian import sort_key
from bagana.privacy.masking import HIDDEN, masked_name, masked_phone, masked_reg_no
from bagana.registers.models import Person
from bagana.registers.people import Private, private_of
from bagana.registers.rules import can_see_names
from bagana.territory.models import Unit


@dataclass(frozen=True, slots=True)
class Showing:
    """`names`: names, days, phones and places; `numbers`: registration numbers."""

    names: bool
    numbers: bool = False


def showing(user: Any, unit: Unit, *, revealed: bool = False) -> Showing:
    return Showing(revealed or bool(can_see_names(user, unit)), revealed)


@dataclass(frozen=True, slots=True, repr=False)
class PersonLine:
    """A person as a page writes him; what may not be shown is masked here already."""

    pk: int
    uid: UUID
    name: str
    clan: str
    parent: str
    given: str
    relation: str
    sex: str
    birth: str
    age: int | None
    reg_no: str
    phone: str
    is_temporary: bool
    is_present: bool
    is_restricted: bool
    order: str = ""


def person_line(person: Person, how: Showing, today: date) -> PersonLine:
    """Opens the seal of whoever is not restricted; the page notes the reading."""
    private = Private() if person.is_restricted else private_of(person)
    shown = how.names and not person.is_restricted
    year = person.birth_year
    born = private.birth_date.isoformat() if shown and private.birth_date else ""
    return PersonLine(
        pk=person.pk,
        uid=person.uid,
        name=shown_name(private, how, person.is_restricted),
        clan=private.clan if shown else "",
        parent=private.parent if shown else "",
        given=private.given if shown else "",
        relation=str(person.get_relation_display()),
        sex=str(person.get_sex_display()),
        birth=born or str(year or ""),
        age=_age(private.birth_date if shown else None, year, today),
        reg_no=private.reg_no if how.numbers else masked_reg_no(private.reg_no),
        phone=private.phone if shown else masked_phone(private.phone),
        is_temporary=person.is_temporary,
        is_present=person.is_present,
        is_restricted=person.is_restricted,
        order=sort_key(f"{private.given} {private.parent}") if shown else "",
    )


def shown_name(private: Private, how: Showing, restricted: bool = False) -> str:
    if restricted:
        return _("хязгаарласан")
    if how.names:
        return private.name
    return masked_name(private.parent, private.given)


def shown_text(text: str, how: Showing) -> str:
    """An address, a camp, a note: whole or not at all."""
    return text if how.names or not text else HIDDEN


def shown_phone(phone: str, how: Showing) -> str:
    return phone if how.names else masked_phone(phone)


def _age(born: date | None, year: int | None, today: date) -> int | None:
    """Full years on the day; by the year alone where the day is not shown."""
    if born is not None:
        return (
            today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        )
    return None if year is None else today.year - year


def answer_word(value: bool | None) -> str:
    """Yes, no, or nothing: what nobody asked is not "no"."""
    return "" if value is None else _("тийм") if value else _("үгүй")
