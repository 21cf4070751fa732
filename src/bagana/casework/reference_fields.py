"""What a reference can say, and where the register has it (docs/rules/references.md).

A kind names the fields that it needs; nothing else of the register is opened for it.
Every value is written in Mongolian: it is what the paper says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagana.casework.models import ReferenceKind
from bagana.engines import mongolian
from bagana.registers.models import (
    SPECIES,
    Event,
    EventKind,
    Household,
    LivestockCount,
    Person,
    Relation,
    Residence,
)
from bagana.registers.people import Private, private_of
from bagana.registers.queries.livestock import is_own
from bagana.territory.models import Unit
from bagana.territory.queries import ancestors_of, nearest_version

NUMBER_IN_BASIS: Final = "регистрийн дугаар"
"""Words that the basis of a kind must hold before it may print the number."""

BAG: Final = 3

type Line = tuple[str, str]
type About = Literal["person", "household", "other"]


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """Whom a reference is about, in which bag, as of which day."""

    unit: Unit
    household: Household
    on: date
    person: Person | None = None
    other: Person | None = None

    @property
    def own(self) -> Private:
        return private_of(self.person) if self.person else Private()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a reference may say; `needed` refuses the reference where it lacks."""

    code: str
    label: str | Promise
    about: About
    fill: Callable[[Subject], str | list[Line]]
    needed: bool = False


def full_name(private: Private) -> str:
    """«Үлгэрдоржийн Жишээболд»: the genitive of the parent's name goes before."""
    parent = mongolian.genitive(private.parent) if private.parent else ""
    return " ".join(filter(None, (parent, private.given)))


def _name(subject: Subject) -> str:
    return full_name(subject.own)


def _birth_year(subject: Subject) -> str:
    year = subject.person.birth_year if subject.person else None
    return str(year) if year else ""


def _age(subject: Subject) -> str:
    """Full years on the day; by the year alone where the day of birth is not kept."""
    born, on = subject.own.birth_date, subject.on
    if born is not None:
        return str(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))
    year = subject.person.birth_year if subject.person else None
    return str(on.year - year) if year else ""


def _reg_no(subject: Subject) -> str:
    return subject.own.reg_no


def place_words(unit: Unit, on: date) -> str:
    """«Сэлэнгэ аймаг, Мандал сум, 5-р баг, Түнхэл»."""
    own = nearest_version(unit.code, on)
    above = [one for one in ancestors_of(unit, on) if one.kind.level]
    named = [
        f"{one.name_mn} {one.kind.name_mn}" if one.kind.level < BAG else one.name_mn
        for one in (*above, *filter(None, (own,)))
    ]
    return ", ".join(named) or unit.code


def _place(subject: Subject) -> str:
    return place_words(subject.unit, subject.on)


def _address(subject: Subject) -> str:
    return str(subject.household.private.get("address", ""))


def _since(subject: Subject) -> str:
    stays = Residence.objects.filter(
        person=subject.person, unit=subject.unit, ends_on=None
    )
    first = stays.order_by("starts_on").first()
    return mongolian.long_date(first.starts_on) if first else ""


def _last_move(subject: Subject) -> Event | None:
    """The newest event, if it is a moving away from this bag."""
    last = subject.person and subject.person.events.order_by("-on", "-id").first()
    if not last or last.kind != EventKind.MOVE_OUT or last.unit_id != subject.unit.pk:
        return None
    return last


def _moved_on(subject: Subject) -> str:
    move = _last_move(subject)
    return mongolian.long_date(move.on) if move else ""


def _moving_to(subject: Subject) -> str:
    move = _last_move(subject)
    if move is None:
        return ""
    return place_words(move.other_unit, move.on) if move.other_unit else move.place


def _household_number(subject: Subject) -> str:
    return subject.household.number


def _head(subject: Subject) -> str:
    head = subject.household.head
    if head is None or head.is_restricted:
        return ""
    return full_name(private_of(head))


def _members(subject: Subject) -> list[Line]:
    people = [one for one in members_of(subject.household) if not one.is_restricted]
    return [
        (f"{place}. {full_name(private_of(one))}", _member_words(one))
        for place, one in enumerate(people, start=1)
    ]


