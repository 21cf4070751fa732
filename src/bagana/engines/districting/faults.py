"""What is wrong with the data of a re-drawing, and how each mistake is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in the two languages of the screen.

    Not that of `engines.index`: importing the index costs more than building a problem.
    """

    mn: str
    en: str

    def of(self, language: str) -> str:
        return self.en if language == "en" else self.mn


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: where it stands, what it is, how to mend it."""

    where: Words
    what: Words
    fix: Words


class ProblemInvalid(ValueError):  # noqa: N818 the name says what it is
    """The data make no problem; `faults` names every mistake that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        told = (f"{f.where.of('en')}: {f.what.of('en')}" for f in self.faults)
        super().__init__("; ".join(told))
