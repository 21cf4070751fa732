"""A layer of blocks to a problem: which field is what, numbers, places, offices."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bagana.engines.districting import Problem
from bagana.engines.districting.building import build_problem
from bagana.engines.districting.problem import Floats
from bagana.engines.districting.reading import (
    SHEEP_UNITS,
    Outlines,
    of_cells,
    outlines,
    sheep_units,
    to_plane,
)
from bagana.project.commands.index.reading import ABSENT
from bagana.project.commands.index.speech import Mistake, Speech, Unusable
from bagana.project.commands.redraw.files import CELL, Layer, Row
from bagana.project.commands.redraw.wishes import Wishes, rows_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

IDS: Final = ("id", "block", "block_id", "code", CELL)
TODAY: Final = ("today", "unit", "bag", "bag_code")
PARENTS: Final = ("parent", "sum", "sum_code")
PLACE: Final = ("lon", "lat")
WHOLE: Final = "1"
"""Parent of blocks of files that tell none."""


@dataclass(frozen=True)
class Taken:
    """A problem, and what maps and tables show beside it.

    `names` calls units by name; `places` are offices in degrees; `has_today` is False
    for a file without today's units, where nothing can be said to move.
    """

    problem: Problem
    shapes: tuple[BaseGeometry, ...]
    names: dict[str, str]
    has_today: bool
    offices: dict[str, tuple[float, float]]
    unused: tuple[str, ...]


@dataclass(frozen=True)
class Fields:
    """Which field of the file is what; "" where there is none."""

    id: str
    today: str
    parent: str
    name: str


def take(
    layer: Layer, wishes: Wishes, options: argparse.Namespace, speech: Speech
) -> Taken:
    """Raises `Unusable` or `ProblemInvalid`, each with every mistake."""
    fields = _fields(layer, options, speech)
    codes = [_text(row.fields.get(fields.id)) for row in layer.rows]
    told, shapes = _measured(layer, codes, options.gap, speech)
    reading = Columns(layer, speech)
    weights = {name: reading.weight(name, told) for name in wishes.weights}
    xy = reading.places(told, shapes)
    reading.refuse()
    parents = [_text(row.fields.get(fields.parent)) or WHOLE for row in layer.rows]
    today, names = _today(layer, fields, parents)
    offices = _offices(options.offices, speech)
    problem = build_problem(
        blocks=codes,
        pairs=told.pairs,
        weights=weights,
        xy=xy,
        today=today,
        parents=parents,
        offices=_in_plane(offices, shapes),
        locked=wishes.locked,
        barriers=wishes.barriers,
        targets=_targets(options.targets, speech),
        movers="population" if "population" in weights else wishes.weights[0],
        offices_fixed=bool(offices),
        area_km2=told.area_km2,
        perimeter_km=told.perimeter_km,
    )
    used = {fields.id, fields.today, fields.parent, fields.name} | reading.used
    unused = tuple(name for name in layer.fields if name not in used)
    return Taken(problem, shapes, names, bool(fields.today), offices, unused)


def _fields(layer: Layer, options: argparse.Namespace, speech: Speech) -> Fields:
    today = _field(layer, options.today, TODAY, "--today", speech)
    named = (f"{today}_name", f"{today.removesuffix('_code')}_name")
    return Fields(
        id=_id_field(layer, options.id, speech),
        today=today,
        parent=_field(layer, options.parent, PARENTS, "--parent", speech),
        name=next((name for name in named if name in layer.fields), ""),
    )


def _id_field(layer: Layer, asked: str, speech: Speech) -> str:
    found = _field(layer, asked, IDS, "--id", speech)
    if found:
        return found
    _ = speech.translate
    raise Unusable(
        _("%(file)s: хэсгийн кодын талбар алга.") % {"file": layer.name},
        _("--id-ээр аль талбар болохыг заана уу: %(names)s.")
        % {"names": ", ".join(layer.fields)},
    )


def _field(
    layer: Layer, asked: str, guesses: Sequence[str], option: str, speech: Speech
) -> str:
    """The field that was named, or the first that is called as such fields are."""
    if asked and asked not in layer.fields:
        _ = speech.translate
        words = {"file": layer.name, "option": option, "name": asked}
        raise Unusable(
            _("%(file)s: %(option)s-ээр заасан «%(name)s» талбар алга.") % words,
            _("Байгаа нь: %(names)s.") % {"names": ", ".join(layer.fields)},
        )
    return asked or next((name for name in guesses if name in layer.fields), "")


def _text(raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return str(raw if raw is not None else "").strip()


def _measured(
    layer: Layer, codes: list[str], gap_m: float, speech: Speech
) -> tuple[Outlines, tuple[BaseGeometry, ...]]:
    if not layer.cells:
        shapes = tuple(row.shape for row in layer.rows if row.shape is not None)
        return outlines(codes, shapes, gap_m=gap_m), shapes
    cells = [_text(row.fields.get(CELL)) for row in layer.rows]
    _ = speech.translate
    try:
        told, shapes = of_cells(cells)
    except ValueError as error:
        raise Unusable(
            _("%(file)s: h3 баганад H3 нүд биш утга, эсвэл олон түвшний нүд байна.")
            % {"file": layer.name},
            str(error),
        ) from error
    code_of = dict(zip(cells, codes, strict=True))
    pairs = tuple((code_of[a], code_of[b], km) for a, b, km in told.pairs)
    return Outlines(told.xy, told.area_km2, told.perimeter_km, pairs), shapes


def _today(
    layer: Layer, fields: Fields, parents: list[str]
) -> tuple[list[str], dict[str, str]]:
    """Today's unit of each block; without any, a parent is one unit."""
    if not fields.today:
        return parents, {}
    today = [_text(row.fields.get(fields.today)) for row in layer.rows]
    names = [_text(row.fields.get(fields.name)) for row in layer.rows]
    pairs = zip(today, names, strict=True)
    return today, {unit: name for unit, name in pairs if unit and name}


