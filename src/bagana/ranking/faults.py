"""What is wrong with a method's definition, told so that it can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from bagana.web.errors import Refused

if TYPE_CHECKING:
    from bagana.engines.index.problems import FrameworkInvalid


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake, or with `stops` off one thing to think about.

    `line` is of a text, 0 where there is none; `node` the code of the indicator or
    dimension that it is about.
    """

    where: str
    what: str
    fix: str = ""
    line: int = 0
    node: str = ""
    stops: bool = True


class DefinitionRefused(Refused):
    """A definition with mistakes: every one of them, the first as the reason."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        place = f"{first.where}: " if first.where else ""
        super().__init__(f"{place}{first.what}", first.fix)


def from_engine(invalid: FrameworkInvalid) -> tuple[Fault, ...]:
    """The engine's problems in the reader's language."""
    language = get_language() or "mn"
    return tuple(
        Fault(
            where=str(problem.where),
            what=problem.what.of(language),
            fix=problem.fix.of(language),
            line=problem.line or 0,
        )
        for problem in invalid.problems
    )
