"""The cells of a run as `ranking.signals` reads them, and what it found in them.

A handful of queries for a run, whatever its size; kept until the data change.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache as once
from importlib.resources import files
from typing import Any, Final

import numpy as np
from django.core.cache import cache
from django.utils import timezone

from bagana.engines.index.data import Floats
from bagana.indicators.models import AcrossUnits, Indicator
from bagana.indicators.queries import data_version, published
from bagana.programme.queries.standings import names_of
from bagana.ranking.models import Run
from bagana.ranking.queries.runs import method_of
from bagana.ranking.signals import Beside, Count, Panel, Signal, find, of_observations
from bagana.ranking.signals_wording import sentence
from bagana.territory.models import Unit, UnitAncestry

BAG: Final = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources of one thing; `level` of the units that are compared."""

    indicator: str
    beside: str
    level: int
    tolerance: float


@dataclass(frozen=True)
class RunSignals:
    """What was found in a run, with the names its page writes."""

    run: Run
    signals: tuple[Signal, ...]
    unit_names: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    whole_late: tuple[Signal, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for signal in self.signals:
            found[signal.kind] = found.get(signal.kind, 0) + 1
        return found


@once
def pairs() -> tuple[Pair, ...]:
    """Which figures are held beside each other; ranking/data/signal_pairs.csv."""
    path = files("bagana.ranking") / "data" / "signal_pairs.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return tuple(
        Pair(
            row["indicator"], row["beside"], int(row["level"]), float(row["tolerance"])
        )
        for row in rows
    )


def signals_of(run: Run) -> list[Signal]:
    """All signals of a computed run, by kind, the most unusual first."""
    key = f"signals:{run.pk}:{run.results_sha256}:{data_version()}"
    found: list[Signal] | None = cache.get(key)
    if found is None:
        found = find(panel_of(run))
        cache.set(key, found, 3600)
    return found


def run_signals(run: Run) -> RunSignals:
    """The signals with names; whole loads that came late are told apart."""
    found = signals_of(run)
    whole = tuple(s for s in found if s.kind == "late" and not s.unit)
    each = tuple(s for s in found if s not in whole)
    units = Unit.objects.filter(code__in={s.unit for s in each if s.unit})
    names = names_of(units, run.period.end)
    codes = {signal.indicator for signal in found if signal.indicator}
    return RunSignals(
        run,
        each,
        {unit.code: names.get(unit.pk, unit.code) for unit in units},
        {one.code: one for one in Indicator.objects.filter(code__in=codes)},
        whole,
    )


def suggestions(run: Run) -> dict[int, list[str]]:
    """For each observation that a signal points at, why one might look at it again.

    For the officers who prepare a re-check: which figures are drawn is decided by lot,
    not by this.
    """
    found = of_observations(signals_of(run))
    codes = {signal.indicator for own in found.values() for signal in own}
    indicators = {one.code: one for one in Indicator.objects.filter(code__in=codes)}
    return {
        pk: [sentence(signal, indicators.get(signal.indicator)) for signal in own]
        for pk, own in found.items()
    }


def count_of(run: Run) -> int:
    """How many there are, for the neutral line of a public page."""
    return sum(1 for signal in signals_of(run) if signal.unit or signal.kind != "late")


type Cells = list[dict[str, Any]]

FIELDS: Final = (
    "observation_id",
    "observation__unit__code",
    "observation__indicator_id",
    "observation__indicator__code",
    "observation__period_id",
    "observation__period__start",
    "observation__period__end",
    "observation__value",
    "observation__numerator",
    "observation__denominator",
    "observation__entered_at",
    "observation__version",
)


