"""Our own tables of Selenge, as the package carries them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tomllib
from importlib.resources import files
from typing import Any

Row = dict[str, str]
FOLDER = files("bagana.demo") / "data"


def raw(name: str) -> bytes:
    content = (FOLDER / name).read_bytes()
    return gzip.decompress(content) if name.endswith(".gz") else content


def _text(name: str) -> str:
    return raw(name).decode("utf-8")


def table(name: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(_text(name))))


def text(name: str) -> dict[str, Any]:
    """Prose in TOML, where a table would be hard to read."""
    return tomllib.loads(_text(name))


def geojson(name: str) -> dict[str, Any]:
    shapes: dict[str, Any] = json.loads(_text(name))
    return shapes


def observations_file() -> bytes:
    """The figures as the tidy file that an office would import."""
    columns = ["indicator", "unit", "period", "value", "source", "nature"]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*columns, "note", "note_en"])
    for row in table("observations.csv.gz"):
        cells = [row[column] for column in columns]
        writer.writerow([*cells, row["note_mn"], row["note_en"]])
    return target.getvalue().encode("utf-8")
