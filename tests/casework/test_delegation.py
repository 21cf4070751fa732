"""Functions delegated by an act: from a day, once at a time, ended, counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bagana.casework.actions.delegations import delegate, end_delegation
from bagana.casework.models import Delegation, Function
from bagana.casework.outreach_founding import load_functions
from bagana.casework.queries.delegations import over, table
from bagana.web.errors import Conflict, Refused
from tests.factories import make_act, make_tree, make_user

pytestmark = pytest.mark.django_db
START = date(2024, 1, 1)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("sum_officer", units["11"])


@pytest.fixture
def function():
    return Function.objects.create(code="wells", title_mn="Худаг", level=2)


def give(user: Any, function: Function, units: Any, **changes: Any) -> Delegation:
    asked: dict[str, Any] = {
        "user": user,
        "function": function,
        "giver": units["11"],
        "unit": units["1101"],
        "act": make_act(units["11"]),
        "valid_from": START,
    }
    return delegate(**(asked | changes))


def test_it_is_in_force_from_its_day_to_its_end(officer, function, units):
    row = give(officer, function, units, money=Decimal("5000000"))
    assert over(units["1101"], date(2023, 12, 31)) == []
    assert over(units["1101"], START) == [row]
    end_delegation(user=officer, delegation=row, on=date(2025, 1, 1))
    assert over(units["1101"], date(2024, 12, 31)) == [row]
    assert over(units["1101"], date(2025, 1, 1)) == []


def test_what_all_bags_of_a_sum_received_each_has(officer, function, units):
    row = give(officer, function, units, unit=units["11"])
    assert over(units["1103"], START) == [row]
    assert over(units["1201"], START) == []
    assert over(units["1"], START) == [row]


def test_what_a_sum_received_its_bags_have_not(function, units):
    aimag = make_user("aimag_officer", units["1"])
    give(aimag, function, units, giver=units["1"], unit=units["11"])
    assert over(units["1101"], START) == []
    assert len(over(units["11"], START)) == 1


def test_it_refuses_the_same_function_twice_at_a_time(officer, function, units):
    give(officer, function, units, valid_to=date(2025, 1, 1))
    with pytest.raises(Conflict):
        give(officer, function, units, valid_from=date(2024, 6, 1))
    give(officer, function, units, valid_from=date(2025, 1, 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": START},
        {"money": Decimal(-1)},
        {"posts": Decimal("NaN")},
        {"valid_from": date(2019, 1, 1)},
    ],
)
def test_it_refuses_what_cannot_be(officer, function, units, changes):
    with pytest.raises(Refused):
        give(officer, function, units, **changes)


def test_a_sum_gives_only_to_its_own(officer, function, units):
    with pytest.raises(Refused):
        give(officer, function, units, unit=units["1201"])


@pytest.mark.parametrize(
    ("role", "at"), [("bag_governor", "1101"), ("sum_officer", "12")]
)
def test_others_may_not_delegate_or_end(officer, function, units, role, at):
    row, stranger = give(officer, function, units), make_user(role, units[at])
    with pytest.raises(PermissionDenied):
        give(stranger, function, units, valid_from=date(2026, 1, 1))
    with pytest.raises(PermissionDenied):
        end_delegation(user=stranger, delegation=row, on=date(2025, 1, 1))
    with pytest.raises(PermissionDenied):
        give(None, function, units)


def test_it_ends_once_and_after_its_start(officer, function, units):
    row = give(officer, function, units)
    with pytest.raises(Refused):
        end_delegation(user=officer, delegation=row, on=START)
    end_delegation(user=officer, delegation=row, on=date(2025, 1, 1))
    with pytest.raises(Conflict):
        end_delegation(user=officer, delegation=row, on=date(2025, 6, 1))


def test_money_with_a_gap_is_not_added_up(officer, function, units):
    give(officer, function, units, money=Decimal(5), posts=Decimal(1))
    give(officer, function, units, unit=units["1102"], money=None, posts=Decimal(2))
    (line,) = table(units["11"], START)
    assert line.money is None
    assert line.posts == 3


def test_functions_of_the_package_are_examples_and_load_once():
    assert load_functions() == 12
    assert load_functions() == 0
    assert not Function.objects.filter(is_illustrative=False).exists()


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_public_table_shows_each_function(
    client, officer, function, units, language
):
    give(officer, function, units, money=Decimal("5000000"))
    client.cookies["django_language"] = language
    page = client.get(reverse("portal:delegations"), {"unit": "11"})
    assert page.status_code == 200
    assert "Худаг" in page.content.decode()
    assert "5,000,000" in page.content.decode()
    for format_ in ("csv", "json", "xlsx"):
        taken = client.get(
            reverse("portal:delegations"), {"unit": "11", "format": format_}
        )
        assert taken.status_code == 200
    early = client.get(
        reverse("portal:delegations"), {"unit": "11", "on": "2020-06-01"}
    )
    assert "5,000,000" not in early.content.decode()


@pytest.mark.parametrize("language", ["mn", "en"])
def test_an_officer_delegates_and_ends_on_pages(
    client, officer, function, units, language
):
    client.force_login(officer)
    client.cookies["django_language"] = language
    act = make_act(units["11"])
    form = {
        "function": function.pk,
        "unit": "1101",
        "act": act.pk,
        "valid_from": "2024-01-01",
        "money": "100",
    }
    page = reverse("casework:delegate", args=["11"])
    assert client.get(page).status_code == 200
    listed = reverse("casework:delegations", args=["11"])
    assert client.post(page, form).url == listed
    row = Delegation.objects.get()
    assert row.money == 100
    assert row.posts is None
    assert client.post(page, form).status_code == 422
    ending = reverse("casework:delegation_end", args=[row.pk])
    assert client.post(ending, {"on": "2025-01-01"}).url == listed
    assert client.get(listed).status_code == 200
    assert client.get(listed, {"format": "csv"}).status_code == 200


def test_pages_of_another_sum_are_not_found(client, officer, function, units):
    row = give(officer, function, units)
    client.force_login(make_user("sum_officer", units["12"]))
    for page in (
        reverse("casework:delegations", args=["11"]),
        reverse("casework:delegate", args=["11"]),
        reverse("casework:delegation_end", args=[row.pk]),
    ):
        assert client.get(page).status_code == 404


def test_the_public_table_costs_the_same_whatever_was_delegated(
    client, officer, units, django_assert_max_num_queries
):
    page, asked = reverse("portal:delegations"), {"unit": "11"}
    client.get(page, asked)
    with CaptureQueriesContext(connection) as bare:
        client.get(page, asked)
    for number in range(12):
        function = Function.objects.create(code=f"f{number}", title_mn="Чиг", level=2)
        for code in ("1101", "1102"):
            give(officer, function, units, unit=units[code])
    # The names of the receivers are one more, however many functions there are.
    with django_assert_max_num_queries(len(bare) + 1):
        html = client.get(page, asked).content.decode()
    assert html.count('<th scope="row">Чиг') == 12
    assert len(bare) < 15
