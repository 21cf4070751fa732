"""Reading the source tables and writing ours the same way every time."""

import csv
import gzip
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

type Row = Mapping[str, object]


def clean(text: str) -> str:
    """Trim, join inner runs of spaces and put into NFC: 881 names carried strays."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a UTF-8 table with every cell cleaned."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {key: clean(value) for key, value in row.items()}
            for row in csv.DictReader(file)
        ]


def read_features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file."""
    features: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return features


def number(value: str | float | Decimal) -> str:
    """Write a figure as short as it is exact: 1779.0 as 1779, 0.50 as 0.5."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table; a name that ends in .gz is compressed without a time stamp."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    _write(path, text.getvalue())


def write_features(path: Path, features: Sequence[Mapping[str, Any]]) -> None:
    """Write features as compact GeoJSON, in EPSG:4326 as the format wants."""
    document = {"type": "FeatureCollection", "features": list(features)}
    _write(path, json.dumps(document, ensure_ascii=False, separators=(",", ":")))


def _write(path: Path, text: str) -> None:
    data = text.encode("utf-8")
    if path.suffix == ".gz":
        data = gzip.compress(data, 9, mtime=0)
    path.write_bytes(data)
