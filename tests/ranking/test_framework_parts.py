"""Rules, gates, visit sheet and the whole text of a draft, each on its page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from bagana.ranking.definition_yaml import write_yaml
from bagana.ranking.definitions import draft_framework
from tests.ranking.factories import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world(frozen=False, years=(2023,))


def at(world, name):
    return reverse(f"ranking:{name}", args=[world.framework.code, 1])


def signed(client, user):
    client.force_login(user)
    return client


def test_rules_are_saved_and_what_was_not_touched_stays_exactly(client, world):
    signed(client, world.officer)
    page = client.get(at(world, "version_rules"))
    form = page.context["form"]
    data = {
        name: value
        for name, value in ((f.html_name, f.value()) for f in form)
        if value is not None and value is not False and value != []
    }
    data |= {"selection-top": "2", "groups-merge": "rural: mixed, centre"}
    answer = client.post(
        at(world, "version_rules"),
        urlencode(data, doseq=True),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 302, answer.context["form"].errors
    world.version.refresh_from_db()
    method = draft_framework(world.version.definition)
    assert method.missing.dimension_share == 2 / 3
    assert method.selection.top == 2
    assert method.groups.merge == (("rural", ("mixed", "centre")),)
    again = client.post(
        at(world, "version_rules"),
        urlencode(data, doseq=True),
        content_type="application/x-www-form-urlencoded",
    )
    assert again.status_code == 409


def test_gates_and_questions_are_added_and_taken_out(client, world):
    signed(client, world.officer)
    data = {
        "revision": "1",
        "g-rows": "3",
        "g0-code": "conduct",
        "g0-text_mn": "Ёс зүйн зөрчилгүй",
        "g0-kind": "judged",
        "g1-code": "known",
        "g1-text_mn": "Мэдээлэл бүрэн",
        "g1-kind": "completeness",
        "g1-at_least": "0.9",
        "g2-code": "",
        "g2-text_mn": "",
        "g2-kind": "judged",
        "q-rows": "1",
        "q0-code": "open",
        "q0-text_mn": "Оффис нээлттэй байсан уу",
        "q0-kind": "yes_no",
        "q0-remove": "on",
    }
    assert client.post(at(world, "version_gates"), data).status_code == 302
    world.version.refresh_from_db()
    assert [gate["code"] for gate in world.version.gates] == ["conduct", "known"]
    assert world.version.visit_sheet == []
    wrong = {**data, "revision": "2", "g1-at_least": "9"}
    answer = client.post(at(world, "version_gates"), wrong)
    assert answer.status_code == 422
    assert 'value="9' in answer.content.decode()
    assert client.post(at(world, "version_gates"), data).status_code == 409


def test_the_text_names_the_line_of_a_mistake_and_keeps_what_was_typed(client, world):
    signed(client, world.officer)
    good = write_yaml(world.version)
    bad = good.replace("method: minmax", "method: magic", 1)
    line = bad[: bad.index("magic")].count("\n") + 1
    answer = client.post(at(world, "version_text"), {"text": bad, "revision": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'<td class="n">{line}</td>' in page
    assert "method: magic" in page
    saved = client.post(at(world, "version_text"), {"text": good, "revision": "1"})
    assert saved.status_code == 302
    late = client.post(at(world, "version_text"), {"text": good, "revision": "1"})
    assert late.status_code == 409
