"""Writing through the API: the same actions, the same permissions as the pages."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bagana.indicators.models import ImportBatch, Observation, Publication
from tests.api.conftest import signed_in

FIGURE = {
    "indicator": "households",
    "unit": "432259",
    "period": "2023",
    "value": 874,
}


def post(client, address, body):
    return client.post(
        f"/api/v1/{address}", json.dumps(body), content_type="application/json"
    )


WRITES = [
    ("observations", FIGURE),
    ("publications", {"title": "Туршилт", "unit": "43"}),
    ("imports", {}),
    ("imports/1/apply", {}),
    ("imports/1/undo", {}),
]


@pytest.mark.parametrize(("address", "body"), WRITES)
def test_who_has_not_signed_in_writes_nothing(api, address, body):
    answer = post(api, address, body)
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"


@pytest.mark.parametrize(("address", "body"), WRITES)
def test_a_session_without_its_token_writes_nothing(world, address, body):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.officer)
    assert post(client, address, body).status_code == 403


def test_a_figure_becomes_a_draft(world):
    answer = post(signed_in(world.governor), "observations", FIGURE)
    assert answer.status_code == 201
    assert (answer.json()["status"], answer.json()["value"]) == ("draft", 874.0)
    row = Observation.objects.get(pk=answer.json()["id"])
    assert row.entered_by == world.governor


def test_the_same_figure_twice_is_one_draft(world):
    client = signed_in(world.governor)
    first, second = (post(client, "observations", FIGURE).json() for _ in range(2))
    assert first["id"] == second["id"]


def test_a_governor_does_not_write_for_another_bag(world):
    answer = post(
        signed_in(world.governor), "observations", FIGURE | {"unit": "432251"}
    )
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"
    assert not Observation.objects.filter(period__code="2023").exists()


def test_a_negative_count_is_refused_with_its_reason(world):
    answer = post(signed_in(world.governor), "observations", FIGURE | {"value": -1})
    assert answer.status_code == 422
    assert answer.json()["code"] == "refused"
    assert answer.json()["fix"]


def test_only_an_officer_publishes(world):
    wanted = {"title": "Туршилт", "unit": "432259"}
    assert post(signed_in(world.governor), "publications", wanted).status_code == 403
    answer = post(signed_in(world.officer), "publications", wanted)
    assert answer.status_code == 201
    assert answer.json()["rows"] == 1
    assert Publication.objects.get(pk=answer.json()["id"]).made_by == world.officer


def test_publishing_names_what_it_does_not_know(world):
    client = signed_in(world.officer)
    for more in ({"unit": "77"}, {"indicators": ["nosuch"]}, {"act": 4321}):
        answer = post(client, "publications", {"title": "Т", "unit": "43"} | more)
        assert answer.status_code == 404


def upload(client, text: str):
    file = SimpleUploadedFile("a.csv", text.encode(), content_type="text/csv")
    return client.post("/api/v1/imports", {"file": file})


GOOD_AND_BAD = (
    "indicator,unit,period,value\n"
    "households,432259,2022,870\n"
    "households,432259,2021,олон\n"
    "households,432551,2022,500\n"
)


def test_a_file_is_checked_applied_and_undone(world):
    client = signed_in(world.governor)
    checked = upload(client, GOOD_AND_BAD)
    assert checked.status_code == 201
    batch = checked.json()
    assert batch["state"] == "checked"
    assert (batch["counts"]["read"], batch["counts"]["new"]) == (3, 1)
    assert [problem["row"] for problem in batch["problems"]] == [3, 4]
    assert all(problem["fix"] for problem in batch["problems"])
    drafts = Observation.objects.filter(period__code="2022").all
    assert not drafts().exists()
    applied = post(client, f"imports/{batch['id']}/apply", {})
    assert (applied.status_code, applied.json()["state"]) == (200, "applied")
    assert [row.value for row in drafts()] == [870.0]
    undone = post(client, f"imports/{batch['id']}/undo", {})
    assert (undone.status_code, undone.json()["state"]) == (200, "undone")
    assert not drafts().exists()


def test_a_batch_is_applied_once(world):
    client = signed_in(world.governor)
    address = f"imports/{upload(client, GOOD_AND_BAD).json()['id']}/apply"
    assert post(client, address, {}).status_code == 200
    again = post(client, address, {})
    assert again.status_code == 409
    assert again.json()["code"] == "conflict"


def test_a_batch_is_shown_and_applied_by_who_brought_it(world):
    key = upload(signed_in(world.governor), GOOD_AND_BAD).json()["id"]
    other = signed_in(world.officer)
    assert other.get(f"/api/v1/imports/{key}").status_code == 403
    assert post(other, f"imports/{key}/apply", {}).status_code == 403
    assert ImportBatch.objects.get(pk=key).state == "checked"


def test_a_picture_is_no_spreadsheet(world):
    file = SimpleUploadedFile("a.png", b"\x89PNG\r\n")
    answer = signed_in(world.officer).post("/api/v1/imports", {"file": file})
    assert answer.status_code == 422
    assert answer.json()["fix"]
