"""Asking for exactly what is wanted, and making sure that it is what came."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from bagana.indicators.calendar import parse_period
from bagana.indicators.nso import errors
from bagana.indicators.nso.answers import Answer
from bagana.indicators.nso.areas import Request, areas_asked, units_of
from bagana.indicators.nso.client import NsoClient, Selection
from bagana.indicators.nso.kept import Fetched, axis, pinned_codes
from bagana.indicators.nso.mappings import TableMapping
from bagana.indicators.nso.structure import Structure, Variable, listed


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a table; years None are all since the register begins."""

    requests: Sequence[Request]
    levels: Collection[int]
    years: Collection[int] | None = None
    below: bool = True


def fetch(client: NsoClient, mapping: TableMapping, wish: Wish) -> Fetched:
    """Everything or nothing: any failure is an NsoError and leaves no trace."""
    structure = client.structure(mapping.path, mapping.file)
    selection = select(structure, mapping, wish)
    area = axis(structure, mapping.area).code
    answers = client.query(mapping.path, mapping.file, selection, along=area)
    for answer in answers:
        require_what_was_asked(answer, structure, mapping)
    return Fetched(mapping, answers, units_of(selection.values[area]))


def select(structure: Structure, mapping: TableMapping, wish: Wish) -> Selection:
    """The value codes to ask for, found by label in today's structure."""
    area = axis(structure, mapping.area)
    time = axis(structure, mapping.time)
    values: dict[str, list[str]] = {}
    for series in mapping.series:
        for code, pinned in pinned_codes(structure, mapping, series.where).items():
            values.setdefault(code, [])
            if pinned not in values[code]:
                values[code].append(pinned)
    values[area.code] = _areas(area, wish)
    values[time.code] = _times(time, wish.years)
    # The order of the table, so that equal wishes make equal queries.
    return Selection({v.code: values[v.code] for v in structure.variables})


def _areas(area: Variable, wish: Wish) -> list[str]:
    found = areas_asked(
        area.labels, wish.requests, levels=wish.levels, below=wish.below
    )
    if not found:
        units = ", ".join(request.unit for request in wish.requests)
        raise errors.nothing_to_ask(
            _("Хүснэгтэд %(units)s нэгжийн тоо алга.") % {"units": units}
        )
    return found


def _times(time: Variable, years: Collection[int] | None) -> list[str]:
    first = int(settings.BAGANA_REGISTER_START[:4])
    found: list[str] = []
    seen: set[int] = set()
    for code, label in time.labels.items():
        span = parse_period(label)
        if span is None:
            continue
        if span.year in years if years is not None else span.year >= first:
            found.append(code)
            seen.add(span.year)
    missing = sorted(set(years or ()) - seen)
    if missing or not found:
        present = listed(time.labels.values())
        wanted = ", ".join(map(str, missing)) or "—"
        raise errors.unknown_label(time.text, wanted, present)
    return found


def require_what_was_asked(
    answer: Answer, structure: Structure, mapping: TableMapping
) -> None:
    """Every value asked for came, and years still bear the label they were asked by.

    A year added to the table between two requests moves every code by one.
    """
    decoded = answer.decoded
    dimensions = decoded.get("dimension") if isinstance(decoded, dict) else None
    if not isinstance(dimensions, dict):
        raise errors.half_answer("dimension")
    time = axis(structure, mapping.time)
    for asked in (answer.query or {}).get("query", []):
        code, wanted = asked["code"], asked["selection"]["values"]
        category = (dimensions.get(code) or {}).get("category") or {}
        labels = category.get("label") or {}
        lost = [value for value in wanted if value not in labels]
        if lost:
            raise errors.half_answer(
                f"{code}: {len(wanted) - len(lost)} / {len(wanted)}"
            )
        if code == time.code:
            _require_same_years(time, labels, wanted)


def _require_same_years(
    time: Variable, labels: dict[str, str], wanted: Sequence[str]
) -> None:
    for value in wanted:
        now = str(labels[value]).strip()
        if now != time.labels[value]:
            raise errors.unexpected(f"{time.text}: {time.labels[value]} → {now}")
