"""The public pages of rounds: what everyone reads of a closed one."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.urls import reverse

from bagana.programme.actions.reports import decide_report
from bagana.programme.actions.rounds import close_round, reopen_round, sync_round
from tests.programme.factories import make_measure
from tests.programme.monitoring import (
    decide_all,
    make_photo,
    make_world,
    report_of,
    send,
)

pytestmark = pytest.mark.django_db
ALL = {"a": 100, "b": 70, "sum": 30, "far": None}


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def round(world):
    return world.open()


@pytest.fixture
def closed(world, round):
    decide_all(world, round, ALL)
    return close_round(user=world.aimag, round=round)


def address(round, name="round"):
    return reverse(f"portal:{name}", args=[round.programme.code, round.period.code])


def body(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", ["mn", "en"])
def test_everyone_reads_a_closed_round_in_both_languages(client, closed, language):
    client.cookies["django_language"] = language
    for page in (
        address(closed),
        reverse("portal:rounds", args=[closed.programme.code]),
    ):
        answer = client.get(page)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in body(answer)
        assert "66.7%" in body(answer)


def test_an_open_round_shows_its_day_and_no_rating(client, world, round):
    decide_all(world, round, {"a": 100})
    shown = body(client.get(address(round)))
    assert "2019 оны 12 дугаар сарын 25-ны өдөр" in shown
    assert "Ажлаа хийв" not in shown
    assert "100%" not in shown


def test_a_round_that_is_not_there_is_not_found(client, round):
    missing = reverse("portal:round", args=[round.programme.code, "2017"])
    assert client.get(missing).status_code == 404


def test_it_tells_the_words_and_shows_the_open_photos_only(client, world, round):
    decide_all(world, round, ALL)
    report = report_of(round, world.measures["a"])
    report.evidence.add(make_photo(report.measure, caption="Нуух", is_private=True))
    close_round(user=world.aimag, round=round)
    shown = body(client.get(address(round)))
    assert "Ажлаа хийв" in shown
    assert "Засвар дууссан" in shown
    assert "Нуух" not in shown


def test_the_rating_is_the_frozen_one_whatever_is_named_later(client, world, closed):
    measure = world.measures["a"]
    measure.name_mn = "Шинэ нэр"
    measure.save()
    shown = body(client.get(address(closed)))
    assert "Шинэ нэр" not in shown
    assert "Арга хэмжээ 1" in shown


def test_it_filters_by_objective_and_step(client, world, round):
    second = make_measure(
        world.programme,
        world.units["11"],
        objective=world.programme.objectives.get(number=2),
    )
    sync_round(user=world.aimag, round=round)
    decide_all(world, round, ALL)
    report = report_of(round, second)
    send(world.sum, report, 0)
    decide_report(user=world.aimag, report=report)
    close_round(user=world.aimag, round=round)

    def listed(**asked):
        rows = json.loads(
            client.get(address(round), asked | {"format": "json"}).content
        )
        return [row["number"] for row in rows]

    assert listed() == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert listed(objective="2") == ["1.5"]
    assert listed(level="70") == ["1.2"]
    assert listed(level="none") == ["1.4"]
    assert listed(level="0") == ["1.5"]
    assert listed(objective="1", level="0") == []


def test_groups_are_taken_away_with_their_whole(client, closed):
    answer = client.get(address(closed), {"table": "offices", "format": "json"})
    rows = json.loads(answer.content)
    assert [(row["number"], row["reports"], row["mean"]) for row in rows] == [
        ("11", 3, 66.7),
        ("12", 1, None),
        ("", 4, 66.7),
    ]
    assert rows[0]["level_not_due"] == 0


def test_anyone_can_check_the_hash(client, closed):
    answer = client.get(address(closed), {"canonical": "1"})
    assert hashlib.sha256(answer.content).hexdigest() == closed.sha256
    assert closed.sha256 in body(client.get(address(closed)))
    assert "баталгааны код таарч байна" in body(client.get(address(closed)))


def test_a_change_behind_the_hash_is_said(client, closed):
    closed.results["total"]["waiting"] = 9
    closed.save()
    assert "баталгааны код таарахгүй" in body(client.get(address(closed)))


def test_a_reopened_round_is_under_way_again(client, world, closed):
    reopen_round(user=world.admin, round=closed, reason="Тоо буруу")
    shown = body(client.get(address(closed)))
    assert "66.7%" not in shown
    assert "Ажлаа хийв" not in shown


def test_the_list_takes_away_closed_rounds_with_their_hash(client, world, closed):
    world.open("2020-H1")
    page = reverse("portal:rounds", args=[closed.programme.code])
    rows = json.loads(client.get(page, {"format": "json"}).content)
    assert [(row["period"], row["mean"]) for row in rows] == [("2019", 66.7)]
    assert rows[0]["sha256"] == closed.sha256
    assert "явагдаж байна" in body(client.get(page))


def test_the_page_costs_the_same_however_many_measures(
    client, world, django_assert_max_num_queries
):
    far = [make_measure(world.programme, world.units["12"]) for _ in range(12)]
    round = world.open()
    decide_all(world, round, ALL)
    level = round.scale.levels.get(percent=None)
    for measure in far:
        report = report_of(round, measure)
        type(report).objects.filter(pk=report.pk).update(state="decided", decided=level)
    close_round(user=world.aimag, round=round)
    client.get(address(round))
    with django_assert_max_num_queries(16):
        client.get(address(round))
