"""The lock counts by the browser's address, and nobody chooses his own."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse

from bagana.accounts.addresses import client_address
from tests.factories import make_user


def asked(forwarded):
    return RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("10.9.9.9, 203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("", "127.0.0.1"),
        ("nonsense", "127.0.0.1"),
    ],
)
def test_behind_the_proxy_the_last_address_counts(settings, forwarded, expected):
    settings.TLS = True
    assert client_address(asked(forwarded)) == expected


def test_without_the_proxy_the_header_is_not_believed(settings):
    settings.TLS = False
    assert client_address(asked("203.0.113.7")) == "127.0.0.1"


@pytest.mark.django_db
def test_the_lock_is_not_dodged_by_making_up_addresses(client):
    cache.clear()
    make_user(username="bat")
    data = {"login": "bat", "password": "буруу"}
    for number in range(5):
        answer = client.post(
            reverse("account_login"),
            data,
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )
    assert answer.status_code == 429
