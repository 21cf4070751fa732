"""Pages of plans: who reads them, what they say, what can be taken away."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re

import pytest
from django.utils import timezone

from bagana.redistricting.models import Plan, PlanKind, Search
from bagana.redistricting.plans import measures_of
from bagana.redistricting.problems import labels_in, problem_of
from tests.factories import make_user
from tests.redistricting.factories import World, make_plan, make_scenario, make_world

pytestmark = pytest.mark.django_db
UNMET = {
    "weight": "households",
    "unit": "1103",
    "deviation": 0.31,
    "tolerance": 0.2,
    "excess": 0.11,
    "proven": False,
    "why": "",
}
BOUND = {
    "measure": "moved",
    "value": 100.0,
    "bound": 97.0,
    "gap": 0.03,
    "kind": "lp",
    "is_feasible": True,
    "unmet": [],
}
NONE = BOUND | {"measure": "cut", "bound": None, "gap": None, "kind": "none"}


def measured(plan: Plan, **more) -> Plan:
    problem = problem_of(plan.scenario)
    labels = labels_in(problem, plan)
    plan.measures = measures_of(problem, labels, plan.scenario.tolerance) | more
    plan.save()
    return plan


@pytest.fixture
def world() -> World:
    """Today's plan, the even one chosen by a search, an equal one, one by hand."""
    world = make_world()
    search = Search.objects.create(
        scenario=world.scenario,
        sha256="0" * 64,
        finished_at=timezone.now(),
        answer={
            "11": {
                "bounds": {"moved": BOUND, "cut": NONE},
                "unmet": [],
                "is_exact": False,
                "tasks": 8,
                "tasks_wanted": 8,
            }
        },
    )
    measured(world.today)
    world.even.kind, world.even.search = PlanKind.FRONT, search
    measured(world.even, is_chosen=True)
    equal = make_plan(
        world.scenario,
        ("1101", "1101", "1103", "1102", "1102", "1103"),
        PlanKind.ALTERNATIVE,
        search=search,
    )
    measured(equal)
    return world


@pytest.fixture
def office(world, client):
    client.force_login(world.officer)
    return client


def at(world, tail="plans/"):
    return f"/office/redrawing/{world.scenario.code}/{tail}"


def read(client, path, status=200, lang="mn"):
    client.cookies["django_language"] = lang
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


PAGES = ("plans/", "plans/0/", "plans/1/", "plans/2/", "compare/", "compare/?a=1&b=2")


@pytest.mark.parametrize("tail", PAGES)
@pytest.mark.parametrize("lang", ["mn", "en"])
def test_every_page_opens_in_both_languages(world, office, tail, lang):
    text = read(office, at(world, tail), lang=lang)
    assert len(re.findall(r"<h1", text)) == 1
    assert len(gzip.compress(text.encode())) < 60_000
    if lang == "en":
        outside = re.sub(r'<(\w+)[^>]*lang="mn"[^>]*>.*?</\1>', "", text, flags=re.S)
        main = outside.partition("<main")[2].partition("</main>")[0]
        assert "мэдээлэл алга" not in main
        assert "зөрүү" not in main


@pytest.mark.parametrize(
    "tail", [*PAGES, "plans/1/blocks.csv", "plans/1/units.geojson"]
)
def test_only_those_with_a_role_over_the_sum_read_them(world, client, tail):
    path = at(world, tail)
    assert client.get(path).status_code == 302
    for stranger in (world.other_officer, world.governor, make_user()):
        client.force_login(stranger)
        assert client.get(path).status_code == 403


def test_a_plan_that_is_not_there_is_not_found(world, office):
    for tail in ("plans/99/", "compare/?a=1&b=99", "compare/?a=x", "compare/?a=²"):
        read(office, at(world, tail), 404)


def test_the_list_says_what_was_found_and_what_the_chosen_plan_does(world, office):
    text = read(office, at(world))
    assert "2 хувилбар гарлаа." in text
    assert "Сонгосон 1-р хувилбарт" in text


def test_the_list_says_what_is_proven_and_never_hides_what_is_not(world, office):
    text = read(office, at(world))
    assert "3.0%-иас илүү" in text
    assert "Заагийн уртыг үүнээс хэр багасгаж болохыг тогтоогоогүй" in text
    assert "үгүйсгэхгүй" in text


def test_an_infeasible_request_is_answered_with_the_weight_and_the_bag(world, office):
    search = world.even.search
    search.answer["11"]["unmet"] = [UNMET]
    search.save()
    text = read(office, at(world))
    problem = problem_of(world.scenario)
    people = problem.weights[:, problem.weight_names.index("households")]
    held = people[labels_in(problem, world.even) == 2].sum()
    word = "бага" if held < people.sum() / 3 else "их"
    assert f"Нэгж 1103: өрх зорилтот хэмжээнээс 31.0% {word}" in text
    assert "11.0% хэтэрсэн" in text
    assert "байхгүй нь нотлогдоогүй" in text
    assert "Хүссэнд хамгийн ойр нь 1-р хувилбар." in text