def members_of(household: Household) -> list[Person]:
    """Who belongs to it today, the head first, then by relation and age."""
    order = {name: place for place, name in enumerate(Relation.values)}
    rows = household.people.filter(is_present=True)
    return sorted(
        rows, key=lambda one: (order[one.relation], one.birth_year or 9999, one.pk)
    )


def _member_words(person: Person) -> str:
    born = f"{person.birth_year} онд төрсөн" if person.birth_year else ""
    return ", ".join(filter(None, (str(person.get_relation_display()), born)))


def _size(subject: Subject) -> str:
    return str(subject.household.people.filter(is_present=True).count() or "")


KINDS_OF_STOCK: Final = ("Тэмээ", "Адуу", "Үхэр", "Хонь", "Ямаа")


def _herd(subject: Subject) -> list[Line]:
    """The household's own animals at the newest census in which they were counted."""
    rows = LivestockCount.objects.filter(
        keeper=subject.household, census__ends_on__lte=subject.on
    )
    rows = rows.select_related("census").order_by("-census__starts_on", "pk")
    own = next((row for row in rows if is_own(row)), None)
    if own is None:
        return []
    heads = [getattr(own, one) for one in SPECIES]
    lines = [
        (word, "тоологдоогүй" if n is None else mongolian.format_number(n))
        for word, n in zip(KINDS_OF_STOCK, heads, strict=True)
    ]
    counted = mongolian.long_date(own.counted_on or own.census.ends_on)
    if None not in heads:
        lines.append(("Бүгд, толгой", mongolian.format_number(sum(heads))))
    return [*lines, ("Тоолсон өдөр", counted)]


def _cared_for(subject: Subject) -> list[Line]:
    other = subject.other
    if other is None:
        return []
    born = f"{other.birth_year} онд төрсөн" if other.birth_year else ""
    return [(full_name(private_of(other)), born)]


FIELDS: Final[Mapping[str, Field]] = {
    field.code: field
    for field in (
        Field("name", _("Эцэг, эхийн нэр, нэр"), "person", _name, needed=True),
        Field("birth_year", _("Төрсөн он"), "person", _birth_year),
        Field("age", _("Нас"), "person", _age, needed=True),
        Field("reg_no", _("Регистрийн дугаар"), "person", _reg_no, needed=True),
        Field("place", _("Аймаг, сум, баг"), "household", _place),
        Field("address", _("Хаяг"), "household", _address),
        Field("since", _("Энэ багт оршин суусан өдрөөс"), "person", _since),
        Field("moved_on", _("Шилжин явсан өдөр"), "person", _moved_on, needed=True),
        Field("moving_to", _("Шилжин очих газар"), "person", _moving_to, needed=True),
        Field("household_number", _("Өрхийн дугаар"), "household", _household_number),
        Field("head", _("Өрхийн тэргүүн"), "household", _head),
        Field("members", _("Ам бүл"), "household", _members, needed=True),
        Field("size", _("Ам бүлийн тоо"), "household", _size),
        Field("herd", _("Өрхийн өөрийн мал"), "household", _herd, needed=True),
        Field("cared_for", _("Асруулж буй хүн"), "other", _cared_for, needed=True),
    )
}


def fields_of(kind: ReferenceKind) -> Sequence[Field]:
    """In the order of the kind. Raises KeyError for a field nobody can fill."""
    return [FIELDS[code] for code in kind.fields]


def asks_person(kind: ReferenceKind) -> bool:
    return any(field.about == "person" for field in fields_of(kind))


def asks_other(kind: ReferenceKind) -> bool:
    return any(field.about == "other" for field in fields_of(kind))


def is_of_the_moved(kind: ReferenceKind) -> bool:
    """A reference for somebody who is not in the register of the bag any more."""
    return "moving_to" in kind.fields


def named_in(kind: ReferenceKind, subject: Subject) -> list[Person]:
    """Whom the paper names, so that each can be told of it, and be erased from it."""
    found = [subject.person, subject.other]
    if "members" in kind.fields:
        found += members_of(subject.household)
    if "head" in kind.fields:
        found.append(subject.household.head)
    people = {one.pk: one for one in found if one and not one.is_restricted}
    return list(people.values())


def may_print_number(kind: ReferenceKind) -> bool:
    return "reg_no" not in kind.fields or NUMBER_IN_BASIS in kind.basis_mn.lower()
