"""Criteria are set from a day on, by an act, by who sets what holds everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bagana.accounts.models import Role
from bagana.people.actions.performance_criteria import CriterionTold, found_criteria
from bagana.people.models import CriteriaSet, Criterion
from bagana.people.queries.performance import criteria_on
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_act, make_indicator, make_tree, make_user

pytestmark = pytest.mark.django_db
FROM = date(2027, 1, 1)
SELF = CriterionTold("Өөрөө", "self", Decimal(40))
SUM = CriterionTold("Сум", "sum", Decimal(60))


@pytest.fixture
def aimag():
    return make_user(Role.AIMAG_OFFICER, make_tree()["1"])


def found(user, *items, **fields):
    values = {"title_mn": "Шинэ", "post_kind": "", "valid_from": FROM}
    values |= {"act": make_act(), "items": items or (SELF, SUM)}
    return found_criteria(user=user, **(values | fields))


def test_only_the_aimag_and_administrators_set_criteria():
    units = make_tree()
    for role, code in (
        (Role.SUM_OFFICER, "11"),
        (Role.BAG_GOVERNOR, "1101"),
        (Role.EVALUATOR, "1"),
    ):
        with pytest.raises(PermissionDenied):
            found(make_user(role, units[code]))
    row = found(make_user(Role.ADMINISTRATOR, units["MN"]))
    assert not row.is_illustrative
    assert [item.weight for item in row.items.all()] == [40, 60]


def test_a_new_set_ends_the_one_before_it_of_the_same_post(aimag):
    old = CriteriaSet.objects.create(title_mn="Х", valid_from=date(2020, 1, 1))
    own = CriteriaSet.objects.create(
        title_mn="Д", valid_from=date(2020, 1, 1), post_kind="governor"
    )
    new = found(aimag)
    assert criteria_on(date(2026, 12, 31), "vet") == old
    assert criteria_on(FROM, "vet") == new
    assert criteria_on(FROM, "governor") == own
    with pytest.raises(Refused) as refused:
        found(aimag)
    assert refused.value.field == "valid_from"


@pytest.mark.parametrize(
    "items",
    [
        (SELF,),
        (replace(SUM, weight=Decimal(59)), SELF),
        (replace(SELF, weight=Decimal(100)),),
        (SELF, replace(SUM, title_mn=" ")),
        (SELF, replace(SUM, party="нэг")),
        (SUM, replace(SELF, party="figures")),
        (SUM, replace(SELF, party="citizens", worst=1.0, best=1.0)),
        (SUM, replace(SELF, weight=Decimal(-1))),
    ],
)
def test_it_refuses_criteria_that_judge_nothing(aimag, items):
    with pytest.raises(Refused):
        found(aimag, *items)
    assert not Criterion.objects.exists()


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_set_is_entered_by_a_form_that_begins_with_the_last(client, aimag, language):
    indicator = make_indicator("judge-answers")
    old = CriteriaSet.objects.create(title_mn="Хуучин", valid_from=date(2020, 1, 1))
    old.items.create(position=1, title_mn="Сумынх", party="sum", weight=100)
    client.force_login(aimag)
    client.cookies["django_language"] = language
    address = reverse("people:criteria_new")
    shown = client.get(address)
    assert shown.status_code == 200
    assert "Сумынх" in shown.text
    sent = {
        "title_mn": "Шинэ",
        "valid_from": "2027-01-01",
        "act": make_act().pk,
        "title_mn-1": "Сумынх",
        "party-1": "sum",
        "weight-1": "50",
        "title_mn-3": "Хариу",
        "party-3": "figures",
        "weight-3": "40",
        "indicator-3": "judge-answers",
        "worst-3": "40",
        "best-3": "0",
    }
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "judge-answers" in refused.text
    assert client.post(address, sent | {"weight-3": "50"}).status_code == 302
    row = CriteriaSet.objects.get(valid_from=FROM)
    assert [item.indicator for item in row.items.all()] == [None, indicator]
    client.force_login(make_user())
    assert client.get(address).status_code == 403
