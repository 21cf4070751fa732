"""A bag with a household, for tests of references. Names are made up."""

from __future__ import annotations

from typing import Any

from bagana.casework.actions.references import issue_reference
from bagana.casework.models import Reference, ReferenceKind
from bagana.casework.reference_founding import found_reference_kinds
from bagana.registers.models import Household, Person
from bagana.territory.models import Unit
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

HEAD = {"given": "Жишээболд", "parent": "Үлгэрдорж", "reg_no": "ЯА80010112"}
CHILD = {"given": "Загварүүл", "parent": "Жишээболд", "reg_no": "ЯБ15210112"}


def make_home(unit: Unit, **fields: Any) -> Household:
    """A herding household of two with a counted herd and an address.

    Only one of them may bear the registration numbers: `numbers=False` for others.
    """
    numbers = fields.pop("numbers", True)
    private = {"address": "Дээд хөндий", "phone": "99000000"}
    home = make_household(unit, private=private, is_herder=True, **fields)
    head = make_person(
        home, relation="head", private=_private(HEAD, numbers), birth_year=1950
    )
    make_person(
        home, relation="child", birth_year=2015, private=_private(CHILD, numbers)
    )
    home.head = head
    make_count(make_census("2019-12"), home, camel=0, horse=2, sheep=320)
    return home


def _private(content: dict[str, str], numbers: bool) -> dict[str, str]:
    return content if numbers else content | {"reg_no": ""}


def head_of(home: Household) -> Person:
    assert home.head is not None
    return home.head


def make_kind(code: str = "residence") -> ReferenceKind:
    found_reference_kinds()
    return ReferenceKind.objects.get(code=code)


def make_reference(
    user: Any, home: Household, code: str = "residence", **asked: Any
) -> Reference:
    """Issued by the action, to the head of the household unless told otherwise."""
    given = {"person": home.head, "household": home} | asked
    return issue_reference(user=user, kind=make_kind(code), unit=home.unit, **given)
