"""Outlines out of GeoJSON, GeoPackage and zipped shapefiles, in WGS 84."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
import numpy.typing as npt
import shapely
from django.utils.translation import gettext as _
from shapely.errors import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from bagana.territory.models import Unit
from bagana.web.errors import Refused

CODE_FIELDS = ("code", "код", "unit_code", "pcode", "adm3_pcode", "adm2_pcode")
POLYGONS = ("Polygon", "MultiPolygon")
WGS84 = "EPSG:4326"
MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
# A layer of a GeoPackage may be a view, and a view may go on for ever.
MOST_FEATURES = 100_000


@dataclass(frozen=True)
class BoundaryFile:
    """A file read: shapes by code, and what had no use in it."""

    name: str
    fields: tuple[str, ...]
    code_field: str
    shapes: Mapping[str, BaseGeometry]
    without_code: int
    repeated: tuple[str, ...]


@dataclass(frozen=True)
class Feature:
    """A shape of a file with what the file says of it."""

    properties: Mapping[str, Any]
    geometry: BaseGeometry


def read_boundaries(name: str, content: bytes, code_field: str = "") -> BoundaryFile:
    """Read a file by its ending.

    Parameters
    ----------
    name
        File name: .geojson, .json, .gpkg, .zip (a shapefile with its companions).
    content
        The file.
    code_field
        Property that holds the code; guessed when empty: the known names first, then
        the field most of whose values are codes of the register.

    Raises
    ------
    Refused
        When the file cannot be read, holds no polygons or no field of codes.
    """
    if len(content) > MAX_BYTES:
        raise Refused(_("Файл 64 МБ-аас их байна."), _("Хэсэгчлэн оруулна уу."), "file")
    features = _features(name, content)
    if not features:
        raise Refused(
            _("Файлд олон өнцөгт зааг алга."),
            _("Нэгж бүрийг Polygon эсвэл MultiPolygon-оор өгнө үү."),
            "file",
        )
    fields = tuple(dict.fromkeys(key for f in features for key in f.properties))
    chosen = code_field or _guess(fields, features)
    if chosen not in fields:
        raise Refused(
            _("Кодын багана олдсонгүй. Байгаа багана: %(fields)s.")
            % {"fields": ", ".join(fields) or "–"},
            _("Нэгжийн код бүхий баганыг сонгоно уу."),
            "code_field",
        )
    return _by_code(name, fields, chosen, features)


def _by_code(
    name: str, fields: tuple[str, ...], chosen: str, features: Sequence[Feature]
) -> BoundaryFile:
    shapes: dict[str, BaseGeometry] = {}
    repeated: list[str] = []
    without = 0
    for feature in features:
        code = _code(feature.properties.get(chosen))
        if not code:
            without += 1
        elif code in shapes:
            repeated.append(code)
        else:
            shapes[code] = feature.geometry
    return BoundaryFile(name, fields, chosen, shapes, without, tuple(sorted(repeated)))


def _code(value: Any) -> str:
    """Codes that a program took for numbers come back as 432259.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _guess(fields: Sequence[str], features: Sequence[Feature]) -> str:
    for known in CODE_FIELDS:
        for field in fields:
            if field.lower() == known:
                return field
    counts = {
        field: Unit.objects.filter(
            code__in={_code(f.properties.get(field)) for f in features}
        ).count()
        for field in fields
    }
    best = max(counts, key=lambda field: counts[field], default="")
    return best if counts.get(best) else ""


def _features(name: str, content: bytes) -> list[Feature]:
    ending = PurePath(name).suffix.lower()
    try:
        if ending in (".geojson", ".json"):
            found = _from_geojson(content)
        elif ending in (".gpkg", ".zip"):
            found = from_ogr(ending, content)
        else:
            raise Refused(
                _("«%(ending)s» төрлийн файл уншихгүй.") % {"ending": ending},
                _("GeoJSON, GeoPackage (.gpkg) эсвэл zip-лэсэн shapefile өгнө үү."),
                "file",
            )
    except (ValueError, KeyError, TypeError, AttributeError, GEOSException) as why:
        raise Refused(
            _("Файлыг уншиж чадсангүй: %(why)s") % {"why": str(why)[:200]},
            _("Файл бүтэн эсэхийг шалгана уу."),
            "file",
        ) from why
    return [f for f in found if f.geometry.geom_type in POLYGONS]


def _from_geojson(content: bytes) -> list[Feature]:
    document = json.loads(content.decode("utf-8-sig"))
    return [
        Feature(feature.get("properties") or {}, shape(feature["geometry"]))
        for feature in document["features"]
        if feature.get("geometry")
    ]


def from_ogr(ending: str, content: bytes) -> list[Feature]:
    """Shapes of a GeoPackage or a zipped shapefile, in longitude and latitude."""
    try:
        from pyogrio.errors import DataSourceError
        from pyogrio.raw import read
    except ImportError as why:
        raise Refused(
            _("GeoPackage, shapefile унших сан суугаагүй байна."),
            _("`pip install bagana[shapefile]` эсвэл GeoJSON файл өгнө үү."),
            "file",
        ) from why
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"boundaries{ending}"
        path.write_bytes(content)
        if ending == ".zip":
            _refuse_bomb(path)
        try:
            meta, _fids, geometry, columns = read(path, max_features=MOST_FEATURES)
        except DataSourceError as why:
            raise ValueError(str(why)) from why
    shapes = _to_wgs84(shapely.from_wkb(geometry), meta.get("crs"))
    names = [str(field) for field in meta["fields"]]
    return [
        Feature({n: c[row] for n, c in zip(names, columns, strict=True)}, geom)
        for row, geom in enumerate(shapes)
        if geom is not None
    ]


def _refuse_bomb(path: Path) -> None:
    """A small archive may unpack to more than the memory holds."""
    try:
        with ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile as why:
        raise ValueError(str(why)) from why
    if size > MAX_UNPACKED:
        raise Refused(
            _("Архивыг задлахад 512 МБ-аас их болно."),
            _("Хэсэгчлэн оруулна уу."),
            "file",
        )


def _to_wgs84(shapes: npt.NDArray[Any], crs: str | None) -> npt.NDArray[Any]:
    if not crs or crs == WGS84:
        return shapes
    from pyproj import Transformer

    transformer = Transformer.from_crs(crs, WGS84, always_xy=True)

    def turn(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    turned: npt.NDArray[Any] = shapely.transform(shapes, turn)
    return turned
