"""Everything published can be taken away, and nothing else."""

import csv
import io
import json

import pytest
import shapely

pytestmark = pytest.mark.django_db


def table(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_every_published_figure_is_in_the_table(client, world):
    rows = table(client, "/data/observations.csv")
    assert len(rows) == len(world.rows)
    found = {(r["indicator"], r["unit"], r["period"]): float(r["value"]) for r in rows}
    assert found["population_census", "1201", "2025"] == 700


def test_drafts_and_old_versions_are_not(client, world):
    world.publish("households", "1101", 2025, 77, status="draft", publication=None)
    old = world.rows["population_census", "1101", 2025]
    old.status = "superseded"
    old.save()
    rows = table(client, "/data/observations.csv")
    assert not [r for r in rows if r["indicator"] == "households"]
    assert not [r for r in rows if r["unit"] == "1101"]


def test_it_narrows_to_an_indicator_and_to_what_lies_in_a_unit(client, world):
    world.publish("households", "1101", 2025, 7)
    rows = table(client, "/data/observations.csv?indicator=households")
    assert [r["unit"] for r in rows] == ["1101"]
    rows = table(client, "/data/observations.csv?within=12")
    assert {r["unit"] for r in rows} == {"1201"}


@pytest.mark.parametrize(
    "name", ["observations", "units", "indicators", "sources", "changes", "lineage"]
)
def test_every_table_comes_in_every_format(client, split, name):
    assert table(client, f"/data/{name}.csv")
    assert client.get(f"/data/{name}.json").json()
    assert client.get(f"/data/{name}.xlsx").content.startswith(b"PK")


def test_a_long_table_is_streamed_and_not_refused(client, world, monkeypatch):
    from bagana.portal.views import data

    monkeypatch.setattr(data, "MOST_IN_MEMORY", 2)
    response = client.get("/data/observations.xlsx")
    assert response.streaming
    assert response.headers["Content-Type"].startswith("text/csv")


def test_shapes_are_valid_geojson_with_the_newest_figure(client, world):
    path = "/data/units.geojson?indicator=population_census"
    found = json.loads(client.get(path).content)
    by_code = {f["id"]: f for f in found["features"]}
    shape = shapely.from_geojson(json.dumps(by_code["1101"]["geometry"]))
    assert shape.is_valid
    assert by_code["1101"]["properties"]["value"] == 100
    assert "value" not in by_code["1202"]["properties"]
    assert by_code["1"]["geometry"] is None


def test_units_are_those_of_the_date(client, split):
    codes = {r["code"] for r in table(client, "/data/units.csv?on=2018-06-05")}
    assert "1104" not in codes
    assert "1103" in codes


def test_a_text_that_a_spreadsheet_would_run_is_disarmed(client, world):
    world.publish("households", "1101", 2025, 7, note="=1+1")
    rows = table(client, "/data/observations.csv?indicator=households")
    assert rows[0]["note"] == "'=1+1"


@pytest.mark.parametrize(
    "path",
    [
        "/data/secrets.csv",
        "/data/units.exe",
        "/data/sources.geojson",
        "/data/observations.csv?indicator=nothing",
        "/data/observations.csv?within=999",
    ],
)
def test_what_is_unknown_is_not_found(client, world, path):
    assert client.get(path).status_code == 404


def test_the_page_explains_every_column_and_the_licence(client, world):
    from bagana.portal.queries.opendata import HEADING

    html = client.get("/data/").content.decode()
    for name in HEADING:
        assert f"<code>{name}</code>" in html
    assert "CC BY 4.0" in html
