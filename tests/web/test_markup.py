"""Every page that needs no argument answers, with markup that holds together."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver

from tests.factories import make_tree, make_user
from tests.web.markup import markup_faults

STYLE_TEMPLATES = Path(__file__).parents[1] / "browser" / "templates"


def addresses(resolver=None, prefix="/"):
    """The addresses of all pages, API and static files apart, without arguments."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if not address.startswith("/api/"):
                yield from addresses(entry, address)
        elif "<" not in address and "^" not in address and "logout" not in address:
            yield address


def faults_of(client, address):
    answer = client.get(address)
    if answer.status_code not in {200, 302, 403, 404, 405}:
        return [f"{address}: {answer.status_code}"]
    if "text/html" not in answer.headers.get("Content-Type", "") or not answer.content:
        return []
    return [f"{address}: {fault}" for fault in markup_faults(answer.text)]


def all_faults(client):
    client.raise_request_exception = False
    found = sorted(set(addresses()))
    assert len(found) > 30
    return [fault for address in found for fault in faults_of(client, address)]


@pytest.mark.django_db
def test_every_page_stands_before_there_is_any_data(client):
    assert all_faults(client) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_stands_for_an_officer(client, settings, language):
    tree = make_tree()
    client.force_login(make_user("administrator", tree["MN"]))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert all_faults(client) == []


@pytest.mark.django_db
@pytest.mark.urls("tests.browser.style_page")
def test_every_component_has_sound_markup(client, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [STYLE_TEMPLATES]}]
    answer = client.get("/style/?on=2018-06-05")
    assert answer.status_code == 200
    assert markup_faults(answer.text) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p><b></p></b>", "closes"),
        ("<ul><li></ul>", "closes"),
        ("<div>", "never closed"),
        ("<p id=a></p><p id=a></p>", "2 times"),
        ("<label for=a></label>", "leads nowhere"),
        ("<p style='color:red'></p>", "style="),
        ("<button onclick='x()'></button>", "onclick="),
        ("<script>x()</script>", "a script"),
        ("<a><a></a></a>", "inside"),
        ("<p><div></div></p>", "inside <p>"),
    ],
)
def test_it_notices_what_is_wrong(body, fault):
    assert any(fault in found for found in markup_faults(f"<!doctype html>{body}"))
