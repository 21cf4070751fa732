"""What bagana redraw cannot follow: told with place and mending, code 2, no trace."""

import json
from pathlib import Path

import pytest

from bagana.cli import main
from tests.project.blocks_files import read, write_cells, write_geojson

pytestmark = pytest.mark.own_home


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_geojson(tmp_path / "blocks.geojson", cols=2, rows=2)
    return tmp_path


def refused(capsys, *more, blocks="blocks.geojson", lang="en"):
    """What is said on the error stream; nothing is searched and nothing written."""
    code = main(["redraw", blocks, "--lang", lang, "--processes", "1", *more])
    said = capsys.readouterr().err
    assert code == 2, said
    assert "Traceback" not in said
    return said


def changed(change):
    write_geojson(Path("blocks.geojson"), change, cols=2, rows=2)


def test_a_file_that_is_not_there_is_named(capsys):
    assert "nowhere.geojson" in refused(capsys, blocks="nowhere.geojson")


def test_a_file_of_another_kind_is_refused(capsys, files):
    (files / "blocks.kml").write_text("<kml/>", encoding="utf-8")
    assert "GeoPackage" in refused(capsys, blocks="blocks.kml")


@pytest.mark.parametrize("text", ["{", "[]", '{"features": 3}', '{"type": "Feature"}'])
def test_what_is_no_collection_of_features_is_told(capsys, files, text):
    (files / "blocks.geojson").write_text(text, encoding="utf-8")
    assert "FeatureCollection" in refused(capsys)


def test_a_collection_without_features_is_empty(capsys, files):
    text = '{"type": "FeatureCollection", "features": []}'
    (files / "blocks.geojson").write_text(text, encoding="utf-8")
    assert "no rows" in refused(capsys)


def test_metres_in_place_of_degrees_are_told(capsys):
    def in_metres(feature):
        ring = feature["geometry"]["coordinates"][0]
        feature["geometry"]["coordinates"] = [[[x * 1e4, y * 1e4] for x, y in ring]]

    changed(in_metres)
    said = refused(capsys)
    assert "Not degrees" in said
    assert "EPSG:4326" in said


def test_a_plane_that_the_file_names_is_told(capsys, files):
    told = json.loads((files / "blocks.geojson").read_text("utf-8"))
    told["crs"] = {"type": "name", "properties": {"name": "EPSG:32648"}}
    (files / "blocks.geojson").write_text(json.dumps(told), encoding="utf-8")
    assert "not degrees" in refused(capsys)


def test_points_are_no_blocks(capsys):
    def as_point(feature):
        if feature["properties"]["id"] == "01":
            feature["geometry"] = {"type": "Point", "coordinates": [106, 49]}

    changed(as_point)
    said = refused(capsys)
    assert "row 2" in said
    assert "Not an area." in said


def test_a_block_without_a_shape_is_told(capsys):
    def bare(feature):
        if feature["properties"]["id"] == "10":
            feature["geometry"] = None

    changed(bare)
    assert "There is no shape." in refused(capsys)


def test_a_border_that_crosses_itself_is_told(capsys):
    def bow_tie(feature):
        if feature["properties"]["id"] == "00":
            ring = feature["geometry"]["coordinates"][0]
            ring[1], ring[2] = ring[2], ring[1]

    changed(bow_tie)
    assert "crosses itself" in refused(capsys)


def test_a_field_that_is_not_there_is_told_with_those_that_are(capsys):
    said = refused(capsys, "--id", "kod")
    assert "“kod”" in said
    assert "households" in said


def test_a_weight_without_a_column_is_told_with_those_that_are(capsys):
    said = refused(capsys, "--weights", "households,cattles")
    assert "“cattles”" in said
    assert "cattle, " in said


def test_a_cell_that_is_no_number_is_told_with_its_row(capsys):
    def wrong(feature):
        if feature["properties"]["id"] == "01":
            feature["properties"]["households"] = "many"

    changed(wrong)
    said = refused(capsys)
    assert "row 2, households" in said
    assert "Not a number." in said


def test_a_number_that_is_missing_is_not_nought(capsys):
    def forgotten(feature):
        if feature["properties"]["id"] == "11":
            feature["properties"]["population"] = None

    changed(forgotten)
    said = refused(capsys)
    assert "11" in said
    assert "population" in said


def test_and_in_mongolian(capsys):
    assert "файл алга" in refused(capsys, blocks="nowhere.csv", lang="mn")


def test_a_code_that_stands_twice_is_told(capsys):
    def same(feature):
        feature["properties"]["id"] = "x"

    changed(same)
    assert "x" in refused(capsys)


def test_a_locked_block_that_is_none_is_told(capsys):
    assert "zz" in refused(capsys, "--lock", "00,zz")


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--tolerance", "households", "“households” is not understood"),
        ("--tolerance", "people=0.1", "no weight “people”"),
        ("--tolerance", "households=-1", "is not understood"),
        ("--minimise", "cost", "choose among cut, moved, travel"),
        ("--units", "many", "is not understood"),
        ("--units", "5-3", "is not understood"),
        ("--units", "9", "cannot be divided into 9"),
        ("--seed", "-1", "--seed"),
        ("--seeds", "0", "--seeds is at least one"),
        ("--processes", "0", "--processes is at least one"),
        ("--budget", "0", "--budget"),
        ("--weights", ",", "no weight"),
    ],
)
def test_an_option_that_nothing_could_follow_is_refused(capsys, option, value, told):
    assert told in refused(capsys, f"{option}={value}")


def test_a_file_of_offices_needs_its_columns(capsys, files):
    (files / "offices.csv").write_text("unit,x,y\nA,1,2\n", encoding="utf-8")
    said = refused(capsys, "--offices", "offices.csv")
    assert "lacks these columns: lon, lat" in said


def test_an_office_of_an_unknown_unit_is_told(capsys, files):
    (files / "offices.csv").write_text("unit,lon,lat\nQ,106,49\n", encoding="utf-8")
    assert "Q" in refused(capsys, "--offices", "offices.csv")


def test_a_place_that_is_no_number_is_told(capsys, files):
    (files / "offices.csv").write_text("unit,lon,lat\nA,here,49\n", encoding="utf-8")
    assert "“here”" in refused(capsys, "--offices", "offices.csv")


def test_a_table_without_cells_is_refused(capsys, files):
    (files / "cells.csv").write_text("block,households\na,1\n", encoding="utf-8")
    assert "no column h3" in refused(capsys, blocks="cells.csv")


def test_what_is_no_cell_is_refused(capsys, files):
    write_cells(files / "cells.csv")
    text = (files / "cells.csv").read_text("utf-8")
    (files / "cells.csv").write_text(text.replace("86", "zz", 1), encoding="utf-8")
    asked = ("--weights", "households,population")
    assert "no H3 cell" in refused(capsys, *asked, blocks="cells.csv")


def test_the_example_copies_over_nothing(capsys, files):
    assert main(["redraw", "example", "--out", "own", "--lang", "en"]) == 0
    capsys.readouterr()
    assert "already has" in refused(capsys, "--out", "own", blocks="example")


def test_the_example_is_a_real_sum_of_nine_bags(files):
    assert main(["redraw", "example", "--out", "own", "--lang", "en"]) == 0
    told = json.loads((files / "own/blocks.geojson").read_text("utf-8"))["features"]
    assert len({feature["properties"]["bag"] for feature in told}) == 9
    assert len(read(files / "own/offices.csv")) == 9
