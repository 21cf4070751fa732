"""Blocks out of a file as they stand there: fields and a shape or a cell for each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bagana.project.commands.index.speech import Mistake, Speech, Unusable
from bagana.project.commands.index.tables import read_table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TABLES: Final = {".csv", ".xlsx"}
GEOJSON: Final = {".geojson", ".json"}
LAYERS: Final = {".gpkg", ".shp"}
CELL: Final = "h3"
CRS84: Final = ("CRS84", "4326")


@dataclass(frozen=True, slots=True)
class Row:
    """A block: `number` is its line, or its place among the shapes of the file."""

    number: int
    fields: dict[str, Any]
    shape: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """A file of blocks; `cells` says that H3 cells stand in place of shapes."""

    name: str
    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    cells: bool = False


def read_layer(path: Path, speech: Speech) -> Layer:
    """GeoJSON, GeoPackage, shapefile, or a table with a column `h3`.

    Raises
    ------
    Unusable
        If the file is not there, is none of these, or holds what is no polygon.
    """
    _ = speech.translate
    if not path.is_file():
        raise Unusable(_("%(file)s файл алга.") % {"file": path})
    ending = path.suffix.lower()
    if ending in TABLES:
        return _cells(path, speech)
    if ending in GEOJSON:
        found = _geojson(path, speech)
    elif ending in LAYERS:
        found = _layer(path, speech)
    else:
        raise Unusable(
            _("%(file)s: ийм төрлийн файлаас суурь хэсэг уншихгүй.")
            % {"file": path.name},
            _("GeoJSON, GeoPackage, shapefile, эсвэл h3 баганатай CSV өгнө үү."),
        )
    if not found:
        raise Unusable(_("%(file)s файлд нэг ч мөр алга.") % {"file": path.name})
    _check_shapes(path, found, speech)
    return Layer(path.name, _fields(found), tuple(found))


def _fields(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in rows for name in row.fields))


def _cells(path: Path, speech: Speech) -> Layer:
    _ = speech.translate
    table = read_table(path, speech)
    if CELL not in table.columns:
        raise Unusable(
            _("%(file)s файлд h3 багана алга.") % {"file": path.name},
            _("Мөр бүрд H3 нүдний кодыг h3 гэсэн баганад бичнэ үү."),
        )
    rows = tuple(Row(line.number, dict(line.cells)) for line in table.lines)
    return Layer(table.name, table.columns, rows, cells=True)


def _geojson(path: Path, speech: Speech) -> list[Row]:
    import shapely
    from shapely.geometry import shape

    _ = speech.translate
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
        features = told["features"]
        _check_crs(path, str(told.get("crs") or ""), speech)
        return [
            Row(
                number,
                dict(feature.get("properties") or {}),
                shape(feature["geometry"]) if feature.get("geometry") else None,
            )
            for number, feature in enumerate(features, start=1)
        ]
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        shapely.GEOSException,
    ) as e:
        raise Unusable(
            _("%(file)s файлыг уншиж чадсангүй.") % {"file": path.name},
            _("FeatureCollection төрлийн GeoJSON (UTF-8) байна уу гэдгийг шалгана уу."),
        ) from e


def _check_crs(path: Path, crs: str, speech: Speech) -> None:
    """Files of before 2016 may name a plane; today's are in degrees by definition."""
    _ = speech.translate
    if crs and not any(name in crs for name in CRS84):
        raise Unusable(
            _("%(file)s: координат нь уртраг, өргөргийн градус биш.")
            % {"file": path.name},
            _("EPSG:4326 болгон хадгалаад дахин өгнө үү."),
        )


def _layer(path: Path, speech: Speech) -> list[Row]:
    _ = speech.translate
    try:
        from pyogrio import raw
        from pyogrio.errors import DataSourceError
    except ImportError as error:
        raise Unusable(
            _("GeoPackage, shapefile уншихад pyogrio хэрэгтэй, суулгаагүй байна."),
            'pip install "bagana[shapefile]"',
        ) from error
    try:
        meta, _ids, shapes, columns = raw.read(str(path))
    except (DataSourceError, ValueError) as error:
        raise Unusable(
            _("%(file)s файлыг уншиж чадсангүй.") % {"file": path.name}
        ) from error
    names = [str(name) for name in meta["fields"]]
    return [
        Row(number, dict(zip(names, (c[number - 1] for c in columns), strict=True)), s)
        for number, s in enumerate(_in_degrees(shapes, meta["crs"]), start=1)
    ]


def _in_degrees(shapes: Any, crs: str | None) -> list[Any]:
    import shapely

    found = shapely.from_wkb(shapes)
    if crs and crs.upper() != "EPSG:4326":
        import numpy as np
        from pyproj import Transformer

        change = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        found = shapely.transform(
            found, lambda c: np.column_stack(change.transform(c[:, 0], c[:, 1]))
        )
    return list(found)


def _check_shapes(path: Path, rows: Iterable[Row], speech: Speech) -> None:
    wrong = [
        Mistake(row.number, "geometry", _kind(row), *told)
        for row in rows
        if (told := _fault(row.shape, speech))
    ]
    if wrong:
        _ = speech.translate
        words = {"file": path.name, "count": len(wrong)}
        raise Unusable(
            _("%(file)s: өгөгдөлд %(count)s алдаа байна.") % words, "", wrong
        )


def _kind(row: Row) -> str:
    return row.shape.geom_type if row.shape is not None else ""


def _fault(shape: BaseGeometry | None, speech: Speech) -> tuple[str, str] | None:
    """What is wrong with a shape, and how to mend it."""
    _ = speech.translate
    if shape is None or shape.is_empty:
        return _("Зураглал алга."), _("Хэсгийг зурах эсвэл мөрийг хасна уу.")
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return _("Талбай биш."), _("Суурь хэсэг бүр олон өнцөгт байна.")
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return _("Уртраг, өргөргийн градус биш."), _("EPSG:4326 болгон хадгална уу.")
    if not shape.is_valid:
        return _("Хил нь өөрөөрөө огтлолцсон."), _("Зургийн програмаар засна уу.")
    return None
