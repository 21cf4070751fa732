"""What is wrong with a framework, or why it cannot be applied to the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bagana.engines.index.framework import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the line (0 where there is no text), the place, and how to mend it.

    `where` is the path in the file: "tree.children[2].weight".
    """

    line: int
    where: str
    what: Words
    fix: Words


class FrameworkInvalid(ValueError):  # noqa: N818 the name says what it is
    """A framework cannot be read; `problems` names every mistake that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        told = "; ".join(
            f"line {p.line}, {p.where}: {p.what.of('en')}" for p in self.problems
        )
        super().__init__(told)


class IndexRefused(ValueError):  # noqa: N818
    """The framework cannot be applied to these data; both languages say why."""

    def __init__(self, what: Words, fix: Words) -> None:
        self.what = what
        self.fix = fix
        super().__init__(f"{what.of('en')} {fix.of('en')}")
