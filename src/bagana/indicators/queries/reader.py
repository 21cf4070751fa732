"""Published figures as the pages show them, in the units of the date asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from bagana.engines.lineage import Cell, Part, RecastCell, RuleKey
from bagana.indicators import carrying
from bagana.indicators.models import AcrossUnits, Indicator, Period
from bagana.indicators.queries.recasting import (
    Lineages,
    in_units_of,
    read_basis,
    read_lineages,
)
from bagana.indicators.queries.values import published
from bagana.indicators.queries.withheld import Cells
from bagana.indicators.visibility import ObservationQuerySet


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of one unit in one period; recast ones have no page of their own.

    A withheld figure has no value: it is known, not told (docs/rules/disclosure.md).
    """

    unit: str
    period: Period
    value: float | None
    pk: int | None = None
    source_id: int | None = None
    note: str = ""
    rule: str = ""
    parts: tuple[Part, ...] = ()
    estimated: bool = False
    withheld: bool = False

    @property
    def recast(self) -> bool:
        return bool(self.rule)

    @property
    def by_blocks(self) -> bool:
        """Counted anew from the pieces that carry the record, not told by a share."""
        return self.rule == RuleKey.SUM_OF_BLOCKS

    @property
    def by_records(self) -> bool:
        """Counted anew from the registers, household by household."""
        return self.rule == RuleKey.SUM_OF_RECORDS


@dataclass(frozen=True, slots=True)
class Row:
    """What is read of an observation."""

    pk: int
    indicator: int
    unit: str
    period: int
    value: float
    numerator: float | None
    denominator: float | None
    source: int
    note: str
    note_en: str

    @property
    def remark(self) -> str:
        return (self.note_en if get_language() == "en" else "") or self.note


type Key = tuple[int, int]
"""Indicator and period."""

type Weights = dict[Key, dict[str, float | None]]


def _read(rows: ObservationQuerySet) -> list[Row]:
    fields = rows.values_list(
        "pk", "indicator", "unit__code", "period", "value", "numerator",
        "denominator", "source", "note", "note_en",
    )  # fmt: skip
    return [Row(*values) for values in fields]


