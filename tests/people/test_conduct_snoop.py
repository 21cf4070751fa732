"""No page, list, file or API tells what a case says to whom it is not for."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.people.actions.conduct import give_duty
from bagana.people.actions.conduct_cases import complain, decide, open_inquiry
from tests.factories import make_act, make_user
from tests.people.factories import make_appointment

pytestmark = pytest.mark.django_db
SECRETS = ("Нууц явдал", "Д.Нууцдол", "Нууц дүгнэлт")


def duty_over(office, code, holder):
    giver = make_user(Role.AIMAG_OFFICER, office.units["1"])
    unit, act = office.units[code], make_act()
    since = date(2026, 1, 1)
    give_duty(user=giver, unit=unit, holder=holder, act=act, valid_from=since)
    return holder


def readers(office):
    return {
        "administrator": make_user(is_superuser=True),
        "aimag": make_user(Role.AIMAG_OFFICER, office.units["1"]),
        "sum": office.officer,
        "subject": office.official.user,
        "other duty": duty_over(office, "12", make_user()),
    }


def addresses(office, case):
    one = ("conduct_case", "conduct_inquire", "conduct_decide", "conduct_dismiss")
    pages = [reverse(f"people:{name}", args=[case.uid]) for name in one]
    lists = [reverse("people:conduct")]
    lists += [f"{lists[0]}?format={form}" for form in ("csv", "json")]
    office_pages = [
        reverse("people:index"),
        reverse("people:posts", args=["1101"]),
        reverse("people:post", args=[office.post.uid]),
        reverse("people:official", args=[office.official.uid]),
    ]
    api = ["/api/v1/officials", "/api/v1/memberships", "/api/v1/posts"]
    return pages, [*lists, *office_pages, *api, "/promptness/", "/conduct/"]


def test_nobody_without_the_duty_reads_a_word(office, client):
    make_appointment(office.post, office.official)
    text, name, findings = SECRETS
    case, _code = complain(user=None, post=office.post, text=text, complainant=name)
    judge = duty_over(office, "11", make_user())
    open_inquiry(user=judge, case=case)
    today = timezone.localdate()
    decide(user=judge, case=case, on=today, sanction="none", findings=findings)
    hidden, others = addresses(office, case)
    for who, user in readers(office).items():
        client.force_login(user)
        for page in hidden:
            assert client.get(page).status_code == 404, (who, page)
        for page in others:
            told = client.get(page).content.decode()
            assert not any(one in told for one in SECRETS), (who, page)
    client.force_login(judge)
    told = client.get(hidden[0]).content.decode()
    assert all(one in told for one in SECRETS)
