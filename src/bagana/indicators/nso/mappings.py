"""What a table of the statistics office means to us, declared in TOML.

The same form serves the tables we know (data/mappings) and those an officer declares:

    table = "DT_NSO_1001_021V1"
    path = "Industry, service/Livestock"
    area = ["Бүс", "Region"]
    time = ["Он", "Year"]
    unit = ["Thousand heads"]
    factor = 1000

    [[series]]
    indicator = "livestock_horse"
    where = { "Малын төрөл" = ["Адуу", "Horse"] }

Variables are named by code or name, categories by label, in either language; a figure
is the table's value times `factor`, and only while the table still says `unit`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from bagana.indicators.nso.errors import bad_mapping
from bagana.indicators.nso.structure import folded

MAX_CHARACTERS = 100_000
FIELDS = {"table", "path", "file", "area", "time", "unit", "factor", "source", "series"}
# A table that does not say in which unit it should be may not be in these.
LARGE_UNITS = ("thousand", "million", "мянга", "мянган", "сая")


@dataclass(frozen=True, slots=True)
class Series:
    """One of our indicators, and the categories that single it out in the table."""

    indicator: str
    where: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TableMapping:
    table: str
    path: str
    file: str
    area: tuple[str, ...]
    time: tuple[str, ...]
    unit: tuple[str, ...]
    factor: Decimal
    source: str
    series: tuple[Series, ...]

    @property
    def indicators(self) -> list[str]:
        return [series.indicator for series in self.series]

    def accepts(self, unit: str) -> bool:
        """Whether figures in this unit may be multiplied by our factor."""
        if self.unit:
            return folded(unit) in {folded(name) for name in self.unit}
        return not any(word in unit.lower().split() for word in LARGE_UNITS)


def read_mapping(text: str) -> TableMapping:
    """Read a declaration; NsoError says what is wrong with it."""
    if len(text) > MAX_CHARACTERS:
        raise bad_mapping("> 100 000")
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise bad_mapping(str(error)) from error
    return mapping_of(given)


def mapping_of(given: Mapping[str, Any]) -> TableMapping:
    """A mapping from its fields, each of them checked."""
    unknown = sorted(set(given) - FIELDS)
    if unknown:
        raise bad_mapping(", ".join(unknown))
    table = _text(given, "table")
    mapping = TableMapping(
        table=table,
        path=_text(given, "path"),
        file=str(given.get("file") or f"{table}.px"),
        area=_names(given, "area"),
        time=_names(given, "time"),
        unit=_names(given, "unit", needed=False),
        factor=_factor(given.get("factor", 1)),
        source=str(given.get("source", "")),
        series=_series(given.get("series")),
    )
    if {".", ".."} & set(f"{mapping.path}/{mapping.file}".split("/")):
        raise bad_mapping("path")
    if not mapping.unit and mapping.factor != 1:
        raise bad_mapping("factor ≠ 1, unit = ?")
    return mapping


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise bad_mapping(name)
    return value.strip()


def _names(
    given: Mapping[str, Any], name: str, *, needed: bool = True
) -> tuple[str, ...]:
    value = given.get(name, [])
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(map(_is_name, names)):
        raise bad_mapping(name)
    if needed and not names:
        raise bad_mapping(name)
    return tuple(names)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _factor(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise bad_mapping("factor")
    return Decimal(str(value))


def _series(given: object) -> tuple[Series, ...]:
    if not isinstance(given, list) or not given:
        raise bad_mapping("series")
    series = tuple(_one_series(entry) for entry in given)
    names = [one.indicator for one in series]
    if len(set(names)) != len(names):
        raise bad_mapping("series: indicator")
    return series


def _one_series(entry: object) -> Series:
    if not isinstance(entry, Mapping) or set(entry) - {"indicator", "where"}:
        raise bad_mapping("series")
    where = entry.get("where", {})
    if not isinstance(where, Mapping):
        raise bad_mapping("where")
    pinned = {str(variable): _names(where, variable) for variable in where}
    return Series(_text(entry, "indicator"), pinned)


def as_fields(mapping: TableMapping) -> dict[str, Any]:
    """The declaration as it can be kept beside what was fetched with it."""
    return {
        "table": mapping.table,
        "path": mapping.path,
        "file": mapping.file,
        "area": list(mapping.area),
        "time": list(mapping.time),
        "unit": list(mapping.unit),
        "factor": int(mapping.factor)
        if mapping.factor == mapping.factor.to_integral_value()
        else float(mapping.factor),
        "source": mapping.source,
        "series": [
            {
                "indicator": one.indicator,
                "where": {name: list(values) for name, values in one.where.items()},
            }
            for one in mapping.series
        ],
    }


@cache
def known_mappings() -> dict[str, TableMapping]:
    """The mappings that come with Bagana, by table."""
    folder = files("bagana.indicators.nso") / "data" / "mappings"
    read = (
        read_mapping(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    )
    return _by_table(read)


def _by_table(mappings: Iterable[TableMapping]) -> dict[str, TableMapping]:
    return {mapping.table: mapping for mapping in mappings}
