"""The page of a unit: aimag, sum and bag alike."""

import csv
import io
import json

import pytest

from bagana.territory.models import UnitVersion

pytestmark = pytest.mark.django_db


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_it_shows_the_figure_with_period_and_whose_it_is(client, world):
    html = page(client, "/units/1101/")
    row = world.rows["population_census", "1101", 2025]
    assert '<p class="figure-value">100 <span class="unit">хүн</span></p>' in html
    assert "2025 он" in html
    assert "албан" in html
    assert f'href="/numbers/{row.pk}/"' in html


def test_it_ranks_among_units_of_its_location_type_only(client, world):
    assert "ижил төрлийн 4 нэгжээс 4-р байр" in page(client, "/units/1101/")
    UnitVersion.objects.filter(unit__code__in=["1102", "1103"]).update(
        location_type="centre"
    )
    assert "ижил төрлийн 2 нэгжээс 2-р байр" in page(client, "/units/1101/")


def test_a_tosgon_is_compared_apart(client, world):
    UnitVersion.objects.filter(unit__code="1201").update(is_tosgon=True)
    assert "ижил төрлийн 3 нэгжээс 3-р байр" in page(client, "/units/1101/")


def test_it_says_the_change_since_the_figure_before(client, world):
    html = page(client, "/units/1/")
    assert "↑ 200 (16.7%) өссөн (2024 он: 1,200)" in html


def test_a_missing_figure_is_not_nought(client, world):
    html = page(client, "/units/1202/")
    assert "Энэ нэгжийн нийтэлсэн тоо алга" in html
    assert '<p class="figure-value">0' not in html


def test_drafts_stay_out_even_of_the_page_of_their_own_officer(client, world):
    world.publish("households", "1101", 2025, 987_654, status="draft", publication=None)
    assert "987,654" not in page(client, "/units/1101/")


def test_it_shows_what_is_an_assumption(client, world):
    UnitVersion.objects.filter(unit__code="1101").update(assumption_mn="Таамаг энэ")
    assert "Таамаг энэ" in page(client, "/units/1101/")


def test_the_map_outlines_the_unit_and_links_its_siblings(client, world):
    html = page(client, "/units/1101/")
    assert 'data-unit="1102"' in html
    assert 'data-unit="1201"' not in html
    assert html.count(" chosen") == 1
    assert "Бүдүүвч зураг" in html


def test_the_map_of_an_aimag_takes_the_newest_period_of_its_sums(client, world):
    world.publish("population_census", "1", 2026, 1500)
    html = page(client, "/units/1/")
    at = html.index('data-unit="11"')
    assert "class-" in html[at : at + 200]
    assert "Үзүүлэлт population_census, 2025 он" in html


def test_neighbours_share_a_border(client, world):
    html = page(client, "/units/1102/")
    line = html[html.index("Хөрш:") : html.index("</p>", html.index("Хөрш:"))]
    assert "/units/1101/" in line
    assert "/units/1103/" in line
    assert "/units/1102/" not in line


def test_the_pyramid_needs_every_age_of_both_sexes(client, world):
    ages = ["0_14", "15_18", "19_22", "23_35", "36_45", "46_64", "65_plus"]
    codes = [f"population_census_{s}_{a}" for s in ("male", "female") for a in ages]
    for code in codes[:-1]:
        world.publish(code, "1101", 2025, 7)
    assert "Нас, хүйс" not in page(client, "/units/1101/")
    world.publish(codes[-1], "1101", 2025, 7)
    assert "Нас, хүйс" in page(client, "/units/1101/")


def test_it_lists_what_lies_in_it(client, world):
    html = page(client, "/units/11/")
    for code in ("1101", "1102", "1103"):
        assert f'href="/units/{code}/"' in html


def test_links_keep_the_date(client, world):
    html = page(client, "/units/11/?on=2018-06-05")
    assert 'href="/units/1101/?on=2018-06-05"' in html


def test_a_unit_that_was_not_there_tells_when_it_was_and_whence_it_came(client, split):
    html = page(client, "/units/1104/?on=2018-06-05")
    assert "2018-06-05-ны байдлаар" in html
    assert "2019-01-01" in html
    assert 'href="/units/1103/?on=2018-06-05"' in html


def test_its_history_names_the_act(client, split):
    html = page(client, "/units/1103/")
    assert "Хуваах" in html
    assert split.act.title in html
    assert "таамаглал" in html


def test_an_unknown_code_is_not_found(client, world):
    assert client.get("/units/999/").status_code == 404


def test_its_table_can_be_taken_away(client, world):
    response = client.get("/units/1101/?format=csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["утга"] for row in rows] == ["100.0"]
    found = json.loads(client.get("/units/1101/?format=json").content)
    assert found[0]["indicator"] == "population_census"
    assert found[0]["value"] == 100
    sheet = client.get("/units/1101/?format=xlsx")
    assert sheet.content.startswith(b"PK")


def test_an_unknown_format_is_answered_with_the_page(client, world):
    assert "<h1>" in page(client, "/units/1101/?format=exe")


def test_a_name_is_never_markup(client, world):
    evil = "<script>alert(1)</script>"
    UnitVersion.objects.filter(unit__code="1101").update(
        name_mn=evil, name_en=evil, proper_name=evil
    )
    html = page(client, "/units/1101/") + page(client, "/units/11/")
    assert evil not in html
    assert "&lt;script&gt;" in html
