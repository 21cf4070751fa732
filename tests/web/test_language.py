"""Mongolian, unless the reader asked for English on the page itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.web.language import local_path

ADDRESS = "/nowhere/?on=2018-06-05"


@pytest.mark.django_db
def test_the_browsers_wish_is_not_asked(client):
    answer = client.get(ADDRESS, headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "mn"
    assert '<html lang="mn">' in answer.text


@pytest.mark.django_db
def test_the_choice_is_kept_in_a_cookie_and_leads_back(client):
    answer = client.post("/language/", {"language": "en", "next": ADDRESS})
    assert answer.status_code == 302
    assert answer.url == ADDRESS
    page = client.get(ADDRESS)
    assert '<html lang="en">' in page.text
    assert "There is no such page" in page.text


@pytest.mark.django_db
def test_an_unknown_language_changes_nothing(client):
    answer = client.post("/language/", {"language": "xx", "next": "/a/"})
    assert not answer.cookies
    assert client.get(ADDRESS).headers["Content-Language"] == "mn"


def test_it_is_changed_by_post_only(client):
    assert client.get("/language/").status_code == 405


@pytest.mark.django_db
def test_a_cache_keeps_the_languages_apart(client):
    assert "Cookie" in client.get(ADDRESS).headers["Vary"]


@pytest.mark.parametrize(
    "foreign",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "javascript:x",
        "",
        "a",
    ],
)
def test_it_never_leads_to_another_site(foreign):
    assert local_path(foreign) == "/"


@given(st.text())
def test_whatever_is_asked_it_stays_on_a_path(address):
    path = local_path(address)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
