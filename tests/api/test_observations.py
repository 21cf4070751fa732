"""The list of figures: filters, order, versions, the catalogue behind them."""

from datetime import date

from bagana.indicators.models import Observation
from tests.api.conftest import signed_in
from tests.factories import make_indicator, make_observation

LIST = "/api/v1/observations"


def units(answer) -> list[str]:
    return [item["unit"] for item in answer.json()["items"]]


def test_only_published_figures_by_default(api):
    found = api.get(LIST).json()
    assert found["total"] == 5
    assert {item["status"] for item in found["items"]} == {"published"}


def test_it_filters_by_subtree_and_level(api):
    answer = api.get(LIST, {"within": "4322", "level": 3})
    assert units(answer) == ["432251", "432259"]


def test_it_takes_several_units_and_indicators(api, world):
    other = make_indicator("people")
    make_observation(
        other,
        world.units["43"],
        2025,
        5,
        status="published",
        publication=world.publication,
    )
    both = api.get(LIST, {"indicator": ["households", "people"], "unit": "43"})
    assert [item["indicator"] for item in both.json()["items"]] == [
        "households",
        "people",
    ]
    assert units(api.get(LIST, {"unit": ["43", "4322"]})) == ["43", "4322", "43"]


def test_it_filters_by_period_and_days(api, world):
    make_observation(
        world.indicator,
        world.units["43"],
        2023,
        5,
        status="published",
        publication=world.publication,
    )
    assert api.get(LIST, {"period": "2023"}).json()["total"] == 1
    assert api.get(LIST, {"period": ["2023", "2025"]}).json()["total"] == 6
    assert api.get(LIST, {"to": "2023-12-31"}).json()["total"] == 1
    assert api.get(LIST, {"from": "2023-01-02"}).json()["total"] == 5
    assert api.get(LIST, {"period": "1950"}).json()["total"] == 0


def test_unknown_codes_are_told_by_name(api):
    for key in ("indicator", "unit", "within"):
        answer = api.get(LIST, {key: "nosuchcode"})
        assert answer.status_code == 404
        assert "nosuchcode" in answer.json()["detail"]


def test_drafts_are_for_those_whose_units_they_are(world, api):
    drafts = {"status": "draft"}
    assert units(api.get(LIST, drafts)) == []
    assert units(signed_in(world.governor).get(LIST, drafts)) == ["432259"]
    assert len(units(signed_in(world.officer).get(LIST, drafts))) == 3


def test_one_figure_shows_its_versions_and_its_publication(api, world):
    now = Observation.objects.get(unit=world.units["432259"], status="published")
    Observation.objects.filter(pk=now.pk).update(version=2)
    make_observation(
        world.indicator,
        world.units["432259"],
        2025,
        50,
        status="superseded",
        publication=world.publication,
    )
    one = api.get(f"{LIST}/{now.pk}").json()
    assert [(row["version"], row["value"]) for row in one["versions"]] == [
        (2, 103.0),
        (1, 50.0),
    ]
    assert one["published_with"]["sha256"] == world.publication.sha256


def test_a_draft_of_another_is_not_found(world):
    foreign = next(d for d in world.drafts if d.unit.code == "432551")
    answer = signed_in(world.governor).get(f"{LIST}/{foreign.pk}")
    assert answer.status_code == 404


def test_the_rows_of_a_publication_can_be_fetched(api, world):
    one = api.get(f"/api/v1/publications/{world.publication.pk}").json()
    rows = api.get(LIST, {"publication": one["id"]}).json()
    assert rows["total"] == 5
    assert one["act"]["id"] == world.publication.act_id


def test_an_indicator_names_its_published_periods(api):
    indicator = api.get("/api/v1/indicators/households").json()
    assert [period["code"] for period in indicator["periods"]] == ["2025"]
    assert indicator["source"]["code"] == "test"
    assert api.get("/api/v1/indicators", {"nature": "own"}).json()["total"] == 0


def test_periods_are_listed_in_order(api):
    found = api.get("/api/v1/periods", {"kind": "year"}).json()["items"]
    assert [period["code"] for period in found] == ["2024", "2025"]
    assert found[0]["start"] == date(2024, 1, 1).isoformat()
