"""Every refusal has one shape, says what and how to mend it, in both languages."""

import pytest
from django.test import Client

SHAPE = {"code", "detail", "fix", "field"}


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/api/v1/units?on=2020-13-01", 422, "on:"),
        ("/api/v1/units?on=20200101", 422, "2025-12-31"),
        ("/api/v1/units?on=1577836800", 422, "on:"),
        ("/api/v1/units?limit=0", 422, "limit:"),
        ("/api/v1/units?limit=1001", 422, "1000"),
        ("/api/v1/units?offset=" + "9" * 40, 422, "offset:"),
        ("/api/v1/units?q=%00", 422, "q:"),
        ("/api/v1/units?within=%00", 422, "within:"),
        ("/api/v1/units/%00", 422, "code:"),
        ("/api/v1/units?within=404", 404, "404"),
        ("/api/v1/acts/" + "9" * 40, 422, "act_id:"),
        ("/api/v1/observations?period=2025-Q5", 422, "period"),
        ("/api/v1/observations?status=secret", 422, "draft"),
        ("/api/v1/nothing/here", 404, "nothing/here"),
        ("/api/v1/units/", 404, "units/"),
        ("/api/v1/publications/77", 404, "77"),
    ],
)
def test_it_says_what_is_wrong(api, address, status, word):
    answer = api.get(address)
    assert answer.status_code == status
    assert set(answer.json()) == SHAPE
    assert word in answer.json()["detail"]
    assert answer.json()["fix"]


def test_it_speaks_english_to_who_chose_it(api):
    api.cookies["django_language"] = "en"
    answer = api.get("/api/v1/units?on=yesterday").json()
    assert answer["detail"] == "on: write the date as 2025-12-31"


def test_a_body_that_is_no_json_is_refused(world):
    client = Client()
    client.force_login(world.officer)
    answer = client.post("/api/v1/observations", "{", content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_request"


@pytest.mark.parametrize(
    "body",
    [
        '{"indicator": "households", "unit": "43", "period": "2025", "value": NaN}',
        '{"indicator": "households", "unit": "43", "period": "2025", "value": 1e999}',
        '{"indicator": "households", "unit": "43", "period": "2025", "value": "5"}',
        '{"indicator": "households", "unit": "43", "period": "2025", "value": 5,'
        ' "note": "\\ud800"}',
        '{"indicator": "households", "unit": "43", "period": "2025", "value": 5,'
        ' "note": "\\u0000"}',
        '{"indicator": "households", "unit": "43", "period": "2025", "value": 5,'
        ' "more": 1}',
        "[]",
        "null",
    ],
)
def test_what_no_database_could_hold_never_gets_there(world, body):
    client = Client()
    client.force_login(world.officer)
    answer = client.post("/api/v1/observations", body, content_type="application/json")
    assert answer.status_code == 422
    assert set(answer.json()) == SHAPE
