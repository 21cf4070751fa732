"""Files of blocks as features: GeoJSON, GeoPackage, shapefile, CSV with H3 cells.

Only reading; what is wrong with a feature is said by `block_checks`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.redistricting.arrays import COUNTED
from bagana.web.errors import Refused

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("code", "код", "id", "block", "block_id", "h3", "cell"),
    "bag": ("bag", "баг", "unit", "bag_code", "today"),
    "households": ("households", "өрх"),
    "population": ("population", "people", "хүн ам", "хүн_ам"),
    "camel": ("camel", "camels", "тэмээ"),
    "horse": ("horse", "horses", "адуу"),
    "cattle": ("cattle", "үхэр"),
    "sheep": ("sheep", "хонь"),
    "goat": ("goat", "goats", "ямаа"),
}
"""Columns by which a field is found, the first that a file has."""

MAX_BYTES: Final = 64 * 1024 * 1024
MOST: Final = 60_000

# What a broken file raises: a million brackets are a RecursionError, a number of a
# thousand digits an OverflowError.
_UNREADABLE: Final = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
)


@dataclass(frozen=True)
class Feature:
    """A block as it stands in a file; `row` counts from 1 as a reader counts."""

    row: int
    code: str
    bag: str
    geometry: Any
    values: Mapping[str, Any]


def from_geojson(document: Mapping[str, Any]) -> list[Feature]:
    """Features of a GeoJSON document; a geometry that cannot be read is None."""
    return from_mappings(document["features"])


def from_mappings(features: Iterable[Mapping[str, Any]]) -> list[Feature]:
    """Features as GeoJSON writes each one."""
    return [
        _feature(row, one.get("properties") or {}, _shape(one.get("geometry")))
        for row, one in enumerate(features, start=1)
    ]


def _shape(geometry: Any) -> Any:
    from shapely.errors import GEOSException
    from shapely.geometry import shape

    if not geometry:
        return None
    try:
        return shape(geometry)
    except (*_UNREADABLE, GEOSException):
        return None


def _feature(row: int, properties: Mapping[str, Any], geometry: Any) -> Feature:
    folded = {str(key).strip().lower(): value for key, value in properties.items()}

    def first(field: str) -> Any:
        return next((folded[n] for n in NAMES[field] if n in folded), None)

    return Feature(
        row=row,
        code=_text(first("code")),
        bag=_text(first("bag")),
        geometry=geometry,
        values={field: first(field) for field in COUNTED},
    )


def _text(value: Any) -> str:
    """Codes that a program took for numbers come back as 432259.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def read_features(name: str, content: bytes) -> list[Feature]:
    """Read a file by its ending.

    Raises
    ------
    Refused
        When the file is too large, of another kind, cannot be read, or is empty.
    """
    if len(content) > MAX_BYTES:
        raise Refused(_("Файл 64 МБ-аас их байна."), _("Хэсэгчлэн оруулна уу."), "file")
    try:
        found = list(_by_ending(PurePath(name).suffix.lower(), content))
    except (*_UNREADABLE, csv.Error) as why:
        raise Refused(
            _("Файлыг уншиж чадсангүй: %(why)s") % {"why": str(why)[:200]},
            _("Файл бүтэн эсэхийг шалгана уу."),
            "file",
        ) from why
    if not found or len(found) > MOST:
        raise Refused(
            _("Файлд 1-ээс %(most)s хүртэл суурь хэсэг байна.") % {"most": MOST},
            _("Файлдаа нэг аймгаас илүүгүй нутгийн суурь хэсгийг оруулна уу."),
            "file",
        )
    return found


def _by_ending(ending: str, content: bytes) -> Iterable[Feature]:
    if ending in (".geojson", ".json"):
        return from_geojson(json.loads(content.decode("utf-8-sig")))
    if ending in (".gpkg", ".zip"):
        return _from_ogr(ending, content)
    if ending == ".csv":
        return _from_cells(content)
    raise Refused(
        _("«%(ending)s» төрлийн файл уншихгүй.") % {"ending": ending},
        _("GeoJSON, GeoPackage (.gpkg), zip-лэсэн shapefile, H3-тай CSV өгнө үү."),
        "file",
    )


def _from_ogr(ending: str, content: bytes) -> Iterator[Feature]:
    from bagana.territory.boundaries.reading import from_ogr

    for row, one in enumerate(from_ogr(ending, content), start=1):
        yield _feature(row, one.properties, one.geometry)


def _from_cells(content: bytes) -> Iterator[Feature]:
    """The cell is the code of the block and gives its shape."""
    text = content.decode("utf-8-sig")
    dialect = ";" if text.partition("\n")[0].count(";") else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=dialect)
    for row, values in enumerate(rows, start=2):
        folded = {str(k).strip().lower(): v for k, v in values.items()}
        cell = (folded.get("h3") or folded.get("cell") or "").strip()
        yield _feature(row, {**folded, "code": cell}, cell_shape(cell))


def cell_shape(cell: str) -> Any:
    """Outline of an H3 cell in degrees; None for a text that is none.

    Corners are rounded to a centimetre, so that neighbours share theirs exactly.
    """
    import h3
    import shapely

    if not h3.is_valid_cell(cell):
        return None
    corners = [(round(x, 7), round(y, 7)) for y, x in h3.cell_to_boundary(cell)]
    return shapely.Polygon(corners)
