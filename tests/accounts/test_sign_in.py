"""Sign-in: our pages only, the lock, sessions, passwords, the second step."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from bagana.accounts import actions
from bagana.accounts.models import User
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "нууц-үг-тест-1"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def user():
    return make_user("bag_governor", make_tree()["1101"], username="bat")


def sign_in(client, password=PASSWORD, username="bat", **extra):
    data = {"login": username, "password": password}
    return client.post(reverse("account_login"), data, **extra)


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/",
        "/accounts/email/",
        "/accounts/password/reset/",
        "/accounts/password/set/",
        "/accounts/confirm-email/",
        "/accounts/login/code/",
        "/accounts/social/connections/",
        "/accounts/3rdparty/",
        "/accounts/2fa/webauthn/",
        "/accounts/",
    ],
)
def test_pages_of_allauth_that_we_do_not_use_are_not_found(client, path):
    assert client.get(path).status_code == 404


def test_there_is_no_sign_up_even_by_name():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


@pytest.mark.parametrize(("language", "word"), [("mn", "Нууц үг"), ("en", "Password")])
def test_the_sign_in_page_speaks_the_language_of_the_reader(client, language, word):
    client.cookies["django_language"] = language
    page = client.get(reverse("account_login"))
    assert page.status_code == 200
    assert word in page.content.decode()


def test_a_right_password_signs_in_and_a_wrong_one_says_so(client, user):
    page = sign_in(client, "буруу")
    assert "Нэвтрэх нэр эсвэл нууц үг буруу байна." in page.content.decode()
    assert not signed_in(client)
    assert sign_in(client).status_code == 302
    assert signed_in(client)


def test_a_closed_account_does_not_sign_in(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_in(client)
    assert not signed_in(client)


def test_signing_in_adds_no_line_to_the_history(client, user):
    before = user.history.count()
    sign_in(client)
    assert user.history.count() == before


def test_five_failures_from_one_address_lock_it_for_that_user(client, user):
    for _ in range(4):
        assert sign_in(client, "буруу").status_code == 200
    fifth = sign_in(client, "буруу")
    assert fifth.status_code == 429
    text = fifth.content.decode()
    assert "15 минут" in text
    assert "админд" in text
    assert sign_in(client).status_code == 429
    assert not signed_in(client)


def test_the_lock_leaves_other_addresses_and_other_users_alone(client, user):
    make_user(username="dorj")
    for _ in range(6):
        sign_in(client, "буруу")
    assert sign_in(client, username="dorj").status_code == 302
    elsewhere = Client()
    assert sign_in(elsewhere, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_sixth_failure_still_shows_the_page_that_says_how_long(client, user):
    for _ in range(12):
        answer = sign_in(client, "буруу")
    assert answer.status_code == 429
    assert "Нэвтрэлт түр түгжигдлээ" in answer.content.decode()


def test_a_new_password_from_an_officer_opens_the_lock(client, user):
    officer = make_user("administrator", make_tree_root())
    for _ in range(5):
        sign_in(client, "буруу")
    password = actions.set_password(user=officer, target=user)
    assert sign_in(client, password).status_code == 302


def make_tree_root():
    from bagana.territory.models import Unit

    return Unit.objects.get(code="MN")


def test_a_new_password_or_closing_ends_open_sessions(client, user):
    officer = make_user("administrator", make_tree_root())
    sign_in(client)
    client.get(reverse("account_me"))
    assert UserSession.objects.filter(user=user).count() == 1
    actions.set_password(user=officer, target=user)
    assert client.get(reverse("account_me")).status_code == 302
    assert not UserSession.objects.filter(user=user).exists()


def test_one_changes_the_own_password_and_the_history_says_who(client, user):
    client.force_login(user)
    new = "шинэ-урт-нууц-үг-7"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = client.post(reverse("account_change_password"), data)
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)
    assert user.history.first().history_change_reason == "own_password"


def test_two_different_new_passwords_are_refused_in_our_words(client, user):
    client.force_login(user)
    data = {
        "oldpassword": PASSWORD,
        "password1": "шинэ-урт-1",
        "password2": "өөр-урт-2",
    }
    page = client.post(reverse("account_change_password"), data)
    assert "ижил биш" in page.content.decode()


@pytest.mark.parametrize(
    ("new", "word"),
    [
        ("богино", "10-аас цөөнгүй"),
        ("83920475611", "Зөвхөн тооноос"),
        ("password123", "амархан тааж"),
        ("Дорж-Бат-Эрдэнэ", "нэртэй хэт төстэй"),
    ],
)
def test_a_weak_password_is_refused_in_our_words(client, user, new, word):
    User.objects.filter(pk=user.pk).update(display_name="Дорж Бат-Эрдэнэ")
    client.force_login(user)
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    page = client.post(reverse("account_change_password"), data)
    assert word in page.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_one_ends_another_own_session_but_not_a_stranger_s(client, user):
    other = Client()
    for browser in (client, other):
        sign_in(browser)
        browser.get(reverse("account_me"))
    stranger = make_user(username="dorj")
    third = Client()
    sign_in(third, username="dorj")
    third.get(reverse("account_me"))
    url = reverse("usersessions_list")
    theirs = UserSession.objects.get(user=stranger)
    assert client.post(url, {"session": theirs.pk}).status_code == 404
    mine = UserSession.objects.get(session_key=other.session.session_key)
    assert client.post(url, {"session": mine.pk}).status_code == 302
    assert other.get(url).status_code == 302
    assert client.get(url).status_code == 200
    assert third.get(url).status_code == 200


def test_all_other_sessions_end_at_once(client, user):
    other = Client()
    for browser in (client, other):
        sign_in(browser)
        browser.get(reverse("account_me"))
    client.post(reverse("usersessions_list"))
    assert other.get(reverse("account_me")).status_code == 302
    assert client.get(reverse("account_me")).status_code == 200


def with_second_step(user) -> TOTP:
    return TOTP.activate(user, generate_totp_secret())


def code_of(totp: TOTP) -> str:
    import time

    from allauth.mfa import app_settings
    from allauth.mfa.totp.internal import auth
    from allauth.mfa.utils import decrypt

    secret = decrypt(totp.instance.data["secret"])
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def test_with_the_second_step_a_password_alone_does_not_sign_in(client, user):
    totp = with_second_step(user)
    answer = sign_in(client)
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert not signed_in(client)
    page = client.get(reverse("mfa_authenticate"))
    assert "Хоёр дахь шат" in page.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code_of(totp)})
    assert signed_in(client)


def test_codes_cannot_be_guessed_without_end(client, user):
    totp = with_second_step(user)
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = client.post(reverse("mfa_authenticate"), {"code": code_of(totp)})
    assert not signed_in(client)
    assert "15 минутын дараа" in page.content.decode()


def test_the_second_step_is_switched_on_and_off_by_its_owner(client, user):
    sign_in(client)
    url = reverse("mfa_activate_totp")
    assert client.get(url).url.startswith(reverse("account_reauthenticate"))
    again = reverse("account_reauthenticate")
    assert client.get(again).status_code == 200
    client.post(again, {"password": PASSWORD, "next": url})
    page = client.get(url)
    assert page.status_code == 200
    assert "data:image/svg+xml" in page.content.decode()
    secret = page.context["form"].secret
    from allauth.mfa.totp.internal import auth

    code = auth.format_hotp_value(auth.hotp_value(secret, counter_now()))
    answer = client.post(url, {"code": code})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    assert "Асаалттай" in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("mfa_reauthenticate")).status_code == 200
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user).exists()


def counter_now() -> int:
    import time

    from allauth.mfa import app_settings

    return int(time.time()) // app_settings.TOTP_PERIOD


def test_an_administrator_switches_off_a_lost_second_step(client, user):
    with_second_step(user)
    officer = make_user("administrator", make_tree_root())
    actions.turn_off_second_step(user=officer, target=user)
    sign_in(client)
    assert signed_in(client)


def test_signing_out_asks_first_and_needs_a_post(client, user):
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_sign_in_leads_nowhere_outside_the_site(client, user):
    data = {"login": "bat", "password": PASSWORD, "next": "https://evil.example/"}
    answer = client.post(reverse("account_login"), data)
    assert "evil" not in answer.url
