"""How promptly citizens are answered: a month of every bag and sum, in public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from bagana.casework.definitions import SHEET
from bagana.indicators.models import Indicator, Period
from bagana.indicators.queries.reader import Figure, Reader
from bagana.portal import charts
from bagana.portal.queries import places
from bagana.portal.views.daily.promptness_parts import part_indicators, parts_of
from bagana.portal.views.pages import (
    asked,
    choropleth,
    crumbs,
    page,
    reader_of,
    unit_link,
)
from bagana.portal.wording import WITHHELD, own_name
from bagana.territory.models import UnitVersion
from bagana.territory.queries import ancestors_of, children_of, find_version
from bagana.web.tables import Column, table_response, wanted_format

CODES: Final = (
    "requests_within_term",
    "promptness_median_days",
    "promptness_p90_days",
    "requests_answered",
    "requests_open",
    "requests_overdue",
    "requests_reopened",
    "request_satisfaction",
)
"""The columns of the page, the first of them on the map unless another is chosen."""
MOST_PERIODS: Final = 18


@dataclass(frozen=True)
class Line:
    """A unit and its figures in the order of the columns; None: nothing is known."""

    version: UnitVersion
    level: int
    cells: tuple[tuple[Indicator, Figure | None], ...]


def promptness(request: HttpRequest) -> HttpResponse:
    """Every figure is a published observation; each opens how it came."""
    reader = reader_of(request)
    within = _within(request, reader)
    if within is None:
        return page(request, "home_empty")
    shown = _indicators()
    units = _units(within, reader)
    codes = [one.unit.code for one in units]
    periods = _periods(reader, shown, codes)
    period = _chosen(periods, asked(request, "period"))
    parts = part_indicators()
    if format_ := wanted_format(request):
        shown = [*shown, *parts]
    found = _figures(reader, shown, period, codes)
    lines = [_line(one, shown, found) for one in units]
    if format_:
        name = f"bagana-promptness-{within.unit.code}-{period.code if period else ''}"
        return table_response(format_, name.rstrip("-"), _columns(shown, period), lines)
    own = within.unit.code
    chosen = _mapped(shown, asked(request, "indicator"))
    lowest = max(one.kind.level for one in units)
    drawn = [one for one in units if one.kind.level == lowest]
    return page(
        request,
        "daily/promptness",
        version=within,
        crumbs=crumbs(request, ancestors_of(within.unit, reader.on)),
        shown=shown,
        indicator=chosen,
        periods=periods[:MOST_PERIODS],
        period=period,
        lines=lines,
        cards=[{"indicator": one, "figure": cell} for one, cell in lines[0].cells],
        parts=parts_of(parts, _figures(reader, parts, period, [own]), own),
        sheet=SHEET,
        map=_map(request, drawn, found, chosen, own),
        series=_series(reader, chosen, within),
    )


def _within(request: HttpRequest, reader: Reader) -> UnitVersion | None:
    code = asked(request, "unit")
    if not code:
        return places.home_version(reader.on)
    version = find_version(code, reader.on)
    if version is None:
        raise Http404
    return version


def _indicators() -> list[Indicator]:
    rows = Indicator.objects.filter(code__in=CODES).select_related("source")
    by_code = {row.code: row for row in rows}
    return [by_code[code] for code in CODES if code in by_code]


def _units(within: UnitVersion, reader: Reader) -> list[UnitVersion]:
    """The unit and the level below, or those beside a unit that has none below."""
    below = list(children_of(within.unit, reader.on).order_by("sort_key"))
    if below or within.parent is None:
        return [within, *below]
    beside = children_of(within.parent, reader.on).exclude(unit=within.unit_id)
    return [within, *beside.order_by("sort_key")]


def _periods(
    reader: Reader, shown: Sequence[Indicator], codes: Sequence[str]
) -> list[Period]:
    """Whatever any of the figures is published for, newest first, months before."""
    found = reader.latest_of(codes, [one.pk for one in shown])
    periods = {one.pk: one for own in found.values() for one in own}
    return sorted(periods.values(), key=lambda one: (one.end, one.start), reverse=True)


def _chosen(periods: Sequence[Period], code: str) -> Period | None:
    by_code = {one.code: one for one in periods}
    months = (one for one in periods if one.kind == "month")
    return by_code.get(code) or next(months, next(iter(periods), None))


type Found = Mapping[int, Mapping[str, Figure]]


def _figures(
    reader: Reader,
    shown: Sequence[Indicator],
    period: Period | None,
    codes: Sequence[str],
) -> Found:
    if period is None:
        return {}
    values = reader.values({one.pk: one for one in shown}, [period], codes)
    return {one.pk: values.get((one.pk, period.pk), {}) for one in shown}


def _line(version: UnitVersion, shown: Sequence[Indicator], found: Found) -> Line:
    code = version.unit.code
    cells = tuple((one, found.get(one.pk, {}).get(code)) for one in shown)
    return Line(version, version.kind.level, cells)


def _mapped(shown: Sequence[Indicator], code: str) -> Indicator | None:
    by_code = {one.code: one for one in shown}
    return by_code.get(code) or next(iter(shown), None)


def _map(
    request: HttpRequest,
    drawn: Sequence[UnitVersion],
    found: Found,
    shown: Indicator | None,
    own: str,
) -> Any:
    if shown is None:
        return None
    link = unit_link(request, indicator=shown.code)
    return choropleth(drawn, found.get(shown.pk, {}), shown, link, chosen=own)


def _series(
    reader: Reader, chosen: Indicator | None, within: UnitVersion
) -> charts.Spec | None:
    """Months of the whole unit in one line of points; two at least."""
    if chosen is None:
        return None
    rows = reader.series(chosen, [within.unit.code])
    months = [one for one in rows if one.period.kind == "month"][-MOST_PERIODS:]
    known = [one for one in months if one.value is not None]
    if len(known) < 2:
        return None
    points = [
        charts.Point(one.period.start.year, one.value, name=one.period.code)
        for one in known
    ]
    return charts.ranked(
        points, title=chosen.name, nature=chosen.nature, decimals=chosen.decimals
    )


def _columns(shown: Sequence[Indicator], period: Period | None) -> list[Column]:
    return [
        Column("unit", gettext("Код"), lambda line: line.version.unit.code),
        Column("name", gettext("Нэгж"), lambda line: own_name(line.version), 30),
        Column(
            "period", gettext("Хугацаа"), lambda _line: period.code if period else ""
        ),
        *[
            Column(one.code, f"{one.name}, {one.unit_name}", _value_at(place), 24)
            for place, one in enumerate(shown)
        ],
    ]


def _value_at(place: int) -> Any:
    def value(line: Line) -> float | str | None:
        figure = line.cells[place][1]
        if figure is None:
            return None
        return str(WITHHELD) if figure.withheld else figure.value

    return value