class Reader:
    """Reads figures for one page: lineage and periods once, values as asked.

    The units asked for are those in force on `on`. With `tell_withheld` figures that
    are withheld come as well, without a value; without it they are missing.
    """

    def __init__(self, user: Any, on: date, *, tell_withheld: bool = False) -> None:
        self.user = user
        self.on = on
        self._withheld = Cells() if tell_withheld else None
        self._bases: dict[str, dict[str, float | None] | None] = {}

    @cached_property
    def lineages(self) -> Lineages:
        return read_lineages()

    @cached_property
    def periods(self) -> dict[int, Period]:
        return {period.pk: period for period in Period.objects.all()}

    def latest_of(
        self, codes: Collection[str], indicators: Iterable[int] | None = None
    ) -> dict[int, list[Period]]:
        """Periods of each indicator that has figures for the units, newest first."""
        rows = published(self.user).filter(unit__code__in=self.lineages.related(codes))
        if indicators is not None:
            rows = rows.filter(indicator__in=indicators)
        found: dict[int, set[int]] = defaultdict(set)
        for indicator, period in rows.values_list("indicator", "period").distinct():
            found[indicator].add(period)
        for indicator, period, _code in self._withheld_among(indicators, codes):
            found[indicator].add(period)
        return {
            key: sorted(
                (self.periods[p] for p in periods),
                key=lambda period: (period.end, period.start),
                reverse=True,
            )
            for key, periods in found.items()
        }

    def values(
        self,
        indicators: Mapping[int, Indicator],
        periods: Collection[Period],
        codes: Collection[str],
    ) -> dict[Key, dict[str, Figure]]:
        """Figures of units by indicator and period: one query, and one for weights."""
        related = self.lineages.related(codes)
        rows = _read(
            published(self.user).filter(
                indicator__in=indicators,
                period__in=[period.pk for period in periods],
                unit__code__in=related,
            )
        )
        grouped: dict[Key, dict[str, Row]] = defaultdict(dict)
        for row in rows:
            grouped[row.indicator, row.period][row.unit] = row
        weights = self._weights(indicators, periods, related & self._moved)
        found = {
            key: self._figures(
                indicators[key[0]], self.periods[key[1]], own, codes, weights
            )
            for key, own in grouped.items()
        }
        self._tell_withheld(found, indicators, periods, codes)
        return found

    def _withheld_among(
        self,
        indicators: Iterable[int] | None,
        codes: Collection[str],
        periods: Collection[int] | None = None,
    ) -> list[tuple[int, int, str]]:
        if self._withheld is None:
            return []
        wanted = None if indicators is None else [*indicators]
        return self._withheld.among(wanted, codes, periods)

    def _tell_withheld(
        self,
        found: dict[Key, dict[str, Figure]],
        indicators: Mapping[int, Indicator],
        periods: Collection[Period],
        codes: Collection[str],
    ) -> None:
        keys = [period.pk for period in periods]
        for indicator, period, code in self._withheld_among(indicators, codes, keys):
            figure = Figure(code, self.periods[period], None, withheld=True)
            own = found.setdefault((indicator, period), {})
            # What came into the unit by a change of units may be known all the same.
            if code not in own or own[code].value is None:
                own[code] = figure

    def series(self, indicator: Indicator, codes: Collection[str]) -> list[Figure]:
        """All periods of an indicator for some units, oldest first."""
        periods = self.latest_of(codes, [indicator.pk]).get(indicator.pk, [])
        found = self.values({indicator.pk: indicator}, periods, codes)
        return [
            figure
            for period in reversed(periods)
            for figure in found.get((indicator.pk, period.pk), {}).values()
        ]

    def of_period(
        self, indicator: Indicator, period: Period, codes: Collection[str]
    ) -> dict[str, Figure]:
        found = self.values({indicator.pk: indicator}, [period], codes)
        return found.get((indicator.pk, period.pk), {})

    def _figures(
        self,
        indicator: Indicator,
        period: Period,
        rows: Mapping[str, Row],
        codes: Collection[str],
        weights: Weights,
    ) -> dict[str, Figure]:
        edges = self.lineages.between(period.end, self.on)
        moved = {code for edge in edges for code in (edge.source, edge.target)}
        figures = {
            code: _as_published(rows[code], period)
            for code in codes
            if code in rows and code not in moved
        }
        changed = [code for code in codes if code in moved]
        if changed:
            figures |= self._recast(indicator, period, rows, changed, weights)
        return figures

    def _recast(
        self,
        indicator: Indicator,
        period: Period,
        rows: Mapping[str, Row],
        codes: list[str],
        weights: Weights,
    ) -> dict[str, Figure]:
        cells = {
            code: Cell(row.value, row.numerator, row.denominator)
            for code, row in rows.items()
        }
        found = in_units_of(
            cells,
            indicator=indicator,
            lineages=self.lineages,
            period_end=period.end,
            on=self.on,
            wanted=codes,
            weights=weights.get((indicator.weight_id or 0, period.pk), {}),
            basis_of=self._basis_of,
        )
        found |= self._counted(indicator, period, rows, codes)
        return {
            code: _as_recast(code, cell, period, rows)
            for code, cell in found.items()
            if cell.value is not None
        }

    def _counted(
        self,
        indicator: Indicator,
        period: Period,
        rows: Mapping[str, Row],
        codes: list[str],
    ) -> dict[str, RecastCell]:
        """What the records themselves tell in the units of the day: before shares."""
        if self.on <= period.end:
            return {}
        asked = carrying.Asked(
            indicator=indicator,
            period=period,
            values={code: row.value for code, row in rows.items()},
            edges=self.lineages.between(period.end, self.on),
            on=self.on,
        )
        return self._carriers.counted(asked, codes)

    @cached_property
    def _carriers(self) -> carrying.Carriers:
        return carrying.open_all()

    @cached_property
    def _moved(self) -> set[str]:
        return {c for edge in self.lineages.edges for c in (edge.source, edge.target)}

    def _basis_of(self, measure: str) -> dict[str, float | None] | None:
        if measure not in self._bases:
            self._bases[measure] = read_basis(measure, self.lineages, self.on)
        return self._bases[measure]

    def _weights(
        self,
        indicators: Mapping[int, Indicator],
        periods: Collection[Period],
        codes: set[str],
    ) -> Weights:
        """What means are weighted by, of units that a change touched."""
        means = [
            indicator.weight_id
            for indicator in indicators.values()
            if indicator.across_units == AcrossUnits.MEAN and indicator.weight_id
        ]
        if not means or not codes:
            return {}
        rows = published(self.user).filter(
            indicator__in=means, period__in=periods, unit__code__in=codes
        )
        found: Weights = defaultdict(dict)
        for indicator, period, code, value in rows.values_list(
            "indicator", "period", "unit__code", "value"
        ):
            found[indicator, period][code] = value
        return found


def _as_published(row: Row, period: Period) -> Figure:
    return Figure(row.unit, period, row.value, row.pk, row.source, row.remark)


def _as_recast(
    code: str, cell: RecastCell, period: Period, rows: Mapping[str, Row]
) -> Figure:
    if cell.rule == "unchanged" and cell.parts[0].unit == code:
        return _as_published(rows[code], period)
    return Figure(
        code,
        period,
        cell.value,
        rule=str(cell.rule),
        parts=(*cell.parts, *cell.denominator_parts),
        estimated=cell.estimated,
    )
