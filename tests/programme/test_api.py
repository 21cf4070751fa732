"""The programme over HTTP: what the schema promises, and no draft to anyone."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bagana.programme.models import Answer, Comment, Evidence, Report, Round
from tests.api.conftest import publication_of
from tests.factories import make_indicator, make_observation, make_user
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_round,
)
from tests.programme.tables import TableWorld, csv_of, make_world

pytestmark = pytest.mark.django_db
API = "/api/v1"
PROGRAMME = f"{API}/programmes/table"
SECRET = "нууц-үг"


@pytest.fixture
def world(db) -> TableWorld:
    found = make_world()
    people = make_indicator("people", direction="higher")
    publication = publication_of(2)
    for year, value in ((2017, 10.0), (2019, 15.5)):
        make_observation(
            people, found.units["1101"], year, value,
            status="published", publication=publication,
        )  # fmt: skip
    make_observation(people, found.units["1101"], 2020, 777.0)
    line = {
        "№": "1.1",
        "Үе шат": "I",
        "Зорилт": "1",
        "Хэрэгжүүлэх арга хэмжээ": "Багийн төв",
        "Хамрах нэгж": "1101",
        "Хариуцах нэгж": "1101",
        "Үйл ажиллагаа": "Зураг — 2018-09-01",
        "Шалгуур үзүүлэлт": "people",
        "Зорилтот түвшин 2019": "20",
        "Зорилтот түвшин 2020": "30",
        "УТ 2018": "0.10",
        "ОНХС 2019": "59400000.20",
    }
    found.take_in(csv_of([line]))
    return found


@pytest.fixture
def api() -> Client:
    return Client()


def get(api: Client, path: str, **query) -> dict:
    answer = api.get(f"{API}{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def hide_things(world: TableWorld) -> list[Client]:
    """A hidden comment, unpublished evidence, a report that nobody has decided."""
    measure = world.programme.measures.get()
    for state in ("waiting", "hidden"):
        Comment.objects.create(measure=measure, text=SECRET, state=state)
    Evidence.objects.create(
        measure=measure, kind="document", caption=SECRET, file="x.pdf"
    )
    open_round = make_round(world.programme)
    Report.objects.create(
        round=open_round, measure=measure, state="submitted", done=SECRET,
        proposed=open_round.scale.levels.first(),
    )  # fmt: skip
    clients = [Client()]
    for role, place in (("bag_governor", "1102"), ("aimag_officer", "1")):
        client = Client()
        client.force_login(make_user(role, world.units[place]))
        clients.append(client)
    return clients


def addresses(world: TableWorld) -> list[str]:
    key = world.programme.measures.order_by("pk").first().pk
    return [
        "/programmes",
        "/programmes/table",
        "/programmes/table/measures",
        "/programmes/table/targets",
        "/programmes/table/money",
        "/programmes/table/rounds",
        f"/measures/{key}",
        f"/measures/{key}/comments",
    ]


def test_no_answer_to_anyone_holds_a_draft(world):
    for client in hide_things(world):
        for address in addresses(world):
            body = client.get(f"{API}{address}").content.decode()
            assert SECRET not in body
            assert "777" not in body


def test_only_public_evidence_is_counted_and_shown(api, world):
    hide_things(world)
    measure = world.programme.measures.get()
    assert get(api, f"/measures/{measure.pk}")["evidence"] == 0
    Evidence.objects.update(published_at=timezone.now())
    answer = get(api, f"/measures/{measure.pk}")
    assert (answer["evidence"], answer["shown"][0]["caption"]) == (1, SECRET)


def test_a_programme_tells_its_act_phases_and_objectives(api, world):
    answer = get(api, "/programmes/table", on="2019-06-01")
    assert answer["act"]["id"] == world.programme.act_id
    assert [phase["number"] for phase in answer["phases"]] == [1, 2]
    assert answer["objectives"][0]["measures"] == {"not_started": 1}
    assert answer["objectives"][1]["measures"] == {}


def test_measures_filter_and_page(api, world):
    make_measure(world.programme, world.units["12"], name_mn="Хоёр дахь")
    path = "/programmes/table/measures"
    assert get(api, path)["total"] == 2
    assert get(api, path, office="11")["items"][0]["number"] == "1.1"
    assert get(api, path, unit="1202")["total"] == 0
    assert get(api, path, phase=2)["total"] == 0
    assert get(api, path, objective=1)["total"] == 2
    assert get(api, path, status="late", on="2021-06-01")["total"] == 2
    page = get(api, path, limit=1)
    assert page["next"] == f"{PROGRAMME}/measures?limit=1&offset=1"


def test_a_measure_tells_its_status_as_of_the_day(api, world):
    key = world.programme.measures.get().pk
    before = get(api, f"/measures/{key}", on="2017-06-01")
    after = get(api, f"/measures/{key}", on="2023-06-01")
    assert (before["status"], after["status"]) == ("upcoming", "late")
    assert before["activities"][0]["name_mn"] == "Зураг"
    assert before["indicators"] == [{"indicator": "people", "level": "outcome"}]


def test_money_is_text_and_exact(api, world):
    answer = get(api, "/programmes/table/money", by="source")
    assert {row["key"]: row["planned"] for row in answer["rows"]} == {
        "state": "0.10",
        "ldf": "59400000.20",
    }
    assert answer["total"]["planned"] == "59400000.30"


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("year", ["2018", "2019"]),
        ("measure", ["1.1"]),
        ("objective", ["1"]),
        ("phase", ["1"]),
        ("unit", ["1101"]),
        ("spender", ["11"]),
    ],
)
def test_money_is_grouped_by_what_readers_know(api, world, by, keys):
    answer = get(api, "/programmes/table/money", by=by)
    assert [row["key"] for row in answer["rows"]] == keys


def test_money_for_no_unit_has_no_key(api, world):
    make_money(world.programme.measures.get(), Decimal(5), unit=None)
    rows = get(api, "/programmes/table/money", by="unit")["rows"]
    assert [row["key"] for row in rows] == ["1101", None]


def test_targets_tell_each_period_and_nothing_for_what_is_missing(api, world):
    target = get(api, "/programmes/table/targets", on="2021-03-01")["items"][0]
    assert (target["baseline"], target["baseline_period"]) == (10.0, "2017")
    steps = {step["period"]: step for step in target["steps"]}
    assert steps["2019"]["actual"] == 15.5
    assert steps["2019"]["progress"] == pytest.approx(0.55)
    assert (steps["2020"]["actual"], steps["2020"]["status"]) == (None, "no_data")
    assert steps["2020"]["target"] == {"value": 30.0, "low": None, "high": None}


def test_an_open_round_has_days_but_no_results(api, world):
    hide_things(world)
    row = get(api, "/programmes/table/rounds")["items"][0]
    assert (row["period"], row["closed_at"], row["mean"]) == ("2019", None, None)
    assert (row["reports"], row["levels"]) == (None, [])


def test_a_closed_round_is_answered_as_it_was_frozen(api, world):
    from bagana.programme.queries.rounds import results_of

    hide_things(world)
    one = Round.objects.get()
    full = one.scale.levels.get(percent=100)
    Report.objects.update(state="decided", decided=full)
    frozen = json.loads(json.dumps(results_of(one).to_json()))
    Round.objects.update(results=frozen, closed_at=timezone.now(), sha256="a" * 64)
    Report.objects.update(decided=one.scale.levels.get(percent=0))
    row = get(api, "/programmes/table/rounds")["items"][0]
    assert Decimal(row["mean"]) == 100
    assert (row["reports"], row["levels"][0]["count"]) == (1, 1)


def test_comments_are_those_shown_with_their_answers(api, world):
    hide_things(world)
    measure = world.programme.measures.get()
    shown = Comment.objects.create(measure=measure, text="Сайн", state="shown")
    Answer.objects.create(comment=shown, text="Баярлалаа")
    answer = get(api, f"/measures/{measure.pk}/comments")
    assert [row["text"] for row in answer["items"]] == ["Сайн"]
    assert answer["items"][0]["answers"][0]["text"] == "Баярлалаа"


@pytest.mark.parametrize(
    "path",
    [
        "/programmes/nothing",
        "/programmes/nothing/measures",
        "/programmes/nothing/targets",
        "/programmes/nothing/money",
        "/programmes/nothing/rounds",
        "/programmes?unit=9999",
        "/programmes/table/measures?office=9999",
        "/measures/99999",
        "/measures/99999/comments",
    ],
)
def test_what_is_not_there_is_404_in_words(api, world, path):
    answer = api.get(f"{API}{path}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"code", "detail", "fix", "field"}
    assert answer.json()["detail"]


def test_a_reader_with_the_newest_answer_gets_304(api, world):
    for address in addresses(world):
        first = api.get(f"{API}{address}")
        again = api.get(f"{API}{address}", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304, address


def test_ten_times_the_measures_cost_no_query_more(api, world):
    paths = addresses(world)[:7]

    def costs() -> dict[str, int]:
        found = {}
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                api.get(f"{API}{path}")
            found[path] = len(queries)
        return found

    before = costs()
    for _ in range(10):
        measure = make_measure(world.programme, world.units["12"])
        make_activity(measure)
        make_money(measure, Decimal(7), booked_on=date(2019, 2, 2))
    assert costs() == before
    assert max(before.values()) <= 16
