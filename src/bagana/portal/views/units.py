"""The page of a unit: aimag, sum and bag alike; search; units that are gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from bagana.indicators.models import Indicator, PeriodKind
from bagana.indicators.queries.reader import Figure, Reader
from bagana.meetings.queries import public as meetings
from bagana.portal import charts, wording
from bagana.portal.exports import profile_table
from bagana.portal.history import story_of
from bagana.portal.queries import places
from bagana.portal.queries.catalogue import by_dimension, is_detail
from bagana.portal.queries.lengths import one_length
from bagana.portal.queries.profile import Line, Profile, ages, profile
from bagana.portal.views.daily import people
from bagana.portal.views.pages import (
    address,
    asked,
    choropleth,
    crumbs,
    page,
    reader_of,
    reading_date,
    unit_link,
)
from bagana.programme.queries.unit_section import of_unit
from bagana.ranking.queries.overview import place_of
from bagana.territory.models import UnitVersion
from bagana.territory.queries import (
    ancestors_of,
    children_of,
    find_version,
    nearest_version,
)
from bagana.territory.queries import search as search_units
from bagana.web.tables import wanted_format

LONGEST_SEARCH = 100


def search(request: HttpRequest) -> HttpResponse:
    """Units whose name, code or spelling holds the text; one exact hit opens."""
    text = asked(request, "q")[:LONGEST_SEARCH]
    on = reading_date(request)
    found = search_units(text, on) if text else []
    exact = [version for version in found if getattr(version, "best", 2) < 2]
    if len(exact) == 1 or len(found) == 1:
        return redirect(address(request, "unit", (exact or found)[0].unit.code))
    levels: dict[str, list[UnitVersion]] = {}
    for version in sorted(found, key=lambda v: v.kind.level):
        levels.setdefault(str(version.kind.name), []).append(version)
    places_of = places.chains_of(found, on)
    return page(
        request,
        "search",
        search_text=text,
        levels=[
            (kind, [(v, places_of.get(v.unit_id, "")) for v in own])
            for kind, own in levels.items()
        ],
        count=len(found),
    )


SHOWN_AT_FIRST = 8


@dataclass(frozen=True)
class _Table:
    """A group of indicators; a long one shows its first lines, the rest in a fold."""

    name: str
    wholes: list[Line]
    parts: list[Line]

    @property
    def first(self) -> list[Line]:
        return self.wholes[:SHOWN_AT_FIRST]

    @property
    def rest(self) -> list[Line]:
        return self.wholes[SHOWN_AT_FIRST:]


@dataclass
class _Unit:
    """What the page is made of, read once."""

    version: UnitVersion
    ancestors: list[UnitVersion]
    group: list[UnitVersion]
    lines: Profile


def _read(version: UnitVersion, reader: Reader) -> _Unit:
    ancestors = ancestors_of(version.unit, reader.on)
    top = places.comparison_area(version, ancestors)
    group = places.comparable_to(version, reader.on, top)
    lines = profile(reader, version.unit.code, [v.unit.code for v in group])
    return _Unit(version, ancestors, group, lines)


def unit(request: HttpRequest, code: str) -> HttpResponse:
    on = reading_date(request)
    version = find_version(code, on)
    if version is None:
        return _not_there(request, code)
    reader = reader_of(request)
    read = _read(version, reader)
    table = wanted_format(request)
    if table:
        return profile_table(read.lines, version, table)
    chosen = read.lines.line_of(asked(request, "indicator")) or read.lines.longest
    children = list(children_of(version.unit, on).order_by("sort_key"))
    return page(
        request,
        "unit",
        version=version,
        crumbs=crumbs(request, read.ancestors),
        group=read.group,
        key_lines=read.lines.key_lines,
        tables=_tables(read.lines),
        pyramid=_pyramid(read.lines),
        chosen=chosen,
        series=_series(reader, version, chosen, asked(request, "every")),
        story=story_of(version.unit),
        children=children,
        children_kind=children[0].kind.name if children else "",
        done_here=of_unit(version.unit, on),
        ranked=place_of(version.unit),
        held_here=meetings.of_unit(version.unit),
        posts_here=people.of_unit(version, on),
        **_map(request, reader, read, children, chosen),
    )


def _tables(lines: Profile) -> list[_Table]:
    """Lines by group: the first wholes, the rest and parts of wholes behind folds."""
    by_key = {line.indicator.pk: line for line in lines.lines}
    groups = by_dimension([line.indicator for line in lines.lines])
    tables = []
    for name, indicators in groups:
        own = [by_key[indicator.pk] for indicator in indicators]
        wholes = [x for x in own if not is_detail(x.indicator.code)]
        parts = [x for x in own if is_detail(x.indicator.code)]
        tables.append(_Table(name, wholes, parts))
    return tables


def _pyramid(lines: Profile) -> charts.Spec | None:
    rows = ages(lines)
    if not rows:
        return None
    return charts.pyramid(rows, men=gettext("эрэгтэй"), women=gettext("эмэгтэй"))


def _series(
    reader: Reader, version: UnitVersion, line: Line | None, every: str
) -> dict[str, Any] | None:
    return None if line is None else series(reader, version, line.indicator, every)


def series(
    reader: Reader, version: UnitVersion, indicator: Indicator, every: str
) -> dict[str, Any]:
    """The figures of a unit in time, of periods of one length, and their chart."""
    found = one_length(reader.series(indicator, [version.unit.code]), every)
    name = wording.own_name(version)
    return {
        "figures": found.figures,
        "every": found.chosen,
        "lengths": found.lengths,
        "spec": series_spec(indicator, found.figures, name),
        "recast": [figure for figure in found.figures if figure.recast],
    }


def point_of(figure: Figure, name: str = "") -> charts.Point:
    """A figure on the axis of time; a month is placed after the one before it."""
    start, label = figure.period.start, ""
    place = start.year
    if figure.period.kind != PeriodKind.YEAR:
        place, label = 12 * start.year + start.month, figure.period.code
    return charts.Point(
        place, figure.value, figure.estimated, name, figure.withheld, label
    )


def series_spec(
    indicator: Indicator, figures: list[Figure], name: str
) -> charts.Spec | None:
    points = [point_of(figure) for figure in figures]
    if all(point.value is None for point in points):
        return None
    return charts.series(
        points,
        title=f"{name}: {indicator.name}",
        unit=indicator.unit_name,
        nature=indicator.nature,
        decimals=indicator.decimals,
    )


def _map(
    request: HttpRequest,
    reader: Reader,
    read: _Unit,
    children: list[UnitVersion],
    line: Line | None,
) -> dict[str, Any]:
    """The unit among its siblings; a unit at the top shows what lies in it."""
    version, indicator = read.version, line.indicator if line else None
    inside = version.kind.level <= 1
    units = children if inside else _siblings(read, reader)
    query = {"indicator": indicator.code} if indicator else {}
    figures = {}
    period = line.figure.period if line else None
    codes = [v.unit.code for v in units]
    if indicator and inside:
        # What lies inside may have its newest figure in an earlier period.
        known = reader.latest_of(codes, [indicator.pk]).get(indicator.pk, [])
        period = known[0] if known else period
    if indicator and period:
        figures = reader.of_period(indicator, period, codes)
    picture = choropleth(
        units,
        figures,
        indicator,
        unit_link(request, **query),
        chosen="" if inside else version.unit.code,
    )
    shapes = {} if inside else places.shapes_of(units)
    return {
        "map": picture,
        "map_period": period,
        "neighbours": places.neighbours_of(version, units, shapes),
    }


def _siblings(read: _Unit, reader: Reader) -> list[UnitVersion]:
    """Units of the same level in the parent, or in the aimag where it has one only."""
    version = read.version
    if version.parent is None:
        return [version]
    return list(children_of(version.parent, reader.on).order_by("sort_key"))


def _not_there(request: HttpRequest, code: str) -> HttpResponse:
    """The unit was not there on the date: when it was, what came before and after."""
    near = nearest_version(code, reading_date(request))
    if near is None:
        raise Http404
    return page(
        request,
        "unit_absent",
        version=near,
        versions=places.versions_of(near.unit),
        before=places.relatives(near.unit, after=False),
        after=places.relatives(near.unit, after=True),
        story=story_of(near.unit),
    )
