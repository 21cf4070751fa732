"""Complaints by a machine, codes that are guessed, and a sanction from the page."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from bagana.accounts.models import Role
from bagana.people.actions.conduct import give_duty
from bagana.people.actions.conduct_cases import MOST_IN_AN_HOUR, complain, open_inquiry
from bagana.people.models import ConductCase
from bagana.portal.views.daily.misses import MISSES
from bagana.web.errors import Refused
from tests.factories import make_act, make_user
from tests.people.factories import make_appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(office):
    make_appointment(office.post, office.official)
    return office


def test_visitors_cannot_drown_a_unit_in_complaints(held):
    for _one in range(MOST_IN_AN_HOUR):
        complain(user=None, post=held.post, text="Ц")
    with pytest.raises(Refused):
        complain(user=None, post=held.post, text="Ц")
    assert ConductCase.objects.count() == MOST_IN_AN_HOUR
    complain(user=held.officer, post=held.post, text="Ширээн дээр бичсэн")


def test_guessing_codes_is_stopped_and_the_cache_holds_no_address(client, held):
    cache.clear()
    page, (_case, code) = (
        reverse("portal:conduct_follow"),
        complain(user=None, post=held.post, text="Ц"),
    )
    for _one in range(MISSES):
        assert client.post(page, {"code": "AAAA-AAAA-AAAA-AAAA"}).status_code == 404
    assert client.post(page, {"code": code}).status_code == 429
    assert client.post(page, {"code": code}, REMOTE_ADDR="10.9.8.7").status_code == 200
    cache.clear()


def test_a_sanction_is_decided_on_its_page_by_an_act(client, held):
    case, _code = complain(user=None, post=held.post, text="Ц")
    judge, act = make_user(), make_act()
    give_duty(
        user=make_user(Role.AIMAG_OFFICER, held.units["1"]),
        unit=held.units["11"],
        holder=judge,
        act=act,
        valid_from=date(2026, 1, 1),
    )
    open_inquiry(user=judge, case=case)
    client.force_login(judge)
    told = {"on": case.received_on, "sanction": "warning", "findings": "Тогтоосон"}
    page = reverse("people:conduct_decide", args=[case.uid])
    assert client.post(page, told | {"act": act.pk}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.act) == ("decided", act)
