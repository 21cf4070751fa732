"""JSON-stat 2.0 datasets as rows: pure, and strict about what it does not know.

Source: JSON-stat format, version 2.0 (json-stat.org/full). PXWeb answers in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Any

# How PX files write "not reported", "not available", "confidential", "nil or missing".
# A dash may stand for nought or for nothing, so it is not taken for nought.
MISSING_SIGNS = frozenset({"", ".", "..", "...", "....", ".....", "......", "-", ":"})


class JsonStatError(ValueError):
    """The answer is no whole dataset; `short` is true when part of it is missing."""

    def __init__(self, detail: str, *, short: bool = False) -> None:
        super().__init__(detail)
        self.short = short


@dataclass(frozen=True, slots=True)
class Measure:
    """In what the values are written: «Thousand heads», three decimals."""

    base: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis: its code, its name, and label by category code in their order."""

    code: str
    label: str
    categories: dict[str, str]
    measures: dict[str, Measure]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A whole table: axes in the order of `id`, and the values row by row."""

    label: str
    source: str
    updated: str
    dimensions: tuple[Dimension, ...]
    measure: Measure
    values: Mapping[int, Decimal | None]
    statuses: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: category code by dimension code, the value or None, its status."""

    keys: dict[str, str]
    value: Decimal | None
    status: str
    measure: Measure


def read(answer: object) -> Dataset:
    """Read a decoded JSON-stat 2.0 dataset.

    Parameters
    ----------
    answer : object
        What the JSON decoded to; numbers may be int, float or Decimal.

    Returns
    -------
    Dataset
        Values by flat position (row-major, the last dimension of `id` runs fastest).
        A position that is absent, null, a sign of absence or not finite is None.

    Raises
    ------
    JsonStatError
        When it is no dataset, contradicts itself, or holds fewer or more values than
        the product of its sizes.
    """
    if not isinstance(answer, Mapping) or answer.get("class", "dataset") != "dataset":
        raise JsonStatError("no dataset")
    codes, sizes = _axes(answer)
    described = answer.get("dimension")
    if not isinstance(described, Mapping):
        raise JsonStatError("no dimension", short=True)
    dimensions = tuple(
        _dimension(code, size, described)
        for code, size in zip(codes, sizes, strict=True)
    )
    length = math.prod(sizes)
    return Dataset(
        label=str(answer.get("label") or ""),
        source=str(answer.get("source") or ""),
        updated=str(answer.get("updated") or ""),
        dimensions=dimensions,
        measure=_measure_outside(described, codes),
        values=_values(answer.get("value"), length),
        statuses=_statuses(answer.get("status"), length),
    )


def cells(dataset: Dataset) -> Iterator[Cell]:
    """Every figure of the dataset in its order, missing ones as well."""
    axes = [dimension.categories for dimension in dataset.dimensions]
    codes = [dimension.code for dimension in dataset.dimensions]
    for position, combination in enumerate(product(*axes)):
        keys = dict(zip(codes, combination, strict=True))
        yield Cell(
            keys=keys,
            value=dataset.values.get(position),
            status=dataset.statuses.get(position, ""),
            measure=_measure_of(dataset, keys),
        )


def _axes(answer: Mapping[str, Any]) -> tuple[list[str], list[int]]:
    codes, sizes = answer.get("id"), answer.get("size")
    if not isinstance(codes, list) or not isinstance(sizes, list):
        raise JsonStatError("no id or size", short=True)
    if len(codes) != len(sizes) or len(set(map(str, codes))) != len(codes):
        raise JsonStatError("id and size differ")
    if not all(type(size) is int and size >= 0 for size in sizes):
        raise JsonStatError("size is no count")
    return [str(code) for code in codes], sizes


def _dimension(code: str, size: int, described: Mapping[str, Any]) -> Dimension:
    entry = described.get(code)
    if not isinstance(entry, Mapping):
        raise JsonStatError(f"no dimension {code}", short=True)
    category = entry.get("category")
    if not isinstance(category, Mapping):
        raise JsonStatError(f"no categories of {code}", short=True)
    order = _order(category)
    if len(order) != size:
        raise JsonStatError(f"{code}: {len(order)} categories, size {size}")
    labels = category.get("label") or {}
    return Dimension(
        code=code,
        label=str(entry.get("label") or code),
        categories={key: str(labels.get(key, key)).strip() for key in order},
        measures=_measures(category),
    )


def _order(category: Mapping[str, Any]) -> list[str]:
    """Category codes in their order: `index` is a list, or a position by code; a
    dimension with one category may leave it out."""
    index = category.get("index")
    if isinstance(index, Mapping):
        if sorted(index.values()) != list(range(len(index))):
            raise JsonStatError("category positions have gaps")
        return sorted(map(str, index), key=lambda code: int(index[code]))
    if isinstance(index, list):
        return [str(code) for code in index]
    return [str(code) for code in category.get("label") or {}]


def _measures(category: Mapping[str, Any]) -> dict[str, Measure]:
    units = category.get("unit") or {}
    return {str(code): _measure(unit) for code, unit in units.items()}


def _measure(unit: object) -> Measure:
    if not isinstance(unit, Mapping):
        return Measure()
    decimals = unit.get("decimals")
    base = unit.get("base") or unit.get("label") or ""
    return Measure(str(base).strip(), decimals if type(decimals) is int else None)


def _measure_outside(described: Mapping[str, Any], codes: Sequence[str]) -> Measure:
    """PXWeb keeps the unit in a ContentsCode dimension that `id` may not name."""
    for code, entry in described.items():
        if code in codes or not isinstance(entry, Mapping):
            continue
        measures = _measures(entry.get("category") or {})
        if measures:
            return next(iter(measures.values()))
    return Measure()


def _measure_of(dataset: Dataset, keys: Mapping[str, str]) -> Measure:
    for dimension in dataset.dimensions:
        found = dimension.measures.get(keys[dimension.code])
        if found:
            return found
    return dataset.measure


def _values(given: object, length: int) -> dict[int, Decimal | None]:
    if isinstance(given, list):
        if len(given) != length:
            raise JsonStatError(f"{len(given)} / {length}", short=len(given) < length)
        return {at: number(value) for at, value in enumerate(given)}
    if isinstance(given, Mapping):
        return {_position(at, length): number(v) for at, v in given.items()}
    raise JsonStatError("no value", short=True)


def _position(given: object, length: int) -> int:
    text = str(given)
    if not text.isascii() or not text.isdigit() or int(text) >= length:
        raise JsonStatError(f"value at {text}, size {length}")
    return int(text)


def _statuses(given: object, length: int) -> dict[int, str]:
    if isinstance(given, str):
        return dict.fromkeys(range(length), given)
    if isinstance(given, list):
        return {at: str(sign) for at, sign in enumerate(given) if sign}
    if isinstance(given, Mapping):
        return {_position(at, length): str(sign) for at, sign in given.items()}
    return {}


def number(value: object) -> Decimal | None:
    """The value exactly as written; None for null and the signs of absence."""
    if value is None or (isinstance(value, str) and value.strip() in MISSING_SIGNS):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise JsonStatError(f"no number: {value!r}")
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        raise JsonStatError(f"no number: {value!r}") from None
    return found if found.is_finite() else None
