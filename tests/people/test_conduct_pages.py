"""Oath, duty, declaration: each page opened, sent, refused, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.people.actions.conduct import declare_interests, give_duty
from bagana.people.models import EthicsDuty, InterestDeclaration, Oath
from bagana.privacy.models import Reading
from tests.factories import make_act, make_user
from tests.people.factories import make_appointment, make_official, make_post

pytestmark = pytest.mark.django_db
SECRET = "Хоршооны гуравны нэг"
BOTH = pytest.mark.parametrize("language", ["mn", "en"])


@pytest.fixture
def held(office):
    office.held = make_appointment(office.post, office.official)
    office.aimag = make_user(Role.AIMAG_OFFICER, office.units["1"])
    return office


def give(office, unit="11", **fields):
    judge = make_user(**fields)
    row = give_duty(
        user=office.aimag,
        unit=office.units[unit],
        holder=judge,
        act=make_act(),
        valid_from=date(2026, 1, 1),
    )
    return judge, row


@BOTH
def test_an_oath_is_entered_once_and_stands_on_the_post(held, client, language):
    page = reverse("people:oath", args=[held.held.uid])
    post = reverse("people:post", args=[held.post.uid])
    client.force_login(held.aimag)
    client.cookies["django_language"] = language
    assert page in client.get(post).text
    assert client.get(page).status_code == 200
    assert client.post(page, {"sworn_on": "2999-01-01"}).status_code == 422
    sent = {"sworn_on": "2026-03-01", "place": "Сумын соёлын төв"}
    assert client.post(page, sent).url == post
    shown = client.get(post).text
    assert "Сумын соёлын төв" in shown
    assert page not in shown
    assert client.post(page, sent).status_code == 422
    assert Oath.objects.get().history.get().history_user == held.aimag


@pytest.mark.parametrize(
    ("role", "at"), [("bag_governor", "1101"), ("sum_officer", "12")]
)
def test_who_does_not_staff_the_unit_enters_no_oath(held, client, role, at):
    client.force_login(make_user(role, held.units[at]))
    answer = client.get(reverse("people:oath", args=[held.held.uid]))
    assert answer.status_code in (403, 404)
    assert not Oath.objects.exists()


@BOTH
def test_a_duty_is_given_listed_and_ended_on_pages(held, client, language):
    client.force_login(held.aimag)
    client.cookies["django_language"] = language
    add, listed = (
        reverse(f"people:{name}", args=["11"]) for name in ("duty_add", "duties")
    )
    holder, act = make_user(), make_act()
    assert client.get(listed).status_code == 200
    assert client.get(add).status_code == 200
    sent = {"holder": holder.username, "act": act.pk, "valid_from": "2026-01-01"}
    assert client.post(add, sent | {"holder": "хэн ч биш"}).status_code == 422
    assert client.post(add, sent | {"holder": held.aimag.username}).status_code == 422
    assert client.post(add, sent).url == listed
    duty = EthicsDuty.objects.get()
    end = reverse("people:duty_end", args=[duty.pk])
    below = reverse("people:duties", args=["1101"])
    assert end in client.get(below).text
    assert client.get(listed, {"format": "csv"}).status_code == 200
    assert client.get(end).status_code == 200
    assert client.post(end, {"on": "2025-01-01"}).status_code == 422
    today = timezone.localdate().isoformat()
    assert client.post(end, {"on": today}).url == listed
    assert client.get(end).status_code == 404
    client.force_login(holder)
    assert client.get(reverse("people:declarations")).status_code == 404


def test_duties_are_the_aimags_alone(held, client):
    _judge, duty = give(held)
    client.force_login(held.officer)
    for name, args in (
        ("duties", ["11"]),
        ("duty_add", ["11"]),
        ("duty_end", [duty.pk]),
    ):
        assert client.get(reverse(f"people:{name}", args=args)).status_code == 404


@BOTH
def test_an_official_declares_and_reads_it_noted(held, client, language):
    client.force_login(held.official.user)
    client.cookies["django_language"] = language
    page, year = reverse("people:declare"), timezone.localdate().year
    assert client.get(page).status_code == 200
    told = {"kind": "yearly", "year": year, "companies": SECRET}
    assert client.post(page, {"kind": "yearly", "year": year}).status_code == 422
    assert client.post(page, told | {"year": year + 1}).status_code == 422
    assert client.post(page, told).url == reverse("people:conduct")
    row = InterestDeclaration.objects.get()
    assert SECRET.encode() not in bytes(row.sealed)
    own = reverse("people:declaration", args=[row.uid])
    assert own in client.get(reverse("people:conduct")).text
    shown = client.get(own)
    assert SECRET in shown.text
    assert shown["Cache-Control"] == "private, no-store"
    assert Reading.objects.filter(what="interests").count() == 1


def test_a_declaration_is_read_by_whose_it_is_and_by_a_duty(held, client):
    row = declare_interests(
        user=held.official.user,
        official=held.official,
        unit=held.post.unit,
        kind="yearly",
        year=timezone.localdate().year,
        private={"income": SECRET},
    )
    page = reverse("people:declaration", args=[row.uid])
    for user in (held.officer, held.aimag, make_user(is_superuser=True)):
        client.force_login(user)
        assert client.get(page).status_code == 404
        assert client.get(reverse("people:declarations")).status_code == 404
    other, _duty = give(held, "12")
    client.force_login(other)
    assert client.get(page).status_code == 404
    judge, _duty = give(held)
    client.force_login(judge)
    assert SECRET in client.get(page).text
    assert Reading.objects.get(what="interests").user == judge


@BOTH
def test_who_owes_a_declaration_is_listed_by_state(held, client, language):
    lacking = make_official(given_name="Дутуу")
    make_appointment(make_post(held.units["1102"]), lacking)
    judge, _duty = give(held)
    own = make_official(user=judge, given_name="Өөрөө")
    make_appointment(make_post(held.units["1103"]), own)
    year = timezone.localdate().year
    row = declare_interests(
        user=held.official.user,
        official=held.official,
        unit=held.post.unit,
        kind="yearly",
        year=year,
        private={"income": SECRET},
    )
    InterestDeclaration.objects.update(declared_on=date(year, 2, 1))
    client.force_login(judge)
    client.cookies["django_language"] = language
    page = reverse("people:declarations")
    every = client.get(page, {"year": year}).text
    assert "Дутуу" in every
    assert reverse("people:declaration", args=[row.uid]) in every
    assert "Өөрөө" not in every
    assert SECRET not in every
    assert "Дутуу" not in client.get(page, {"year": year, "state": "came"}).text
    assert "Дутуу" in client.get(page, {"state": "lacking", "year": "x"}).text
    told = client.get(page, {"format": "csv", "year": year}).text
    assert "Дутуу" not in told
    assert "1102" in told


def test_the_list_of_declarations_asks_no_more_for_more_officials(
    held, client, django_assert_max_num_queries
):
    for _one in range(12):
        make_appointment(make_post(held.units["1102"]))
    judge, _duty = give(held)
    client.force_login(judge)
    with django_assert_max_num_queries(24):
        client.get(reverse("people:declarations"))


def test_of_the_public_nobody_opens_conduct(held, client):
    pages = [
        reverse("people:conduct"),
        reverse("people:declare"),
        reverse("people:declarations"),
        reverse("people:duties", args=["11"]),
        reverse("people:oath", args=[held.held.uid]),
    ]
    for page in pages:
        assert client.get(page).status_code == 302
