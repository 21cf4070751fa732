"""What was fetched, as it is kept with the batch, and the rows it makes.

The kept content holds the answers as they came, the declaration they were read with and
the units their areas were taken for. The rows are made from it alone, so anyone can
make them again later and compare.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bagana.indicators.calendar import parse_period
from bagana.indicators.nso import errors
from bagana.indicators.nso.answers import Answer, decode
from bagana.indicators.nso.jsonstat import Cell as Figure
from bagana.indicators.nso.jsonstat import Dataset, JsonStatError, cells, read
from bagana.indicators.nso.mappings import TableMapping, as_fields, mapping_of
from bagana.indicators.nso.structure import (
    Structure,
    Variable,
    codes_by_label,
    listed,
)

type Row = list[str | float]
HEADER: Row = ["code", "indicator", "period", "value", "source", "nature"]
# The office's figures are official; the import keeps them out of any other series.
NATURE = "official"
FORM = "bagana-nso-1"
ORIGIN = "nso"  # ImportBatch.origin of content in this form


@dataclass(frozen=True, slots=True)
class Fetched:
    """Everything the rows need: declaration, answers, unit code by area code."""

    mapping: TableMapping
    answers: Sequence[Answer]
    units: Mapping[str, str]

    def packed(self) -> bytes:
        """The content to keep; equal answers give equal bytes."""
        kept = {
            "form": FORM,
            "mapping": as_fields(self.mapping),
            "units": dict(sorted(self.units.items())),
            "answers": [
                {"url": answer.url, "query": answer.query, "text": answer.text}
                for answer in self.answers
            ],
        }
        return json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> Fetched:
        kept: dict[str, Any] = json.loads(content)
        if kept.get("form") != FORM:
            raise ValueError(f"not {FORM}")
        answers = [
            Answer(one["url"], one["query"], one["text"], decode(one["text"]))
            for one in kept["answers"]
        ]
        return cls(mapping_of(kept["mapping"]), answers, kept["units"])


def table_of(content: bytes) -> list[Row]:
    """The kept content as a tidy table with a header, ready for the import."""
    return rows_of(Fetched.unpacked(content))


def rows_of(fetched: Fetched) -> list[Row]:
    """One row a figure: unit code, indicator, period, value in our unit or "".

    An area that is no unit of the register keeps its own code and name, so that the
    import refuses it by name. A missing figure has an empty value, never nought.
    """
    rows = [HEADER]
    for answer in fetched.answers:
        rows.extend(_rows(_dataset(answer), fetched))
    return rows


def _dataset(answer: Answer) -> Dataset:
    try:
        return read(answer.decoded)
    except JsonStatError as error:
        if error.short:
            raise errors.half_answer(str(error)) from error
        raise errors.unexpected(str(error)) from error


def _rows(dataset: Dataset, fetched: Fetched) -> Iterator[Row]:
    mapping = fetched.mapping
    structure = _structure_of(dataset)
    area = axis(structure, mapping.area)
    time = axis(structure, mapping.time)
    wanted = [
        (series.indicator, pinned_codes(structure, mapping, series.where))
        for series in mapping.series
    ]
    for cell in cells(dataset):
        for indicator, pinned in wanted:
            if all(cell.keys[code] == value for code, value in pinned.items()):
                yield [
                    _unit(cell.keys[area.code], area, fetched.units),
                    indicator,
                    _period(time.labels[cell.keys[time.code]]),
                    _value(cell, mapping),
                    mapping.source,
                    NATURE,
                ]


def _structure_of(dataset: Dataset) -> Structure:
    return Structure(
        dataset.label,
        tuple(
            Variable(one.code, one.label, one.categories) for one in dataset.dimensions
        ),
    )


def axis(structure: Structure, names: Sequence[str]) -> Variable:
    """The variable of one of these names; NsoError shows what there is instead."""
    found = structure.find(names)
    if found is None:
        present = listed(variable.code for variable in structure.variables)
        raise errors.unknown_label("variables", " / ".join(names), present)
    return found


def pinned_codes(
    structure: Structure, mapping: TableMapping, where: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The one category code of each variable that singles a series out.

    Every variable but area and time must be settled, or figures of different things
    would fall into one series.
    """
    free = {axis(structure, mapping.area).code, axis(structure, mapping.time).code}
    pinned: dict[str, str] = {}
    for name, labels in where.items():
        variable = axis(structure, [name])
        found = codes_by_label(variable.labels, labels)
        if len(found) != 1:
            present = listed(variable.labels.values())
            raise errors.unknown_label(variable.text, " / ".join(labels), present)
        pinned[variable.code] = found[0]
    open_ones = {v.code for v in structure.variables} - free - set(pinned)
    if open_ones:
        raise errors.bad_mapping(", ".join(sorted(open_ones)))
    return pinned


def _unit(area: str, variable: Variable, units: Mapping[str, str]) -> str:
    return units.get(area) or f"{area} {variable.labels[area]}".strip()


def _period(label: str) -> str:
    span = parse_period(label)
    return span.code if span else label


def _value(cell: Figure, mapping: TableMapping) -> str | float:
    if cell.value is None:
        return ""
    if not mapping.accepts(cell.measure.base):
        raise errors.unit_changed(" / ".join(mapping.unit), cell.measure.base)
    return float(scaled(cell.value, mapping.factor))


def scaled(value: Decimal, factor: Decimal) -> Decimal:
    """The figure in our unit, exactly: 57649.656 thousand is 57649656."""
    return value * factor
