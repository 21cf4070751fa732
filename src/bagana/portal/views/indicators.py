"""The list of indicators, and the page of one: map, table, distribution, series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from bagana.indicators.models import Indicator, Period
from bagana.indicators.queries.quality import error_rate_of
from bagana.indicators.queries.reader import Figure, Reader
from bagana.portal import charts
from bagana.portal.exports import Placed, values_table
from bagana.portal.maps import METHODS
from bagana.portal.queries import places
from bagana.portal.queries.catalogue import (
    all_indicators,
    by_dimension,
    find_indicator,
    is_detail,
)
from bagana.portal.queries.profile import rank_of
from bagana.portal.views.pages import (
    asked,
    choropleth,
    page,
    reader_of,
    reading_date,
    unit_link,
)
from bagana.portal.views.units import series
from bagana.portal.wording import own_name
from bagana.territory.models import UnitVersion
from bagana.territory.queries import find_version
from bagana.web.tables import wanted_format

LEVELS = (3, 2, 1)
SORTS = ("value", "-value", "name")


def indicators(request: HttpRequest) -> HttpResponse:
    groups = by_dimension(all_indicators())
    return page(
        request,
        "indicators",
        groups=[
            (
                name,
                [i for i in own if not is_detail(i.code)],
                [i for i in own if is_detail(i.code)],
            )
            for name, own in groups
        ],
    )


def indicator(request: HttpRequest, code: str) -> HttpResponse:
    found = find_indicator(code)
    if found is None:
        raise Http404
    reader = reader_of(request)
    within = _within(request)
    level, units, periods = _units(request, reader, found, within)
    codes = [v.unit.code for v in units]
    period = _period(periods, asked(request, "period"))
    figures = reader.of_period(found, period, codes) if period else {}
    parents = places.parent_names(units, reader.on)
    rows = _rows(found, units, figures, parents, request.GET.get("sort", "-value"))
    format_ = wanted_format(request)
    if format_:
        return values_table(found, period.code if period else "", rows, format_)
    method = request.GET.get("method", "quantile")
    link = unit_link(request, indicator=found.code)
    return page(
        request,
        "indicator",
        indicator=found,
        within=within,
        level=level,
        levels=_levels(within),
        periods=periods,
        period=period,
        rows=rows,
        known=sum(f.value is not None for f in figures.values()),
        withheld=sum(f.withheld for f in figures.values()),
        checked=error_rate_of(found, period, within.unit_id, user=request.user),
        recast=[f for f in figures.values() if f.recast],
        method=method if method in METHODS else "quantile",
        methods=list(METHODS),
        map=choropleth(units, figures, found, link, method=method),
        strip=_strip(found, units, figures),
        series=_whole(reader, found, within, asked(request, "every")),
    )


def _within(request: HttpRequest) -> UnitVersion:
    on = reading_date(request)
    code = asked(request, "within")
    version = find_version(code, on) if code else places.home_version(on)
    if version is None:
        raise Http404
    return version


def _levels(within: UnitVersion) -> list[int]:
    """Levels below the unit, lowest first; two at most, so that no page is endless."""
    own = within.kind.level
    return [n for n in LEVELS if own < n <= own + 2] or [own]


def _units(
    request: HttpRequest, reader: Reader, found: Indicator, within: UnitVersion
) -> tuple[int, list[UnitVersion], list[Period]]:
    """The level asked for, else the lowest that has figures; its units and periods."""
    wanted = asked(request, "level")
    levels = _levels(within)
    if wanted.isdecimal() and int(wanted) in levels:
        levels = [int(wanted)]
    units: list[UnitVersion] = []
    periods: list[Period] = []
    for level in levels:
        units = places.of_level(within.unit, reader.on, level)
        codes = [v.unit.code for v in units]
        periods = reader.latest_of(codes, [found.pk]).get(found.pk, [])
        if periods:
            break
    return level, units, periods


def _period(periods: Sequence[Period], code: str) -> Period | None:
    by_code = {period.code: period for period in periods}
    return by_code.get(code) or (periods[0] if periods else None)


def _rows(
    found: Indicator,
    units: Sequence[UnitVersion],
    figures: Mapping[str, Figure],
    parents: Mapping[int, str],
    sort: str,
) -> list[Placed]:
    """Units in the order asked for; those without a figure come last, named."""
    values = [f.value for f in figures.values() if f.value is not None]
    rows = []
    for version in units:
        figure = figures.get(version.unit.code)
        rank = rank_of(figure.value, values, found.direction) if figure else None
        parent = parents.get(version.parent_id or 0, "")
        rows.append(Placed(version, figure, rank, parent))
    if sort == "name":
        return rows
    sign = 1 if sort == "value" else -1
    return sorted(rows, key=lambda r: (r.value is None, sign * (r.value or 0)))


def _strip(
    found: Indicator, units: Sequence[UnitVersion], figures: Mapping[str, Figure]
) -> charts.Spec | None:
    values = [
        (own_name(version), figure.value)
        for version in units
        if (figure := figures.get(version.unit.code)) and figure.value is not None
    ]
    if len(values) < 3:
        return None
    return charts.strip(values, title=found.name, unit=found.unit_name)


def _whole(
    reader: Reader, found: Indicator, within: UnitVersion, every: str
) -> dict[str, Any] | None:
    """The series of the unit inside which the page looks."""
    told = series(reader, within, found, every)
    return told if told["figures"] else None
