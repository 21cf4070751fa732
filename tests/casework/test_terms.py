"""Days after which a request climbs: dated, from a source, by the aimag alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from bagana.casework.actions.climbing import due_to_climb
from bagana.casework.actions.ruling import set_climbing
from bagana.casework.escalation import climbing_on, load_climbing
from bagana.casework.models import ClimbingRule
from bagana.web.errors import Conflict, Refused
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {
    "valid_from": date(2026, 4, 1),
    "to_sum": 2,
    "to_aimag": 9,
    "source_mn": "Аймгийн Засаг даргын захирамж А/12",
}


@pytest.fixture
def units() -> Any:
    return make_tree()


@pytest.fixture
def officer(units: Any) -> Any:
    return make_user("aimag_officer", units["1"])


def test_the_package_has_a_rule_that_says_it_is_an_example() -> None:
    shipped = climbing_on(date(2026, 1, 1))
    assert load_climbing() == 1
    assert load_climbing() == 0
    kept = climbing_on(date(2026, 1, 1))
    assert shipped
    assert kept
    assert kept.is_illustrative
    assert kept.source
    assert (shipped.to_sum, shipped.to_aimag) == (kept.to_sum, kept.to_aimag)
    assert climbing_on(date(2010, 1, 1)) is None


def test_a_rule_holds_from_its_day_and_the_one_before_until_then(officer: Any) -> None:
    load_climbing()
    set_climbing(user=officer, **TOLD)
    before, after = climbing_on(date(2026, 3, 31)), climbing_on(date(2026, 4, 1))
    assert before
    assert after
    assert (before.to_sum, after.to_sum) == (5, 2)
    assert not after.is_illustrative
    assert after.history.get().history_user == officer


def test_requests_climb_by_the_rule_of_the_day(
    units: Any, officer: Any, today: Any
) -> None:
    load_climbing()
    governor = make_user("bag_governor", units["1101"])
    version = make_service(units["1"], term=5, term_in="calendar")
    row, _code = make_request(governor, units["1101"], version)
    today.move(row.due_on + timedelta(4))
    assert due_to_climb(units["11"], today.day)["bag"] == []
    set_climbing(user=officer, **TOLD | {"valid_from": today.day})
    assert due_to_climb(units["11"], today.day)["bag"] == [row]


def test_a_rule_that_has_not_begun_is_put_right(officer: Any, today: Any) -> None:
    load_climbing()
    set_climbing(user=officer, **TOLD)
    set_climbing(user=officer, **TOLD | {"to_sum": 3})
    assert ClimbingRule.objects.get(valid_from=TOLD["valid_from"]).to_sum == 3
    today.move(TOLD["valid_from"])
    with pytest.raises(Conflict):
        set_climbing(user=officer, **TOLD)


@pytest.mark.parametrize(
    "changes",
    [{"to_sum": 10}, {"to_sum": -1}, {"to_aimag": 400}, {"source_mn": " "}],
)
def test_it_refuses_what_cannot_be_a_rule(officer: Any, changes: Any) -> None:
    with pytest.raises(Refused):
        set_climbing(user=officer, **TOLD | changes)


def test_no_rule_is_slipped_in_before_another(officer: Any) -> None:
    load_climbing()
    with pytest.raises(Conflict):
        set_climbing(user=officer, **TOLD | {"valid_from": date(2017, 1, 1)})


@pytest.mark.parametrize(("role", "at"), [("sum_officer", "11"), ("evaluator", "1")])
def test_nobody_below_the_aimag_sets_it(
    client: Any, units: Any, role: str, at: str
) -> None:
    user = make_user(role, units[at])
    with pytest.raises(PermissionDenied):
        set_climbing(user=user, **TOLD)
    client.force_login(user)
    assert client.get(reverse("casework:climbing")).status_code == 200
    assert client.get(reverse("casework:climbing_new")).status_code == 403
    client.force_login(make_user())
    assert client.get(reverse("casework:climbing")).status_code == 403


@pytest.mark.parametrize(
    ("language", "word"), [("mn", "Журмын түүх"), ("en", "Earlier and later rules")]
)
def test_the_page_tells_the_rules_and_takes_another(
    client: Any, officer: Any, language: str, word: str
) -> None:
    load_climbing()
    client.force_login(officer)
    client.cookies["django_language"] = language
    page = reverse("casework:climbing")
    shown = client.get(page)
    assert word in shown.text
    latest = shown.context["latest"]
    assert (latest.source_en if language == "en" else latest.source_mn) in shown.text
    assert client.get(page, {"format": "csv"}).status_code == 200
    new = reverse("casework:climbing_new")
    assert client.get(new).status_code == 200
    sent = {"valid_from": "2026-04-01", "to_sum": "9", "to_aimag": "2"}
    bad = client.post(new, sent | {"source_mn": "Захирамж"})
    assert bad.status_code == 422
    good = sent | {"to_sum": "2", "to_aimag": "9", "source_mn": "Захирамж"}
    assert client.post(new, good).url == page
    assert "Захирамж" in client.get(page).text
