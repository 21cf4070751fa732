"""Terms of conduct are dated rows with a source; cases keep those of their day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.people.actions.conduct_cases import complain
from bagana.people.actions.conduct_terms import set_conduct_terms
from bagana.people.conduct_terms import (
    declarations_due,
    load_conduct_rules,
    months_after,
    terms_on,
)
from bagana.people.models import ConductRule
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.people.factories import make_appointment

pytestmark = pytest.mark.django_db
TOLD = {
    "law_mn": "Шинэ хууль, 7.1",
    "source": "Хуульчийн дүгнэлт",
    "decide_days": 20,
    "sanction_months": 6,
    "declare_month": 3,
    "declare_day": 1,
}


@pytest.fixture
def aimag(office):
    return make_user(Role.AIMAG_OFFICER, office.units["1"])


def test_the_package_names_its_law_and_says_it_is_an_example():
    shipped = terms_on(date(2026, 1, 1))
    assert load_conduct_rules() == 1
    assert load_conduct_rules() == 0
    kept = terms_on(date(2026, 1, 1))
    assert (shipped.decide_days, kept.decide_days) == (30, 30)
    assert kept.is_illustrative
    assert "1995-04-17" in kept.law_mn
    assert terms_on(date(1990, 1, 1)) == kept


def test_a_case_is_due_by_the_terms_of_its_day(office, aimag):
    load_conduct_rules()
    make_appointment(office.post, office.official)
    today = timezone.localdate()
    before, _code = complain(user=None, post=office.post, text="Н")
    set_conduct_terms(user=aimag, valid_from=today, **TOLD)
    after, _code = complain(user=None, post=office.post, text="Х")
    assert before.due_on == today + timedelta(30)
    assert after.due_on == today + timedelta(20)
    assert terms_on(today).history.get().history_user == aimag


def test_the_declaration_is_due_by_the_rule_that_began_the_year(aimag):
    load_conduct_rules()
    set_conduct_terms(user=aimag, valid_from=date(2026, 1, 1), **TOLD)
    assert declarations_due(2025) == date(2025, 2, 15)
    assert declarations_due(2026) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 5, 31), 12, date(2027, 5, 31)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2026, 8, 31), 6, date(2027, 3, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_first(day, months, end):
    assert months_after(day, months) == end


@pytest.mark.parametrize(
    "changes",
    [
        {"decide_days": 0},
        {"sanction_months": 121},
        {"declare_day": 30},
        {"declare_month": 13},
        {"law_mn": ""},
        {"source": " "},
    ],
)
def test_it_refuses_terms_that_cannot_hold(aimag, changes):
    with pytest.raises(Refused):
        set_conduct_terms(user=aimag, valid_from=date(2026, 1, 1), **TOLD | changes)


def test_no_terms_are_slipped_in_before_others(aimag):
    load_conduct_rules()
    tomorrow = timezone.localdate() + timedelta(1)
    set_conduct_terms(user=aimag, valid_from=tomorrow, **TOLD)
    set_conduct_terms(user=aimag, valid_from=tomorrow, **TOLD | {"decide_days": 9})
    assert ConductRule.objects.get(valid_from=tomorrow).decide_days == 9
    with pytest.raises(Conflict):
        set_conduct_terms(user=aimag, valid_from=date(2020, 1, 1), **TOLD)


@pytest.mark.parametrize(
    ("language", "word"), [("mn", "Шийтгэлийн хугацаа"), ("en", "Months a sanction")]
)
def test_the_aimag_sets_terms_on_the_page(office, aimag, client, language, word):
    load_conduct_rules()
    client.force_login(aimag)
    client.cookies["django_language"] = language
    page, new = reverse("people:conduct_terms"), reverse("people:conduct_terms_new")
    assert word in client.get(page).text
    assert client.get(page, {"format": "csv"}).status_code == 200
    assert client.get(new).status_code == 200
    bad = client.post(new, TOLD | {"valid_from": "2026-01-01", "declare_day": "31"})
    assert bad.status_code == 422
    assert client.post(new, TOLD | {"valid_from": "2026-01-01"}).url == page
    assert "Хуульчийн дүгнэлт" in client.get(page).text


def test_only_the_aimag_sets_terms_and_the_office_reads_them(office, client):
    with pytest.raises(PermissionDenied):
        set_conduct_terms(user=office.officer, valid_from=date(2026, 1, 1), **TOLD)
    client.force_login(office.officer)
    assert client.get(reverse("people:conduct_terms")).status_code == 200
    assert client.get(reverse("people:conduct_terms_new")).status_code == 403
    client.force_login(make_user())
    assert client.get(reverse("people:conduct_terms")).status_code == 403
