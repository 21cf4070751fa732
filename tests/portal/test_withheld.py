"""A withheld figure is told to be withheld, and its value stands nowhere at all."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from bagana.engines.disclosure import few_people
from bagana.indicators.actions import publish
from bagana.indicators.imports import apply_figures, check_figures
from bagana.indicators.models import Observation
from bagana.indicators.versions import Figure
from tests.engines.disclosure.attacker import possible_values
from tests.factories import make_indicator, make_user

pytestmark = pytest.mark.django_db

BAGS = {"1101": 3, "1102": 41, "1103": 9, "1201": 33, "1202": 67}
TREE = {"11": ("1101", "1102", "1103"), "12": ("1201", "1202"), "1": ("11", "12")}
HIDDEN = ("1101", "1103")


@pytest.fixture
def herders(world):
    """Own counts of all bags and sums, published; two bags of 11 are withheld."""
    officer = make_user("aimag_officer", world.units["1"])
    indicator = make_indicator(
        "own_herders",
        name_mn="Малчин өрх, өөрийн тоо",
        name_en="Herder households, own count",
        unit_mn="өрх",
        unit_en="households",
        nature="own",
        counts_people=True,
    )
    values = dict(BAGS)
    for unit, parts in TREE.items():
        values[unit] = sum(values[part] for part in parts)
    figures = [
        Figure(indicator.pk, world.units[code].pk, "2025", value)
        for code, value in values.items()
    ]
    batch = check_figures(
        user=officer, title="t", origin="derived", content=b"", figures=figures
    )
    apply_figures(user=officer, batch=batch, figures=figures)
    publish(user=officer, title="2025")
    return indicator


def text(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    content = getattr(response, "streaming_content", None)
    return (b"".join(content) if content else response.content).decode("utf-8-sig")


def test_the_page_of_the_unit_says_withheld_and_why(client, herders):
    html = text(client, "/units/1101/")
    assert "нууцалсан" in html
    assert "/methods/#withheld" in html
    client.cookies["django_language"] = "en"
    assert ">withheld</a>" in text(client, "/units/1101/")


def test_the_page_of_the_indicator_withholds_map_and_table(client, herders):
    html = text(client, "/indicators/own_herders/?level=3&within=1")
    assert html.count('fill="url(#withheld)"') == len(HIDDEN) + 1  # and the legend
    for code in HIDDEN:
        row = re.search(rf'<tr data-unit="{code}">.*?</tr>', html).group()
        assert "нууцалсан" in row
        assert not re.search(
            r"\b(3|9)\b", re.sub(r"<[^>]+>", " ", row.split("</th>")[1])
        )
    known = re.search(r'<tr data-unit="1102">.*?</tr>', html).group()
    assert "41" in known


def test_its_colour_and_rank_tell_nothing(client, herders):
    html = text(client, "/indicators/own_herders/?level=3&within=1")
    paths = re.findall(r'<path class="([^"]*)" fill="url\(#withheld\)"', html)
    assert [path.strip() for path in paths] == ["", ""]
    rows = json.loads(
        text(client, "/indicators/own_herders/?level=3&within=1&format=json")
    )
    hidden = [row for row in rows if row["code"] in HIDDEN]
    assert len(hidden) == len(HIDDEN)
    assert {(row["value"], row["rank"], row["note"]) for row in hidden} == {
        (None, None, "withheld")
    }


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_open_data_name_the_cell_without_a_value(client, herders, kind):
    body = text(client, f"/data/observations.{kind}?indicator=own_herders")
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(body)))
    else:
        rows = json.loads(body)
    hidden = {row["unit"]: row for row in rows if row["note"] == "withheld"}
    assert set(hidden) == set(HIDDEN)
    assert not any(row["value"] or row["id"] for row in hidden.values())


def test_the_api_lists_what_is_withheld_apart(client, herders):
    listed = json.loads(text(client, "/api/v1/observations?indicator=own_herders"))
    assert {row["unit"] for row in listed["items"]}.isdisjoint(HIDDEN)
    told = json.loads(text(client, "/api/v1/observations/withheld"))
    assert [row["unit"] for row in told["items"]] == list(HIDDEN)
    assert {tuple(row) for row in told["items"]} == {
        ("indicator", "unit", "period", "status")
    }
    none = json.loads(text(client, "/api/v1/observations/withheld?unit=1201"))
    assert none["total"] == 0


def test_comparing_says_whose_value_is_withheld(client, herders):
    html = text(client, "/compare/?units=1101,1102")
    assert "нууцалсан" in html
    body = text(client, "/compare/?units=1101,1102&format=csv")
    assert "withheld: 1101" in body


def test_nobody_hears_of_it_before_anything_is_published(client, herders):
    Observation.objects.filter(indicator=herders).update(status="draft")
    assert "нууцалсан" not in text(client, "/units/1101/")
    told = json.loads(text(client, "/api/v1/observations/withheld"))
    assert told["total"] == 0


def test_all_that_is_public_together_leaves_five_values(client, herders):
    """Every door at once: pages of numbers, the API, the files; and all the sums."""
    listed = json.loads(text(client, "/api/v1/observations?indicator=own_herders"))
    public = {row["unit"]: int(row["value"]) for row in listed["items"]}
    body = text(client, "/data/observations.csv?indicator=own_herders")
    for row in csv.DictReader(io.StringIO(body)):
        if row["value"]:
            public[row["unit"]] = int(float(row["value"]))
    assert not any(few_people(value) for value in public.values())
    codes = [*BAGS, *TREE]
    place = {code: i for i, code in enumerate(codes)}
    sums = [
        ((place[unit], 1), *((place[part], -1) for part in parts))
        for unit, parts in TREE.items()
    ]
    known = {place[code]: value for code, value in public.items()}
    found = possible_values(place["1101"], known, sums, {}, enough=5)
    assert len(found) == 5
