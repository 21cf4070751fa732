"""Figures of any period in the units of any date.

A figure belongs to the units of the last day of its period. The rules are those of
docs/rules/back-casting.md; the arithmetic is `bagana.engines.lineage`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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
from bagana.indicators.queries.measures import newest_measured
from bagana.territory.models import Lineage

type Basis = Callable[[str], Mapping[str, float | None] | None]
"""By measure, what each unit had on the date asked for."""


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
    shares: dict[tuple[int, date, str, str], dict[str, float]] = defaultdict(dict)
    rows = Lineage.objects.filter(change__undone_at__isnull=True).values_list(
        "change_id",
        "change__effective_on",
        "source__code",
        "target__code",
        "measure",
        "share",
    )
    for change, day, source, target, measure, share in rows:
        shares[change, day, source, target][measure] = float(share)
    return Lineages(tuple(Edge(*key, kept) for key, kept in shares.items()))


def in_units_of(
    cells: Mapping[str, Cell],
    *,
    indicator: Indicator,
    lineages: Lineages,
    period_end: date,
    on: date,
    wanted: Iterable[str],
    weights: Mapping[str, float | None],
    basis_of: Basis,
) -> dict[str, RecastCell]:
    """Cells of a period's own units as cells of the wanted units of `on`."""
    edges = lineages.between(period_end, on)
    rule = _rule(indicator, edges, period_end, on, weights, basis_of)
    return recast(cells, rule, targets=wanted)


def _rule(
    indicator: Indicator,
    edges: tuple[Edge, ...],
    period_end: date,
    on: date,
    weights: Mapping[str, float | None],
    basis_of: Basis,
) -> Rule:
    def matrix(measure: str) -> Matrix:
        measure = measure or "population"
        basis = basis_of(measure) if on < period_end and _meet(edges) else None
        return transfer_matrix(edges, period_end, on, measure, basis=basis)

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


def _meet(edges: Iterable[Edge]) -> bool:
    """Whether any unit has several predecessors, so that a basis must part them."""
    sources: dict[str, str] = {}
    return any(
        sources.setdefault(edge.target, edge.source) != edge.source for edge in edges
    )


def read_basis(
    measure: str, lineages: Lineages, on: date
) -> dict[str, float | None] | None:
    """What units had before they merged, in a measure: it parts what came after."""
    codes = sorted({edge.source for edge in lineages.edges})
    found = newest_measured(measure, codes, on)
    return {**found.values} if found else None
