"""The figures that a framework asks for, as arrays, each with its observation.

Read as the pages read them: what is published, in the units of the last day of the
period (docs/rules/index-run.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext

from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.framework import Framework as Method
from bagana.engines.index.framework import Leaf
from bagana.indicators.models import (
    Indicator,
    Observation,
    Period,
    PeriodKind,
    Status,
)
from bagana.indicators.queries.reader import Figure, Reader
from bagana.ranking.models import Framework
from bagana.territory.models import UnitVersion
from bagana.territory.queries import below
from bagana.web.errors import Refused

YEARS = 3
# A query names that many rows at most: SQLite counts its parameters.
MOST = 10_000
OTHER = "other"
TOSGON = "tosgon"

type Key = tuple[int, str, str]
"""Year, code of the unit, code of the indicator."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a framework is applied to.

    `observations` names the published row behind a cell, `recast` the cells that have
    none because a change of units came between; `origin` the year of a figure whose
    indicator is of a fixed year. Keys are of the axes of `data`. `behind` has every row
    that anything was read of: those of `observations`, what counts are divided by, and
    the parts that recast cells are made of.
    """

    data: IndexData
    observations: dict[Key, int]
    unit_names: dict[str, str]
    group_names: dict[str, str]
    recast: set[Key]
    origin: dict[str, int] = field(default_factory=dict)
    behind: set[int] = field(default_factory=set)


def read_inputs(
    fw: Method,
    *,
    framework: Framework,
    period: Period,
    user: Any,
    on: date | None = None,
) -> Inputs:
    """Values of the period's year and of the two before, in the units of its last day.

    Another year stands beside them where an indicator is fixed to it; in that year only
    such indicators have values. A fixed number of queries, whatever the number of units
    and indicators. Raises Refused for a period that is no year and for an indicator
    that is not kept.
    """
    _require_year(period)
    day = on or period.end
    units = list(below(framework.unit, day, framework.level).order_by("unit__code"))
    catalogue = _catalogue(fw)
    reader = Reader(user, day)
    ranked = range(period.start.year - YEARS + 1, period.start.year + 1)
    years = tuple(sorted({*ranked, *_fixed(fw)}))
    found = _read(reader, catalogue, years, [unit.unit.code for unit in units])
    cells = _cells(fw.leaves, years, ranked, found)
    return _arranged(fw, years, units, dict(cells), found, catalogue)


def _fixed(fw: Method) -> set[int]:
    return {leaf.year for leaf in fw.leaves if leaf.year is not None}


def group_of(version: UnitVersion) -> str:
    """The peer group of a unit: a tosgon stands apart from the bags about it."""
    if version.is_tosgon:
        return TOSGON
    return version.location_type or OTHER


def group_names() -> dict[str, str]:
    """Names of the peer groups in the reader's language."""
    return {
        "rural": gettext("Хөдөөгийн баг"),
        "mixed": gettext("Төв, хөдөө хосолсон баг"),
        "centre": gettext("Сумын төвийн баг"),
        TOSGON: gettext("Тосгоны бүтэцтэй баг"),
        OTHER: gettext("Байршлын ангилалгүй нэгж"),
        "all": gettext("Бүх нэгж"),
    }


def _require_year(period: Period) -> None:
    if period.kind != PeriodKind.YEAR:
        raise Refused(
            gettext("Индексийг бүтэн жилээр боддог: «%(period)s» жил биш.")
            % {"period": period.label},
            gettext("Жилийн хугацаа сонгоно уу."),
            "period",
        )


def _catalogue(fw: Method) -> dict[str, Indicator]:
    wanted = {*fw.indicators, *(leaf.denominator for leaf in fw.leaves)} - {""}
    rows = Indicator.objects.filter(code__in=wanted).select_related(
        "numerator", "denominator"
    )
    found = {row.code: row for row in rows}
    if absent := sorted(wanted - set(found)):
        raise Refused(
            gettext("Каталогт байхгүй үзүүлэлт: %(codes)s.")
            % {"codes": ", ".join(absent)},
            gettext("Аргачлалд каталогийн үзүүлэлтийн код бичнэ үү."),
            "version",
        )
    return found


type Found = dict[tuple[str, int], Mapping[str, Figure]]
"""By code of the indicator and year: figures of units."""


def _read(
    reader: Reader,
    catalogue: Mapping[str, Indicator],
    years: Sequence[int],
    codes: Sequence[str],
) -> Found:
    periods = [
        period
        for period in reader.periods.values()
        if period.kind == PeriodKind.YEAR and period.start.year in years
    ]
    asked = dict(_with_denominators(catalogue.values()))
    values = reader.values(asked, periods, codes)
    return {
        (asked[indicator].code, reader.periods[period].start.year): figures
        for (indicator, period), figures in values.items()
    }


def _with_denominators(
    indicators: Iterable[Indicator],
) -> Iterable[tuple[int, Indicator]]:
    """The indicators, and what the ratios among them are divided by."""
    for one in indicators:
        yield one.pk, one
        if one.denominator is not None:
            yield one.denominator.pk, one.denominator


