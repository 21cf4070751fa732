"""What identifies a person: read, checked against itself, sealed and indexed.

The rule: docs/rules/household-register.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.engines.mongolian import (
    RegistrationNumber,
    RegistrationNumberError,
    RegistrationProblem,
    parse_registration_number,
    repair,
    search_key,
)
from bagana.privacy.sealing import blind, blind_all, seal
from bagana.registers.models import Person, Relation
from bagana.web.errors import Refused

OLDEST: Final = 125
"""Years; a birth earlier than that is a slip of the pen."""
NAME_LENGTH: Final = 60
COUNTRY_CODE: Final = "976"
PHONE_DIGITS: Final = 8


@dataclass(frozen=True, slots=True, repr=False)
class Private:
    """What identifies a person. No `repr`: it must not reach a log."""

    clan: str = ""
    parent: str = ""
    given: str = ""
    reg_no: str = ""
    birth_date: date | None = None
    phone: str = ""

    def __repr__(self) -> str:
        return "Private(…)"

    @property
    def name(self) -> str:
        """Parent's and given name."""
        return " ".join(filter(None, (self.parent, self.given)))

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.clan, self.parent, self.given)))


@dataclass(frozen=True, slots=True, repr=False)
class NewPerson:
    """A member as a form or a file tells of him."""

    private: Private
    sex: str = ""
    birth_year: int | None = None
    relation: str = Relation.OTHER
    is_temporary: bool = False

    def __repr__(self) -> str:
        return "NewPerson(…)"


def digits_of(phone: str) -> str:
    """The digits by which a phone is found: without 976 before eight of them."""
    digits = "".join(filter(str.isdigit, phone))
    if len(digits) == len(COUNTRY_CODE) + PHONE_DIGITS:
        digits = digits.removeprefix(COUNTRY_CODE)
    return digits


def name_key(name: str) -> str:
    return search_key(name)


def index_of(text: str, purpose: str) -> bytes:
    """The blind index of a given name, a parent's name, a number or a phone."""
    return blind(_folded(text, purpose), purpose=purpose)


def indices_of(text: str, purpose: str) -> list[bytes]:
    """By every key of the ring: for looking up, also while keys are being changed."""
    return blind_all(_folded(text, purpose), purpose=purpose)


def _folded(text: str, purpose: str) -> str:
    if purpose in ("name", "parent", "camp"):
        return name_key(text)
    return digits_of(text) if purpose == "phone" else text


def private_of(person: Person) -> Private:
    """Opens the seal; only for a page that notes the reading."""
    return private_from(person.private)


def private_from(content: Mapping[str, Any]) -> Private:
    born = content.get("birth_date") or None
    return Private(
        clan=str(content.get("clan", "")),
        parent=str(content.get("parent", "")),
        given=str(content.get("given", "")),
        reg_no=str(content.get("reg_no", "")),
        birth_date=date.fromisoformat(born) if isinstance(born, str) else born,
        phone=str(content.get("phone", "")),
    )


def content_of(private: Private) -> dict[str, str]:
    """What is sealed: only what was told, so that nothing is kept of nothing."""
    born = private.birth_date.isoformat() if private.birth_date else ""
    told = {
        "clan": private.clan,
        "parent": private.parent,
        "given": private.given,
        "reg_no": private.reg_no,
        "birth_date": born,
        "phone": private.phone,
    }
    return {name: text for name, text in told.items() if text}


def sealed_person(person: Person, private: Private) -> None:
    """Set what is sealed and its indices; saving is the caller's."""
    person.sealed = seal(content_of(private), bind=person.bind)
    person.name_index = index_of(private.given, "name")
    person.parent_index = index_of(private.parent, "parent")
    person.reg_no_index = index_of(private.reg_no, "reg_no")
    person.phone_index = index_of(private.phone, "phone")


def checked(new: NewPerson, *, today: date) -> NewPerson:
    """A person in normal form, whose number, date and sex say the same.

    Date of birth and sex are read from the number where they are not told.

    Raises
    ------
    Refused
        At the field that does not fit: given, reg_no, birth_date, birth_year, sex.
    """
    private = _tidied(new.private)
    if not private.given:
        raise Refused(_("Өөрийн нэр дутуу байна."), _("Нэрийг бичнэ үү."), "given")
    sex, born = new.sex, private.birth_date
    if private.reg_no:
        number = registration_number(private.reg_no, today=today)
        _same_as_number(number, born, sex)
        born, sex = number.birth_date, str(number.sex)
        private = replace(private, reg_no=number.normalised, birth_date=born)
    year = _year_of(born, new.birth_year, today)
    return replace(new, private=private, sex=sex, birth_year=year)


def _tidied(private: Private) -> Private:
    return Private(
        clan=_tidied_name(private.clan),
        parent=_tidied_name(private.parent),
        given=_tidied_name(private.given),
        reg_no=private.reg_no.strip(),
        birth_date=private.birth_date,
        phone=" ".join(private.phone.split())[:40],
    )


@lru_cache(maxsize=10_000)
def _tidied_name(text: str) -> str:
    """Remembered, as names repeat: a file of an aimag has a million of them."""
    return " ".join(repair(text).split())[:NAME_LENGTH]


def registration_number(text: str, *, today: date) -> RegistrationNumber:
    """The number read; a refusal says what is wrong with it, never the number."""
    try:
        return parse_registration_number(text, today=today)
    except RegistrationNumberError as error:
        raise Refused(
            _problem_words()[error.problem],
            _("Хоёр үсэг, найман цифр бичнэ, жишээ нь АБ12345678."),
            "reg_no",
        ) from None


def _problem_words() -> dict[RegistrationProblem, str]:
    return {
        RegistrationProblem.EMPTY: _("Регистрийн дугаар хоосон байна."),
        RegistrationProblem.LENGTH: _("Регистрийн дугаар арван тэмдэгттэй байна."),
        RegistrationProblem.LETTERS: _("Регистрийн дугаар хоёр кирилл үсгээр эхэлнэ."),
        RegistrationProblem.DIGITS: _("Регистрийн дугаарын үсгийн ард цифр байна."),
        RegistrationProblem.MONTH: _("Регистрийн дугаар дахь төрсөн сар буруу байна."),
        RegistrationProblem.DAY: _("Регистрийн дугаар дахь төрсөн өдөр буруу байна."),
        RegistrationProblem.FUTURE: _(
            "Регистрийн дугаар дахь төрсөн өдөр болоогүй байна."
        ),
    }


def _same_as_number(number: RegistrationNumber, born: date | None, sex: str) -> None:
    again = _("Баримттай тулгаж аль нэгийг нь засна уу.")
    if born is not None and born != number.birth_date:
        raise Refused(
            _("Төрсөн өдөр регистрийн дугаарт байгаатай таарахгүй байна."),
            again,
            "birth_date",
        )
    if sex and sex != str(number.sex):
        raise Refused(
            _("Хүйс регистрийн дугаарт байгаатай таарахгүй байна."), again, "sex"
        )


def _year_of(born: date | None, told: int | None, today: date) -> int | None:
    field = "birth_date" if born else "birth_year"
    if born and born > today:
        raise Refused(_("Төрсөн өдөр болоогүй байна."), field=field)
    year = born.year if born else told
    if born and told and told != born.year:
        raise Refused(_("Төрсөн он төрсөн өдөртэй таарахгүй байна."), field=field)
    if year is not None and not today.year - OLDEST <= year <= today.year:
        raise Refused(
            _("Төрсөн он %(first)s–%(last)s оны хооронд байна.")
            % {"first": today.year - OLDEST, "last": today.year},
            field=field,
        )
    return year
