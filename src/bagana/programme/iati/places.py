"""Where: the units that measures and targets concern, each with a point."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from bagana.programme.iati.writing import child, titled
from bagana.programme.models import Measure, MeasureUnit, Programme, Target
from bagana.programme.queries.standings import concerned_on
from bagana.territory.models import Boundary, Unit, UnitVersion
from bagana.territory.queries import versions_on

WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
ACTIVITY_REACH, APPROXIMATE, ADMINISTRATIVE = "1", "2", "1"


def write(activity: Any, programme: Programme, on: date) -> set[str]:
    """A location for each unit that stands on the day; the codes written."""
    rows = MeasureUnit.objects.filter(concerned_on(on), measure__programme=programme)
    units = set(rows.values_list("unit_id", flat=True))
    targets = Target.objects.filter(programme=programme, dropped_on__isnull=True)
    units |= set(targets.values_list("units", flat=True))
    versions = list(
        versions_on(on).filter(unit__in=units - {None}).order_by("unit__code")
    )
    shapes = Boundary.objects.in_bulk(
        [v.boundary_id for v in versions if v.boundary_id]
    )
    for version in versions:
        _location(activity, version, shapes.get(version.boundary_id or 0))
    return {version.unit.code for version in versions}


def _location(activity: Any, version: UnitVersion, shape: Boundary | None) -> None:
    location = child(activity, "location", ref=version.unit.code)
    child(location, "location-reach", code=ACTIVITY_REACH)
    titled(location, "name", version.name_mn, version.name_en)
    if shape is not None:
        point = child(location, "point", srsName=WGS84)
        child(point, "pos").text = _point(shape)
    child(location, "exactness", code=APPROXIMATE)
    child(location, "location-class", code=ADMINISTRATIVE)


def _point(shape: Boundary) -> str:
    """Latitude and longitude of a point inside the unit."""
    import shapely

    point = shapely.from_wkb(bytes(shape.simplified)).representative_point()
    return f"{point.y:.5f} {point.x:.5f}"


def offices(measures: Iterable[Measure], on: date) -> list[tuple[Unit, str, str]]:
    """Responsible units with their names in both languages, by code."""
    wanted = {measure.office_id for measure in measures}
    versions = UnitVersion.objects.filter(unit__in=wanted).select_related("unit")
    newest: dict[int, UnitVersion] = {}
    for version in versions.order_by("valid_from"):
        if version.valid_from <= on or version.unit_id not in newest:
            newest[version.unit_id] = version
    found = sorted(newest.values(), key=lambda version: version.unit.code)
    return [(v.unit, v.name_mn, v.name_en) for v in found]
