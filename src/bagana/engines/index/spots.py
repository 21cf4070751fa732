"""Plain data as values that know where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bagana.engines.index.framework import Words
from bagana.engines.index.problems import FrameworkInvalid, Problem

DEEPEST = 40


@dataclass(slots=True)
class Spot:
    """A value, its path and its line; line 0 where there is no text.

    Exactly one of `entries`, `items` and `text` is not None, or all are for a null.
    `text` is as written: whether it is a number is for the reader to decide, so that
    a code like NO or 010 stays what it is.
    """

    where: str
    line: int
    entries: dict[str, Spot] | None = None
    items: list[Spot] | None = None
    text: str | None = None
    repeated: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_null(self) -> bool:
        return self.entries is None and self.items is None and self.text is None


def spots_of_data(value: object, where: str = "") -> Spot:
    """The same of dicts, lists and plain values, as JSON gives them."""
    if where.count(".") + where.count("[") > DEEPEST:
        raise refused(0, *TOO_DEEP)
    if value is None:
        return Spot(where, 0)
    if isinstance(value, Mapping):
        entries = {
            str(key): spots_of_data(below, under(where, str(key)))
            for key, below in value.items()
        }
        return Spot(where, 0, entries=entries)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        items = [spots_of_data(below, f"{where}[{i}]") for i, below in enumerate(value)]
        return Spot(where, 0, items=items)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Spot(where, 0, text=text)


def under(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def refused(line: int, what: Words, fix: Words) -> FrameworkInvalid:
    """A framework of which nothing can be read, for one reason."""
    return FrameworkInvalid([Problem(line, "", what, fix)])


TOO_DEEP = (
    Words("Хэт олон түвшинтэй байна.", "There are too many levels."),
    Words("Түвшнийг цөөлнө үү.", "Use fewer levels."),
)
