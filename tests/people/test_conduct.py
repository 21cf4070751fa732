"""A complaint is opened by a duty alone, judged by nobody it touches, never told."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.people.actions.conduct import declare_interests, give_duty
from bagana.people.actions.conduct_cases import (
    case_by_code,
    complain,
    decide,
    open_inquiry,
)
from bagana.people.models import ConductCase
from bagana.privacy.models import Reading
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_act, make_user
from tests.people.factories import make_appointment, make_official, make_post

pytestmark = pytest.mark.django_db
SECRET = "Хоёрын хооронд болсон явдал"


@pytest.fixture
def told(office):
    """A case about the governor of a bag, and who holds the duty over the sum."""
    make_appointment(office.post, office.official)
    case, code = complain(user=None, post=office.post, text=SECRET, complainant="Д.Дол")
    judge = make_user()
    give_duty(
        user=make_user(Role.AIMAG_OFFICER, office.units["1"]),
        unit=office.units["11"],
        holder=judge,
        act=make_act(),
        valid_from=date(2026, 1, 1),
    )
    return case, code, judge


def test_the_code_finds_the_case_and_a_wrong_one_nothing(told):
    case, code, _judge = told
    assert case_by_code(code.lower()) == case
    assert case_by_code("AAAA-AAAA-AAAA-AAAA") is None
    assert case_by_code("нууц") is None


def test_no_role_opens_a_case(told, office, client):
    page = reverse("people:conduct_case", args=[told[0].uid])
    for role in Role.values:
        client.force_login(make_user(role, office.units["1"]))
        assert client.get(page).status_code == 404
    client.force_login(make_user(is_superuser=True))
    assert client.get(page).status_code == 404


def test_only_who_may_open_conduct_is_led_there(told, office, client):
    led = reverse("people:conduct")
    client.force_login(make_user(Role.SUM_OFFICER, office.units["11"]))
    assert f'href="{led}"' not in client.get(reverse("people:index")).text
    client.force_login(told[2])
    assert client.get(led).status_code == 200


def test_opening_a_case_is_noted_and_the_list_names_nobody(told, office, client):
    case, _code, judge = told
    client.force_login(judge)
    listed = client.get(reverse("people:conduct")).content.decode()
    assert SECRET not in listed
    assert "Д.Дол" not in listed
    page = client.get(reverse("people:conduct_case", args=[case.uid]))
    assert SECRET in page.content.decode()
    assert Reading.objects.filter(user=judge, what="conduct").count() == 1


def test_nobody_judges_his_own_case_or_his_superior(told, office):
    case, _code, judge = told
    make_official(user=judge)
    other = make_post(case.unit, kind="specialist", role="", path="decree")
    make_appointment(other, judge.official)
    with pytest.raises(PermissionDenied):
        open_inquiry(user=judge, case=case)
    mine, _code = complain(user=None, post=other, text="Миний тухай")
    assert mine not in ConductCase.objects.visible_to(judge)


def test_a_sanction_needs_an_act_and_ends_after_a_year(told):
    case, _code, judge = told
    open_inquiry(user=judge, case=case)
    on = timezone.localdate()
    with pytest.raises(Refused):
        decide(user=judge, case=case, on=on, sanction="warning", findings="Тийм")
    row = decide(
        user=judge, case=case, on=on, sanction="warning", findings="Т", act=make_act()
    )
    assert row.expires_on.year == on.year + 1
    assert row.private["findings"] == "Т"
    assert SECRET.encode() not in bytes(row.sealed)


def test_interests_are_declared_by_oneself_alone(office):
    make_appointment(office.post, office.official)
    told = {
        "official": office.official,
        "unit": office.post.unit,
        "kind": "yearly",
        "year": 2026,
        "private": {"income": "үгүй"},
    }
    with pytest.raises(PermissionDenied):
        declare_interests(user=office.officer, **told)
    row = declare_interests(user=office.official.user, **told)
    assert row.private["income"] == "үгүй"


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_visitor_complains_and_follows_without_signing_in(office, client, language):
    make_appointment(office.post, office.official)
    client.cookies["django_language"] = language
    page = reverse("portal:conduct") + "?unit=1101"
    assert client.get(page).status_code == 200
    sent = client.post(page, {"post": office.post.pk, "text": SECRET})
    code = sent.context["code"]
    shown = client.post(reverse("portal:conduct_follow"), {"code": code})
    assert shown.status_code == 200
    assert SECRET not in shown.content.decode()
