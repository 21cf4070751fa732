"""What the schema promises holds, whatever is sent: schemathesis finds nothing."""

from __future__ import annotations

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    positive_data_acceptance,
)

from bagana.project.wsgi import application
from tests.factories import make_user

EXAMPLES = 8
TOKEN = "a" * 32  # a CSRF cookie and header that agree
# A well-formed write may still be refused: no draft to publish, a file of another kind.
WRITES = [positive_data_acceptance]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def served(environ, start_response):
    """The application as behind a server, which always knows the reader's address.

    Schemathesis offers gzip and then does not unpack it.
    """
    plain = {**environ, "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "identity"}
    return application(plain, start_response)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)
# The officer's session is given with each call, not guessed by schemathesis.
schema.config.generation.update(with_security_parameters=False)
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _one_connection():
    """A server closes its connection after a request; here the test's block is open.

    Django's own test client leaves the closing out in the same way.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def cookies_of(user) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value, "csrftoken": TOKEN}


@schema.parametrize()
@bounded
def test_it_keeps_its_promises_to_anyone(case):
    case.call_and_validate()


@pytest.fixture
def officer_cookies(world):
    return cookies_of(world.officer)


# Only here does it matter who asks; everything else is the same for all.
@schema.include(path_regex="observations|imports|publications").parametrize()
@bounded
def test_it_keeps_its_promises_to_an_officer(case, officer_cookies):
    case.call_and_validate(
        cookies=officer_cookies,
        headers={"X-CSRFToken": TOKEN},
        excluded_checks=[ignored_auth, *(WRITES if case.method == "POST" else [])],
    )


def test_a_stranger_cannot_write(client):
    make_user()
    assert client.post("/api/v1/publications", {}).status_code == 401
