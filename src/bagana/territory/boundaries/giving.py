"""Outlines out of the register as of a day: GeoJSON, GeoPackage, shapefile."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _

from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below, versions_on
from bagana.territory.shapes import geometry_of
from bagana.web.errors import Refused

Row = dict[str, Any]


def export_boundaries(
    format_: str, on: date, within: Unit | None = None, level: int | None = None
) -> bytes:
    """The outlines of a day in one of `EXPORTS`; units without one are left out."""
    found = versions_on(on) if within is None else below(within, on)
    if level is not None:
        found = found.filter(kind__level=level)
    versions = found.filter(boundary__isnull=False).select_related("boundary")
    return EXPORTS[format_](versions.order_by("kind__level", "unit__code"))


def _properties(version: UnitVersion) -> Row:
    assert version.boundary is not None
    return {
        "code": version.unit.code,
        "parent": version.parent.code if version.parent else "",
        "kind": version.kind_id,
        "name_mn": version.name_mn,
        "name_en": version.name_en,
        "area_km2": round(version.boundary.area_km2, 3),
        "status": version.boundary.status,
        "source": version.boundary.source,
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else "",
    }


def to_geojson(versions: Iterable[UnitVersion]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": _properties(version),
            "geometry": json.loads(shapely.to_geojson(geometry_of(version.boundary))),
        }
        for version in versions
        if version.boundary is not None
    ]
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False).encode()


def to_geopackage(versions: Iterable[UnitVersion]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.gpkg"
        _write_ogr(path, "GPKG", versions)
        return path.read_bytes()


def to_shapefile(versions: Iterable[UnitVersion]) -> bytes:
    """A zip of the shapefile's files; its field names are cut to ten characters."""
    with tempfile.TemporaryDirectory() as folder:
        _write_ogr(Path(folder) / "units.shp", "ESRI Shapefile", versions)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(Path(folder).iterdir()):
                archive.write(file, file.name)
        return target.getvalue()


def _write_ogr(path: Path, driver: str, versions: Iterable[UnitVersion]) -> None:
    try:
        from pyogrio.raw import write
    except ImportError as why:
        raise Refused(
            _("GeoPackage, shapefile бичих сан суугаагүй байна."),
            _("`pip install bagana[shapefile]` эсвэл GeoJSON татна уу."),
        ) from why
    kept = [version for version in versions if version.boundary is not None]
    rows = [_properties(version) for version in kept]
    if not rows:
        raise Refused(_("Энэ өдөр заагтай нэгж алга."), _("Өөр өдөр сонгоно уу."))
    shapes = [geometry_of(version.boundary) for version in kept if version.boundary]
    multi = [
        shapely.multipolygons([shape]) if shape.geom_type == "Polygon" else shape
        for shape in shapes
    ]
    names = list(rows[0])
    options = {"encoding": "UTF-8"} if driver == "ESRI Shapefile" else {}
    write(
        path,
        geometry=shapely.to_wkb(np.array(multi, dtype=object)),
        field_data=[_column([row[name] for row in rows]) for name in names],
        fields=names,
        geometry_type="MultiPolygon",
        crs="EPSG:4326",
        driver=driver,
        **options,
    )


def _column(values: list[Any]) -> Any:
    numeric = all(isinstance(value, float) for value in values)
    return np.array(values, dtype="float64" if numeric else object)


EXPORTS: dict[str, Callable[[Iterable[UnitVersion]], bytes]] = {
    "geojson": to_geojson,
    "gpkg": to_geopackage,
    "shp": to_shapefile,
}