def test_a_search_that_was_stopped_says_so(world, office):
    search = world.even.search
    search.answer["11"] |= {"tasks": 3}
    search.save()
    assert "8 ажлын 3 нь хийгдсэн" in read(office, at(world))


def test_an_equal_plan_says_how_different_it_is(world, office):
    assert "Ижил чанартай өөр хувилбарууд" in read(office, at(world))
    assert "нь өөр багт" in read(office, at(world))


def numbers(text):
    table = text.partition('id="plans"')[2]
    return re.findall(r'/plans/(\d+)/">', table.partition("</table>")[0])


def test_the_table_sorts_by_the_address_and_keeps_today_first(world, office):
    up = numbers(read(office, at(world, "plans/?sort=moved")))
    down = numbers(read(office, at(world, "plans/?sort=-moved")))
    assert up[0] == down[0] == "0"
    assert up[1:] == down[:0:-1]
    assert numbers(read(office, at(world, "plans/?sort=nonsense")))


def test_every_dot_of_the_chart_is_a_link_with_its_figures(world, office):
    chart = read(office, at(world)).partition('id="front"')[2].partition("</svg>")[0]
    assert set(re.findall(r"/plans/(\d+)/", chart)) == {"0", "1", "2"}
    assert chart.count("<title>") == 3


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_each_table_can_be_taken_away(world, office, kind):
    for tail in ("plans/", "plans/1/", "compare/"):
        response = office.get(f"{at(world, tail)}?format={kind}")
        assert response.status_code == 200
        assert "attachment" in response.headers["Content-Disposition"]


def test_the_blocks_of_a_plan_come_with_their_bag_today_and_then(world, office):
    text = read(office, at(world, "plans/1/blocks.csv")).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 24
    assert rows[2] == {
        "block": "b-02",
        "unit": "1102",
        "unit_today": "1101",
        "changes": "1",
    }


def test_the_bags_of_a_plan_come_as_shapes_with_their_figures(world, office):
    found = json.loads(read(office, at(world, "plans/1/units.geojson")))
    assert [f["id"] for f in found["features"]] == ["1101", "1102", "1103"]
    assert found["features"][0]["geometry"]["type"] == "Polygon"
    assert found["features"][0]["properties"]["area_after"] == 8 * 16
    assert found["bagana"]["sha256"] == world.even.sha256


def test_the_page_of_a_plan_shows_both_maps_and_each_bag(world, office):
    text = read(office, at(world, "plans/1/"))
    assert text.count('<svg class="map"') == 2
    assert "Зураасласан нь баг нь солигдох хэсэг" in text
    for code in ("1101", "1102", "1103"):
        assert f"Нэгж {code}" in text


def test_only_the_chosen_plan_carries_the_proof(world, office):
    assert "3.0%-иас илүү" in read(office, at(world, "plans/1/"))
    other = read(office, at(world, "plans/2/"))
    assert "3.0%-иас илүү" not in other
    assert "юу ч нотлогдоогүй" in other


def test_of_several_sums_each_proof_names_its_own(world, office):
    search = world.even.search
    search.answer["12"] = search.answer["11"] | {"bounds": {"moved": BOUND}}
    search.save()
    text = read(office, at(world, "plans/1/"))
    for name in ("Нэгж 11", "Нэгж 12"):
        assert f"<li>{name}: Зөвшөөрсөн зөрүүний дотор баг нь солигдох" in text


def test_money_is_marked_illustrative_and_figures_modelled(world, office):
    text = read(office, at(world, "plans/1/"))
    assert text.count("жишээ") >= 3
    assert "badge--modelled" in text


def test_who_may_not_work_on_it_sees_no_button_to_edit(world, office, client):
    assert "/plans/1/edit/" in read(office, at(world, "plans/1/"))
    client.force_login(make_user("evaluator", world.units["1"]))
    text = read(client, at(world, "plans/1/"))
    assert "/edit/" not in text


def test_comparing_tells_how_many_people_stay_together(world, office):
    text = read(office, at(world, "compare/?a=0&b=1"))
    assert "нь хоёр хувилбарт нэг багт байна; 8 суурь хэсэг" in text
    assert read(office, at(world, "compare/?a=1&b=1")).count("адил") >= 1


def test_a_scenario_without_plans_says_what_will_stand_here(world, office):
    bare = make_scenario(world.blocks, [world.units["11"]])
    for tail in ("plans/", "compare/"):
        text = read(office, f"/office/redrawing/{bare.code}/{tail}")
        assert 'class="empty"' in text
