"""What was typed survives a session that has run out."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse

from bagana.accounts import kept
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "нууц-үг-тест-1"
TYPED = {"title_mn": "Урт бичсэн гарчиг", "text": "Нэг мөр\nхоёр мөр", "password": "x"}


@pytest.fixture
def expired(client):
    """A browser that still sends the cookie of a session that is no more."""
    cache.clear()
    make_user("aimag_officer", make_tree()["1"], username="bat")
    sign_in(client)
    Session.objects.all().delete()
    return client


def sign_in(client, goal=""):
    data = {"login": "bat", "password": PASSWORD, "next": goal}
    return client.post(reverse("account_login"), data)


def test_a_form_sent_too_late_is_shown_again_after_sign_in(expired):
    answer = expired.post(reverse("acts:record"), TYPED)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    login = expired.get(answer.url).content.decode()
    assert "Бичсэн зүйл тань хадгалагдсан" in login
    after = sign_in(expired, reverse("account_kept"))
    assert after.url == reverse("account_kept")
    page = expired.get(after.url).content.decode()
    assert "Урт бичсэн гарчиг" in page
    assert f'action="{reverse("acts:record")}"' in page
    assert "\nхоёр мөр</textarea>" in page


def test_passwords_and_tokens_are_never_put_by(expired):
    expired.post(reverse("acts:record"), TYPED)
    names = [name for name, _ in kept.read(request_of(expired))["fields"]]
    assert names == ["title_mn", "text"]


def request_of(client):
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.session = client.session
    return request


def test_what_is_sent_again_arrives(expired):
    from bagana.acts.models import Act, Body

    unit = make_user().roles.model.objects.first().unit
    body = Body.objects.create(name_mn="Хурал", name_en="Hural", unit=unit)
    typed = {
        "body": body.pk,
        "kind": "resolution",
        "number": "7",
        "date": "2020-02-03",
        "title_mn": "Гарчиг",
    }
    expired.post(reverse("acts:record"), typed)
    sign_in(expired)
    fields = dict(expired.get(reverse("account_kept")).context["kept"]["fields"])
    expired.post(reverse("acts:record"), fields)
    assert Act.objects.get().number == "7"


def test_a_button_alone_can_be_pressed_again(expired):
    apply = reverse("indicators:apply", args=[1])
    assert "kept" in expired.post(apply).url
    sign_in(expired)
    page = expired.get(reverse("account_kept")).content.decode()
    assert f'action="{apply}"' in page
    assert "<table" not in page


def test_it_is_forgotten_after_half_an_hour(expired, monkeypatch):
    expired.post(reverse("acts:record"), TYPED)
    sign_in(expired)
    monkeypatch.setattr(kept, "SECONDS", -1)
    answer = expired.get(reverse("account_kept"))
    assert answer.status_code == 302


def test_it_can_be_thrown_away(expired):
    expired.post(reverse("acts:record"), TYPED)
    sign_in(expired)
    expired.post(reverse("account_kept"))
    assert kept.KEY not in expired.session


def test_more_than_a_megabyte_is_not_put_by(expired):
    answer = expired.post(reverse("acts:record"), {"text": "ү" * (kept.LARGEST + 1)})
    assert reverse("account_kept") not in answer.url
    assert kept.KEY not in expired.session


def test_a_visitor_who_never_signed_in_stores_nothing(client):
    before = Session.objects.count()
    client.post(reverse("acts:record"), TYPED)
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert Session.objects.count() == before


def test_a_wrong_password_is_not_taken_for_a_late_form(expired):
    data = {"login": "bat", "password": "буруу"}
    expired.post(reverse("account_login"), data)
    assert kept.KEY not in expired.session


def test_what_was_typed_stands_sealed_in_the_session(expired):
    expired.post(reverse("acts:record"), TYPED)
    stored = str(dict(expired.session)) + Session.objects.get().session_data
    assert kept.KEY in expired.session
    assert "гарчиг" not in stored
    assert "title_mn" not in stored
    forged = request_of(expired)
    forged.session[kept.KEY] = "A" * 80
    assert kept.read(forged) is None