def panel_of(run: Run) -> Panel:
    """The frozen cells of the run as arrays, with the parts of what is a share."""
    cells: Cells = list(run.cells.order_by().values(*FIELDS))
    rows = list(run.rows.order_by("unit__code").values_list("unit__code", "group"))
    method = method_of(run)
    codes = method.indicators
    last = run.period.start.year
    years = sorted({_year(cell) for cell in cells if _year(cell) <= last} | {last})
    fixed = {leaf.code: leaf.year for leaf in method.leaves if leaf.year}
    catalogue = _catalogue(codes)
    parts = _parts(run, catalogue, [code for code, _ in rows], years)
    panel = _empty(tuple(code for code, _ in rows), tuple(years), codes)
    panel = replace(
        panel,
        group=np.array([group for _, group in rows], dtype=np.str_),
        direction=np.array([leaf.direction for leaf in method.leaves], dtype=np.int64),
    )
    _fill(panel, run, cells, fixed, parts, catalogue)
    return replace(
        panel,
        counts=tuple(_counts(cells, parts, catalogue)),
        beside=tuple(_beside(run, catalogue)),
    )


def _year(cell: Mapping[str, Any]) -> int:
    year: int = cell["observation__period__start"].year
    return year


def _catalogue(codes: Sequence[str]) -> dict[str, Indicator]:
    found = Indicator.objects.filter(code__in=codes)
    return {one.code: one for one in found.select_related("numerator", "denominator")}


type Parts = dict[tuple[str, str, int], tuple[float, int]]
"""By indicator, unit and year: the figure and its observation."""


def _parts(
    run: Run, catalogue: Mapping[str, Indicator], units: Sequence[str], years: list[int]
) -> Parts:
    """What shares were made of, as it is published now: one query."""
    wanted = {
        part.pk
        for one in catalogue.values()
        for part in (one.numerator, one.denominator)
        if part is not None
    }
    if not wanted:
        return {}
    rows: Any = published(None).filter(
        indicator__in=wanted,
        unit__in=run.rows.values("unit"),
        period__kind=run.period.kind,
        period__start__year__in=years,
    )
    fields = "indicator__code", "unit__code", "period__start", "value", "pk"
    return {
        (code, unit, start.year): (value, pk)
        for code, unit, start, value, pk in rows.values_list(*fields)
    }


def _empty(
    units: tuple[str, ...], years: tuple[int, ...], codes: tuple[str, ...]
) -> Panel:
    shape = (len(years), len(units), len(codes))

    def nothing() -> Floats:
        return np.full(shape, np.nan)

    return Panel(
        units,
        years,
        codes,
        group=np.array([], dtype=np.str_),
        direction=np.ones(len(codes), dtype=np.int64),
        values=nothing(),
        numerator=nothing(),
        denominator=nothing(),
        pk=np.zeros(shape, dtype=np.int64),
        late=np.zeros(shape, dtype=np.bool_),
    )


def _fill(
    panel: Panel,
    run: Run,
    cells: Cells,
    fixed: Mapping[str, int],
    parts: Parts,
    catalogue: Mapping[str, Indicator],
) -> None:
    at_unit = {code: v for v, code in enumerate(panel.units)}
    at_code = {code: k for k, code in enumerate(panel.indicators)}
    at_year = {year: t for t, year in enumerate(panel.years)}
    for cell in cells:
        unit, code = (
            cell["observation__unit__code"],
            cell["observation__indicator__code"],
        )
        if unit not in at_unit or code not in at_code:
            continue
        v, k, year = at_unit[unit], at_code[code], _year(cell)
        # A figure of one fixed year stands for every year that is ranked.
        places = range(len(panel.years)) if code in fixed else [at_year.get(year, -1)]
        for t in places:
            if t < 0:
                continue
            over, under = _shares_of(cell, catalogue[code], unit, year, parts)
            panel.values[t, v, k] = cell["observation__value"]
            panel.numerator[t, v, k], panel.denominator[t, v, k] = over, under
            panel.pk[t, v, k] = cell["observation_id"]
            panel.late[t, v, k] = _is_late(cell, run)


