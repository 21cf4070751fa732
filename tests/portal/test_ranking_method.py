"""The public page of a frozen method: what it says, and how anybody checks it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from copy import deepcopy
from datetime import date

import pytest
from django.urls import reverse

from bagana.engines.index.reading import framework_from_text
from bagana.ranking.actions.frameworks import freeze_version, new_version, save_draft
from bagana.ranking.definitions import engine_framework
from bagana.ranking.models import FrameworkVersion
from tests.factories import make_act, make_user
from tests.ranking.factories import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world(frozen=False, years=(2022, 2023))
    freeze(world, world.version)
    return world


def freeze(world, version):
    return freeze_version(
        user=world.officer,
        version=version,
        act=make_act(world.units["1"], date=date(2020, 1, 1)),
    )


def at(world, name="ranking_method", number=1):
    return reverse(f"portal:{name}", args=[world.framework.code, number])


def second(world):
    """A second version in which the first indicator weighs three times as much."""
    draft = new_version(
        user=world.officer, framework=world.framework, note_mn="Жин нэмэв"
    )
    definition = deepcopy(draft.definition)
    definition["tree"]["children"][0]["children"][0]["weight"] = 3
    return save_draft(
        user=world.officer,
        version=draft,
        revision=draft.revision,
        definition=definition,
    )


@pytest.mark.parametrize("language", ["mn", "en"])
def test_it_opens_for_everybody_in_both_languages(client, world, language):
    client.cookies["django_language"] = language
    answer = client.get(at(world))
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()


def test_it_shows_weights_goalposts_natures_and_links_each_indicator(client, world):
    page = client.get(at(world)).content.decode()
    for code in ("prompt", "meetings", "office", "trained"):
        assert reverse("portal:indicator", args=[code]) in page
    assert page.count("25.0%") >= 4
    assert "50.0%" in page
    assert "0–100" in page
    assert "badge--own" in page


def test_it_says_how_it_is_computed_grouped_drawn_and_chosen(client, world):
    page = client.get(at(world)).content.decode()
    assert "геометр дундаж" in page
    assert "200 удаа" in page
    assert "эхний 1 байрт" in page
    assert "Хуралдсан" in page
    assert "Оффис нээлттэй байсан уу" in page


def test_it_says_that_the_figures_of_earlier_years_were_known(client, world):
    page = client.get(at(world)).content.decode()
    assert "2024 оны тооноос өмнө" in page


def test_the_json_gives_the_published_hash_byte_for_byte(client, world):
    version = FrameworkVersion.objects.get()
    file = client.get(at(world, "ranking_method_json"))
    assert hashlib.sha256(file.content).hexdigest() == version.sha256
    assert version.sha256 in client.get(at(world)).content.decode()
    told = json.loads(file.content)
    assert set(told) == {"definition", "gates", "visit_sheet"}


def test_the_yaml_is_the_method_that_the_command_line_reads(client, world):
    file = client.get(at(world, "ranking_method_yaml"))
    version = FrameworkVersion.objects.get()
    assert framework_from_text(file.content.decode()) == engine_framework(version)


def test_the_table_can_be_taken_away(client, world):
    text = client.get(at(world), {"format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + 2 + 4
    assert {row[0] for row in rows[1:]} >= {"prompt", "office"}


def test_a_draft_is_no_public_page(client, world):
    draft = second(world)
    for name in ("ranking_method", "ranking_method_yaml", "ranking_method_json"):
        address = at(world, name, draft.number)
        assert client.get(address).status_code == 404
        client.force_login(make_user("aimag_officer", world.units["1"]))
        assert client.get(address).status_code == 404
        client.logout()
    assert "Жин нэмэв" not in client.get(at(world)).content.decode()


def test_versions_are_compared_and_the_older_points_to_the_newer(client, world):
    freeze(world, second(world))
    page = client.get(at(world, number=2)).content.decode()
    assert "<del>1</del>" in page
    assert "<ins>3</ins>" in page
    assert at(world, number=2) in client.get(at(world)).content.decode()


def test_a_version_that_was_tampered_with_says_so(client, world):
    FrameworkVersion.objects.update(gates=[])
    page = client.get(at(world)).content.decode()
    assert 'role="alert"' in page


def test_an_illustrative_method_is_marked(client, world):
    world.framework.is_illustrative = True
    world.framework.save()
    page = client.get(at(world)).content.decode()
    assert "badge--care" in page


def test_it_takes_few_queries(client, world, django_assert_max_num_queries):
    client.get(at(world))
    with django_assert_max_num_queries(22):
        client.get(at(world))
