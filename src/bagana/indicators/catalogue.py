"""The catalogue: loaded from rows, and declared by the parts of the system.

A part of the system joins the whole by a `catalogue.py` of its own that calls
`declare`; the modules are found when the applications start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.indicators.models import Indicator, Source
from bagana.territory.models import Unit
from bagana.web.errors import Refused

Row = Mapping[str, str]
LEVELS = {"country": 0, "aimag": 1, "sum": 2, "bag": 3}
COPIED = (
    "name_mn",
    "name_en",
    "dimension",
    "unit_mn",
    "unit_en",
    "direction",
    "nature",
    "definition_mn",
    "definition_en",
    "note_mn",
    "note_en",
    "apportion_by",
)
# Column of a catalogue file to the indicator that it names.
LINKS = {
    "weight_indicator": "weight",
    "numerator": "numerator",
    "denominator": "denominator",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """An indicator that a part of the system can compute from its own records.

    Attributes
    ----------
    code
        The indicator's code in the catalogue.
    source_query
        Reads the records of the units in a span of days.
    engine
        Turns what the query gave into a value for each unit's code.
    """

    code: str
    source_query: Callable[[Iterable[Unit], date, date], Any]
    engine: Callable[[Any], Mapping[str, float | None]]


_declared: dict[str, Declared] = {}


def declare(*indicators: Declared) -> None:
    """Make known what can be computed; a code may be declared once."""
    for indicator in indicators:
        known = _declared.setdefault(indicator.code, indicator)
        if known != indicator:
            raise ValueError(f"declared twice: {indicator.code}")


def declared() -> Mapping[str, Declared]:
    return dict(_declared)


@transaction.atomic
def load_sources(rows: Iterable[Row]) -> int:
    """Add sources, or bring them up to date; a set-up step. Returns how many."""
    count = 0
    for row in rows:
        values = {key: row[key] for key in row if key not in {"code", "year"}}
        year = int(row["year"]) if row.get("year") else None
        Source.objects.update_or_create(
            code=row["code"], defaults={**values, "year": year}
        )
        count += 1
    return count


@transaction.atomic
def load_catalogue(rows: Iterable[Row]) -> int:
    """Add indicators, or bring them up to date; a set-up step. Returns how many.

    An indicator that names others (weight, numerator, denominator) comes after them,
    whatever the order of the rows.
    """
    waiting = [(position, row) for position, row in enumerate(rows, start=1)]
    total = len(waiting)
    known = {indicator.code: indicator for indicator in Indicator.objects.all()}
    sources = {source.code: source for source in Source.objects.all()}
    done: set[str] = set()
    codes = {row["code"] for _position, row in waiting}
    while waiting:
        # One of the same file is taken from the file, not from an earlier load.
        ready = [
            entry
            for entry in waiting
            if all(name in done or name not in codes for name in _named(entry[1]))
        ]
        if not ready:
            raise _circle(row["code"] for _position, row in waiting)
        for position, row in ready:
            known[row["code"]] = _load_one(row, position, known, sources)
            done.add(row["code"])
        waiting = [entry for entry in waiting if entry not in ready]
    return total


def _named(row: Row) -> list[str]:
    return [row[column] for column in LINKS if row.get(column)]


def _circle(codes: Iterable[str]) -> Refused:
    return Refused(
        _("Үзүүлэлтүүд бие биеэсээ хамаарсан байна: %(codes)s")
        % {"codes": ", ".join(codes)},
        _("Хүртвэр, хуваарь, жингийн үзүүлэлтийг засна уу."),
    )


def _load_one(
    row: Row, position: int, known: Mapping[str, Indicator], sources: dict[str, Source]
) -> Indicator:
    values: dict[str, Any] = {key: row.get(key, "") for key in COPIED}
    values |= {
        field: known.get(row[column]) if row.get(column) else None
        for column, field in LINKS.items()
    }
    values |= {
        "decimals": int(row["decimals"] or 0),
        "across_units": row.get("across_units") or row["aggregate_units"],
        "across_time": row.get("across_time") or row["aggregate_time"],
        "source": _source(row, sources),
        "lowest_level": _level(row["lowest_level"]),
        "factor": float(row.get("factor") or 1),
        "allows_negative": row.get("allows_negative") == "1",
        "counts_people": row.get("counts_people") == "1",
        "position": position,
    }
    indicator, _made = Indicator.objects.update_or_create(
        code=row["code"], defaults=values
    )
    return indicator


def _source(row: Row, sources: dict[str, Source]) -> Source:
    if row["source"] not in sources:
        raise Refused(
            _("«%(indicator)s» үзүүлэлтийн эх сурвалж тодорхойгүй: %(source)s")
            % {"indicator": row["code"], "source": row["source"]},
            _("Эх сурвалжийг эхлээд бүртгэнэ үү."),
        )
    return sources[row["source"]]


def _level(text: str) -> int:
    return LEVELS[text] if text in LEVELS else int(text)