def _shares_of(
    cell: Mapping[str, Any], indicator: Indicator, unit: str, year: int, parts: Parts
) -> tuple[float, float]:
    own = cell["observation__numerator"], cell["observation__denominator"]
    if own[0] is not None and own[1] is not None:
        return float(own[0]), float(own[1])
    if indicator.numerator is None or indicator.denominator is None:
        return float("nan"), float("nan")
    over = parts.get((indicator.numerator.code, unit, year))
    under = parts.get((indicator.denominator.code, unit, year))
    return (over[0] if over else float("nan"), under[0] if under else float("nan"))


def _is_late(cell: Mapping[str, Any], run: Run) -> bool:
    """Entered after the method was known though the year was over, or corrected."""
    frozen = run.version.frozen_at
    if frozen is None or cell["observation__entered_at"] <= frozen:
        return False
    over = cell["observation__period__end"] < timezone.localdate(frozen)
    return bool(over or cell["observation__version"] > 1)


def _counts(
    cells: Cells, parts: Parts, catalogue: Mapping[str, Indicator]
) -> Iterable[Count]:
    """Whole numbers that were counted: the parts of shares, and plain sums."""
    for (code, unit, year), (value, pk) in sorted(parts.items()):
        yield Count(unit, code, year, value, pk)
    for cell in cells:
        code = cell["observation__indicator__code"]
        if code in catalogue and catalogue[code].across_units == AcrossUnits.SUM:
            unit, pk = cell["observation__unit__code"], cell["observation_id"]
            if (code, unit, _year(cell)) not in parts:
                yield Count(unit, code, _year(cell), cell["observation__value"], pk)


def _beside(run: Run, catalogue: Mapping[str, Indicator]) -> Iterable[Beside]:
    """Pairs that touch an indicator of the method, in the ranked year: two queries."""
    used = {code for one in catalogue.values() for code in _codes_of(one)}
    asked = [pair for pair in pairs() if pair.indicator in used or pair.beside in used]
    if not asked:
        return
    above = _above(run)
    figures = _figures(run, asked, above)
    for pair in asked:
        one, other = figures.get(pair.indicator, {}), figures.get(pair.beside, {})
        if pair.level < BAG:
            one = _added_up(one, above)
        for unit in sorted(one.keys() & other.keys()):
            behind = (*one[unit][1], *other[unit][1])
            yield Beside(
                unit,
                pair.indicator,
                run.period.start.year,
                one[unit][0],
                other[unit][0],
                pair.tolerance,
                behind,
            )


def _codes_of(indicator: Indicator) -> list[str]:
    parts = (indicator, indicator.numerator, indicator.denominator)
    return [one.code for one in parts if one is not None]


def _above(run: Run) -> dict[str, str]:
    """The unit directly above each unit of the run, by code."""
    level = run.version.framework.level - 1
    rows = UnitAncestry.objects.on(run.period.end).filter(
        unit__in=run.rows.values("unit"), ancestor__versions__kind__level=level
    )
    return dict(rows.values_list("unit__code", "ancestor__code").distinct())


type Figures = dict[str, tuple[float, tuple[int, ...]]]


def _figures(
    run: Run, asked: Iterable[Pair], above: Mapping[str, str]
) -> dict[str, Figures]:
    codes = {code for pair in asked for code in (pair.indicator, pair.beside)}
    rows: Any = published(None).filter(
        indicator__code__in=codes,
        period=run.period,
        unit__code__in=[*above, *set(above.values())],
    )
    found: dict[str, Figures] = defaultdict(dict)
    fields = "indicator__code", "unit__code", "value", "pk"
    for code, unit, value, pk in rows.values_list(*fields):
        found[code][unit] = (value, (pk,))
    return found


def _added_up(figures: Figures, above: Mapping[str, str]) -> Figures:
    """Sums of units by the unit above, where every unit under it has a figure."""
    under: dict[str, list[str]] = defaultdict(list)
    for unit, parent in above.items():
        under[parent].append(unit)
    return {
        parent: (
            sum(figures[unit][0] for unit in units),
            tuple(pk for unit in units for pk in figures[unit][1]),
        )
        for parent, units in under.items()
        if all(unit in figures for unit in units)
    }
