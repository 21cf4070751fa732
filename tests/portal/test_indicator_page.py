"""The page of an indicator: map, sorted table, distribution, series, definition."""

import re

import pytest

pytestmark = pytest.mark.django_db
PATH = "/indicators/population_census/"


def page(client, path=PATH):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def rows(html):
    return re.findall(r'<tr data-unit="(\d+)">', html)


def test_it_takes_the_lowest_level_that_has_figures(client, world):
    assert set(rows(page(client))) == {"1101", "1102", "1103", "1201", "1202"}


def test_the_greatest_stands_first_and_the_missing_last(client, world):
    assert rows(page(client))[0] == "1201"
    assert rows(page(client))[-1] == "1202"
    assert rows(page(client, PATH + "?sort=value"))[0] == "1101"
    assert rows(page(client, PATH + "?sort=value"))[-1] == "1202"


def test_equal_values_share_a_rank_and_the_missing_has_none(client, world):
    html = page(client)
    ranks = re.findall(r'<td class="n">(\d+)</td></tr>', html)
    assert ranks == ["1", "2", "2", "4"]
    assert "5 нэгжээс 4-ийн тоо бий" in html


def test_it_looks_inside_the_unit_asked_for(client, world):
    assert set(rows(page(client, PATH + "?within=12"))) == {"1201", "1202"}


def test_a_period_is_a_link(client, world):
    world.publish("population_census", "1101", 2020, 50)
    html = page(client, PATH + "?period=2020")
    assert 'href="?period=2025"' in html
    assert "5 нэгжээс 1-ийн тоо бий" in html


def test_figures_are_carried_into_the_bags_of_the_day(client, split, world):
    world.publish("population_census", "1104", 2025, 200)
    html = page(client, PATH + "?on=2018-06-05")
    assert "1104" not in rows(html)
    at = html.index('<tr data-unit="1103">')
    assert "500" in html[at : at + 500]
    assert "1103 × 1, 1104 × 1" in html


def test_an_estimate_is_marked_with_its_rule(client, split, world):
    world.publish("population_census", "1103", 2015, 1000)
    html = page(client, PATH + "?period=2015")
    at = html.index('<tr data-unit="1104">')
    assert "400" in html[at : at + 500]
    assert "тооцоолсон" in html[at : at + 500]
    assert "1103 × 0.4" in html[at : at + 500]


@pytest.mark.parametrize("method", ["quantile", "jenks", "nonsense"])
def test_classes_by_either_method(client, world, method):
    assert "class-4" in page(client, f"{PATH}?method={method}")


def test_definition_source_and_formula_stand_under_it(client, world):
    html = page(client, "/indicators/population_density/")
    assert 'href="/indicators/population_census/"' in html
    assert 'href="/indicators/area_km2/"' in html
    assert "Туршилтын эх сурвалж" in html


def test_without_figures_it_says_so(client, world):
    assert "тоо нийтлэгдээгүй" in page(client, "/indicators/households/")


def test_its_table_can_be_taken_away(client, world):
    found = client.get(PATH + "?format=json").json()
    values = {row["code"]: row["value"] for row in found}
    assert values["1201"] == 700
    assert values["1202"] is None


@pytest.mark.parametrize(
    "path", ["/indicators/nothing/", PATH + "?within=999", PATH + "?within=<b>"]
)
def test_what_is_unknown_is_not_found(client, world, path):
    assert client.get(path).status_code == 404


def test_the_catalogue_lists_every_indicator(client, world):
    html = page(client, "/indicators/")
    for code in world.indicators:
        assert f'href="/indicators/{code}/"' in html
