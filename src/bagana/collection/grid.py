"""The entry grid as a page shows it: lines, cells, what is off, what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict

from bagana.collection.checks import row_findings
from bagana.collection.form_types import ERROR, Column, Form, Part, Value
from bagana.collection.forms import parse, shown
from bagana.collection.limits import Limit
from bagana.collection.queries.returns import Said
from bagana.collection.rows import Row
from bagana.web.errors import Refused

UNIT_KEY: Final = "unit"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One input: what stands or was typed, last year's, whether it is off limits."""

    column: Column
    name: str
    text: str
    last: Value
    limit: Limit | None
    is_off: bool
    error: str = ""
    said: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid, with what was refused or overtaken in it."""

    row: Row
    cells: Sequence[GridCell]
    said: Sequence[Said] = ()
    notes: int = 0
    refusal: str = ""
    theirs: Sequence[tuple[str, str, str]] = ()
    is_saved: bool = False
    findings: Sequence[str] = ()
    warnings: int = 0

    @property
    def key(self) -> str:
        return self.row.key or UNIT_KEY

    @property
    def off(self) -> list[GridCell]:
        return [one for one in self.cells if one.is_off]

    @property
    def bad(self) -> str:
        """Fields that were refused, for the script that marks them."""
        return " ".join(one.column.code for one in self.cells if one.error)


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of one row: values that read well, and why others did not."""

    values: dict[str, Value] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    seen: str = ""
    was: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over columns of one group."""

    title: Any
    span: int


def part_of(form: Form, columns: Sequence[Column], asked: str) -> Part:
    """The page of the grid that is asked for; the first one that has columns."""
    there = {one.part for one in columns}
    known = [one for one in form.parts if one.code in there] or list(form.parts)
    return next((one for one in known if one.code == asked), known[0])


def headings(columns: Sequence[Column]) -> list[Heading]:
    found: list[Heading] = []
    for one in columns:
        if found and str(found[-1].title) == str(one.group):
            found[-1] = Heading(one.group, found[-1].span + 1)
        else:
            found.append(Heading(one.group, 1))
    return found


def input_name(key: str, column: Column) -> str:
    return f"v.{key or UNIT_KEY}.{column.code}"


def typed(post: QueryDict, key: str, columns: Sequence[Column]) -> Typed:
    """Fields of a row that were sent; one that cannot be read stays as it was typed."""
    found = Typed(seen=post.get(f"s.{key or UNIT_KEY}", "")[:64])
    for column in columns:
        text = post.get(input_name(key, column))
        if text is None:
            continue
        found.texts[column.code] = text[:500]
        was = post.get(input_name(key, column).replace("v.", "w.", 1))
        if was is not None:
            found.was[column.code] = _as_it_was(column, was)
        try:
            found.values[column.code] = parse(column, text)
        except Refused as refused:
            found.errors[column.code] = " ".join(
                filter(None, (refused.reason, refused.fix))
            )
    return found


def _as_it_was(column: Column, text: str) -> Value:
    try:
        return parse(column, text)
    except Refused:
        return None


def line_of(
    form: Form,
    row: Row,
    columns: Sequence[Column],
    *,
    said: Sequence[Said] = (),
    sent: Typed | None = None,
    refusal: Refused | None = None,
    is_saved: bool = False,
    overtaken: bool = False,
) -> Line:
    """A row as the page shows it; what was typed stays where it was not taken."""
    texts = sent.texts if sent and not is_saved else {}
    errors = dict(sent.errors) if sent else {}
    if refusal and refusal.field:
        errors[refusal.field] = " ".join(filter(None, (refusal.reason, refusal.fix)))
    cells = [_cell(row, one, texts, errors, said) for one in columns]
    own = [one for one in said if not one.remark.field]
    loose = refusal and not any(one.error for one in cells)
    words = " ".join(filter(None, (refusal.reason, refusal.fix))) if refusal else ""
    mine = {one.code for one in columns}
    soft = row_findings(form, row.values) if row.is_begun else ()
    soft = tuple(one for one in soft if one.field in mine)
    return Line(
        row=row,
        cells=cells,
        said=[one for one in own if one.is_open],
        notes=sum(1 for one in said if not one.is_open),
        refusal=words if loose else "",
        theirs=_theirs(row, columns, texts) if overtaken else (),
        is_saved=is_saved,
        findings=[one.what for one in soft if one.level == ERROR],
        warnings=sum(1 for one in soft if one.level != ERROR),
    )


def _cell(
    row: Row,
    column: Column,
    texts: Mapping[str, str],
    errors: Mapping[str, str],
    said: Sequence[Said],
) -> GridCell:
    value, limit = row.values.get(column.code), row.limits.get(column.code)
    off = limit is not None and value is not None and not limit.holds(float(value))
    mine = [one for one in said if one.remark.field == column.code and one.is_open]
    return GridCell(
        column=column,
        name=input_name(row.key, column),
        text=texts.get(column.code, shown(column, value)),
        last=row.last_year.get(column.code),
        limit=limit,
        is_off=off,
        error=errors.get(column.code, ""),
        said=mine,
    )


def _theirs(
    row: Row, columns: Sequence[Column], texts: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Where two people wrote one row: field, what stands now, what was typed."""
    pairs = [
        (str(one.title), shown(one, row.values.get(one.code)), texts.get(one.code))
        for one in columns
    ]
    return [
        (title, stands or "–", mine or "–")
        for title, stands, mine in pairs
        if mine is not None and mine.strip() != stands
    ]


def said_by_row(remarks: Sequence[Said]) -> dict[int | None, list[Said]]:
    found: dict[int | None, list[Said]] = {}
    for one in remarks:
        found.setdefault(one.remark.household_id, []).append(one)
    return found


def with_zeros(row: Row, sent: Typed, columns: Sequence[Column]) -> Typed:
    """Noughts for the blanks of a row that was begun.

    Breeding females and young only where there is no animal of the kind: elsewhere a
    blank there is a question and not nought.
    """
    values = dict(row.values) | sent.values
    if all(one is None for one in values.values()):
        return sent
    texts = dict(sent.texts)
    for one in columns:
        if values.get(one.code) is not None or not one.is_number or sent.errors:
            continue
        if one.species and one.code != one.species and values.get(one.species):
            continue
        values[one.code] = 0
        texts[one.code] = "0"
    kept = {one.code: values[one.code] for one in columns if one.code in values}
    return Typed(kept, texts, sent.errors, sent.seen, sent.was)
