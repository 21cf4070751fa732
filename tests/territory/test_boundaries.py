"""Outlines out of files, compared with the register, applied, given out again."""

import json
from datetime import date

import numpy as np
import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from shapely.geometry import box, mapping

from bagana.territory.actions import undo
from bagana.territory.boundaries import (
    apply_file,
    compare,
    export_boundaries,
    found_boundaries,
    read_boundaries,
)
from bagana.territory.models import UnitChange, UnitVersion
from bagana.territory.queries import boundaries_of, find_version, versions_on
from bagana.territory.shapes import geometry_of, simplified_of
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.territory.worlds import DAY, World, dump

pytestmark = pytest.mark.django_db

SUM = box(106, 49, 109, 50)
BAGS = {
    "1101": box(106, 49, 107, 50),
    "1102": box(107, 49, 108, 50),
    "1103": box(108, 49, 109, 50),
}


@pytest.fixture
def world():
    world = World()
    found_boundaries({"11": SUM}, status="schematic", source="test")
    return world


def geojson(shapes, field="code", **more):
    features = [
        {"type": "Feature", "properties": {field: code} | more, "geometry": mapping(g)}
        for code, g in shapes.items()
    ]
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document).encode()


def report_of(shapes, on=DAY):
    return compare(read_boundaries("bags.geojson", geojson(shapes)), on)


def kinds(report):
    return {(problem.kind, problem.code) for problem in report.problems}


def test_a_fitting_file_has_no_differences(world):
    report = report_of(BAGS)
    assert report.new == ("1101", "1102", "1103")
    assert report.problems == ()
    assert report.reconciles


def test_every_difference_is_named(world):
    shapes = {
        "1101": box(105.9, 49, 107.1, 50),
        "1102": box(107, 49, 107.5, 50),
        "9999": box(100, 40, 101, 41),
    }
    report = report_of(shapes)
    assert kinds(report) >= {
        ("unknown", "9999"),
        ("missing", "1103"),
        ("outside_parent", "1101"),
        ("overlap", "1101"),
        ("gap", "1102"),
    }
    assert report.refused == ("9999",)
    assert report.applicable == ("1101", "1102")
    assert report.reconciles


def test_an_outline_that_crosses_itself_is_named(world):
    bow = shapely.Polygon([(106, 49), (107, 50), (107, 49), (106, 50)])
    assert ("invalid", "1101") in kinds(report_of({"1101": bow}))


def test_an_area_that_differs_from_the_register_is_named(world):
    found_boundaries(
        {"1101": BAGS["1101"]},
        status="schematic",
        source="test",
        registered={"1101": 5000.0},
    )
    report = report_of(BAGS)
    assert ("area_differs", "1101") in kinds(report)
    assert report.same == ("1101",)


def test_the_field_of_codes_is_found_by_its_values(world):
    file = read_boundaries("x.geojson", geojson(BAGS, field="bag_no", colour="red"))
    assert file.code_field == "bag_no"
    with pytest.raises(Refused, match="colour"):
        read_boundaries("x.geojson", geojson(BAGS, field="bag_no", colour="red"), "id")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.geojson", b"not json"),
        ("x.geojson", b'{"type": "FeatureCollection", "features": []}'),
        ("x.gpkg", b"nothing"),
        ("x.zip", b"PK nothing"),
        ("x.doc", b""),
    ],
)
def test_it_refuses_a_file_it_cannot_read(world, name, content):
    with pytest.raises(Refused) as refusal:
        read_boundaries(name, content)
    assert refusal.value.fix


def test_applying_makes_one_change_a_unit_and_each_can_be_undone(world):
    file = read_boundaries("bags.geojson", geojson(BAGS))
    before = dump()
    changes = apply_file(file=file, **world.order())
    assert [change.kind for change in changes] == ["boundary"] * 3
    assert find_version("1102", DAY).boundary.area_km2 == pytest.approx(8120, rel=0.01)
    assert find_version("1102", date(2020, 1, 1)).boundary is None
    assert compare(file, DAY).same == ("1101", "1102", "1103")
    with pytest.raises(Refused):
        apply_file(file=file, **world.order(date(2022, 1, 1)))
    for change in reversed(changes):
        undo(user=world.officer, change=change)
    assert dump() == before


def test_only_an_officer_applies(world):
    file = read_boundaries("bags.geojson", geojson(BAGS))
    with pytest.raises(PermissionDenied):
        apply_file(
            file=file, **world.order(user=make_user("sum_officer", world.units["11"]))
        )
    assert not UnitChange.objects.exists()