class Columns:
    """Numbers of a layer, with each cell that is none in its place."""

    def __init__(self, layer: Layer, speech: Speech) -> None:
        self.layer, self._ = layer, speech.translate
        self.mistakes: list[Mistake] = []
        self.used: set[str] = set()

    def weight(self, name: str, told: Outlines) -> Floats:
        """The column; `area` and `sheep_units` are computed where there is none."""
        if name in self.layer.fields:
            return self.numbers(name)
        if name == "area":
            return told.area_km2
        if name == "sheep_units" and set(SHEEP_UNITS) <= set(self.layer.fields):
            return sheep_units({kind: self.numbers(kind) for kind in SHEEP_UNITS})
        raise Unusable(
            self._("%(file)s файлд «%(name)s» жингийн багана алга.")
            % {"file": self.layer.name, "name": name},
            self._("Байгаа нь: %(names)s.") % {"names": ", ".join(self.layer.fields)},
        )

    def places(self, told: Outlines, shapes: Sequence[BaseGeometry]) -> Floats:
        """Where people are: `lon` and `lat` of a block, else the middle of it."""
        if not set(PLACE) <= set(self.layer.fields):
            return told.xy
        degrees = np.column_stack([self.numbers(name) for name in PLACE])
        found = to_plane(shapes, degrees)
        return np.where(np.isnan(found), told.xy, found)

    def numbers(self, name: str) -> Floats:
        self.used.add(name)
        return np.array([self._number(row, name) for row in self.layer.rows])

    def _number(self, row: Row, name: str) -> float:
        raw = row.fields.get(name)
        text = str(raw if raw is not None else "").strip().replace("\u00a0", "")
        if text.lower() in ABSENT:
            return math.nan
        try:
            found = float(text.replace(" ", ""))
        except ValueError:
            found = math.inf
        if math.isinf(found):
            fix = self._(
                "Зөвхөн тоо, аравтын цэгтэй бичнэ; мэдээлэл алга бол хоосон үлдээнэ."
            )
            wrong = Mistake(row.number, name, text, self._("Тоо биш."), fix)
            self.mistakes.append(wrong)
        return found

    def refuse(self) -> None:
        if self.mistakes:
            words = {"file": self.layer.name, "count": len(self.mistakes)}
            raise Unusable(
                self._("%(file)s: өгөгдөлд %(count)s алдаа байна.") % words,
                "",
                self.mistakes,
            )


def _offices(path: str, speech: Speech) -> dict[str, tuple[float, float]]:
    """Longitude and latitude by unit."""
    if not path:
        return {}
    rows = rows_of(path, ("unit", *PLACE), speech)
    return {
        row["unit"]: (
            _needed(path, row, "lon", speech),
            _needed(path, row, "lat", speech),
        )
        for row in rows
    }


def _in_plane(
    offices: dict[str, tuple[float, float]], shapes: Sequence[BaseGeometry]
) -> dict[str, tuple[float, float]]:
    if not offices:
        return {}
    found = to_plane(shapes, np.array(list(offices.values())))
    return {
        unit: (float(x), float(y)) for unit, (x, y) in zip(offices, found, strict=True)
    }


def _targets(path: str, speech: Speech) -> dict[str, float] | None:
    """Shares by unit; units that the file leaves out divide the rest equally."""
    if not path:
        return None
    rows = rows_of(path, ("unit", "share"), speech)
    return {row["unit"]: _needed(path, row, "share", speech) for row in rows}


def _needed(path: str, row: dict[str, str], name: str, speech: Speech) -> float:
    _ = speech.translate
    try:
        return float(row[name])
    except ValueError as error:
        words = {"file": path, "name": name, "value": row[name]}
        raise Unusable(
            _("%(file)s: %(name)s баганын «%(value)s» тоо биш.") % words
        ) from error
