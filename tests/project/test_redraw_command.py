"""bagana redraw: blocks in, plans out; the same seed gives the same bytes."""

import json
import os
import signal
import subprocess
import sys

import pytest

from bagana.cli import main
from tests.project.blocks_files import read, write_cells, write_geojson

pytestmark = pytest.mark.own_home

QUICK = ("--effort", "quick", "--seeds", "1", "--processes", "1")
WEIGHTS = "households,population,area,sheep_units"


def redraw(*more, blocks="blocks.geojson", lang="en", whole=False):
    tables = [] if whole else ["--tables"]
    command = ["redraw", blocks, "--lang", lang, *QUICK, *tables]
    return main([*command, *more])


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A folder with the blocks and everything a run writes of them."""
    folder = tmp_path_factory.mktemp("redraw")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write_geojson(folder / "blocks.geojson")
        asked = ("--weights", WEIGHTS, "--tolerance", "population=0.2")
        code = redraw(*asked, "--out", "out", whole=True)
        assert code == 0
        yield folder / "out"


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_geojson(tmp_path / "blocks.geojson")
    return tmp_path


def test_a_run_writes_tables_plans_pictures_and_paper(done):
    found = {path.name for path in done.iterdir()}
    assert {"front.csv", "units.csv", "front.xlsx", "00.csv", "00.geojson", "01.csv",
            "01.geojson", "blocks.geojson", "map.svg", "map.png", "front.svg",
            "front.png", "report.pdf", "run.json"} <= found  # fmt: skip


def test_the_chosen_plan_meets_what_was_asked(done):
    plans = {row["kind"]: row for row in read(done / "front.csv")}
    assert float(plans["today"]["deviation_population"]) == pytest.approx(0.5)
    assert plans["chosen"]["feasible"] == "1"
    assert float(plans["chosen"]["deviation_population"]) <= 0.2


def test_every_block_has_one_unit_in_a_plan(done):
    chosen = next(r for r in read(done / "front.csv") if r["kind"] == "chosen")
    rows = read(done / f"{int(chosen['plan']):02d}.csv")
    assert len({row["block"] for row in rows}) == len(rows) == 24
    assert {row["unit"] for row in rows} == {"A", "B"}


def test_the_sums_of_units_are_those_of_their_blocks(done):
    chosen = next(r for r in read(done / "front.csv") if r["kind"] == "chosen")
    number = f"{int(chosen['plan']):02d}"
    units = {row["block"]: row["unit"] for row in read(done / f"{number}.csv")}
    told = json.loads((done / "blocks.geojson").read_text("utf-8"))["features"]
    people = {"A": 0, "B": 0}
    for feature in told:
        own = feature["properties"]
        assert own[f"plan_{number}"] == units[own["block"]]
        people[units[own["block"]]] += own["population"]
    table = {row["unit"]: float(row["population_after"]) for row in
             read(done / "units.csv")}  # fmt: skip
    assert table == people


def test_the_shapes_of_units_cover_the_land(done):
    import shapely
    from shapely.geometry import shape

    blocks, units = (
        [shape(f["geometry"]) for f in json.loads(path.read_text("utf-8"))["features"]]
        for path in (done / "blocks.geojson", done / "01.geojson")
    )
    assert len(units) == 2
    whole = shapely.union_all(blocks)
    assert shapely.union_all(units).symmetric_difference(whole).area < 1e-9


def test_area_and_sheep_units_are_computed_where_there_is_no_column(done):
    told = json.loads((done / "blocks.geojson").read_text("utf-8"))["features"]
    own = told[0]["properties"]
    assert own["sheep_units"] == pytest.approx(100 + 9 + 7)
    assert own["area"] == pytest.approx(5.56 * 3.65, rel=0.02)


def test_units_are_called_by_their_names(done):
    assert {row["name"] for row in read(done / "units.csv")} == {"Баруун", "Зүүн"}
    assert "Баруун" in (done / "map.svg").read_text("utf-8")


def test_the_record_says_how_to_repeat_it(done):
    record = json.loads((done / "run.json").read_text("utf-8"))
    assert record["seed"] == 1
    assert record["contiguous"] is True
    assert record["tasks"] == record["tasks_wanted"] > 0
    assert len(record["blocks_sha256"]) == 64


def test_the_report_answers_in_the_language_asked_for(done):
    import pypdf

    pages = pypdf.PdfReader(done / "report.pdf").pages
    text = " ".join(page.extract_text() for page in pages)
    assert "Largest deviation" in text
    assert "Баруун" in text
    assert "What is proven" in text


def test_and_in_mongolian(files, capsys):
    assert redraw("--tolerance", "population=0.2", lang="mn", whole=True) == 0
    assert "хамгийн их зөрүү" in capsys.readouterr().out


def test_the_same_seed_gives_the_same_bytes(files):
    for folder in ("one", "two"):
        assert redraw("--out", folder, "--seed", "3", whole=True) == 0
    for path in (files / "one").iterdir():
        assert path.read_bytes() == (files / "two" / path.name).read_bytes(), path.name


def test_cells_have_the_neighbours_of_h3(files):
    write_cells(files / "cells.csv")
    asked = ("--weights", "households,population,area", "--tolerance", "population=0.3")
    assert redraw(*asked, blocks="cells.csv") == 0
    assert len(read(files / "plans" / "01.csv")) == 19
    assert json.loads((files / "plans/run.json").read_text())["contiguous"] is True


def test_another_number_of_units_can_be_asked_for(files):
    assert redraw("--units", "3", "--tolerance", "population=0.4") == 0
    chosen = [r for r in read(files / "plans/front.csv") if r["kind"] == "chosen"]
    assert chosen[0]["units"] == "3"
    assert "new-1" in {row["unit"] for row in read(files / "plans/units.csv")}


def test_blocks_without_units_of_today_are_divided(files):
    def forget(feature):
        del feature["properties"]["bag"]

    write_geojson(files / "blocks.geojson", forget)
    assert redraw("--units", "2", "--tolerance", "population=0.4") == 0
    front = read(files / "plans/front.csv")
    assert {row["kind"] for row in front} >= {"chosen"}
    assert "today" not in {row["kind"] for row in front}
    assert {row["moved"] for row in front} == {""}


def test_locked_blocks_stay(files):
    assert redraw("--lock", "00,01,02,03,20,21,22,23", "--tolerance", "0.4") == 0
    chosen = next(r for r in read(files / "plans/front.csv") if r["kind"] == "chosen")
    rows = read(files / f"plans/{int(chosen['plan']):02d}.csv")
    kept = {row["block"]: row["unit"] for row in rows}
    assert all(kept[code] == "A" for code in ("00", "03", "20", "23"))


def test_fields_can_be_named(files):
    def rename(feature):
        own = feature["properties"]
        own["nomer"], own["khoroo"] = own.pop("id"), own.pop("bag")

    write_geojson(files / "blocks.geojson", rename)
    assert redraw("--id", "nomer", "--today", "khoroo", "--tolerance", "0.4") == 0
    assert {row["unit"] for row in read(files / "plans/00.csv")} == {"A", "B"}


def test_several_sums_are_searched_one_by_one(files):
    def part(feature):
        own = feature["properties"]
        own["sum"] = "north" if own["id"][1] in "23" else "south"
        own["bag"] = f"{own['sum']}-{own['bag']}"

    write_geojson(files / "blocks.geojson", part)
    assert redraw("--tolerance", "population=0.4") == 0
    assert {path.name for path in (files / "plans").iterdir()} == {
        "north", "south", "summary.csv",
    }  # fmt: skip
    assert [row["parent"] for row in read(files / "plans/summary.csv")] == [
        "south", "north",
    ]  # fmt: skip


def test_geopackage_in_another_projection_is_read(files):
    raw = pytest.importorskip("pyogrio.raw", reason="the extra shapefile")
    import numpy as np
    import shapely
    from pyproj import Transformer
    from shapely.geometry import shape

    told = json.loads((files / "blocks.geojson").read_text("utf-8"))["features"]
    to = Transformer.from_crs("EPSG:4326", "EPSG:32648", always_xy=True)
    shapes = shapely.transform(
        np.array([shape(f["geometry"]) for f in told], dtype=object),
        lambda c: np.column_stack(to.transform(c[:, 0], c[:, 1])),
    )
    names = list(told[0]["properties"])
    columns = [np.array([f["properties"][name] for f in told]) for name in names]
    raw.write(
        str(files / "blocks.gpkg"), geometry=shapely.to_wkb(shapes), fields=names,
        field_data=columns, crs="EPSG:32648", geometry_type="Polygon", driver="GPKG",
    )  # fmt: skip
    for name in ("blocks.geojson", "blocks.gpkg"):
        assert redraw("--tolerance", "0.4", "--out", name[7:], blocks=name) == 0
    one, two = (read(files / name / "front.csv") for name in ("geojson", "gpkg"))
    assert [row["moved"] for row in one] == [row["moved"] for row in two]


def test_ctrl_c_keeps_the_best_so_far(files, monkeypatch, capsys):
    from bagana.project.commands.redraw import searching

    # More blocks than are divided in every possible way at once.
    write_geojson(files / "blocks.geojson", cols=8, rows=5)
    found = searching.redraw_all

    def interrupted(problem, **asked):
        def press(done, total, best):
            if done == 2:
                signal.raise_signal(signal.SIGINT)

        return found(problem, **(asked | {"progress": press}))

    monkeypatch.setattr(searching, "redraw_all", interrupted)
    assert redraw("--seeds", "3", "--tolerance", "0.4") == 0
    assert "is kept" in capsys.readouterr().err
    record = json.loads((files / "plans/run.json").read_text("utf-8"))
    assert 0 < record["tasks"] < record["tasks_wanted"]


def test_django_is_never_loaded(files):
    """All it takes to search and to set a report, short of doing it once more."""
    code = (
        "import sys\n"
        "import bagana.documents.pdf\n"
        "from bagana.cli import main\n"
        "code = main(['redraw', 'nowhere.geojson'])\n"
        "sys.exit(code != 2 or ('django' in sys.modules))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        cwd=files, env={k: v for k, v in os.environ.items() if k != "BAGANA_HOME"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


def test_after_a_run_ctrl_c_is_as_it_was(files):
    before = signal.getsignal(signal.SIGINT)
    assert redraw("--tolerance", "0.4") == 0
    assert signal.getsignal(signal.SIGINT) is before
