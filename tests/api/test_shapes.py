"""Boundaries as GeoJSON."""

import shapely

SHAPES = "/api/v1/shapes"


def test_it_answers_as_geojson(api):
    answer = api.get(SHAPES, {"within": "4322", "level": 3})
    assert answer["content-type"] == "application/geo+json"
    collection = answer.json()
    assert collection["type"] == "FeatureCollection"
    assert [feature["id"] for feature in collection["features"]] == ["432251", "432259"]


def test_a_feature_says_whose_shape_it_is(api):
    feature = api.get(SHAPES, {"within": "432259"}).json()["features"][0]
    properties = feature["properties"]
    assert properties["status"] == "schematic"
    assert properties["area_km2"] == 77.5
    assert properties["parent"] == "4322"
    shape = shapely.from_geojson(str(feature["geometry"]).replace("'", '"'))
    assert shape.bounds == (106.2, 49.0, 106.3, 49.1)


def test_units_without_a_boundary_are_left_out(api):
    assert api.get(SHAPES).json()["total"] == 3
    assert api.get(SHAPES, {"level": 2}).json()["features"] == []


def test_a_strange_flag_is_refused(api):
    answer = api.get(SHAPES, {"simplified": "yes"})
    assert answer.status_code == 422
    assert answer.json()["field"] == "simplified"