def test_neighbours_keep_their_common_border_when_simplified(world):
    wavy = [(107 + 0.00005 * (i % 2), 49 + i / 100) for i in range(101)]
    west = shapely.Polygon([(106, 49), *wavy, (106, 50)])
    east = shapely.Polygon([(108, 49), *wavy, (108, 50)])
    found_boundaries({"1101": west, "1102": east}, status="schematic", source="t")
    rows = boundaries_of(versions_on(DAY).filter(unit__code__in=["1101", "1102"]))
    one, other = (simplified_of(row) for row in rows.values())
    assert len(shapely.get_coordinates(one)) < 20
    assert shapely.intersection(one, other).area == pytest.approx(0)
    assert shapely.union(one, other).area == pytest.approx(2, rel=1e-2)


def test_founding_is_for_a_new_register_only(world):
    with pytest.raises(Conflict):
        found_boundaries({"11": SUM}, status="schematic", source="again")
    with pytest.raises(Conflict):
        found_boundaries({"9999": SUM}, status="schematic", source="unknown")


@pytest.mark.parametrize(
    ("format_", "ending"), [("geojson", "geojson"), ("gpkg", "gpkg"), ("shp", "zip")]
)
def test_what_is_given_out_can_be_read_again(world, format_, ending):
    if format_ != "geojson":
        pytest.importorskip("pyogrio", reason="the shapefile extra is not installed")
    found_boundaries(BAGS, status="schematic", source="Бүдүүвч")
    content = export_boundaries(format_, DAY, world.units["11"], level=3)
    file = read_boundaries(f"units.{ending}", content)
    assert sorted(file.shapes) == sorted(BAGS)
    assert compare(file, DAY).same == tuple(sorted(BAGS))


def test_other_coordinates_are_turned_into_degrees(world, tmp_path):
    write = pytest.importorskip("pyogrio.raw").write
    from pyproj import Transformer

    turn = Transformer.from_crs("EPSG:4326", "EPSG:32648", always_xy=True)
    metres = shapely.transform(BAGS["1101"], turn.transform, interleaved=False)
    path = tmp_path / "utm.gpkg"
    write(
        path,
        geometry=np.array([shapely.to_wkb(metres)], dtype=object),
        field_data=[np.array(["1101"], dtype=object)],
        fields=["code"],
        geometry_type="Polygon",
        crs="EPSG:32648",
        driver="GPKG",
    )
    read = read_boundaries("utm.gpkg", path.read_bytes()).shapes["1101"]
    assert shapely.symmetric_difference(read, BAGS["1101"]).area < 1e-6


@pytest.fixture(params=["mn", "en"])
def office(request, client, world):
    client.force_login(world.officer)
    client.cookies["django_language"] = request.param
    return client


def test_a_file_goes_from_upload_over_the_report_into_the_register(office, world):
    page = reverse("territory:boundaries")
    assert office.get(page).status_code == 200
    sent = SimpleUploadedFile("bags.geojson", geojson(BAGS))
    shown = office.post(page, {"file": sent}, follow=True)
    assert "1101, 1102, 1103" in shown.content.decode()
    assert not UnitChange.objects.exists()
    applied = office.post(
        shown.redirect_chain[-1][0],
        {
            "act": world.act.pk,
            "effective_on": "2021-01-01",
            "status": "surveyed",
            "source": "Хэмжилт 2020",
        },
    )
    assert applied.url == reverse("territory:changes")
    assert UnitVersion.objects.filter(boundary__status="surveyed").count() == 3
    again = office.get(shown.redirect_chain[-1][0]).content.decode()
    assert '<form method="post" novalidate>' not in again


def test_a_bad_file_is_refused_at_the_field(office):
    sent = SimpleUploadedFile("bags.geojson", b"nonsense")
    answer = office.post(reverse("territory:boundaries"), {"file": sent})
    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()


def test_outlines_are_given_out_as_of_a_day(office, world):
    address = reverse("territory:boundary_export", args=["geojson"])
    answer = office.get(address, {"on": "2021-01-01", "within": "11"})
    features = json.loads(answer.content)["features"]
    assert [feature["properties"]["code"] for feature in features] == ["11"]
    assert geometry_of(find_version("11", DAY).boundary).equals(SUM)


def test_another_officer_does_not_see_the_file(client, world):
    client.force_login(world.officer)
    sent = SimpleUploadedFile("bags.geojson", geojson(BAGS))
    address = client.post(reverse("territory:boundaries"), {"file": sent}).url
    client.force_login(make_user("aimag_officer", world.units["1"]))
    assert client.get(address).status_code == 404
