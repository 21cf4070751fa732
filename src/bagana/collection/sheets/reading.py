"""A spreadsheet that came back: found by its marks, not by where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.collection.form_types import Column
from bagana.registers.imports.columns import folded
from bagana.registers.imports.reading import open_table, sheets_of
from bagana.registers.imports.values import text_of
from bagana.web.errors import Refused

MARK: Final = "bagana"
KEY: Final = "key"
NUMBER: Final = "number"
HEAD_WITHIN: Final = 30
NUMBER_HEADINGS: Final = ("өрхийн дугаар", "дугаар", "household number", "number")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`token` names what was handed out; `places` field → column; rows with numbers."""

    token: str
    places: Mapping[str, int]
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[Any]]]

    def heading(self, name: str) -> str:
        index = self.places.get(name)
        return "" if index is None else str(self.headings[index])


def read_sheet(content: bytes, columns: Sequence[Column]) -> Sheet:
    """The sheet with the marks, whatever it is called and wherever its columns are.

    Raises Refused when no sheet of the file is one of ours.
    """
    if not content:
        raise Refused(_("Файл хоосон байна."), _("Өөр файл сонгоно уу."), "file")
    names = sheets_of(content)
    best: Sheet | None = None
    for name in names or [""]:
        rows = list(enumerate(open_table(content, name).rows(), start=1))
        found = _marked(rows, columns) or _headed(rows, columns)
        if found and (best is None or len(found.places) > len(best.places)):
            best = found
    if best is None:
        raise Refused(
            _("Энэ файлд мэдээний хүснэгт алга."),
            _("Эндээс татсан хүснэгтийг бөглөж, тэр файлаа оруулна уу."),
            "file",
        )
    return best


type Rows = Sequence[tuple[int, Sequence[Any]]]


def _marked(rows: Rows, columns: Sequence[Column]) -> Sheet | None:
    """By the hidden row of codes that we wrote."""
    codes = {one.code for one in columns}
    for place, (_line, row) in enumerate(rows[:HEAD_WITHIN]):
        texts = [text_of(cell) for cell in row]
        token = next((one for one in texts if one.startswith(f"{MARK}:")), "")
        if not token:
            continue
        places = {
            name: index
            for index, name in enumerate(texts)
            if name in codes or name in (KEY, NUMBER)
        }
        below = rows[place + 1 :]
        headings = _headings(below, len(texts))
        return Sheet(token.removeprefix(f"{MARK}:"), places, headings, below)
    return None


def _headings(rows: Rows, width: int) -> list[str]:
    for _line, row in rows[:3]:
        texts = [" ".join(text_of(cell).split()) for cell in row]
        if sum(1 for one in texts if one) > 1:
            return [*texts, *[""] * (width - len(texts))]
    return [""] * width


def _headed(rows: Rows, columns: Sequence[Column]) -> Sheet | None:
    """By the words of the heading, where the codes were deleted."""
    names = {folded(str(one.title)): one.code for one in columns}
    names |= dict.fromkeys(map(folded, NUMBER_HEADINGS), NUMBER)
    for place, (_line, row) in enumerate(rows[:HEAD_WITHIN]):
        texts = [" ".join(text_of(cell).split()) for cell in row]
        places: dict[str, int] = {}
        for index, text in enumerate(texts):
            if (code := names.get(folded(text))) and code not in places:
                places[code] = index
        if NUMBER in places and len(places) > 2:
            return Sheet("", places, texts, rows[place + 1 :])
    return None
