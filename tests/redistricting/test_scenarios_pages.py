"""Pages of scenarios: the form without a script, today's bags, the search."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import User
from bagana.background.models import Work, WorkState
from bagana.redistricting.actions.scenarios import keep_today
from bagana.redistricting.actions.searching import new_search
from bagana.redistricting.models import BlockSet, Scenario
from tests.factories import make_user
from tests.redistricting.factories import (
    ON,
    World,
    make_blocks,
    make_plan,
    make_scenario,
    make_world,
)

pytestmark = pytest.mark.django_db
SENT = {
    "title_mn": "Тэгш багууд",
    "code": "tegsh-2026",
    "sums": ["11"],
    "on": ON.isoformat(),
    "tolerance_households": "15",
    "tolerance_area": "40.5",
    "minimise_1": "moved",
    "minimise_2": "cut",
    "movers": "population",
    "unit_range": "11 2-4",
    "targets": "1101 40%",
    "offices_fixed": "on",
    "offices": "1101 b-01",
    "locked": "b-05, b-11",
    "barriers": "b-00 b-01\nb-06 b-07",
    "effort": "quick",
    "seed": "7",
}


@pytest.fixture
def world() -> World:
    made = make_world()
    made.scenario.plans.all().delete()
    keep_today(made.scenario, made.officer)
    return made


def signed_in(user: User, language: str = "mn") -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = language
    return client


def send(world: World, **changed: Any) -> Any:
    client = signed_in(world.officer)
    return client.post(reverse("redistricting:scenario_new"), SENT | changed)


def page_of(scenario: Scenario, name: str = "scenario") -> str:
    return reverse(f"redistricting:{name}", args=[scenario.code])


def test_the_form_makes_a_scenario(world: World) -> None:
    response = send(world)
    assert response.status_code == 302, response.content.decode()
    made = Scenario.objects.get(code="tegsh-2026")
    assert made.tolerance == pytest.approx({"households": 0.15, "area": 0.405})
    assert made.minimise == ["moved", "cut"]
    assert made.unit_range == {"11": [2, 4]}
    assert made.targets == {"1101": 0.4}
    assert made.offices == {"1101": "b-01"}
    assert made.locked == ["b-05", "b-11"]
    assert made.barriers == [["b-00", "b-01"], ["b-06", "b-07"]]
    assert (made.unit.code, made.seed, made.effort) == ("11", 7, "quick")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit_range": "11 олон"}, "9 эсвэл 8-10"),
        ({"targets": "1101 тал"}, "Хувийг тоогоор"),
        ({"offices": "1101"}, "код, утга хоёрыг"),
        ({"locked": "b-99"}, "b-99"),
        ({"minimise_2": "moved"}, "нэг нэг удаа"),
        ({"code": "blocks"}, "жижиг латин"),
        ({"tolerance_households": "0"}, "500 хувиас"),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_typed_is_lost(
    world: World, changed: dict[str, str], said: str
) -> None:
    response = send(world, **changed)
    assert response.status_code == 422
    text = response.content.decode()
    assert said in text
    assert "Тэгш багууд" in text


def test_with_several_sets_one_is_chosen_first(world: World) -> None:
    other = make_blocks(world.units)
    client = signed_in(world.officer)
    page = reverse("redistricting:scenario_new")
    assert f"?blocks={other.pk}" in client.get(page).content.decode()
    assert "Багийн тоо" in client.get(page, {"blocks": other.pk}).content.decode()


def test_without_a_set_the_way_to_one_is_shown(world: World) -> None:
    Scenario.objects.all().delete()
    BlockSet.objects.all().delete()
    page = signed_in(world.officer).get(reverse("redistricting:scenario_new"))
    assert reverse("redistricting:block_cells") in page.content.decode()


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize(
    "name",
    ["scenario", "scenario_change", "scenario_copy", "scenario_locks", "scenarios"],
)
def test_pages_open_in_both_languages(world: World, name: str, language: str) -> None:
    args = [] if name == "scenarios" else [world.scenario.code]
    client = signed_in(world.officer, language)
    response = client.get(reverse(f"redistricting:{name}", args=args))
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_the_page_shows_how_unequal_todays_bags_are(world: World) -> None:
    text = signed_in(world.officer).get(page_of(world.scenario)).content.decode()
    # Three columns of six, two, one: half more, as many, half less than a third.
    for told in ("+50%", "−50%", "Нэгж 1101", "хамгийн олон өрхтэй"):
        assert told in text
    rows = signed_in(world.officer).get(page_of(world.scenario), {"format": "json"})
    assert [one["area_deviation"] for one in rows.json()] == pytest.approx([50, 0, -50])


def test_a_search_begins_with_a_button_and_shows_how_far_it_is(world: World) -> None:
    client = signed_in(world.officer)
    response = client.post(page_of(world.scenario, "search_start"), follow=True)
    text = response.content.decode()
    assert "хүлээгдэж байна" in text
    assert "Зогсоох" in text
    assert "Хувилбар хайх</button>" not in text
    again = client.post(page_of(world.scenario, "search_start"))
    assert again.status_code == 409


def test_a_searched_scenario_is_copied_and_not_changed(world: World) -> None:
    new_search(world.scenario, world.officer)
    client = signed_in(world.officer)
    text = client.get(page_of(world.scenario)).content.decode()
    assert page_of(world.scenario, "scenario_change") not in text
    sent = {key: value for key, value in SENT.items() if key != "code"}
    refused = client.post(page_of(world.scenario, "scenario_change"), sent)
    assert refused.status_code == 422
    copy = client.post(
        page_of(world.scenario, "scenario_copy"),
        {"title_mn": "Хуулбар", "code": "huulbar"},
    )
    assert copy["Location"].endswith("/huulbar/change/")


def test_a_scenario_changes_by_its_form(world: World) -> None:
    sent = {key: value for key, value in SENT.items() if key != "code"}
    client = signed_in(world.officer)
    response = client.post(page_of(world.scenario, "scenario_change"), sent)
    assert response.status_code == 302, response.content.decode()
    world.scenario.refresh_from_db()
    assert world.scenario.title_mn == "Тэгш багууд"


def test_a_stopped_search_says_what_was_kept(world: World) -> None:
    work = Work.objects.create(
        kind="redraw-search", title_mn="х", title_en="x", state=WorkState.STOPPED
    )
    search = new_search(world.scenario, world.officer)
    search.work, search.was_stopped = work, True
    search.finished_at, search.seconds = timezone.now(), 1.5
    search.answer = {
        "11": {
            "bounds": {},
            "unmet": [
                {
                    "weight": "area",
                    "unit": "1103",
                    "deviation": -0.5,
                    "tolerance": 0.3,
                    "excess": 0.2,
                    "proven": True,
                    "why": "block",
                }
            ],
            "is_exact": False,
            "tasks": 2,
            "tasks_wanted": 9,
            "points": 4,
        }
    }
    search.save()
    page = reverse("redistricting:search", args=[world.scenario.code, search.pk])
    text = signed_in(world.officer).get(page).content.decode()
    assert "9 ажлын 2" in text
    assert "Нэгж 1103" in text
    assert search.sha256 in text


@pytest.mark.parametrize("who", ["other_officer", "governor"])
def test_who_does_not_plan_starts_nothing(world: World, who: str) -> None:
    client = signed_in(getattr(world, who))
    assert client.post(page_of(world.scenario, "search_start")).status_code == 403
    assert client.get(page_of(world.scenario, "scenario_change")).status_code == 403
    # An officer of another sum may ask of blocks of his own, of which there are none.
    new = client.get(reverse("redistricting:scenario_new"))
    assert world.blocks.title_mn not in new.content.decode()


def test_an_officer_of_another_sum_sees_nothing(world: World) -> None:
    client = signed_in(world.other_officer)
    assert client.get(page_of(world.scenario)).status_code == 403
    page = reverse("redistricting:scenarios")
    assert client.get(page, {"format": "json"}).json() == []


def test_the_aimag_sees_the_scenarios_of_its_sums(world: World) -> None:
    client = signed_in(make_user("aimag_officer", world.units["1"]))
    page = client.get(reverse("redistricting:scenarios"), {"format": "json"})
    assert [one["code"] for one in page.json()] == [world.scenario.code]


def test_a_visitor_signs_in_first(world: World) -> None:
    assert Client().get(page_of(world.scenario)).status_code == 302


def locks(world: World) -> str:
    return page_of(world.scenario, "scenario_locks")


def test_blocks_are_locked_bag_by_bag(world: World) -> None:
    client = signed_in(world.officer)
    client.post(f"{locks(world)}?bag=1103", {"locked": ["b-05", "b-00"]})
    world.scenario.refresh_from_db()
    # b-00 lies in another bag than the one that was shown.
    assert world.scenario.locked == ["b-05"]
    client.post(f"{locks(world)}?bag=1101", {"locked": ["b-01"]})
    client.post(f"{locks(world)}?bag=1103", {})
    world.scenario.refresh_from_db()
    assert world.scenario.locked == ["b-01"]


def test_a_block_of_the_map_leads_to_its_box(world: World) -> None:
    page = signed_in(world.officer, "en").get(locks(world), {"bag": "1103"})
    text = page.content.decode()
    assert 'href="#lock-b-05"' in text
    assert 'href="?bag=1101#lock-b-00"' in text
    assert 'id="lock-b-05"' in text
    assert 'id="lock-b-00"' not in text


def test_a_stranger_locks_nothing(world: World) -> None:
    client = signed_in(world.other_officer)
    assert client.post(locks(world), {"locked": ["b-00"]}).status_code == 403


def test_where_nothing_meets_the_wish_the_page_says_so(world: World) -> None:
    new_search(world.scenario, world.officer)
    plan = make_plan(world.scenario)
    text = "хамгийн ойрыг нь сонгосон"
    client = signed_in(world.officer)
    plan.measures = {"is_chosen": True, "is_feasible": True, "deviation": 0.1}
    plan.save()
    assert text not in client.get(page_of(world.scenario)).content.decode()
    plan.measures |= {"is_feasible": False}
    plan.save()
    assert text in client.get(page_of(world.scenario)).content.decode()


def test_a_list_costs_as_many_queries_with_three_scenarios_as_with_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    page = reverse("redistricting:scenarios")
    client = signed_in(world.officer)
    with CaptureQueriesContext(connection) as before:
        client.get(page)
    for _time in range(2):
        make_scenario(world.blocks, [world.units["11"]])
    with django_assert_max_num_queries(len(before)):
        client.get(page)
