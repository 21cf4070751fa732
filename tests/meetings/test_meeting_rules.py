"""Rules of meetings are put right from a day on, by the aimag."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bagana.meetings.actions.ruling import set_rule
from bagana.meetings.founding import load_rules
from bagana.meetings.models import MeetingRule
from bagana.meetings.quorum import rule_on
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db

TOLD = {
    "kind": "nomination",
    "valid_from": date(2026, 5, 1),
    "law_mn": "Хуулийн 32.9",
    "source": "legalinfo.mn",
    "quorum": Decimal("0.5"),
}


@pytest.fixture
def units():
    load_rules()
    return make_tree()


def test_it_ends_the_rule_before_and_keeps_it_for_its_own_days(units):
    officer = make_user("aimag_officer", units["1"])
    set_rule(user=officer, **TOLD)
    assert rule_on("nomination", date(2026, 4, 30)).quorum is None
    assert rule_on("nomination", date(2026, 5, 1)).quorum == Decimal("0.5")
    with pytest.raises(Conflict):
        set_rule(user=officer, **TOLD | {"valid_from": date(2020, 1, 1)})
    with pytest.raises(Refused):
        set_rule(
            user=officer,
            **TOLD | {"valid_from": date(2027, 1, 1), "quorum": Decimal(2)},
        )


def test_it_refuses_a_sum_officer(units, client):
    officer = make_user("sum_officer", units["11"])
    with pytest.raises(PermissionDenied):
        set_rule(user=officer, **TOLD)
    client.force_login(officer)
    assert client.get(reverse("meetings:rule_new")).status_code == 403


def test_it_takes_per_cent_on_its_page(units, client):
    client.force_login(make_user("aimag_officer", units["1"]))
    form = {**TOLD, "quorum": "33.33", "quorum_of": "households", "majority": "50"}
    client.post(reverse("meetings:rule_new"), form)
    rule = MeetingRule.objects.get(valid_from=date(2026, 5, 1))
    assert rule.quorum == Decimal("0.3333")
    assert not rule.is_illustrative


@pytest.mark.parametrize(
    ("language", "word"),
    [("mn", "Хугацаа хэтэрсэн үүрэг"), ("en", "Who sees an overdue obligation")],
)
def test_the_page_tells_when_an_obligation_climbs_and_by_what_source(
    units, client, language, word
):
    client.force_login(make_user("bag_governor", units["1101"]))
    client.cookies["django_language"] = language
    page = client.get(reverse("meetings:rules"))
    assert word in page.text
    assert page.context["steps"].source
