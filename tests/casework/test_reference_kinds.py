"""Kinds of references: dated, by the aimag alone, never behind what was issued."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from bagana.casework.actions.reference_kinds import (
    add_kind,
    change_kind,
    take_back_version,
    withdraw_kind,
)
from bagana.casework.actions.references import issue_reference
from bagana.casework.models import ReferenceKind
from bagana.casework.queries.references import kind_on, kinds_on
from bagana.casework.reference_founding import found_reference_kinds
from bagana.web.errors import Conflict, Refused
from tests.casework.factories import make_service
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2026, 3, 16), date(2026, 4, 1)
TOLD: dict[str, Any] = {
    "valid_from": LATER,
    "title_mn": "Оршин суугаа хаягийн тодорхойлолт",
    "title_en": "Reference of address",
    "fields": ["name", "address"],
    "valid_days": 14,
    "basis_mn": "Аймгийн ИТХ-ын тогтоол 4/1",
}


@pytest.fixture
def units(today: Any) -> Any:
    found_reference_kinds()
    return make_tree()


@pytest.fixture
def officer(units: Any) -> Any:
    return make_user("aimag_officer", units["1"])


def issue(units: Any, code: str = "residence") -> Any:
    kind = kind_on(code, TODAY)
    assert kind
    return issue_reference(
        user=make_user("bag_governor", units["1101"]),
        kind=kind,
        unit=units["1101"],
        person=make_person(make_household(units["1101"])),
    )


def test_a_changed_kind_begins_on_its_day(units: Any, officer: Any, today: Any) -> None:
    first = issue(units)
    change_kind(user=officer, code="residence", **TOLD)
    before, after = kind_on("residence", TODAY), kind_on("residence", LATER)
    assert before
    assert after
    assert (before.valid_to, before.valid_days) == (LATER, 30)
    assert after.fields == ["name", "address"]
    assert not after.is_illustrative
    today.move(LATER)
    again = issue_reference(
        user=make_user("bag_governor", units["1101"]),
        kind=after,
        unit=units["1101"],
        person=make_person(make_household(units["1101"])),
    )
    assert [one["code"] for one in again.private["fields"]] == ["name", "address"]
    assert (again.valid_until - again.issued_on).days == 14
    assert (first.number, again.number) == (1, 2)
    first.refresh_from_db()
    assert first.kind == before


def test_no_version_begins_before_what_was_issued(units: Any, officer: Any) -> None:
    issue(units)
    with pytest.raises(Conflict):
        change_kind(user=officer, code="residence", **TOLD | {"valid_from": TODAY})
    with pytest.raises(Conflict):
        withdraw_kind(user=officer, code="residence", on=TODAY)
    assert kind_on("residence", TODAY)


def test_a_withdrawn_kind_is_issued_no_more(
    units: Any, officer: Any, today: Any
) -> None:
    kind = withdraw_kind(user=officer, code="elders", on=LATER)
    assert kind_on("elders", TODAY) == kind
    assert "elders" not in [one.code for one in kinds_on(LATER)]
    with pytest.raises(Conflict):
        withdraw_kind(user=officer, code="elders", on=LATER)
    today.move(LATER)
    with pytest.raises(Refused):
        issue_reference(
            user=make_user("bag_governor", units["1101"]),
            kind=kind,
            unit=units["1101"],
            person=make_person(make_household(units["1101"])),
        )


def test_a_version_that_has_not_begun_is_taken_back(
    units: Any, officer: Any, today: Any
) -> None:
    made = change_kind(user=officer, code="residence", **TOLD)
    take_back_version(user=officer, kind=made)
    kept = ReferenceKind.objects.get(code="residence")
    assert kept.valid_to is None
    with pytest.raises(Conflict):
        take_back_version(user=officer, kind=kept)


@pytest.mark.parametrize(
    "changes",
    [
        {"fields": []},
        {"fields": ["name", "passport"]},
        {"fields": ["name", "reg_no"]},
        {"fields": ["cared_for"]},
        {"valid_days": 0},
        {"title_mn": " "},
        {"basis_mn": ""},
    ],
)
def test_it_refuses_what_no_reference_can_be(officer: Any, changes: Any) -> None:
    with pytest.raises(Refused):
        add_kind(user=officer, code="address", **TOLD | changes)
    assert not ReferenceKind.objects.filter(code="address").exists()


def test_a_basis_that_names_the_number_allows_it(officer: Any) -> None:
    basis = "Журмын 3.2: регистрийн дугаар бичнэ"
    told = TOLD | {"fields": ["name", "reg_no"], "basis_mn": basis}
    assert add_kind(user=officer, code="number", **told).fields == ["name", "reg_no"]
    with pytest.raises(Conflict):
        add_kind(user=officer, code="number", **TOLD)


@pytest.mark.parametrize(("role", "at"), [("sum_officer", "11"), ("evaluator", "1")])
def test_nobody_below_the_aimag_changes_kinds(
    client: Any, units: Any, role: str, at: str
) -> None:
    user = make_user(role, units[at])
    kind = kind_on("residence", TODAY)
    for act in (
        lambda: add_kind(user=user, code="x", **TOLD),
        lambda: change_kind(user=user, code="residence", **TOLD),
        lambda: withdraw_kind(user=user, code="residence", on=LATER),
        lambda: take_back_version(user=user, kind=kind),
    ):
        with pytest.raises(PermissionDenied):
            act()
    client.force_login(user)
    assert client.get(reverse("casework:reference_kinds")).status_code == 200
    for name, args in (
        ("reference_kind_new", []),
        ("reference_kind_change", ["residence"]),
        ("reference_kind_withdraw", ["residence"]),
        ("reference_kind_take_back", ["residence"]),
    ):
        page = reverse(f"casework:{name}", args=args)
        assert client.get(page).status_code == 403


FORM = {
    "code": "address",
    "valid_from": "2026-04-01",
    "title_mn": "Хаягийн тодорхойлолт",
    "fields_told": ["name", "address"],
    "valid_days": "14",
    "basis_mn": "Тогтоол 4/1",
}


@pytest.mark.parametrize(
    ("language", "word"), [("mn", "Хүчинтэй хоног"), ("en", "Days of validity")]
)
def test_the_aimag_adds_changes_and_withdraws_on_pages(
    client: Any, units: Any, officer: Any, language: str, word: str
) -> None:
    make_service(units["1"], reference_kind="residence", fee=1500)
    client.force_login(officer)
    client.cookies["django_language"] = language
    page = reverse("casework:reference_kinds")
    shown = client.get(page).text
    assert word in shown
    assert "1 500" in shown.replace("\xa0", " ") or "1,500" in shown
    assert client.get(page, {"format": "csv"}).status_code == 200
    new = reverse("casework:reference_kind_new")
    assert client.get(new).status_code == 200
    assert client.post(new, FORM | {"fields_told": ["reg_no"]}).status_code == 422
    assert client.post(new, FORM).url == page
    back = reverse("casework:reference_kind_take_back", args=["address"])
    assert client.get(back).status_code == 200
    assert client.post(back).url == page
    assert not ReferenceKind.objects.filter(code="address").exists()
    assert client.get(back).status_code == 404
    change = reverse("casework:reference_kind_change", args=["residence"])
    assert client.get(change).status_code == 200
    assert client.post(change, FORM).url == page
    withdraw = reverse("casework:reference_kind_withdraw", args=["elders"])
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw, {"on": "2026-04-01"}).url == page


def test_a_service_names_the_kind_that_answers_it(client: Any, officer: Any) -> None:
    client.force_login(officer)
    page = reverse("casework:service_new")
    sent = {
        "code": "ask-residence",
        "kind": "reference",
        "provider": "bag",
        "reference_kind": "residence",
        "valid_from": "2026-03-16",
        "title_mn": "Хаягийн тодорхойлолт хүсэх",
        "basis_mn": "Тогтоол 4/1",
        "term": "1",
        "term_in": "working",
        "fee": "700",
    }
    assert client.post(page, sent | {"kind": "service"}).status_code == 422
    assert client.post(page, sent | {"reference_kind": "none"}).status_code == 422
    assert client.post(page, sent).status_code == 302
    told = client.get(reverse("casework:reference_kinds")).context["lines"]
    withdraw = reverse("casework:reference_kind_withdraw", args=["residence"])
    assert "Хаягийн тодорхойлолт хүсэх" in client.get(withdraw).text
    fees = {line.row.code: line.fees for line in told}
    assert fees["residence"] == "700"
    assert fees["elders"] == ""