def _arranged(
    fw: Method,
    years: tuple[int, ...],
    units: Sequence[UnitVersion],
    cells: Mapping[Key, Figure],
    found: Found,
    catalogue: Mapping[str, Indicator],
) -> Inputs:
    codes = [version.unit.code for version in units]
    observations = {
        key: figure.pk for key, figure in cells.items() if figure.pk is not None
    }
    parts = _denominators(observations.values())
    shape = (len(years), len(codes), len(fw.leaves))
    values, n = np.full(shape, np.nan), np.full(shape, np.nan)
    for t, year in enumerate(years):
        for v, code in enumerate(codes):
            for k, leaf in enumerate(fw.leaves):
                figure = cells.get((year, code, leaf.code))
                if figure is None or figure.value is None:
                    continue
                values[t, v, k] = figure.value
                indicator = catalogue[leaf.code]
                n[t, v, k] = _count(figure, leaf, indicator, parts, found)
    data = IndexData(
        units=tuple(codes),
        years=years,
        indicators=fw.indicators,
        values=values,
        n=None if np.isnan(n).all() else n,
        groups={fw.groups.by: np.array([group_of(v) for v in units], dtype=np.str_)},
        extra=_extra(fw, years, codes, found),
    )
    return Inputs(
        data=data,
        observations=observations,
        unit_names={version.unit.code: version.name for version in units},
        group_names=group_names(),
        recast={key for key, figure in cells.items() if figure.recast},
        origin={leaf.code: leaf.year for leaf in fw.leaves if leaf.year},
        behind={*observations.values(), *_behind(fw, years, codes, cells, found)},
    )


def _behind(
    fw: Method,
    years: Sequence[int],
    codes: Sequence[str],
    cells: Mapping[Key, Figure],
    found: Found,
) -> Iterable[int]:
    """Rows of denominators, and those that recast figures were made of."""
    divided = {leaf.denominator for leaf in fw.leaves} - {""}
    under = [
        ((year, code, name), figures[code])
        for name in divided
        for year in years
        for figures in [found.get((name, year), {})]
        for code in codes
        if code in figures
    ]
    yield from (figure.pk for _, figure in under if figure.pk is not None)
    moved = [(key, f) for key, f in (*cells.items(), *under) if f.recast]
    if moved:
        yield from _parts_of(moved)


def _parts_of(moved: Sequence[tuple[Key, Figure]]) -> Iterable[int]:
    """One query: published rows of the units that recast figures came from."""
    rows = Observation.objects.filter(
        status=Status.PUBLISHED,
        indicator__code__in={key[2] for key, _ in moved},
        period__in={figure.period.pk for _, figure in moved},
        unit__code__in={part.unit for _, figure in moved for part in figure.parts},
    )
    return rows.values_list("pk", flat=True)


def _cells(
    leaves: Sequence[Leaf], years: Sequence[int], ranked: range, found: Found
) -> Iterable[tuple[Key, Figure]]:
    for leaf in leaves:
        for year in years if leaf.year else ranked:
            figures = found.get((leaf.code, leaf.year or year), {})
            for code, figure in figures.items():
                yield (year, code, leaf.code), figure


def _denominators(keys: Iterable[int]) -> dict[int, float | None]:
    """What the published shares and rates were divided by."""
    wanted = sorted(set(keys))
    found: dict[int, float | None] = {}
    for start in range(0, len(wanted), MOST):
        rows = Observation.objects.filter(pk__in=wanted[start : start + MOST])
        found.update(rows.values_list("pk", "denominator"))
    return found


def _count(
    figure: Figure,
    leaf: Leaf,
    indicator: Indicator,
    parts: Mapping[int, float | None],
    found: Found,
) -> float:
    """How many cases stand behind a value; NaN where nobody wrote it down.

    A bare count of events is one of a single exposure; where the framework divides it,
    what it is divided by is the exposure, and the engine knows that.
    """
    own = parts.get(figure.pk) if figure.pk is not None else None
    if own is not None:
        return own
    if indicator.denominator is not None:
        year = figure.period.start.year
        under = found.get((indicator.denominator.code, year), {}).get(figure.unit)
        if under is not None and under.value is not None:
            return under.value
    bare = leaf.noise == "poisson" and not leaf.denominator
    return 1.0 if bare else float("nan")


def _extra(
    fw: Method, years: Sequence[int], codes: Sequence[str], found: Found
) -> dict[str, Floats]:
    arrays: dict[str, Floats] = {}
    for name in sorted({leaf.denominator for leaf in fw.leaves} - {""}):
        array = np.full((len(years), len(codes)), np.nan)
        for t, year in enumerate(years):
            figures = found.get((name, year), {})
            for v, code in enumerate(codes):
                if code in figures and figures[code].value is not None:
                    array[t, v] = figures[code].value
        arrays[name] = array
    return arrays
