"""The connector against answers that the statistics office really gave."""

from __future__ import annotations

import csv
import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import bagana.demo
import bagana.territory
from bagana.indicators.nso.answers import Answer, decode
from bagana.indicators.nso.areas import Request, level_of
from bagana.indicators.nso.client import Selection
from bagana.indicators.nso.fetching import Wish, require_what_was_asked, select
from bagana.indicators.nso.index import indexed_tables
from bagana.indicators.nso.kept import Fetched, pinned_codes, rows_of
from bagana.indicators.nso.mappings import known_mappings
from bagana.indicators.nso.structure import read_folder, read_structure

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "nso_api"
TABLE = "DT_NSO_1001_021V1"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the recorded answers are not beside the repository"
)


def recorded(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def answer() -> Answer:
    query = json.loads(recorded(f"pxweb_{TABLE}_query_trimmed.json"))
    text = recorded(f"pxweb_en_{TABLE}_data_trimmed.json")
    return Answer("", query, text, decode(text))


def metadata() -> Any:
    return json.loads(recorded(f"pxweb_mn_{TABLE}_metadata_trimmed_selenge.json"))


def figures() -> dict[tuple[str, str, str], float]:
    """What the recorded answer holds, as our rows: by indicator, unit and period."""
    fetched = Fetched(known_mappings()[TABLE], [answer()], {"0": "MN", "343": "43"})
    return {
        (str(indicator), str(unit), str(period)): float(value)
        for unit, indicator, period, value, *_rest in rows_of(fetched)[1:]
    }


def test_every_recorded_figure_becomes_a_row():
    found = figures()
    assert len(found) == 6 * 2 * 16
    assert found["livestock_total", "MN", "2024"] == 57_649_656
    assert found["livestock_camel", "43", "2009"] == 700
    assert found["livestock_goat", "43", "2024"] == 456_203


def test_the_figures_are_those_that_the_demonstration_carries():
    found = figures()
    path = Path(bagana.demo.__file__).parent / "data" / "observations.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as source:
        carried = {
            (row["indicator"], row["unit"], row["period"]): float(row["value"])
            for row in csv.DictReader(source)
        }
    both = found.keys() & carried.keys()
    assert len(both) == len(found)
    assert {key: found[key] for key in both} == {key: carried[key] for key in both}


def test_numbers_are_scaled_exactly():
    values = answer().decoded["value"]
    written = {Decimal(str(value)) * 1000 for value in values}
    assert all(value == value.to_integral_value() for value in written)
    assert set(figures().values()) == {float(value) for value in written}


def test_the_real_structure_is_understood():
    structure = read_structure(metadata())
    mapping = known_mappings()[TABLE]
    found = [pinned_codes(structure, mapping, one.where) for one in mapping.series]
    assert [one["Малын төрөл"] for one in found] == ["0", "1", "2", "3", "4", "5"]


def test_selenge_brings_its_sums_and_bags_and_no_region():
    wish = Wish([Request("43", "343")], {0, 1, 2, 3}, [2024, 2020])
    selection = select(read_structure(metadata()), known_mappings()[TABLE], wish)
    levels = [level_of(area) for area in selection.values["Бүс"]]
    assert [levels.count(level) for level in (0, 1, 2, 3)] == [0, 1, 17, 57]
    # The answer of the same month has 2024 at "1" and 2020 at "5".
    assert selection.values["Он"] == ["1", "5"]


def test_the_areas_of_the_real_structure_are_our_units():
    path = Path(bagana.territory.__file__).parent / "data" / "external_codes.csv"
    with path.open(encoding="utf-8", newline="") as source:
        ours = {row["external_code"] for row in csv.DictReader(source)}
    areas = metadata()["variables"][1]["values"]
    assert [area for area in areas if area not in ours] == ["3"]


def test_the_recorded_answer_is_what_its_query_asked_for():
    structure = read_structure(metadata())
    require_what_was_asked(answer(), structure, known_mappings()[TABLE])


def test_our_query_has_the_form_of_the_recorded_one():
    query = answer().query
    assert query is not None
    values = {one["code"]: one["selection"]["values"] for one in query["query"]}
    assert Selection(values).body() == query


def test_the_recorded_folder_is_read_and_the_index_agrees_with_it():
    name = "pxweb_en_list_Industry_service__Livestock.json"
    entries = read_folder(json.loads(recorded(name)))
    assert len(entries) == 19
    assert all(entry.is_table for entry in entries)
    listed = {entry.name.removesuffix(".px") for entry in entries}
    path = "Industry, service/Livestock"
    indexed = {table.id for table in indexed_tables() if table.path == path}
    # One table was in the older index and is no longer in the folder.
    assert indexed - listed <= {"DT_NSO_1001_042V2"}
