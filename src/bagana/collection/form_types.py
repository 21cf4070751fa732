"""What a declared form is made of: columns, parts, and rules as data.

Texts are lazy, so that the same form speaks the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from bagana.registers.models import CensusKind

type Words = Any  # str or a lazy translation of one
type Value = Any  # int, Decimal, bool, str, or None: missing

HOUSEHOLDS: Final = "households"
UNIT: Final = "unit"
ERROR: Final = "error"
WARNING: Final = "warning"
UNUSUAL: Final = "unusual"
LEVELS: Final = (ERROR, WARNING, UNUSUAL)
EXTRAS: Final = "extras"


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a form.

    `type` is integer, decimal, choice, yes_no or text. `title` names it alone, `short`
    under the heading `group` of the grid. `part` is the page of the grid it stands on.
    """

    code: str
    title: Words
    type: str = "integer"
    choices: tuple[tuple[str, Words], ...] = ()
    minimum: int | None = 0
    maximum: int | None = None
    required: bool = False
    part: str = ""
    group: Words = ""
    short: Words = ""
    species: str = ""
    unit: Words = ""

    @property
    def heading(self) -> Words:
        return self.short or self.title

    @property
    def is_number(self) -> bool:
        return self.type in ("integer", "decimal")


@dataclass(frozen=True, slots=True)
class Required:
    """The field is not blank, in a row that was begun (or in the unit's cells)."""

    field: str


@dataclass(frozen=True, slots=True)
class NeededWith:
    """The field is not blank where another is more than nought."""

    field: str
    other: str


@dataclass(frozen=True, slots=True)
class AtMost:
    """The sum of parts is not over the whole; blank parts count for nothing."""

    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class Window:
    """now ≤ the count before + what came to it, with a tolerance.

    now ≤ (before + plus) × (1 + share) + heads. "Before" is the nearest of the `back`
    counts of the same kind before this one in which the row has a figure.
    """

    now: str
    before: str
    plus: tuple[str, ...] = ()
    share: float = 0.10
    heads: int = 20
    back: int = 2


@dataclass(frozen=True, slots=True)
class Outlier:
    """Far from the other rows of the bag: |modified z| of ln(1 + x) over `limit`.

    Only where at least `least` rows have more than nought (Iglewicz and Hoaglin 1993).
    """

    field: str
    least: int = 12
    limit: float = 3.5


@dataclass(frozen=True, slots=True)
class Heaping:
    """Too many figures of `smallest` and more end in 0 or 5: more than `share`."""

    fields: tuple[str, ...]
    smallest: int = 20
    least: int = 40
    share: float = 0.45


@dataclass(frozen=True, slots=True)
class Copied:
    """Every figure equals last year's, `least` of them more than nought."""

    fields: tuple[str, ...]
    least: int = 3


@dataclass(frozen=True, slots=True)
class NoRow:
    """A household that must be counted has no row."""


@dataclass(frozen=True, slots=True)
class OffLimits:
    """Outside the limits that the row's own history gives (collection.limits)."""

    fields: tuple[str, ...]


type Check = (
    Required
    | NeededWith
    | AtMost
    | Window
    | Outlier
    | Heaping
    | Copied
    | NoRow
    | OffLimits
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its importance and its sentence.

    An error stops submitting, a warning must be accepted with a word, what is unusual
    is only shown. `what` and `fix` may name %(value)s, %(limit)s, %(field)s.
    """

    code: str
    level: str
    check: Check
    title: Words
    what: Words
    fix: Words


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the grid."""

    code: str
    title: Words


@dataclass(frozen=True, slots=True)
class Form:
    """A declared form; `kind` says whether households or the unit fill it."""

    code: str
    title: Words
    kind: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    parts: tuple[Part, ...] = ()
    census_kind: CensusKind | None = None
    is_illustrative: bool = False
    about: Words = ""
    _by_code: dict[str, Column] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self._by_code.update({one.code: one for one in self.columns})

    @property
    def of_households(self) -> bool:
        return self.kind == HOUSEHOLDS

    def column(self, code: str) -> Column:
        """Raises KeyError for a field that the form has not."""
        return self._by_code[code]

    def has(self, code: str) -> bool:
        return code in self._by_code

    def asked(self, *, extras: bool = True) -> tuple[Column, ...]:
        """The columns of a round: wells, fences and fodder only where counted."""
        return tuple(one for one in self.columns if extras or one.part != EXTRAS)

    def rule(self, code: str) -> Rule:
        return next(one for one in self.rules if one.code == code)


def codes(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(one.code for one in columns)
