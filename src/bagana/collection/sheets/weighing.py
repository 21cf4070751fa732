"""Three values of one cell: handed out, come back, standing now; who goes before.

Changed only there: taken. Changed here and there and not alike: a conflict, which a
person decides cell by cell. The rule: docs/rules/sheet-round-trip.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bagana.collection.form_types import Value

THEIRS: Final = "standing"
MINE: Final = "sheet"


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that is not taken; row and column as the spreadsheet shows them."""

    row: int
    column: str
    value: str
    reason: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """One cell that two people wrote differently. `key` is the household's uid."""

    key: str
    number: str
    label: str
    field: str
    title: str
    sheet: Value
    standing: Value
    who: str = ""

    @property
    def choice(self) -> str:
        """The name under which the page asks for the decision."""
        return f"{self.key}:{self.field}"


@dataclass(slots=True)
class SheetCheck:
    """What a file that came back would do; cells that hold nothing are not counted."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Clash] = field(default_factory=list)
    rows: dict[str, dict[str, Value]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    instances: dict[str, str] = field(default_factory=dict)

    @property
    def to_write(self) -> int:
        return self.new + self.changed

    def counts(self) -> dict[str, int]:
        names = ("read", "new", "changed", "same", "refused")
        found = {name: getattr(self, name) for name in names}
        return found | {"conflicts": len(self.conflicts), "rows": len(self.rows)}

    def refuse(self, problem: Problem, cells: int = 1) -> None:
        self.problems.append(problem)
        self.refused += cells
        self.read += cells

    def withdraw(self, key: str, standing: Mapping[str, Value]) -> int:
        """Take a row back out of what would be written; how many cells it had."""
        cells = self.rows.pop(key)
        for name in cells:
            if standing.get(name) in (None, ""):
                self.new -= 1
            else:
                self.changed -= 1
        self.read -= len(cells)
        return len(cells)


NEW: Final = "new"
CHANGED: Final = "changed"
SAME: Final = "same"
CLASH: Final = "clash"
NOTHING: Final = "nothing"


def weigh(*, base: Value, mine: Value, now: Value, is_based: bool) -> str:
    """What becomes of one cell.

    `is_based`: it is known what was handed out; without that a blank says nothing, and
    another value than the one that stands is a conflict.
    """
    if _same(mine, now):
        return NOTHING if mine is None else SAME
    if is_based and _same(mine, base):
        # Nobody touched it in the file; what stands now is newer and stays.
        return NOTHING if mine is None else SAME
    if now is None or now == "":
        return NEW if not is_based or _same(now, base) else CLASH
    if is_based and _same(now, base):
        return CHANGED
    if not is_based and mine is None:
        return NOTHING
    return CLASH


def _same(one: Value, other: Value) -> bool:
    blank = (None, "")
    return one == other or (one in blank and other in blank)


def tally(
    check: SheetCheck,
    key: str,
    cells: Mapping[str, Value],
    base: Mapping[str, Value] | None,
    now: Mapping[str, Value],
) -> Iterator[str]:
    """Weigh a row; fields in conflict come out, the rest goes into the check."""
    for name, mine in cells.items():
        verdict = weigh(
            base=(base or {}).get(name),
            mine=mine,
            now=now.get(name),
            is_based=base is not None,
        )
        if verdict == NOTHING:
            continue
        check.read += 1
        if verdict == SAME:
            check.same += 1
        elif verdict == CLASH:
            yield name
        else:
            _take(check, key, name, mine, verdict)


def _take(check: SheetCheck, key: str, name: str, mine: Value, verdict: str) -> None:
    check.rows.setdefault(key, {})[name] = mine
    if verdict == NEW:
        check.new += 1
    else:
        check.changed += 1


type Cells = Mapping[str, Any]
