"""Taking blocks in: checked whole, written once, neighbours found from shapes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from shapely.geometry import box, mapping

from bagana.accounts.models import User
from bagana.redistricting.actions.blocks import add_block_set
from bagana.redistricting.arrays import arrays_of
from bagana.redistricting.block_checks import check_features
from bagana.redistricting.block_problems import BlockProblem, BlocksRefused
from bagana.redistricting.features import cell_shape, from_mappings, read_features
from bagana.redistricting.models import Block, BlockSet
from bagana.territory.boundaries import reading
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_tree, make_user
from tests.redistricting.factories import ON

pytestmark = pytest.mark.django_db
BAGS = ("1101", "1102", "1103")


@pytest.fixture
def units() -> dict[str, Unit]:
    return make_tree()


@pytest.fixture
def officer(units: dict[str, Unit]) -> User:
    return make_user("sum_officer", units["11"])


def feature(i: int, **fields: Any) -> dict[str, Any]:
    """The i-th square of a row; every bag has one."""
    values = {"id": f"b{i}", "bag": BAGS[i], "households": 10 + i, "population": 30}
    animals = {"camel": 0, "horse": 2, "cattle": 3, "sheep": 40, "goat": 20}
    shape = mapping(box(100 + i * 0.1, 48, 100.1 + i * 0.1, 48.1))
    geometry = fields.pop("geometry", shape)
    properties = values | animals | fields
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def row(**changed: dict[str, Any]) -> list[dict[str, Any]]:
    """Three features; `second={...}` changes the one in the middle."""
    return [feature(0), feature(1, **changed.get("second", {})), feature(2)]


def add(user: User, unit: Unit, features: Any, **fields: Any) -> BlockSet:
    values: dict[str, Any] = {
        "title_mn": "Суурь хэсэг",
        "title_en": "Blocks",
        "on": ON,
        "period": "2025",
        "nature": "modelled",
        "source_mn": "Туршилт",
    }
    return add_block_set(user=user, unit=unit, features=features, **(values | fields))


def problems(units: dict[str, Unit], features: Any) -> list[tuple[int, str, str]]:
    checked = check_features(from_mappings(features), unit=units["11"], on=ON)
    return [(one.row, one.field, one.code) for one in checked.problems]


def test_a_set_keeps_its_blocks_and_finds_their_neighbours(
    units: dict[str, Unit], officer: User
) -> None:
    made = add(officer, units["11"], row())
    arrays = arrays_of(made)
    assert arrays.codes == ("b0", "b1", "b2")
    assert [pair[:2] for pair in arrays.pairs] == [("b0", "b1"), ("b1", "b2")]
    assert arrays.pairs[0][2] == pytest.approx(11.1, rel=0.01)
    assert arrays.area_km2[0] == pytest.approx(7.45 * 11.12, rel=0.01)
    assert made.made_by == officer


def test_a_blank_stays_unknown_and_a_nought_stays_nought(
    units: dict[str, Unit], officer: User
) -> None:
    made = add(officer, units["11"], row(second={"households": "…", "camel": 0}))
    block = Block.objects.get(block_set=made, code="b1")
    assert (block.households, block.camel) == (None, 0)


@pytest.mark.parametrize(
    ("second", "field", "code"),
    [
        ({"geometry": None}, "geometry", "no_shape"),
        (
            {"geometry": {"type": "Point", "coordinates": [1, 2]}},
            "geometry",
            "no_shape",
        ),
        ({"geometry": mapping(box(500000, 0, 500100, 80))}, "geometry", "not_degrees"),
        (
            {
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]],
                }
            },
            "geometry",
            "invalid_shape",
        ),
        ({"geometry": mapping(box(100, 48, 100.1, 48.1))}, "geometry", "overlap"),
        ({"id": ""}, "code", "no_code"),
        ({"id": "x" * 41}, "code", "long_code"),
        ({"id": "b0"}, "code", "duplicate"),
        ({"bag": "1201"}, "bag", "unknown_bag"),
        ({"bag": ""}, "bag", "no_bag"),
        ({"households": "олон"}, "households", "not_a_number"),
        ({"population": 3.5}, "population", "not_whole"),
        ({"sheep": -1}, "sheep", "negative"),
        ({"sheep": 1e12}, "sheep", "too_large"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(
    units: dict[str, Unit], second: dict[str, Any], field: str, code: str
) -> None:
    assert problems(units, row(second=second)) == [(2, field, code)]


def test_every_mistake_is_told_at_once(units: dict[str, Unit]) -> None:
    told = problems(units, row(second={"sheep": -1, "goat": "x", "bag": "9"}))
    assert [one[1] for one in told] == ["bag", "sheep", "goat"]


def test_read_is_taken_and_refused(units: dict[str, Unit]) -> None:
    features = from_mappings(row(second={"sheep": -1, "goat": "x"}))
    checked = check_features(features, unit=units["11"], on=ON)
    assert (checked.read, len(checked.blocks), checked.refused) == (3, 2, 1)


def test_totals_of_a_bag_with_a_gap_are_unknown(units: dict[str, Unit]) -> None:
    features = from_mappings(row(second={"goat": None}))
    totals = check_features(features, unit=units["11"], on=ON).totals()
    assert totals["1101"]["goat"] == 20
    assert totals["1102"]["goat"] is None
    assert totals["1102"]["sheep"] == 40


def test_problems_read_in_both_languages(units: dict[str, Unit]) -> None:
    told = BlockProblem("duplicate", 2, "code", "b0", {"first": 1})
    assert told.reason.startswith("Ийм код 1")
    assert BlockProblem.restored(told.stored()) == told


def test_a_set_with_a_fault_is_refused_whole(
    units: dict[str, Unit], officer: User
) -> None:
    with pytest.raises(BlocksRefused) as refused:
        add(officer, units["11"], row(second={"sheep": -1}))
    assert refused.value.problems[0].row == 2
    assert not BlockSet.objects.exists()


def test_the_same_set_is_not_taken_twice(units: dict[str, Unit], officer: User) -> None:
    add(officer, units["11"], row())
    with pytest.raises(Conflict):
        add(officer, units["11"], row(), title_mn="Өөр нэр")


def test_other_figures_are_another_set(units: dict[str, Unit], officer: User) -> None:
    one = add(officer, units["11"], row())
    other = add(officer, units["11"], row(second={"goat": 21}))
    assert one.sha256 != other.sha256


@pytest.mark.parametrize("name", ["title_mn", "period", "source_mn"])
def test_a_set_says_what_it_is(
    units: dict[str, Unit], officer: User, name: str
) -> None:
    with pytest.raises(Refused) as refused:
        add(officer, units["11"], row(), **{name: " "})
    assert refused.value.field == name


@pytest.mark.parametrize("role", ["bag_governor", "evaluator"])
def test_only_planners_add_blocks(units: dict[str, Unit], role: str) -> None:
    with pytest.raises(PermissionDenied):
        add(make_user(role, units["11"]), units["11"], row())


def test_an_officer_of_another_sum_adds_none(units: dict[str, Unit]) -> None:
    with pytest.raises(PermissionDenied):
        add(make_user("sum_officer", units["12"]), units["11"], row())


def test_a_set_is_seen_under_and_above_its_unit(
    units: dict[str, Unit], officer: User
) -> None:
    made = add(officer, units["11"], row())
    seen = [
        BlockSet.objects.visible_to(user).filter(pk=made.pk).exists()
        for user in (
            make_user("aimag_officer", units["1"]),
            make_user("sum_officer", units["12"]),
            None,
        )
    ]
    assert seen == [True, False, False]


def test_it_reads_geojson_by_several_names(units: dict[str, Unit]) -> None:
    document = {"features": row()}
    document["features"][0]["properties"]["өрх"] = document["features"][0][
        "properties"
    ].pop("households")
    found = read_features("a.geojson", json.dumps(document).encode())
    assert found[0].values["households"] == 10


def test_it_reads_cells_from_a_table() -> None:
    cell = "852e3533fffffff"
    text = f"h3;bag;households\n{cell};1101;12\nабв;1101;3\n"
    found = read_features("cells.csv", text.encode())
    assert (found[0].row, found[0].code, found[0].values["households"]) == (
        2,
        cell,
        "12",
    )
    assert found[0].geometry.equals(cell_shape(cell))
    assert found[1].geometry is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"x"),
        ("a.geojson", b"{"),
        ("a.geojson", b'{"features": []}'),
        ("a.geojson", b"[1]"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_features(name, content)
    assert refused.value.field == "file"


def test_a_table_of_cells_gives_bags_by_place_and_neighbours(
    units: dict[str, Unit], officer: User
) -> None:
    import h3

    middle = h3.latlng_to_cell(48.5, 105.5, 6)
    cells = sorted(h3.grid_disk(middle, 1))
    text = "h3,bag,households\n" + "".join(f"{one},1101,5\n" for one in cells)
    made = add(officer, units["11"], read_features("cells.csv", text.encode()))
    arrays = arrays_of(made)
    near = dict.fromkeys(cells, 0)
    for one, other, _km in arrays.pairs:
        near[one] += 1
        near[other] += 1
    assert near.pop(middle) == 6
    assert set(near.values()) == {3}
    assert arrays.missing["population"] == 7


def test_it_reads_a_geopackage_as_it_reads_geojson(tmp_path: Path) -> None:
    reason = "the shapefile extra is not installed"
    pyogrio = pytest.importorskip("pyogrio", reason=reason)
    source, path = tmp_path / "a.geojson", tmp_path / "a.gpkg"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": row()}))
    meta, _fids, geometry, columns = pyogrio.raw.read(source)
    pyogrio.raw.write(
        path,
        geometry,
        columns,
        meta["fields"],
        geometry_type="Polygon",
        crs="EPSG:4326",
        driver="GPKG",
    )
    one, other = (read_features(p.name, p.read_bytes()) for p in (source, path))
    assert [f.code for f in other] == ["b0", "b1", "b2"]
    assert [f.bag for f in other] == [f.bag for f in one]
    assert other[1].geometry.equals(one[1].geometry)
    assert float(other[2].values["households"]) == 12


@pytest.mark.parametrize(
    "content",
    [
        b'{"features": ' + b"[" * 200_000,
        b'{"features": 7}',
        b'{"features": ["a", null]}',
        b"\xff\xfe",
    ],
)
def test_a_file_that_breaks_its_reader_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_features("blocks.geojson", content)
    assert refused.value.field == "file"


def test_numbers_and_places_beyond_all_measure_are_told_in_their_rows(
    units: dict[str, Unit],
) -> None:
    far: Any = {"type": "Polygon", "coordinates": [[[1e999, 0], [1, 1], [0, 1]] * 2]}
    huge: Any = {"type": "Polygon", "coordinates": [[[10**400, 0], [1, 1], [0, 1]]]}
    given = [
        feature(0, households=10**400, geometry=far),
        feature(1, households="1e400", geometry=huge),
    ]
    found = check_features(from_mappings(given), unit=units["11"], on=ON)
    told = {(one.row, one.field): one.code for one in found.problems}
    assert told[1, "households"] == "too_large"
    assert told[2, "households"] == "not_a_number"
    assert {told[1, "geometry"], told[2, "geometry"]} <= {"no_shape", "not_degrees"}


@pytest.mark.parametrize("code", ["a b", "a,b", "a;b", "a\tb", "a\0b", "give:b"])
def test_a_code_holds_nothing_that_sets_codes_apart(
    units: dict[str, Unit], code: str
) -> None:
    """It could be neither typed nor locked, and two plans could share a hash."""
    features = from_mappings(row(second={"id": code}))
    found = check_features(features, unit=units["11"], on=ON)
    assert [one.code for one in found.problems] == ["bad_code"]
    assert "\0" not in found.problems[0].stored()["value"]


def test_thousands_of_blocks_in_one_place_are_refused_before_they_fill_the_memory(
    units: dict[str, Unit],
) -> None:
    here = mapping(box(100, 48, 100.1, 48.1))
    given = [feature(0, id=f"b{i}", geometry=here) for i in range(400)]
    with pytest.raises(Refused) as refused:
        check_features(from_mappings(given), unit=units["11"], on=ON)
    assert refused.value.field == "file"


def test_an_archive_that_unpacks_to_gigabytes_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MAX_UNPACKED", 999)
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("blocks.shp", bytes(1000))
    with pytest.raises(Refused) as refused:
        read_features("blocks.zip", held.getvalue())
    assert "512" in refused.value.reason
