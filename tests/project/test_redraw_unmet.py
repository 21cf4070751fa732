"""An infeasible wish is answered: which weight of which bag, by how much."""

import pytest

from bagana.cli import main
from tests.project.blocks_files import read, write_geojson

pytestmark = pytest.mark.own_home


@pytest.fixture
def answered(tmp_path, monkeypatch, capsys):
    """One block holds most of the people: no two bags are equal."""
    monkeypatch.chdir(tmp_path)

    def heavy(feature):
        is_town = feature["properties"]["id"] == "00"
        feature["properties"]["population"] = 900 if is_town else 10

    write_geojson(tmp_path / "blocks.geojson", heavy)
    asked = ["--tolerance", "population=0.1", "--weights", "households,population"]
    quick = ["--effort", "quick", "--seeds", "1", "--processes", "1", "--tables"]
    assert main(["redraw", "blocks.geojson", "--lang", "en", *asked, *quick]) == 0
    return tmp_path / "plans", capsys.readouterr().out


def test_it_says_that_nothing_meets_it_and_gives_the_nearest(answered):
    folder, said = answered
    assert "No plan within the tolerances was found" in said
    chosen = next(r for r in read(folder / "front.csv") if r["kind"] == "chosen")
    assert chosen["feasible"] == "0"
    least = min(float(r["deviation"]) for r in read(folder / "front.csv"))
    assert float(chosen["deviation"]) == pytest.approx(least)


def test_it_names_the_bag_that_has_too_much_and_the_one_that_has_too_little(answered):
    folder, said = answered
    found = {row["unit"]: row for row in read(folder / "unmet.csv")}
    off = {unit: float(row["deviation"]) for unit, row in found.items()}
    assert off["A"] > 0.1
    assert off["B"] < -0.1
    assert "above the target" in said
    assert "below the target" in said


def test_that_no_plan_can_is_proven_by_the_one_block(answered):
    folder, said = answered
    heavy = next(r for r in read(folder / "unmet.csv") if r["unit"] == "A")
    assert heavy["proven"] == "1"
    assert heavy["why"] == "block"
    assert "Proven: one building block" in said
