"""The ranking over HTTP: what pages show, and no draft to anyone."""

from __future__ import annotations

import json

import pytest
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, settings

from bagana.ranking.models import Selection
from tests.api.test_schema import _one_connection, served  # noqa: F401
from tests.factories import make_user
from tests.ranking.factories import make_run, make_version
from tests.ranking.round_world import Listed, make_listed, object_to

API = "/api/v1"
MADE = {}
schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", served)


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        MADE["it"] = make_listed()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def listed(kept, db) -> Listed:
    made = MADE["it"]
    made.selection = Selection.objects.get(pk=made.selection.pk)
    return made


def get(client, path, **query):
    answer = client.get(f"{API}{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_method_is_given_as_json_and_as_yaml(listed, client):
    version = listed.selection.version
    code = version.framework.code
    assert get(client, "/frameworks")["items"][0]["versions"][0]["number"] == 1
    found = get(client, f"/frameworks/{code}/versions/1")
    assert found["sha256"] == version.sha256
    assert found["definition"] == version.definition
    assert "services" in found["yaml"]
    assert found["gates"][0]["code"] == "meetings"


def test_a_draft_is_read_only_where_a_role_is_held(listed, client):
    framework = listed.selection.version.framework
    make_version(framework, frozen=False)
    path = f"/frameworks/{framework.code}"
    assert len(get(client, path)["versions"]) == 1
    assert client.get(f"{API}{path}/versions/2").status_code == 404
    client.force_login(make_user("sum_officer", listed.units["12"]))
    assert client.get(f"{API}{path}/versions/2").status_code == 404
    client.force_login(listed.officer)
    assert get(client, f"{path}/versions/2")["state"] == "draft"


def test_rows_of_a_run_are_those_of_its_page(listed, client):
    rows = get(client, f"/runs/{listed.run.pk}/rows")["items"]
    kept = {row.unit.code: row for row in listed.run.rows.select_related("unit")}
    assert {row["unit"] for row in rows} == set(kept)
    for row in rows:
        own = kept[row["unit"]]
        assert (row["rank_low"], row["p_top"]) == (own.rank_low, own.p_top)
    ranked = get(client, f"/runs/{listed.run.pk}/rows", group="rural")
    assert ranked["total"] == len(kept)


def test_the_inputs_carry_their_hash_and_observations(listed, client):
    found = get(client, f"/runs/{listed.run.pk}/inputs")
    assert found["sha256"] == listed.run.inputs_sha256
    assert listed.figure().pk in found["inputs"]["behind"]


def test_an_unpublished_run_is_for_who_holds_a_role(listed, client):
    trial = make_run(listed.selection.version, kind="trial")
    for path in (f"/runs/{trial.pk}", f"/runs/{trial.pk}/rows"):
        assert client.get(f"{API}{path}").status_code == 404
    assert get(client, "/runs")["total"] == 1
    client.force_login(listed.officer)
    assert get(client, f"/runs/{trial.pk}/inputs")["inputs"] is None


def test_a_selection_gives_the_draw_to_repeat(listed, client):
    from bagana.engines.index.drawing import draw

    Selection.objects.update(index_seed="сугалаа: 4 17 23")
    found = get(client, f"/selections/{listed.selection.code}")
    assert found["index_seed"] == "сугалаа: 4 17 23"
    again = draw(found["recheck_seed"], found["recheck_items"], found["recheck_size"])
    assert again == [row["item"] for row in found["rechecks"]]
    assert [step["state"] for step in found["steps"]] == ["recheck", "provisional"]


def test_the_list_and_the_awards_are_told_when_they_are_public(listed, client):
    path = f"/selections/{listed.selection.code}"
    rows = {row["unit"]: row for row in get(client, f"{path}/list")["items"]}
    assert rows["1101"]["proposed"] is True
    assert rows["1101"]["reason_en"] == "Reason 1101"
    assert get(client, f"{path}/awards")["items"] == []
    listed.decide()
    award = get(client, f"{path}/awards")["items"][0]
    assert award["supports"][0]["amount"] == "12345678.00"
    listed.selection.state = "visits"
    listed.selection.save()
    assert all(r["proposed"] is None for r in get(client, f"{path}/list")["items"])
    assert get(client, f"{path}/awards")["items"] == []


def test_no_answer_holds_a_contact_or_withheld_words(listed, client):
    made = object_to(listed, text="нуух үг")
    made.is_shown = False
    made.save()
    made.steps.create(deed="hidden", ground="personal")
    found = get(client, f"/selections/{listed.selection.code}/objections")
    assert (found["items"][0]["text"], found["items"][0]["name"]) == ("", "")
    assert found["items"][0]["withheld"]
    told = json.dumps(found, ensure_ascii=False)
    for secret in ("99112233", "нуух үг", made.code):
        assert secret not in told


def test_what_is_not_there_is_not_found(listed, client):
    for path in (
        "/frameworks/none",
        "/runs/999999",
        "/selections/none",
        "/selections/none/list",
    ):
        assert client.get(f"{API}{path}").status_code == 404


@schema.include(path_regex="frameworks|runs|selections").parametrize()
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_it_keeps_its_promises(case, listed):
    case.call_and_validate()
