"""The tables that the package carries say what their sources said."""

import csv
import gzip
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from shapely import coverage_is_valid, coverage_union_all
from shapely.geometry import shape

PACKAGE = Path(__file__).parents[2] / "src" / "bagana"
TERRITORY = PACKAGE / "territory" / "data"
DEMO = PACKAGE / "demo" / "data"
CATALOGUE = PACKAGE / "indicators" / "data"
SPECIES = ("camel", "horse", "cattle", "sheep", "goat")
AGES = ("0_14", "15_18", "19_22", "23_35", "36_45", "46_64", "65_plus")


@cache
def text_of(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


@cache
def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(text_of(path).splitlines()))


@cache
def features_of(name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(text_of(DEMO / name))["features"]
    return features


@cache
def values() -> dict[tuple[str, str, str], Decimal]:
    rows = rows_of(DEMO / "observations.csv.gz")
    return {(r["indicator"], r["unit"], r["period"]): Decimal(r["value"]) for r in rows}


def series(indicator: str, period: str, length: int) -> dict[str, Decimal]:
    return {
        unit: value
        for (code, unit, when), value in values().items()
        if code == indicator and when == period and len(unit) == length and unit != "MN"
    }


def by_parent(figures: dict[str, Decimal]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for unit, value in figures.items():
        totals[unit[:-2]] += value
    return dict(totals)


def tables() -> Iterator[Path]:
    for folder in (TERRITORY, DEMO):
        yield from sorted(p for p in folder.iterdir() if ".csv" in p.name)


def units(*kinds: str) -> list[dict[str, str]]:
    return [r for r in rows_of(TERRITORY / "units.csv") if r["kind"] in kinds]


def test_the_classification_has_the_units_of_the_country() -> None:
    assert len(units("aimag", "capital")) == 22
    assert len(units("sum", "district")) == 339
    assert len(units("bag", "khoroo")) == 1851
    assert len(units("country")) == 1
    assert len(rows_of(TERRITORY / "units.csv")) == 1 + 22 + 339 + 1851


def test_every_unit_has_one_code_a_parent_one_level_above_and_two_names() -> None:
    rows = rows_of(TERRITORY / "units.csv")
    level = {r["code"]: int(r["level"]) for r in rows_of(TERRITORY / "kinds.csv")}
    known = {row["code"]: level[row["kind"]] for row in rows}
    assert len(known) == len(rows)
    for row in rows:
        assert row["name_mn"], row
        assert row["name_en"].isascii(), row
        assert row["name_en"], row
        if row["code"] != "MN":
            assert known[row["parent"]] == known[row["code"]] - 1, row


def test_labels_are_the_official_ones() -> None:
    names = {r["code"]: r for r in rows_of(TERRITORY / "units.csv")}
    assert names["432259"]["name_mn"] == "5-р баг, Түнхэл"
    assert names["432259"]["name_en"] == "Bag 5, Tunkhel"
    assert names["433157"]["name_mn"] == "4-р баг, Дөмбөн"
    assert (names["43"]["name_mn"], names["43"]["name_en"]) == ("Сэлэнгэ", "Selenge")
    assert names["MN"]["name_mn"] == "Монгол Улс"


@pytest.mark.parametrize("path", list(tables()), ids=lambda path: path.name)
def test_cells_are_trimmed_and_composed(path: Path) -> None:
    for row in rows_of(path):
        for cell in row.values():
            assert cell == " ".join(cell.split()), row
            assert cell == unicodedata.normalize("NFC", cell), row


@pytest.mark.parametrize("name", ["aliases.csv", "external_codes.csv"])
def test_other_names_and_codes_belong_to_known_units(name: str) -> None:
    known = {row["code"] for row in rows_of(TERRITORY / "units.csv")}
    rows = [tuple(row.values()) for row in rows_of(TERRITORY / name)]
    assert {row[0] for row in rows} <= known
    assert len(set(rows)) == len(rows)


def test_an_alias_is_never_the_name_itself() -> None:
    names = {r["code"]: r["name_mn"] for r in rows_of(TERRITORY / "units.csv")}
    for row in rows_of(TERRITORY / "aliases.csv"):
        assert row["alias"] != names[row["code"]], row


def test_codes_of_a_register_are_unique() -> None:
    rows = rows_of(TERRITORY / "external_codes.csv")
    assert max(Counter((r["register"], r["external_code"]) for r in rows).values()) == 1
    posts = [r for r in rows if r["register"] == "post"]
    assert len(posts) == 57


def test_selenge_had_17_sums_and_56_bags_in_2018_and_has_57_today() -> None:
    rows = rows_of(DEMO / "classification.csv")
    bags = {r["code"] for r in units("bag") if r["code"].startswith("43")}
    assert sum(r["parent"] == "43" for r in units("sum")) == 17
    assert {row["code"] for row in rows} == bags
    assert len(rows) == 57
    assert Counter(row["location_type_2018"] for row in rows) == {
        "rural": 12,
        "mixed": 20,
        "centre": 24,
        "": 1,
    }
    assert sum(row["tosgon"] == "1" for row in rows) == 6
    assert [r["code"] for r in rows if not r["location_type_2018"]] == ["433157"]


def test_every_classification_calls_itself_illustrative() -> None:
    for row in rows_of(DEMO / "classification.csv"):
        assert row["basis_mn"].startswith("Жишээ ангилал: "), row
        assert row["basis_en"].startswith("Illustrative: "), row
        assert bool(row["tosgon_status"]) == (row["tosgon"] == "1"), row


def test_observations_name_known_units_indicators_and_sources_once() -> None:
    rows = rows_of(DEMO / "observations.csv.gz")
    catalogue = {r["code"]: r for r in rows_of(CATALOGUE / "indicators.csv")}
    known = {row["code"] for row in rows_of(TERRITORY / "units.csv")}
    sources = {row["code"] for row in rows_of(CATALOGUE / "sources.csv")}
    assert len(values()) == len(rows)
    for row in rows:
        assert row["unit"] in known, row
        assert row["source"] in sources, row
        assert row["nature"] == catalogue[row["indicator"]]["nature"], row
        assert bool(row["note_mn"]) == bool(row["note_en"]), row


def test_the_catalogue_is_whole_in_both_languages() -> None:
    rows = rows_of(CATALOGUE / "indicators.csv")
    sources = {row["code"] for row in rows_of(CATALOGUE / "sources.csv")}
    codes = {row["code"] for row in rows}
    assert len({row["name_mn"] for row in rows}) == len(codes) == len(rows)
    assert len({row["name_en"] for row in rows}) == len(rows)
    for row in rows:
        for column in ("name", "unit", "definition"):
            assert row[f"{column}_mn"], row
            assert row[f"{column}_en"], row
        assert bool(row["note_mn"]) == bool(row["note_en"]), row
        assert row["source"] in sources, row
        assert row["lowest_level"] in {"country", "aimag", "sum", "bag"}, row


REGISTERS = ("staff_register", "meeting_register", "request_register")


def computed_by_the_system(row: dict[str, str]) -> bool:
    """From the programme's book, the registers or the returns: not brought along."""
    own = ("bag_", "recount", "programme_book", "outreach_book", *REGISTERS)
    return row["nature"] == "own" and row["source"].startswith(own)


def test_a_ratio_names_its_parts_and_everything_else_has_figures() -> None:
    rows = rows_of(CATALOGUE / "indicators.csv")
    counted = {code for code, _, _ in values()}
    known = counted | {row["code"] for row in rows if computed_by_the_system(row)}
    for row in rows:
        if row["aggregate_units"] == "ratio":
            assert {row["numerator"], row["denominator"]} <= known, row
            assert row["code"] not in counted, row
        elif computed_by_the_system(row):
            assert row["code"] not in counted, row
        else:
            assert row["code"] in counted, row


@pytest.mark.parametrize(
    ("indicator", "total"),
    [
        ("population_census", 103_801),
        ("households", 29_868),
        ("population_census_male", 52_903),
        ("population_census_female", 50_898),
    ],
)
def test_the_census_of_bags_adds_up_to_sums_and_aimag(
    indicator: str, total: int
) -> None:
    bags, sums = series(indicator, "2025", 6), series(indicator, "2025", 4)
    assert (len(bags), len(sums)) == (57, 17)
    assert by_parent(bags) == sums
    assert sum(sums.values()) == values()[indicator, "43", "2025"] == total


def test_ages_and_sexes_add_up_in_every_unit() -> None:
    for (indicator, unit, period), value in values().items():
        if indicator != "population_census" or not unit.startswith("43"):
            continue
        parts = [
            values()[f"population_census_{sex}_{age}", unit, period]
            for sex in ("male", "female")
            for age in AGES
        ]
        assert sum(parts) == value, unit


def test_the_two_population_series_stay_apart() -> None:
    periods = defaultdict(set)
    for indicator, _, period in values():
        if indicator.startswith("population_"):
            periods[indicator.split("_")[1]].add(period)
    assert periods == {"census": {"2025"}, "resident": {"2019", "2020", "2021"}}
    assert values()["population_resident", "43", "2020"] == 108_370


def test_livestock_is_in_head_and_agrees_from_sum_to_aimag() -> None:
    assert values()["livestock_total", "43", "2020"] == 1_818_519
    assert values()["livestock_total", "MN", "2024"] == 57_649_656
    for year in ("2019", "2020"):
        sums = series("livestock_total", year, 4)
        assert sum(sums.values()) == values()["livestock_total", "43", year]


def test_totals_that_differ_from_their_kinds_are_kept_and_noted() -> None:
    rows = rows_of(DEMO / "observations.csv.gz")
    notes = {
        (r["unit"], r["period"]): r["note_mn"]
        for r in rows
        if r["indicator"] == "livestock_total" and len(r["unit"]) == 2
    }
    differing = {
        (unit, year)
        for unit, year in notes
        if sum(values()[f"livestock_{kind}", unit, year] for kind in SPECIES)
        != values()["livestock_total", unit, year]
    }
    assert differing == {
        ("43", "2009"), ("43", "2010"), ("43", "2013"), ("MN", "2009"), ("MN", "2013")
    }  # fmt: skip
    assert values()["livestock_total", "43", "2009"] == 1_510_500
    assert all("нийлбэр" in notes[key] for key in differing)


def test_modelled_livestock_adds_up_to_what_is_published() -> None:
    bags = series("livestock_modelled_total", "2020", 6)
    assert len(bags) == 57
    assert by_parent(bags) == series("livestock_total", "2020", 4)
    for kind in SPECIES:
        total = sum(series(f"livestock_modelled_{kind}", "2020", 6).values())
        assert total == values()[f"livestock_{kind}", "43", "2020"]


def test_blocks_add_up_to_the_census_of_each_bag() -> None:
    people: Counter[str] = Counter()
    homes: Counter[str] = Counter()
    for block in (
        feature["properties"] for feature in features_of("blocks.geojson.gz")
    ):
        assert block["status"] == "modelled"
        people[block["bag"]] += block["population"]
        homes[block["bag"]] += block["households"]
    assert people == series("population_census", "2025", 6)
    assert homes == series("households", "2025", 6)


def test_no_published_area_is_given_to_the_two_parts_of_the_split() -> None:
    assert len(series("area_km2", "2018", 6)) == 56
    assert values()["area_km2", "433155", "2018"] == Decimal("1263.43")
    for year in ("2019", "2020", "2025"):
        assert not {"433155", "433157"} & series("area_km2", year, 6).keys()
    assert len(series("area_schematic_km2", "2025", 6)) == 57
    assert len(series("area_schematic_km2", "2018", 6)) == 56


@pytest.mark.parametrize(("left_out", "count"), [("today", 56), ("2018", 57)])
def test_bags_cover_the_sums_without_gap_or_overlap(left_out: str, count: int) -> None:
    bags = [
        shape(f["geometry"])
        for f in features_of("boundaries_bags.geojson.gz")
        if f["properties"]["variant"] != left_out
    ]
    sums = [shape(f["geometry"]) for f in features_of("boundaries_sums.geojson.gz")]
    assert (len(bags), len(sums)) == (count, 17)
    assert coverage_is_valid(bags)
    outline = coverage_union_all(sums)
    assert coverage_union_all(bags).symmetric_difference(outline).area < 1e-9


def test_all_boundaries_call_themselves_schematic() -> None:
    for name in ("bags", "sums"):
        for feature in features_of(f"boundaries_{name}.geojson.gz"):
            assert feature["properties"]["status"] == "schematic"


def test_the_founding_act_has_no_invented_number() -> None:
    acts = {row["key"]: row for row in rows_of(DEMO / "acts.csv")}
    founding = acts["programme_2018"]
    assert (founding["meeting"], founding["date"]) == ("07", "2018-06-05")
    assert founding["number"] == ""
    assert "дугаар" in founding["note_mn"]
    assert acts["dombon_2019"]["illustrative"] == "1"
    assert "жишээ" in acts["dombon_2019"]["title_mn"]


def test_shares_of_the_split_sum_to_one_for_each_measure() -> None:
    shares: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows_of(DEMO / "changes.csv"):
        assert row["from_code"] == "433155"
        assert row["to_code"] in {"433155", "433157"}
        part, whole = Decimal(row["part"]), Decimal(row["whole"])
        assert abs(part / whole - Decimal(row["share"])) <= Decimal("0.000001")
        shares[row["measure"]] += Decimal(row["share"])
    assert shares == dict.fromkeys(
        ("households", "population", "area", "livestock"), Decimal(1)
    )


def test_the_tables_stay_small() -> None:
    files = [file for folder in (TERRITORY, DEMO) for file in folder.iterdir()]
    assert sum(file.stat().st_size for file in files if file.is_file()) < 1_500_000
    for file in files:
        assert file.suffix == ".gz" or file.stat().st_size < 200_000, file.name
