"""Pages of the independent check and of drawing figures: who sees what."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bagana.collection.actions.sampling import assign_items, draw_sample
from bagana.collection.models import Return, ReturnState, Sample, SeedPromise
from bagana.engines.sampling import seed_hash
from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Observation
from bagana.privacy.models import Reading
from bagana.registers.models import SPECIES
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db
HEADS = dict.fromkeys(SPECIES, 0) | {"sheep": 137}
NAME = "Нэргүйтөмөр"


@pytest.fixture
def world():
    found_catalogue()
    units = make_tree()
    census = make_census()
    round = make_round(units["1"], census=census)
    for code in ("1101", "1102"):
        for _ in range(6):
            home = make_household(units[code])
            make_person(home, relation="head", private={"given": NAME})
            make_count(census, home, **HEADS)
    Return.objects.filter(round=round).update(state=ReturnState.APPROVED)
    return units, round, make_user("evaluator", units["1"])


def drawn(world, **about):
    units, round, evaluator = world
    values = {"size": 3, "seed": "7", "seed_source": "Сугалаа"} | about
    return draw_sample(user=evaluator, round=round, unit=units["1"], **values)


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_evaluator_sees_the_sample_and_how_to_verify_it(world, client, language):
    sample = drawn(world)
    client.force_login(world[2])
    client.cookies["django_language"] = language
    page = client.get(f"/office/collection/samples/{sample.pk}/")
    html = page.content.decode()
    assert page.status_code == 200
    assert sample.frame_sha256 in html
    assert NAME not in html
    assert page["Cache-Control"] == "private, no-store"
    listed = client.get("/office/collection/samples/").content.decode()
    assert f"/samples/{sample.pk}/" in listed
    keys = client.get(f"/office/collection/samples/{sample.pk}/frame/")
    assert len(keys.content.decode().splitlines()) == sample.frame_size


def test_the_first_count_is_not_shown_before_the_second(world, client):
    sample = drawn(world)
    client.force_login(world[2])
    address = f"/office/collection/samples/{sample.pk}/1/"
    before = client.get(address).content.decode()
    assert NAME in before, "who counts again must find the household"
    assert "137" not in before
    assert Reading.objects.filter(what="recount").count() == 1
    sent = dict.fromkeys(SPECIES, "0") | {
        "sheep": "150",
        "counted_on": timezone.localdate().isoformat(),
    }
    assert client.post(address, sent).status_code == 302
    after = client.get(address).content.decode()
    assert "137" in after
    assert "150" in after


def test_a_blank_kind_keeps_what_was_typed(world, client):
    sample = drawn(world)
    client.force_login(world[2])
    address = f"/office/collection/samples/{sample.pk}/1/"
    answer = client.post(address, {"sheep": "150", "camel": ""})
    assert answer.status_code == 422
    assert 'value="150"' in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "place"),
    [("bag_governor", "1101"), ("sum_officer", "11"), ("sum_officer", "12")],
)
def test_others_find_nothing_under_the_address(world, client, role, place):
    units, round, _evaluator = world
    sample = drawn(world)
    client.force_login(make_user(role, units[place]))
    for tail in ("", "1/", "frame/"):
        address = f"/office/collection/samples/{sample.pk}/{tail}"
        assert client.get(address).status_code == 404
    assert client.get(f"/office/collection/{round.code}/draw-sample/").status_code in (
        403,
        404,
    )


def test_the_aimag_sees_the_result_and_no_household(world, client):
    units, _round, _evaluator = world
    sample = drawn(world)
    client.force_login(make_user("aimag_officer", units["1"]))
    page = client.get(f"/office/collection/samples/{sample.pk}/")
    assert page.status_code == 200
    assert f"/samples/{sample.pk}/1/" not in page.content.decode()
    assert client.get(f"/office/collection/samples/{sample.pk}/1/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(world, client):
    sample = drawn(world)
    for address in ("samples/", f"samples/{sample.pk}/", f"samples/{sample.pk}/1/"):
        assert client.get(f"/office/collection/{address}").status_code == 302


def test_an_officer_who_was_asked_sees_his_own_items_only(world, client):
    units, _round, evaluator = world
    sample = drawn(world, size=12)
    other = make_user("sum_officer", units["12"])
    assign_items(user=evaluator, sample=sample, unit=units["1101"], officer=other)
    client.force_login(other)
    states = [
        (item.unit.code, client.get(
            f"/office/collection/samples/{sample.pk}/{item.ordinal}/").status_code)
        for item in sample.items.select_related("unit")
    ]  # fmt: skip
    assert set(states) == {("1101", 200), ("1102", 404)}


def test_a_seed_is_promised_and_a_sample_drawn_by_the_pages(world, client):
    _units, round, evaluator = world
    client.force_login(evaluator)
    Return.objects.filter(round=round).update(state=ReturnState.SUBMITTED)
    address = f"/office/collection/{round.code}/promise-seed/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"unit": "1", "sha256": seed_hash("үр")})
    assert answer.status_code == 302
    assert SeedPromise.objects.count() == 1
    Return.objects.filter(round=round).update(state=ReturnState.APPROVED)
    address = f"/office/collection/{round.code}/draw-sample/"
    sent = {"unit": "1", "size": "4", "seed": "өөр"}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"seed": "үр"}).status_code == 302
    assert Sample.objects.get().items.count() == 4


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_aimag_draws_figures_of_a_round_by_its_page(world, client, language):
    units, round, _evaluator = world
    client.force_login(make_user("aimag_officer", units["1"]))
    client.cookies["django_language"] = language
    address = f"/office/collection/{round.code}/publish/"
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    sheep = Observation.objects.get(
        indicator__code="reg_livestock_sheep", unit__code="1101"
    )
    assert sheep.value == 6 * 137
    assert "/office/figures/publish/?" in client.get(address).content.decode()
    assert b"reg_livestock_sheep" in client.get(f"{address}?format=csv").content


@pytest.mark.parametrize("role", ["bag_governor", "sum_officer", "evaluator"])
def test_nobody_else_draws_figures_by_the_page(world, client, role):
    units, round, _evaluator = world
    place = {"bag_governor": "1101", "sum_officer": "11", "evaluator": "1"}[role]
    client.force_login(make_user(role, units[place]))
    address = f"/office/collection/{round.code}/publish/"
    assert client.post(address).status_code in (403, 404)
    assert not Observation.objects.exists()
