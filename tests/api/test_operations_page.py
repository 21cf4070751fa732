"""The page at /api/v1/: our own, in both languages, without scripts from elsewhere."""

import re

import pytest
from ninja import Schema

PAGE = "/api/v1/"


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }


def page(client) -> str:
    return client.get(PAGE).content.decode()


def test_it_names_every_operation(api):
    text = page(api)
    for path, methods in api.get("/api/v1/openapi.json").json()["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in text


def test_it_obeys_the_content_security_policy(api):
    text = page(api)
    for forbidden in (" style=", "<style", " onclick", "cdn", "https://"):
        assert forbidden not in text


def test_it_speaks_both_languages(api):
    assert "Нэгжүүд" in page(api)
    api.cookies["django_language"] = "en"
    english = page(api)
    assert "Boundaries of units, GeoJSON" in english
    assert "Нэгжүүд" not in english


def test_the_schema_is_wholly_english_for_an_english_reader(api):
    api.cookies["django_language"] = "en"
    text = api.get("/api/v1/openapi.json").content.decode()
    assert not [letter for letter in text if "а" <= letter.lower() <= "я"]


def test_every_operation_declares_every_error(api):
    paths = api.get("/api/v1/openapi.json").json()["paths"]
    for methods in paths.values():
        for operation in methods.values():
            assert {"400", "401", "403", "404", "409", "422"} <= set(
                operation["responses"]
            )


def test_the_schema_tells_the_media_types(api):
    paths = api.get("/api/v1/openapi.json").json()["paths"]

    def media(path):
        return list(paths[path]["get"]["responses"]["200"]["content"])

    assert media("/api/v1/shapes") == ["application/geo+json"]
    assert media("/api/v1/observations.csv") == ["text/csv"]
    assert media("/api/v1/units") == ["application/json"]


def test_its_examples_can_be_clicked(api):
    examples = re.findall(r'href="(/api/v1/\w+\?limit=10)"', page(api))
    assert len(examples) == 16
    assert not [one for one in examples if "/households" in one or "/people" in one]
    assert all(api.get(example).status_code == 200 for example in examples)


def test_no_two_shapes_share_a_name():
    """The schema would keep one of them and lie about the other."""
    found: dict[str, set[str]] = {}
    waiting = [Schema]
    while waiting:
        for shape in waiting.pop().__subclasses__():
            waiting.append(shape)
            if shape.__module__.startswith("bagana."):
                found.setdefault(shape.__name__, set()).add(shape.__module__)
    assert len(found) > 50
    assert {name: places for name, places in found.items() if len(places) > 1} == {}
