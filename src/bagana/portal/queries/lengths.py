"""Figures of periods of one length: a month is never set beside a year.

Rule: docs/rules/public-numbers.md. A sum of a year and a sum of a month share an
indicator, but no line, no change and no text compares them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bagana.indicators.models import PeriodKind
from bagana.indicators.queries.reader import Figure

LONGEST_FIRST = (
    PeriodKind.YEAR,
    PeriodKind.HALF,
    PeriodKind.QUARTER,
    PeriodKind.MONTH,
)


@dataclass(frozen=True)
class OneLength:
    """Figures of one length, and the lengths there are to choose from."""

    figures: list[Figure]
    chosen: str
    lengths: list[PeriodKind]


def one_length(figures: Sequence[Figure], asked: str = "") -> OneLength:
    """The length asked for; else years where two are known, else the most frequent."""
    counts = Counter(figure.period.kind for figure in figures)
    lengths = [kind for kind in LONGEST_FIRST if counts[kind]]
    chosen = asked if asked in counts else _usual(counts, lengths)
    own = [figure for figure in figures if figure.period.kind == chosen]
    return OneLength(own, chosen, lengths)


def _usual(counts: Counter[str], lengths: Iterable[PeriodKind]) -> str:
    if counts[PeriodKind.YEAR] >= 2:
        return PeriodKind.YEAR
    return max(lengths, key=lambda kind: counts[kind], default=PeriodKind.YEAR)
