"""Where the heading of a table stands, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.registers.imports.columns import (
    HEADER_WITHIN,
    fields_of,
    folded,
    guess,
    places,
)
from bagana.registers.imports.reading import Source, Table, open_table, sheets_of
from bagana.registers.imports.values import text_of
from bagana.web.errors import Refused

PEOPLE_SHEETS: Final = ("хүн", "хүмүүс", "иргэд", "гишүүд", "ам бүл", "people")
GUIDES: Final = ("заавар", "instructions", "жагсаалт", "lists")


@dataclass(frozen=True, slots=True)
class Options:
    """What who imports says of a file.

    `columns` {heading: field}, empty to guess; `values` {field: {word: what is kept}};
    `on`: since when the register knows of new households.
    """

    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    on: date | None = None

    def stored(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "columns": dict(self.columns),
            "values": {name: dict(words) for name, words in self.values.items()},
            "on": self.on.isoformat() if self.on else "",
        }

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> Options:
        on = kept.get("on") or ""
        return cls(
            sheet=kept.get("sheet", ""),
            columns=kept.get("columns", {}),
            values=kept.get("values", {}),
            on=date.fromisoformat(on) if on else None,
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """`header` is the number of the heading's row; `places` field → index."""

    table: Table
    form: str
    header: int
    headings: tuple[str, ...]
    mapping: Mapping[str, str]
    places: Mapping[str, int]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that no field is read from."""
        return tuple(one for one in self.headings if one and one not in self.mapping)


def find_layout(table: Table, form: str, columns: Mapping[str, str]) -> Layout:
    """Raises Refused when no row looks like a heading, or a needed column lacks."""
    best: Layout | None = None
    for number, row in enumerate(islice(table.rows(), HEADER_WITHIN), start=1):
        found = _layout(table, form, number, row, columns)
        if len(found.places) > (len(best.places) if best else 1):
            best = found
    if best is None:
        raise Refused(
            _("Гарчгийн мөрийг олсонгүй."),
            _("Загварын гарчгийг хуулах, эсвэл баганыг өөрөө тааруулна уу."),
            "file",
        )
    return best


def _layout(
    table: Table,
    form: str,
    number: int,
    row: Sequence[Any],
    columns: Mapping[str, str],
) -> Layout:
    headings = tuple(" ".join(text_of(cell).split()) for cell in row)
    if columns:
        wanted = {folded(heading): name for heading, name in columns.items() if name}
        known = {one.code for one in fields_of(form)}
        mapping = {
            heading: wanted[folded(heading)]
            for heading in headings
            if wanted.get(folded(heading)) in known
        }
    else:
        mapping = guess(headings, form)
    return Layout(table, form, number, headings, mapping, places(headings, mapping))


def refuse_incomplete(layout: Layout, *, one_bag: bool) -> None:
    """Nothing can be told without knowing which household of which bag."""
    names = set(layout.places)
    if not names & {"number", "given"}:
        raise Refused(
            _("Өрхийн дугаар ч, тэргүүний нэр ч алга."),
            _("Аль баганад байгааг сонгоно уу."),
            "file",
        )
    if not one_bag and not names & {"unit", "bag"}:
        raise Refused(
            _("Аль багийнх болохыг заасан багана алга."),
            _("Багийн код, эсвэл сум, багийн нэрийн баганыг сонгоно уу."),
            "file",
        )


def tables_of(source: Source, sheet: str = "") -> tuple[Table, Table | None]:
    """The table of households, and that of people if the workbook has one."""
    names = sheets_of(source)
    people = next((one for one in names if folded(one) in PEOPLE_SHEETS), "")
    rest = [one for one in names if one != people and folded(one) not in GUIDES]
    chosen = sheet or (rest[0] if rest else "")
    if names and not chosen:
        raise Refused(_("Өрхийн хуудас алга."), _("Загварыг ашиглана уу."), "file")
    second = open_table(source, people) if people and people != chosen else None
    return open_table(source, chosen), second
