"""The public page of a result: intervals first, who is not ranked, and the ground."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

from bagana.indicators.models import Observation
from bagana.portal.ranking_charts import FIRST, LAST, shown_rows
from bagana.ranking.actions.runs import compute_run, publish_run
from bagana.ranking.freezing import sha256
from bagana.ranking.models import Framework, UnitResult
from tests.factories import make_user
from tests.ranking.factories import make_row, make_run, make_selection, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def run(world):
    found = compute_run(make_run(world.version))
    return publish_run(user=world.officer, run=found)


def get(client, run, language="mn", **query):
    client.cookies["django_language"] = language
    return client.get(reverse("portal:ranking_run", args=[run.pk]), query)


def text_of(response):
    return response.content.decode()


def test_it_shows_every_ranked_unit_with_its_interval(client, run, world):
    page = text_of(get(client, run))
    for row in run.rows.select_related("unit"):
        address = reverse("portal:ranking_unit", args=[run.pk, row.unit.code])
        assert address in page
    assert "-р байр" in page
    assert "Хөдөөгийн баг" in page


@pytest.mark.parametrize("language", ["mn", "en"])
def test_it_speaks_both_languages(client, run, language):
    page = text_of(get(client, run, language))
    told = {"mn": "Байрын хязгаар", "en": "Range of ranks"}
    assert told[language] in page
    if language == "en":
        assert "1st" in page
        assert "-р байр" not in page


def test_a_single_rank_over_all_groups_is_not_shown(client, run, world):
    UnitResult.objects.filter(unit=world.units["1201"]).update(group="centre", rank=1)
    response = get(client, run)
    groups = [shown.group.code for shown in response.context["groups"]]
    assert groups == ["centre", "rural"]


def test_a_unit_that_is_not_ranked_stands_apart_with_the_reason(client, world):
    Observation.objects.filter(
        unit=world.units["1103"],
        indicator__code__in=["prompt", "office"],
        period__code="2023",
    ).update(status="withdrawn")
    run = compute_run(make_run(world.version))
    publish_run(user=world.officer, run=run)
    page = text_of(get(client, run))
    apart = page.split('id="not-ranked"')[1]
    assert "Нэгж 1103" in apart
    assert "«Үйлчилгээ» чиглэлийн 2 үзүүлэлтээс 1 нь л мэдэгдэж байна" in apart
    assert "Үзүүлэлт prompt" in apart


def test_a_visitor_does_not_see_what_is_not_published(client, world):
    run = compute_run(make_run(world.version))
    assert get(client, run).status_code == 404
    client.force_login(make_user("bag_governor", world.units["1101"]))
    assert get(client, run).status_code == 404
    client.force_login(world.officer)
    page = get(client, run)
    assert page.status_code == 200
    assert "Нийтлээгүй байна." in text_of(page)


def test_a_trial_says_that_it_counts_for_nothing(client, world):
    run = compute_run(make_run(world.version, kind="trial"))
    client.force_login(world.officer)
    assert "Туршилтын тооцоо." in text_of(get(client, run))


def test_an_example_carries_its_badge(client, run, world):
    Framework.objects.filter(pk=world.framework.pk).update(is_illustrative=True)
    assert 'badge--care">жишээ' in text_of(get(client, run))


def test_modelled_figures_are_named(client, run, world):
    assert "badge--modelled" not in text_of(get(client, run)).split("<details>")[0]
    indicator = world.indicators["prompt"]
    indicator.nature = "modelled"
    indicator.save()
    assert "badge--modelled" in text_of(get(client, run)).split("<details>")[0]


def test_a_result_that_was_changed_says_so(client, run):
    assert 'role="alert"' not in text_of(get(client, run))
    UnitResult.objects.filter(run=run, rank=1).update(score=1)
    assert 'role="alert"' in text_of(get(client, run))


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_the_table_can_be_taken_away(client, run, format_):
    response = get(client, run, format=format_)
    assert response.status_code == 200
    assert format_ in response["Content-Disposition"]


def test_the_table_names_interval_and_dimensions(client, run):
    rows = json.loads(get(client, run, format="json").content)
    assert len(rows) == 5
    best = rows[0]
    assert best["unit"] == "1101"
    assert best["rank_low"] == 1
    assert best["dimension_services"] > 0


def test_every_cell_can_be_taken_away_with_its_observation(client, run):
    rows = json.loads(get(client, run, format="json", table="cells").content)
    assert len(rows) == 5 * 4
    found = Observation.objects.get(pk=rows[0]["observation"])
    assert found.value == rows[0]["raw"]


def test_the_frozen_inputs_are_what_the_hash_is_over(client, run):
    response = get(client, run, inputs="1")
    assert sha256(json.loads(response.content)) == run.inputs_sha256
    assert hashlib.sha256(response.content).hexdigest() == run.inputs_sha256


def test_the_results_that_are_taken_away_are_what_the_hash_is_over(client, run):
    response = get(client, run, results="1")
    assert hashlib.sha256(response.content).hexdigest() == run.results_sha256
    assert "results.json" in response.headers["Content-Disposition"]
    rows = response.json()["rows"]
    assert [row["unit"] for row in rows] == sorted(row["unit"] for row in rows)
    assert "made_with" not in response.json()["results"]


def test_the_lines_of_the_rule_give_the_run_again(client, run, tmp_path):
    root = Path(__file__).parents[2]
    text = (root / "docs" / "rules" / "index-run.md").read_text(encoding="utf-8")
    lines = re.search(r"```python\n(.*?)```", text, re.S).group(1)
    file = tmp_path / "inputs.json"
    file.write_bytes(get(client, run, inputs="1").content)
    lines = lines.replace("index-3-inputs.json", file.as_posix())
    lines = lines.replace("seed=7", f"seed={run.seed}")
    lines = lines.replace("10_000", str(run.replications))
    found: dict = {}
    exec(lines, found)
    intervals = found["again"].rank_interval(0.9).tolist()
    top = found["again"].p_top(found["method"].selection.top).tolist()
    rows = {row.unit.code: row for row in run.rows.select_related("unit")}
    for unit, (low, high), p in zip(found["data"].units, intervals, top, strict=True):
        row = rows[unit]
        assert (row.rank_low, row.rank_high, row.p_top) == (low, high, p)


def test_a_verdict_filters_and_a_column_sorts(client, run):
    rows = list(run.rows.values_list("verdict", flat=True))
    wanted = rows[0]
    shown = get(client, run, verdict=wanted).context["groups"][0]
    assert {row.verdict for row in shown.pages} == {wanted}
    by_name = get(client, run, sort="name").context["groups"][0]
    names = [row.short_name for row in by_name.pages]
    assert names == sorted(names)


def test_nonsense_in_the_address_does_no_harm(client, run):
    query = {"sort": "x", "verdict": "x", "page": "x", "missing": "-1", "unit": "\x00"}
    assert get(client, run, group="x", **query).status_code == 200


def test_a_large_run_shows_one_group_at_a_time(client, world, monkeypatch):
    from bagana.portal.views.ranking import runs

    monkeypatch.setattr(runs, "AT_ONCE", 3)
    run = compute_run(make_run(world.version))
    UnitResult.objects.filter(unit=world.units["1201"]).update(group="centre", rank=1)
    client.force_login(world.officer)
    response = get(client, run)
    assert [shown.group.code for shown in response.context["groups"]] == ["centre"]
    assert "group=rural" in text_of(response)
    asked = get(client, run, unit="1102").context["groups"]
    assert [shown.group.code for shown in asked] == ["rural"]


def test_a_long_chart_shows_its_ends_and_the_unit_asked_for():
    class Row:
        def __init__(self, unit):
            self.unit = unit

    rows = [Row(str(n)) for n in range(200)]
    shown = [row.unit for row in shown_rows(rows, "120")]
    assert len(shown) == FIRST + LAST + 1
    assert shown[FIRST] == "120"
    assert shown[-1] == "199"
    assert shown_rows(rows[:60]) == rows[:60]


def test_the_page_asks_few_questions_of_the_database(
    client, run, django_assert_max_num_queries
):
    get(client, run)
    with django_assert_max_num_queries(25):
        get(client, run)


def test_the_overview_leads_to_the_newest_result(client, run, world):
    make_selection(world.programme, world.version, title_mn="Туршилтын шалгаруулалт")
    page = text_of(client.get(reverse("portal:ranking")))
    assert reverse("portal:ranking_run", args=[run.pk]) in page
    assert "Туршилтын шалгаруулалт" in page
    assert reverse("portal:ranking_method", args=[world.framework.code, 1]) in page


def test_an_empty_overview_says_what_will_stand_there(client):
    page = text_of(client.get(reverse("portal:ranking")))
    assert "Энд дүн, шалгаруулалт, аргачлал гарна" in page


def test_the_page_of_a_unit_leads_to_its_place(client, run, world):
    page = text_of(client.get(reverse("portal:unit", args=["1101"])))
    assert reverse("portal:ranking_unit", args=[run.pk, "1101"]) in page


def test_without_a_published_result_the_page_of_a_unit_says_nothing(client, world):
    run = make_run(world.version)
    make_row(run, world.units["1101"])
    page = text_of(client.get(reverse("portal:unit", args=["1101"])))
    assert "ranking/runs" not in page
