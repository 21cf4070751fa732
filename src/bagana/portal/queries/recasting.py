"""Figures of any period in the units of any date, for the pages.

A figure belongs to the units of the last day of its period. The rules are those of
docs/rules/back-casting.md; the arithmetic is `bagana.engines.lineage`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bagana.engines.lineage import (
    Cell,
    Edge,
    Matrix,
    NotRecastable,
    Ratio,
    RecastCell,
    Rule,
    Sum,
    WeightedMean,
    recast,
    transfer_matrix,
)
from bagana.indicators.models import AcrossUnits, Indicator
from bagana.territory.queries import lineage_until


@dataclass(frozen=True)
class Lineages:
    """The recorded edges, oldest first, and which units hang together by them."""

    edges: tuple[Edge, ...]

    def between(self, one: date, other: date) -> tuple[Edge, ...]:
        low, high = min(one, other), max(one, other)
        return tuple(edge for edge in self.edges if low < edge.date <= high)

    def related(self, codes: Iterable[str]) -> set[str]:
        """The given units and all that are linked with them, at any time."""
        found = set(codes)
        grown = True
        while grown:
            ends = {
                code
                for edge in self.edges
                if edge.source in found or edge.target in found
                for code in (edge.source, edge.target)
            }
            grown = not ends <= found
            found |= ends
        return found


def read_lineages() -> Lineages:
    """One query; a row for each share that a change gave."""
    shares: dict[tuple[int, date, str, str], dict[str, Fraction]] = defaultdict(dict)
    for row in lineage_until(date.max):
        key = (
            row.change_id,
            row.change.effective_on,
            row.source.code,
            row.target.code,
        )
        shares[key][row.measure] = Fraction(row.share)
    return Lineages(tuple(Edge(*key, given) for key, given in shares.items()))


def in_units_of(
    cells: Mapping[str, Cell],
    *,
    indicator: Indicator,
    lineages: Lineages,
    period_end: date,
    on: date,
    wanted: Iterable[str],
    weights: Mapping[str, float | None],
) -> dict[str, RecastCell]:
    """Cells of a period's own units as cells of the wanted units of `on`."""
    edges = lineages.between(period_end, on)
    rule = _rule(indicator, edges, period_end, on, weights)
    return recast(cells, rule, targets=wanted)


def _rule(
    indicator: Indicator,
    edges: tuple[Edge, ...],
    period_end: date,
    on: date,
    weights: Mapping[str, float | None],
) -> Rule:
    def matrix(measure: str) -> Matrix:
        return transfer_matrix(edges, period_end, on, measure or "population")

    match indicator.across_units:
        case AcrossUnits.SUM:
            return Sum(matrix(indicator.apportion_by))
        case AcrossUnits.MEAN:
            return WeightedMean(matrix(indicator.apportion_by), weights)
        case AcrossUnits.RATIO if indicator.numerator and indicator.denominator:
            over = matrix(indicator.numerator.apportion_by)
            under = matrix(indicator.denominator.apportion_by)
            return Ratio(over, under, indicator.factor)
    return NotRecastable(matrix(indicator.apportion_by))
