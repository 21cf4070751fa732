"""Series shown in the units of any date. The rule: docs/rules/back-casting.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from bagana.indicators.models import AcrossUnits, Indicator, Period
from bagana.indicators.queries.measures import newest_measured
from bagana.indicators.queries.values import FIELDS, Value, published
from bagana.territory.models import Lineage, Unit, UnitVersion

DEFAULT_BASIS = "population"


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A figure in the units of the wanted date.

    `cell` says whether it is exact, estimated or missing, by which rule, and of which
    units; `observation_id` opens the figure itself where the unit did not change.
    """

    period: Period
    unit: str
    cell: RecastCell
    observation_id: int | None


def series_in_units_of(
    indicator: Indicator, units: Sequence[Unit], target: date, *, user: Any
) -> dict[str, list[SeriesPoint]]:
    """Series of the units as they were (or will be) on a date, by unit code.

    Figures of each period are in the units of its last day. Bounded by the units, and
    by what lineage ties to them.
    """
    lineage = lineage_edges()
    wanted = [unit.code for unit in units]
    related = _related(lineage, wanted)
    found = _figures([indicator, indicator.weight], related, user)
    points: dict[str, list[SeriesPoint]] = {code: [] for code in wanted}
    recaster = _Recaster(indicator, lineage, related, target)
    for period, values in found[indicator.pk].items():
        weights = (
            found[indicator.weight_id].get(period, {}) if indicator.weight_id else {}
        )
        cells = recaster.cells(period, values, weights, wanted)
        for code, cell in cells.items():
            points[code].append(_point(period, code, cell, values))
    return points


def lineage_edges() -> list[Edge]:
    """Every change that moved a share, as the engine reads it."""
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
    return [Edge(*key, kept) for key, kept in shares.items()]


def _related(edges: Iterable[Edge], codes: Iterable[str]) -> set[str]:
    """The units, and all that lineage joins to them, near or far."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        neighbours[edge.source].add(edge.target)
        neighbours[edge.target].add(edge.source)
    found, queue = set(), list(codes)
    while queue:
        code = queue.pop()
        if code not in found:
            found.add(code)
            queue.extend(neighbours[code])
    return found


type Figures = dict[int, dict[Period, dict[str, Value]]]


def _figures(
    indicators: Iterable[Indicator | None], codes: set[str], user: Any
) -> Figures:
    rows = published(user).filter(
        indicator__in=[one.pk for one in indicators if one], unit__code__in=codes
    )
    values = [Value(*row) for row in rows.values_list(*FIELDS)]
    periods = Period.objects.in_bulk({v.period for v in values}, field_name="code")
    found: Figures = defaultdict(lambda: defaultdict(dict))
    for value in sorted(values, key=lambda value: value.start):
        found[value.indicator_id][periods[value.period]][value.unit] = value
    return found


class _Recaster:
    def __init__(
        self, indicator: Indicator, edges: list[Edge], related: set[str], target: date
    ) -> None:
        self.indicator = indicator
        self.edges = [edge for edge in edges if edge.source in related]
        self.related = related
        self.target = target
        self._bases: dict[str, dict[str, float | None]] = {}
        self._versions = list(
            UnitVersion.objects.filter(unit__code__in=related).values_list(
                "unit__code", "valid_from", "valid_to"
            )
        )

    def cells(
        self,
        period: Period,
        values: Mapping[str, Value],
        weights: Mapping[str, Value],
        wanted: Sequence[str],
    ) -> dict[str, RecastCell]:
        cells = {
            code: Cell(value.value, value.numerator, value.denominator)
            for code, value in values.items()
        }
        rule = self._rule(period, {c: weight.value for c, weight in weights.items()})
        return recast(cells, rule, targets=wanted)

    def _rule(self, period: Period, weights: dict[str, float]) -> Rule:
        indicator = self.indicator
        if indicator.across_units == AcrossUnits.RATIO:
            above, below = indicator.numerator, indicator.denominator
            return Ratio(
                self._matrix(period, above.apportion_by if above else ""),
                self._matrix(period, below.apportion_by if below else ""),
                indicator.factor,
            )
        matrix = self._matrix(period, indicator.apportion_by)
        if indicator.across_units == AcrossUnits.SUM:
            return Sum(matrix)
        if indicator.across_units == AcrossUnits.MEAN:
            return WeightedMean(matrix, weights)
        return NotRecastable(matrix)

    def _matrix(self, period: Period, measure: str) -> Matrix:
        measure = measure or DEFAULT_BASIS
        return transfer_matrix(
            self.edges,
            period.end,
            self.target,
            measure,
            units=self._standing_on(period.end),
            basis=self._basis(measure) if self.target < period.end else None,
        )

    def _standing_on(self, day: date) -> list[str]:
        """Codes of the related units that existed on the day."""
        return sorted(
            {
                code
                for code, start, end in self._versions
                if start <= day and (end is None or end > day)
            }
        )

    def _basis(self, measure: str) -> dict[str, float | None]:
        if measure not in self._bases:
            found = newest_measured(measure, sorted(self.related), self.target)
            self._bases[measure] = dict(found.values) if found else {}
        return self._bases[measure]


def _point(
    period: Period, code: str, cell: RecastCell, values: Mapping[str, Value]
) -> SeriesPoint:
    own = values.get(code)
    same = cell.rule == "unchanged" and own is not None
    return SeriesPoint(period, code, cell, own.observation_id if same and own else None)
