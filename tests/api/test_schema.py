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
from tests.collection.factories import make_round
from tests.factories import make_user
from tests.registers.factories import make_household, make_person

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


@pytest.fixture
def secrets(world):
    """What stands in the register of a bag of which the snooper keeps nothing.

    The snooper's own bag lies in another sum; `cookies` are of its governor.
    """
    theirs, mine = world.units["432551"], world.units["432251"]
    home = make_household(theirs, number="7700123", private={"phone": "88001234"})
    private = {"given": "Нууцнэр", "reg_no": "ЯЯ80010112"}
    person = make_person(home, relation="head", private=private)
    make_person(make_household(mine), relation="head")
    make_round(world.units["43"])
    told = (str(home.uid), str(person.uid), home.number, "88001234", *private.values())
    return told, cookies_of(make_user("bag_governor", mine))


@schema.include(
    path_regex="/(households|people|rounds|observations)(/|$)"
).parametrize()
@bounded
def test_a_snooping_governor_gets_nothing_of_another_bag(case, secrets):
    told, cookies = secrets
    # Every guess of a key is right: it is the other bag's own.
    if "uid" in case.path_parameters:
        case.path_parameters["uid"] = told["/people" in case.path]
    response = case.call_and_validate(
        cookies=cookies, excluded_checks=[ignored_auth, *WRITES]
    )
    if "uid" in case.path_parameters:
        assert response.status_code in {404, 405}
    assert not [secret for secret in told[2:] if secret in response.text]


def test_a_stranger_cannot_write(client):
    make_user()
    assert client.post("/api/v1/publications", {}).status_code == 401
