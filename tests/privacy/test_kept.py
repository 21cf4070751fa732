"""A form sent after the session ran out: kept, and nobody's name in the session."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from bagana.accounts.kept import KEY
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db


def test_what_was_typed_comes_back_and_no_session_held_it(client):
    units = make_tree()
    person = make_person(make_household(units["1101"]))
    governor = make_user("bag_governor", units["1101"])
    client.force_login(governor)
    session = client.session
    session.flush()
    client.cookies["sessionid"] = "gone"
    form = reverse("privacy:take", args=[person.uid])
    sent = {"kind": "erasure", "wish": "Сарнай гэж бичсэн", "taken_on": "2026-01-05"}
    assert client.post(form, sent).status_code == 302
    held = [one.get_decoded() for one in Session.objects.all()]
    assert any(KEY in one for one in held)
    assert "Сарнай" not in json.dumps(held, ensure_ascii=False)
    client.force_login(governor)
    shown = client.get(reverse("account_kept")).content.decode()
    assert "Сарнай гэж бичсэн" in shown
